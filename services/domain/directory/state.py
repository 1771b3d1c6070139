"""A person as the directory's facts make it: offices held on each day, the account."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from services.domain.directory.consent_events import OfficeGrantConsented
from services.domain.directory.events import (
    OfficeEnded,
    OfficeGranted,
    PersonCorrected,
    PersonRegistered,
)
from services.domain.facts import Fact, TextRef
from services.domain.roles import Holder, Office, OfficeHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A grant that begins on `from_on`, or earlier once a second person agrees.

    `granted` is the version of the grant; `wished_from_on` the day that the granter asked for.
    """

    granted: int
    office: Office
    unit: str | None
    from_on: date
    wished_from_on: date
    granted_by: UUID | None
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts in the ward. The name is a text that can be erased.

    `waiting` are grants that nobody has agreed to, those whose day has come among them.
    """

    person_id: UUID
    name: TextRef
    phone: TextRef | None
    offices: tuple[OfficeHeld, ...] = field(default=())
    waiting: tuple[Waiting, ...] = ()
    registered_by: UUID | None = None
    registered_at: datetime | None = None

    def waiting_on(self, day: date) -> tuple[Waiting, ...]:
        """The grants that a second person may still bring forward on a day."""
        return tuple(one for one in self.waiting if one.from_on > day)

    def holder_on(self, day: date) -> Holder:
        """The offices held on a day (calendar day in Asia/Ho_Chi_Minh)."""
        return Holder(
            person_id=self.person_id,
            offices=tuple(held for held in self.offices if held.holds_on(day)),
        )


def fold_person(facts: Sequence[Fact]) -> Person | None:
    """The person as all facts of `directory-person.<id>` make it."""
    person: Person | None = None
    for fact in facts:
        person = next_person(person, fact)
    return person


def next_person(person: Person | None, fact: Fact) -> Person:
    """The person after one more fact of its stream. Total: nothing recorded is refused."""
    event = fact.event
    if isinstance(event, PersonRegistered):
        return Person(
            person_id=event.person_id,
            name=event.name,
            phone=event.phone,
            registered_by=fact.actor.person_id,
            registered_at=fact.recorded_at,
        )
    assert person is not None, "a history opens with person-registered"  # noqa: S101  (total)
    match event:
        case PersonCorrected():
            return replace(person, name=event.name, phone=event.phone)
        case OfficeGranted():
            return _granted(person, event, fact)
        case OfficeGrantConsented():
            return _consented(person, event)
        case OfficeEnded():
            return _ended(person, event)
    raise TypeError(f"not an event of a person: {event!r}")


def _granted(person: Person, event: OfficeGranted, fact: Fact) -> Person:
    held = OfficeHeld(
        office=event.office, unit=event.unit, from_on=event.from_on, until_on=event.until_on
    )
    person = replace(person, offices=(*person.offices, held))
    if event.from_on <= event.wished_from_on:
        return person
    waiting = Waiting(
        granted=fact.version,
        office=event.office,
        unit=event.unit,
        from_on=event.from_on,
        wished_from_on=event.wished_from_on,
        granted_by=fact.actor.person_id,
        granted_at=fact.recorded_at,
    )
    return replace(person, waiting=(*person.waiting, waiting))


def _consented(person: Person, event: OfficeGrantConsented) -> Person:
    brought = [one for one in person.waiting if one.granted == event.granted]
    begun = {(one.office, one.unit, one.from_on) for one in brought}
    return replace(
        person,
        offices=tuple(
            replace(held, from_on=event.from_on)
            if (held.office, held.unit, held.from_on) in begun
            else held
            for held in person.offices
        ),
        waiting=tuple(one for one in person.waiting if one not in brought),
    )


def _ended(person: Person, event: OfficeEnded) -> Person:
    """The office with its last day; a grant that ended before it began waits no longer."""
    offices = tuple(
        replace(held, until_on=event.until_on)
        if (held.office, held.unit) == (event.office, event.unit)
        and (held.until_on is None or held.until_on > event.until_on)
        else held
        for held in person.offices
    )
    waiting = tuple(
        one
        for one in person.waiting
        if (one.office, one.unit) != (event.office, event.unit) or one.from_on <= event.until_on
    )
    return replace(person, offices=offices, waiting=waiting)
