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
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit
from services.domain.errors import NotAllowed, NotFound, Refusal
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
        raise NotAllowed(
            "not-administrator", "Chỉ quản trị hệ thống được thay đổi cán bộ và tài khoản."
        )
    return held


def register(
    known: Person | None, command: RegisterPerson
) -> tuple[PersonRegistered, AccountOpened]:
    """A person and the account of that person; raises Refusal where the id is somebody's."""
    if known is not None:  # a second registration would take all offices away
        raise Refusal(
            "person-known",
            "Cán bộ này đã có trong danh bạ của phường. Hãy mở trang của cán bộ để đính chính.",
        )
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
        raise Refusal(
            "office-too-short",
            f"Chức vụ này có hiệu lực từ ngày {from_on:%d/%m/%Y} nếu chưa có người thứ hai đồng "
            "ý: ngày kết thúc phải từ ngày đó trở đi.",
            field="until_on",
        )
    if any(
        (held.office, held.unit) == (command.office, command.unit)
        and (held.until_on is None or held.until_on >= from_on)
        for held in known.offices
    ):
        raise Refusal("office-held", "Cán bộ đang giữ chức vụ này.")
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
        raise Refusal("office-without-unit", "Chức vụ này không gắn với đơn vị.")
    if command.office in WORKING:
        if command.unit is None or unit is None:
            raise Refusal("office-needs-unit", "Chức vụ này phải gắn với một đơn vị của phường.")
        if not unit.internal:
            raise Refusal(
                "unit-outside", "Đơn vị phối hợp ngoài bộ máy của phường không có tài khoản."
            )
        if (command.office in OF_THE_OFFICE) != (command.unit == office_unit) and (
            command.office in OF_THE_OFFICE or command.office in SIGNING
        ):
            raise Refusal(
                "office-of-the-office",
                "Chánh Văn phòng, chuyên viên Văn phòng thuộc Văn phòng; "
                "thủ trưởng đơn vị thuộc đơn vị khác.",
            )


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
        raise Refusal("office-not-held", "Cán bộ không giữ chức vụ này.")
    if command.until_on < day_of(now) - timedelta(days=1):
        raise Refusal(
            "ended-in-the-past", "Ngày thôi chức vụ không được trước hôm qua: việc đã ký vẫn còn."
        )
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
        raise Refusal(
            "link-spent",
            "Liên kết này đã được dùng, đã hết hạn hoặc đã có liên kết khác thay thế. "
            "Hãy tải lại trang rồi cấp liên kết mới.",
        )
    return link.until


def close_account(account: Account | None) -> tuple[AccountClosed, ...]:
    """The person signs in no longer."""
    return (AccountClosed(person_id=_open(account).person_id),)


def reopen_account(account: Account | None) -> tuple[AccountReopened, ...]:
    """The account is there again, without sessions, tokens or a password; raises Refusal."""
    if account is None:
        raise _no_account()
    if not account.closed:
        raise Refusal("account-open", "Tài khoản không bị khóa nên không cần mở lại.")
    return (AccountReopened(person_id=account.person_id),)


def end_sessions(account: Account | None) -> tuple[SessionsEnded, ...]:
    """The person is signed out everywhere and may sign in again."""
    return (SessionsEnded(person_id=_open(account).person_id),)


def revoke_password(account: Account | None) -> tuple[PasswordRevoked, ...]:
    """The person must choose a new password, by a link."""
    return (PasswordRevoked(person_id=_open(account).person_id),)


def _known(person: Person | None) -> Person:
    if person is None:
        raise NotFound("no-person", "Không có cán bộ này trong danh bạ của phường.")
    return person


def _open(account: Account | None) -> Account:
    if account is None:
        raise _no_account()
    if account.closed:
        raise Refusal("account-closed", "Tài khoản đã khóa. Hãy mở lại tài khoản trước.")
    return account


def _no_account() -> NotFound:
    return NotFound("no-account", "Cán bộ này chưa có tài khoản.")


def check_dates(from_on: date, until_on: date | None, now: datetime) -> None:
    """A day within ten years, and an end after its beginning; raises Refusal."""
    today = day_of(now)
    if abs((from_on - today).days) > MAX_YEARS * 366:
        raise Refusal("date-far", "Ngày bắt đầu quá xa so với hôm nay.")
    if until_on is not None and until_on < from_on:
        raise Refusal("dates-reversed", "Ngày kết thúc phải sau ngày bắt đầu.")
