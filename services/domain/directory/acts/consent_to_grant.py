"""Đồng ý giao chức vụ: a second person lets a waiting grant begin."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.appointing import Second
from services.domain.directory.authority import known_person
from services.domain.directory.consent_events import OfficeGrantConsented
from services.domain.directory.events import person_stream
from services.domain.directory.offering import OfPerson, to_consenting
from services.domain.directory.rules import (
    CONSENT_NEW,
    CONSENT_OWN,
    CONSENT_SAME,
    NO_PERSON,
    NOT_CONSENTING,
    WAITS_NO_LONGER,
)
from services.domain.directory.state import Person
from services.domain.fields import CountField, NewId
from services.domain.instants import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToGrant(OfPerson):
    """Đồng ý với việc giao chức vụ; `granted` là sự kiện giao."""

    person_id: Annotated[UUID, NewId()]
    granted: Annotated[int, CountField()]


def decide(person: Person | None, command: ConsentToGrant, context: DecisionContext) -> Verdict:
    """The grant from the day that was asked for, not before today."""
    to_consenting(person, context)
    known, today = known_person(person), day_of(context.now)
    waiting = next(
        (waiting for waiting in known.waiting_on(today) if waiting.granted == command.granted),
        None,
    )
    if waiting is None:
        raise WAITS_NO_LONGER.refuse()
    second = Second.of(context, waiting.granted_by)
    consented = OfficeGrantConsented(
        office=waiting.office,
        unit=waiting.unit,
        granted=waiting.granted,
        from_on=max(today, waiting.wished_from_on),
    )
    held = second.require(command.person_id, context.policy, context.now)
    return Verdict(held=held, events=(consented,))


def _granter(
    person: Person | None, command: ConsentToGrant, _context: DecisionContext
) -> tuple[str, ...]:
    waiting = person.waiting if person else ()
    granters = {each.granted_by for each in waiting if each.granted == command.granted}
    return tuple(person_stream(granter) for granter in granters if granter)


ACT: Final = Act(
    command=ConsentToGrant,
    name="consent-to-grant",
    said="đồng ý giao chức vụ",
    slug="chuc-vu",
    done="Đã ghi đồng ý.",
    rules=(NOT_CONSENTING, NO_PERSON, WAITS_NO_LONGER, CONSENT_OWN, CONSENT_SAME, CONSENT_NEW),
    offer=to_consenting,
    decide=decide,
    reads_next=_granter,
    by_program=False,
)
