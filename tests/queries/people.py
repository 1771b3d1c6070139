"""Who somebody of the filled ward is, and what happens when a rule says no to them."""

from datetime import date

import pytest

from services.commands.acts import ActCommand
from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.roles import Holder
from services.queries.log_rights import Reader
from services.queries.viewing import Viewing, calendar_on
from tests import givens
from tests.api.ward import WebWard
from tests.projections.lives import act


async def holder_of(web: WebWard, login: str) -> Holder:
    """The offices that somebody holds today."""
    stream = person_stream(await web.person_id(login))
    snapshot = await web.ward.ledger.read([stream])
    person = fold_person(snapshot.of(stream))
    assert person is not None
    return person.holder_on(day_of(snapshot.read_at))


async def reader_of(web: WebWard, login: str, holder: Holder | None = None) -> Reader:
    """Somebody before the log and the search, by the ward's rules."""
    known = holder or await holder_of(web, login)
    return Reader(web.logins.ledger_id, known, givens.policy())


async def viewing_of(web: WebWard, login: str, on: date | None = None) -> Viewing:
    """Somebody before a list of work, today or as it would be on another day."""
    now = (await web.ward.ledger.read([])).read_at
    moved = now + (on - day_of(now)) if on else now
    return Viewing(
        holder=await holder_of(web, login),
        policy=givens.policy(),
        working_days=await calendar_on(web.ward.ledger, day_of(moved)),
        now=moved,
    )


async def refused(web: WebWard, login: str, command: ActCommand) -> None:
    """One click that a rule refuses; it is kept as an attempt."""
    with pytest.raises(Refusal):
        await act(web, login, lambda _: command)
