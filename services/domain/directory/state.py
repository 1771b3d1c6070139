"""A person as the directory's facts make it: offices held on each day, the account."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.domain.directory.consent_events import LinkConsented, OfficeGrantConsented
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PasswordSet,
    PersonCorrected,
    PersonRegistered,
    SessionsEnded,
    SignedIn,
    SignedOut,
    UnitOverseerNamed,
    UnitRegistered,
    UnitRenamed,
)
from services.domain.facts import Actor, Fact, TextRef
from services.domain.roles import Holder, Office, OfficeHeld

# After each of these nothing that was open of the account opens it still: no session, no token.
ENDINGS: Final = (AccountClosed, PasswordRevoked, PasswordSet, SessionsEnded)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The one-time link that an account waits for: by which act, from when, until when (UTC).

    `issued` is the version of its fact.
    """

    issued: int
    issued_by: Actor
    issued_at: datetime
    command_id: UUID
    opens_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whether a person may sign in, and by what.

    `has_password` is what the facts say; the hash beside the ledger opens nothing against them,
    nor does a link where `awaits_link` is false.
    """

    person_id: UUID
    login: TextRef
    closed: bool = False
    has_password: bool = False
    link: Link | None = None
    sessions: frozenset[UUID] = frozenset()

    @property
    def awaits_link(self) -> bool:
        """Whether a link was issued and neither used nor ended by a closing."""
        return self.link is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the ward, or a partner outside it; `name` is the official one of today.

    `names` are all that it ever had, `renamed_on` the day from which the newest one counts.
    """

    registered: UnitRegistered
    name: str
    names: frozenset[str] = frozenset()
    renamed_on: date | None = None
    overseers: tuple[UnitOverseerNamed, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether its people have accounts."""
        return self.registered.internal

    @property
    def restricted(self) -> bool:
        """Whether it reports by number and date of a paper alone."""
        return self.registered.restricted

    def overseer_on(self, day: date) -> UnitOverseerNamed | None:
        """Who is in charge on a day: the latest beginning, of two from one day the newer."""
        begun = [named for named in self.overseers if named.from_on <= day]
        return max(reversed(begun), key=lambda named: named.from_on, default=None)


def fold_person(facts: Sequence[Fact]) -> Person | None:
    """The person as all facts of `directory-person.<id>` make it."""
    person: Person | None = None
    for fact in facts:
        event = fact.event
        if isinstance(event, PersonRegistered):
            person = Person(
                person_id=event.person_id,
                name=event.name,
                phone=event.phone,
                registered_by=fact.actor.person_id,
                registered_at=fact.recorded_at,
            )
            continue
        assert person is not None, "a history opens with person-registered"  # noqa: S101  (total)
        match event:
            case PersonCorrected():
                person = replace(person, name=event.name, phone=event.phone)
            case OfficeGranted():
                person = _granted(person, event, fact)
            case OfficeGrantConsented():
                person = _consented(person, event)
            case OfficeEnded():
                person = _ended(person, event)
            case _:
                raise TypeError(f"not an event of a person: {event!r}")
    return person


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


def fold_account(facts: Sequence[Fact]) -> Account | None:
    """The account as all facts of `directory-account.<id>` make it."""
    account: Account | None = None
    for fact in facts:
        event = fact.event
        if isinstance(event, AccountOpened):
            account = Account(person_id=event.person_id, login=event.login)
        elif account is not None:
            account = _account(account, fact)
    return account


def _account(account: Account, fact: Fact) -> Account:
    event = fact.event
    if isinstance(event, ENDINGS):
        account = replace(account, sessions=frozenset())
    begun = frozenset({fact.session_id} if fact.session_id else ())
    match event:
        case AccountClosed():
            return replace(account, closed=True, has_password=False, link=None)
        case AccountReopened():
            return replace(account, closed=False)
        case LinkIssued():
            return replace(account, link=_link(event, fact))
        case LinkConsented() if account.link and account.link.issued == event.issued:
            return replace(account, link=replace(account.link, opens_at=fact.recorded_at))
        case PasswordRevoked():
            return replace(account, has_password=False)
        case PasswordSet():
            return replace(account, has_password=True, link=None)
        case SignedIn() if account.has_password:  # else it was overtaken by what took the password
            return replace(account, sessions=account.sessions | begun)
        case SignedOut():
            return replace(account, sessions=account.sessions - begun)
        case _:
            return account


def _link(event: LinkIssued, fact: Fact) -> Link:
    opens_at = fact.recorded_at + timedelta(hours=event.opens_after_hours)
    return Link(
        issued=fact.version,
        issued_by=fact.actor,
        issued_at=fact.recorded_at,
        command_id=fact.command_id,
        opens_at=opens_at,
        until=opens_at + timedelta(hours=event.valid_hours),
    )


def since_ending(facts: Sequence[Fact]) -> Sequence[Fact]:
    """What was recorded of an account after everything open of it was last ended."""
    ended = (at for at, fact in enumerate(facts, 1) if isinstance(fact.event, ENDINGS))
    return facts[max(ended, default=0) :]


def fold_unit(facts: Sequence[Fact]) -> Unit | None:
    """The unit as all facts of `directory-unit.<code>` make it."""
    unit: Unit | None = None
    for fact in facts:
        event = fact.event
        if isinstance(event, UnitRegistered):
            unit = _registered(unit, event)
        elif isinstance(event, UnitRenamed) and unit is not None:
            names = unit.names | {event.name}
            unit = replace(unit, name=event.name, names=names, renamed_on=event.from_on)
        elif isinstance(event, UnitOverseerNamed) and unit is not None:
            unit = replace(unit, overseers=(*unit.overseers, event))
    return unit


def _registered(unit: Unit | None, event: UnitRegistered) -> Unit:
    if unit is None:
        return Unit(registered=event, name=event.name, names=frozenset({event.name}))
    return replace(unit, registered=event, name=event.name, names=unit.names | {event.name})
