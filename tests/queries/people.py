"""Who somebody of the filled ward is, and what happens when a rule says no to them."""

import pytest

from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.roles import Holder
from services.domain.task.commands import TaskCommand
from tests.api.ward import WebWard
from tests.projections.lives import act


async def holder_of(web: WebWard, login: str) -> Holder:
    """The offices that somebody holds today."""
    stream = person_stream(await web.person_id(login))
    snapshot = await web.ward.ledger.read([stream])
    person = fold_person(snapshot.of(stream))
    assert person is not None
    return person.holder_on(day_of(snapshot.read_at))


async def refused(web: WebWard, login: str, command: TaskCommand) -> None:
    """One click that a rule refuses; it is kept as an attempt."""
    with pytest.raises(Refusal):
        await act(web, login, lambda _: command)
