"""A person as the directory's facts make it: offices held on each day, the account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from services.domain.act import FactKind, Names
from services.domain.directory.consent_events import OfficeGrantConsented
from services.domain.directory.events import (
    InspectionScoped,
    OfficeEnded,
    OfficeGranted,
    PersonCorrected,
    PersonRegistered,
)
from services.domain.directory.saying import SET_UP, WAITS, said_of_somebody, said_scope
from services.domain.facts import Fact, TextRef
from services.domain.inspection_scope import InspectionScope, ScopeFrom
from services.domain.instants import day_of, written_day
from services.domain.papers import Paper, beside
from services.domain.roles import Holder, Office, OfficeHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A grant that begins on `from_on`, or earlier once a second person agrees.

    `granted` is the version of the grant; `wished_from_on` the day that the granter asked for,
    `scope` what an inspector's account is to cover.
    """

    granted: int
    office: Office
    unit: str | None
    from_on: date
    wished_from_on: date
    granted_by: UUID | None
    granted_at: datetime
    scope: InspectionScope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePapers:
    """The decisions that gave an office and took it, where they were named."""

    granted: Paper | None = None
    ended: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts in the ward. The name is a text that can be erased.

    `waiting` are grants that nobody has agreed to, those whose day has come among them. `papers`
    are the decisions behind each of `offices`, in the same order.
    """

    person_id: UUID
    name: TextRef
    phone: TextRef | None
    offices: tuple[OfficeHeld, ...] = field(default=())
    papers: tuple[OfficePapers, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    registered_by: UUID | None = None
    registered_at: datetime | None = None

    def waiting_on(self, day: date) -> tuple[Waiting, ...]:
        """The grants that a second person may still bring forward on a day."""
        return tuple(each for each in self.waiting if each.from_on > day)

    def holder_on(self, day: date) -> Holder:
        """The offices held on a day (calendar day in Asia/Ho_Chi_Minh)."""
        return Holder(
            person_id=self.person_id,
            offices=tuple(held.on(day) for held in self.offices if held.holds_on(day)),
        )


def _registered(_person: Person | None, event: PersonRegistered, fact: Fact) -> Person:
    return Person(
        person_id=event.person_id,
        name=event.name,
        phone=event.phone,
        registered_by=fact.actor.person_id,
        registered_at=fact.recorded_at,
    )


def _corrected(person: Person, event: PersonCorrected, _fact: Fact) -> Person:
    return replace(person, name=event.name, phone=event.phone)


def _granted(person: Person, event: OfficeGranted, fact: Fact) -> Person:
    held = OfficeHeld(
        office=event.office,
        unit=event.unit,
        from_on=event.from_on,
        until_on=event.until_on,
        scope=event.scope,
    )
    person = replace(
        person,
        offices=(*person.offices, held),
        papers=(*person.papers, OfficePapers(granted=event.basis)),
    )
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
        scope=event.scope,
    )
    return replace(person, waiting=(*person.waiting, waiting))


def _consented(person: Person, event: OfficeGrantConsented, _fact: Fact) -> Person:
    brought = [each for each in person.waiting if each.granted == event.granted]
    begun = {(each.office, each.unit, each.from_on) for each in brought}
    return replace(
        person,
        offices=tuple(
            replace(held, from_on=event.from_on)
            if (held.office, held.unit, held.from_on) in begun
            else held
            for held in person.offices
        ),
        waiting=tuple(each for each in person.waiting if each not in brought),
    )


def _scoped(person: Person, event: InspectionScoped, fact: Fact) -> Person:
    """Another scope of the inspector's offices that are not over; what still waited is gone."""
    today = day_of(fact.recorded_at)
    later = ScopeFrom(from_on=event.from_on, scope=event.scope)
    return replace(
        person,
        offices=tuple(
            replace(held, later_scopes=(*held.scopes_begun(today), later))
            if held.inspects_from(today)
            else held
            for held in person.offices
        ),
    )


def _ended(person: Person, event: OfficeEnded, _fact: Fact) -> Person:
    """The office with its last day; a grant that ended before it began waits no longer."""
    ends = [
        (held.office, held.unit) == (event.office, event.unit)
        and (held.until_on is None or held.until_on > event.until_on)
        for held in person.offices
    ]
    offices = tuple(
        replace(held, until_on=event.until_on) if end else held
        for held, end in zip(person.offices, ends, strict=True)
    )
    papers = tuple(
        replace(each, ended=event.basis) if end else each
        for each, end in zip(person.papers, ends, strict=True)
    )
    waiting = tuple(
        each
        for each in person.waiting
        if (each.office, each.unit) != (event.office, event.unit) or each.from_on <= event.until_on
    )
    return replace(person, offices=offices, papers=papers, waiting=waiting)


def _describe_grant(event: OfficeGranted, names: Names) -> str:
    since = f"từ ngày {written_day(event.from_on)}"
    by = beside(event.basis)
    scope = f", phạm vi: {said_scope(event.scope, names)}" if event.scope else ""
    return f"Giao chức vụ {_held(event, names)} {since}{_how(event)}{scope}{by}{names.about}."


def _describe_scope(event: InspectionScoped, names: Names) -> str:
    since = written_day(event.from_on)
    return f"Đổi phạm vi thanh tra từ ngày {since}: {said_scope(event.scope, names)}{names.about}."


def _how(event: OfficeGranted) -> str:
    """Whether it waited for a second person, or for nobody because the ward was set up."""
    if event.setting_up:
        return SET_UP
    return WAITS if event.from_on > event.wished_from_on else ""


def _describe_consent(event: OfficeGrantConsented, names: Names) -> str:
    since = f"từ ngày {written_day(event.from_on)}"
    return f"Đồng ý giao chức vụ {_held(event, names)} {since}{names.about}."


def _describe_end(event: OfficeEnded, names: Names) -> str:
    until = f"hết ngày {written_day(event.until_on)}"
    return f"Thôi chức vụ {_held(event, names)} {until}{beside(event.basis)}{names.about}."


def _held(event: OfficeGranted | OfficeGrantConsented | OfficeEnded, names: Names) -> str:
    return names.office(event.office, event.unit)


FACTS: Final = (
    FactKind(
        event=PersonRegistered,
        name="Ghi nhận cán bộ",
        apply=_registered,
        describe=said_of_somebody("Ghi nhận cán bộ"),
    ),
    FactKind(
        event=PersonCorrected,
        name="Đính chính thông tin cán bộ",
        apply=_corrected,
        describe=said_of_somebody("Đính chính thông tin cán bộ"),
    ),
    FactKind(event=OfficeGranted, name="Giao chức vụ", apply=_granted, describe=_describe_grant),
    FactKind(
        event=OfficeGrantConsented,
        name="Đồng ý giao chức vụ",
        apply=_consented,
        describe=_describe_consent,
    ),
    FactKind(
        event=InspectionScoped,
        name="Đổi phạm vi thanh tra",
        apply=_scoped,
        describe=_describe_scope,
        text=lambda event: event.reason,
    ),
    FactKind(event=OfficeEnded, name="Thôi chức vụ", apply=_ended, describe=_describe_end),
)
_KINDS: Final[Mapping[type, FactKind[Any]]] = {kind.event: kind for kind in FACTS}


def next_person(person: Person | None, fact: Fact) -> Person:
    """The person after one more fact of its stream. Total: nothing recorded is refused."""
    event = fact.event
    if not isinstance(event, PersonRegistered):
        assert person is not None, "a history opens with person-registered"  # noqa: S101  (total)
    collected: Person = _KINDS[type(event)].apply(person, event, fact)
    return collected


def fold_person(facts: Sequence[Fact]) -> Person | None:
    """The person as all facts of `directory-person.<id>` make it."""
    person: Person | None = None
    for fact in facts:
        person = next_person(person, fact)
    return person
