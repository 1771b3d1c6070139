"""Đã xem thông báo: a session has shown what was done to the own account and offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.consent_events import NoticesRead
from services.domain.directory.events import person_stream
from services.domain.directory.notices import read_notices
from services.domain.directory.offering import OfAccount
from services.domain.directory.rules import NOTICES_AHEAD
from services.domain.facts import Fact
from services.domain.fields import CountField, DrawnHere


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNotices(OfAccount):
    """Đã xem thông báo, up to these versions of the own account and person."""

    session_id: Annotated[UUID, DrawnHere()]
    account_version: Annotated[int, CountField()]
    person_version: Annotated[int, CountField()]


def offer(_account: Account | None, context: DecisionContext) -> Offer:
    """Offered to everybody, of the own account."""
    return Offer(held=next(iter(context.holder.offices), None))


def decide(account: Account | None, command: ReadNotices, context: DecisionContext) -> Verdict:
    """The mark of this session, where it goes further than before."""
    held = offer(account, context).held
    own = context.of(command.stream)
    person = context.of(person_stream(command.person_id))
    if command.account_version > _version(own) or command.person_version > _version(person):
        raise NOTICES_AHEAD.refuse()
    read = NoticesRead(
        person_id=command.person_id,
        account_version=command.account_version,
        person_version=command.person_version,
    )
    return Verdict(held=held, events=read_notices(own, read, command.session_id))


def _version(facts: Sequence[Fact]) -> int:
    return facts[-1].version if facts else 0


ACT: Final = Act(
    command=ReadNotices,
    name="read-notices",
    said="ghi đã xem thông báo",
    slug="thong-bao",
    done="Đã ghi là đã xem.",
    rules=(NOTICES_AHEAD,),
    offer=offer,
    decide=decide,
    by_program=False,
)
