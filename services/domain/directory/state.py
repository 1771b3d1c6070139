"""A person as the directory's facts make it: offices held on each day, the account."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    OfficeEnded,
    OfficeGranted,
    PersonCorrected,
    PersonRegistered,
    UnitRegistered,
)
from services.domain.facts import Fact, TextRef
from services.domain.roles import Holder, OfficeHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts in the ward. The name is a text that can be erased."""

    person_id: UUID
    name: TextRef
    phone: TextRef | None
    offices: tuple[OfficeHeld, ...] = field(default=())

    def holder_on(self, day: date) -> Holder:
        """The offices held on a day (calendar day in Asia/Ho_Chi_Minh)."""
        return Holder(
            person_id=self.person_id,
            offices=tuple(held for held in self.offices if held.holds_on(day)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whether a person may sign in."""

    person_id: UUID
    login: TextRef
    closed: bool = False


def fold_person(facts: Sequence[Fact]) -> Person | None:
    """The person as all facts of `directory-person.<id>` make it."""
    person: Person | None = None
    for fact in facts:
        event = fact.event
        if isinstance(event, PersonRegistered):
            person = Person(person_id=event.person_id, name=event.name, phone=event.phone)
            continue
        assert person is not None, "a history opens with person-registered"  # noqa: S101  (total)
        match event:
            case PersonCorrected():
                person = replace(person, name=event.name, phone=event.phone)
            case OfficeGranted():
                held = OfficeHeld(
                    office=event.office,
                    unit=event.unit,
                    from_on=event.from_on,
                    until_on=event.until_on,
                )
                person = replace(person, offices=(*person.offices, held))
            case OfficeEnded():
                person = replace(person, offices=_ended(person.offices, event))
            case _:
                raise TypeError(f"not an event of a person: {event!r}")
    return person


def _ended(offices: tuple[OfficeHeld, ...], event: OfficeEnded) -> tuple[OfficeHeld, ...]:
    return tuple(
        replace(held, until_on=event.until_on)
        if (held.office, held.unit) == (event.office, event.unit)
        and (held.until_on is None or held.until_on > event.until_on)
        else held
        for held in offices
    )


def fold_account(facts: Sequence[Fact]) -> Account | None:
    """The account as all facts of `directory-account.<id>` make it."""
    account: Account | None = None
    for fact in facts:
        event = fact.event
        if isinstance(event, AccountOpened):
            account = Account(person_id=event.person_id, login=event.login)
        elif isinstance(event, AccountClosed) and account is not None:
            account = replace(account, closed=True)
    return account


def fold_unit(facts: Sequence[Fact]) -> UnitRegistered | None:
    """The unit as its newest registration says."""
    found = [fact.event for fact in facts if isinstance(fact.event, UnitRegistered)]
    return found[-1] if found else None
