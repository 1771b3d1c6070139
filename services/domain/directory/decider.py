"""Who may change the directory: the administrator for people, offices and accounts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.domain.authorities import OF_THE_OFFICE
from services.domain.directory.account_state import Account
from services.domain.directory.appointing import Terms, begins_on, refuse_own_grant
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PersonCorrected,
    PersonRegistered,
    SessionsEnded,
)
from services.domain.directory.rules import (
    ACCOUNT_CLOSED,
    ACCOUNT_OPEN,
    DATE_FAR,
    DATES_REVERSED,
    ENDED_IN_THE_PAST,
    LINK_SPENT,
    NO_ACCOUNT,
    NO_PERSON,
    NOT_ADMINISTRATOR,
    OFFICE_HELD,
    OFFICE_NEEDS_UNIT,
    OFFICE_NOT_HELD,
    OFFICE_OF_THE_OFFICE,
    OFFICE_TOO_SHORT,
    OFFICE_WITHOUT_UNIT,
    PERSON_KNOWN,
    UNIT_OUTSIDE,
)
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit
from services.domain.facts import TextRef
from services.domain.instants import day_of
from services.domain.roles import SIGNING, WORKING, Holder, Office, OfficeHeld

WITHOUT_UNIT = frozenset({Office.VICE_CHAIR, Office.CHAIR, Office.INSPECTOR, Office.ADMINISTRATOR})
MAX_YEARS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Thêm cán bộ và mở tài khoản."""

    person_id: UUID
    name: TextRef
    phone: TextRef | None
    login: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson:
    """Đính chính tên, số điện thoại."""

    person_id: UUID
    name: TextRef
    phone: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantOffice:
    """Giao chức vụ từ một ngày."""

    person_id: UUID
    office: Office
    unit: str | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOffice:
    """Thôi chức vụ; `until_on` là ngày cuối cùng còn giữ."""

    person_id: UUID
    office: Office
    unit: str | None
    until_on: date


def require_administrator(holder: Holder) -> OfficeHeld:
    """The administrator's office; raises NotAllowed."""
    held = holder.find(frozenset({Office.ADMINISTRATOR}))
    if held is None:
        raise NOT_ADMINISTRATOR.refuse()
    return held


def register(
    known: Person | None, command: RegisterPerson
) -> tuple[PersonRegistered, AccountOpened]:
    """A person and the account of that person; raises Refusal where the id is somebody's."""
    if known is not None:  # a second registration would take all offices away
        raise PERSON_KNOWN.refuse()
    return (
        PersonRegistered(person_id=command.person_id, name=command.name, phone=command.phone),
        AccountOpened(person_id=command.person_id, login=command.login),
    )


def correct(person: Person | None, command: CorrectPerson) -> tuple[PersonCorrected, ...]:
    """A new version of the person's details."""
    _known(person)
    return (PersonCorrected(person_id=command.person_id, name=command.name, phone=command.phone),)


def grant(
    person: Person | None,
    command: GrantOffice,
    unit: Unit | None,
    terms: Terms,
) -> tuple[OfficeGranted, ...]:
    """The office from a day on, after a wait where it decides; raises Refusal."""
    known = _known(person)
    refuse_own_grant(terms.by, command.person_id)
    _check_unit(command, unit, terms.policy.office_unit)
    check_dates(command.from_on, command.until_on, terms.now)
    from_on = begins_on(command.office, command.from_on, terms)
    if command.until_on is not None and command.until_on < from_on:
        raise OFFICE_TOO_SHORT.refuse(from_on=from_on)
    if any(
        (held.office, held.unit) == (command.office, command.unit)
        and (held.until_on is None or held.until_on >= from_on)
        for held in known.offices
    ):
        raise OFFICE_HELD.refuse()
    return (
        OfficeGranted(
            office=command.office,
            unit=command.unit,
            from_on=from_on,
            until_on=command.until_on,
            wished_from_on=command.from_on,
            setting_up=terms.setting_up,
        ),
    )


def _check_unit(command: GrantOffice, unit: Unit | None, office_unit: str) -> None:
    if command.office in WITHOUT_UNIT and command.unit is not None:
        raise OFFICE_WITHOUT_UNIT.refuse()
    if command.office in WORKING:
        if command.unit is None or unit is None:
            raise OFFICE_NEEDS_UNIT.refuse()
        if not unit.internal:
            raise UNIT_OUTSIDE.refuse()
        if (command.office in OF_THE_OFFICE) != (command.unit == office_unit) and (
            command.office in OF_THE_OFFICE or command.office in SIGNING
        ):
            raise OFFICE_OF_THE_OFFICE.refuse()


def end(person: Person | None, command: EndOffice, now: datetime) -> tuple[OfficeEnded, ...]:
    """The last day of an office; raises Refusal where it is not held or the day is past."""
    known = _known(person)
    held = next(
        (
            one
            for one in known.offices
            if (one.office, one.unit) == (command.office, command.unit)
            and (one.until_on is None or one.until_on > command.until_on)
        ),
        None,
    )
    if held is None:
        raise OFFICE_NOT_HELD.refuse()
    if command.until_on < day_of(now) - timedelta(days=1):
        raise ENDED_IN_THE_PAST.refuse()
    return (OfficeEnded(office=command.office, unit=command.unit, until_on=command.until_on),)


def issue_link(
    account: Account | None, hours: int, *, setting_up: bool, opens_after_hours: int = 0
) -> tuple[LinkIssued, ...]:
    """A one-time link to choose a password."""
    return (
        LinkIssued(
            person_id=_open(account).person_id,
            valid_hours=hours,
            opens_after_hours=opens_after_hours,
            setting_up=setting_up,
        ),
    )


def link_until(account: Account | None, issuer: UUID, command_id: UUID, now: datetime) -> datetime:
    """Until when the link of this very act opens the account; raises Refusal for a spent one."""
    link = _open(account).link
    own = link is not None and (link.issued_by.person_id, link.command_id) == (issuer, command_id)
    if link is None or not own or link.until <= now:
        raise LINK_SPENT.refuse()
    return link.until


def close_account(account: Account | None) -> tuple[AccountClosed, ...]:
    """The person signs in no longer."""
    return (AccountClosed(person_id=_open(account).person_id),)


def reopen_account(account: Account | None) -> tuple[AccountReopened, ...]:
    """The account is there again, without sessions, tokens or a password; raises Refusal."""
    if account is None:
        raise NO_ACCOUNT.refuse()
    if not account.closed:
        raise ACCOUNT_OPEN.refuse()
    return (AccountReopened(person_id=account.person_id),)


def end_sessions(account: Account | None) -> tuple[SessionsEnded, ...]:
    """The person is signed out everywhere and may sign in again."""
    return (SessionsEnded(person_id=_open(account).person_id),)


def revoke_password(account: Account | None) -> tuple[PasswordRevoked, ...]:
    """The person must choose a new password, by a link."""
    return (PasswordRevoked(person_id=_open(account).person_id),)


def _known(person: Person | None) -> Person:
    if person is None:
        raise NO_PERSON.refuse()
    return person


def _open(account: Account | None) -> Account:
    if account is None:
        raise NO_ACCOUNT.refuse()
    if account.closed:
        raise ACCOUNT_CLOSED.refuse()
    return account


def check_dates(from_on: date, until_on: date | None, now: datetime) -> None:
    """A day within ten years, and an end after its beginning; raises Refusal."""
    today = day_of(now)
    if abs((from_on - today).days) > MAX_YEARS * 366:
        raise DATE_FAR.refuse()
    if until_on is not None and until_on < from_on:
        raise DATES_REVERSED.refuse()
