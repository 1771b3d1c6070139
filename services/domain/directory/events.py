"""Facts about units, people, accounts and offices. Names and logins stand in texts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.inspection_scope import InspectionScope
from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.streams import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegistered:
    """Ghi nhận đơn vị: a unit of the ward, with its official name from that day."""

    TYPE: ClassVar[str] = "unit-registered"
    SCHEMA: ClassVar[int] = 1

    code: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    internal: bool
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed:
    """Đính chính tên đơn vị: the official name from a day on, by the paper that decided it.

    The code stays, so that older acts still mean this unit.
    """

    TYPE: ClassVar[str] = "unit-renamed"
    SCHEMA: ClassVar[int] = 1

    unit: str
    name: str
    from_on: date
    basis: Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTitlesNamed:
    """Ghi chức danh của đơn vị: what its head and its deputies are called.

    Blank where they bear the usual title of such a body.
    """

    TYPE: ClassVar[str] = "unit-titles-named"
    SCHEMA: ClassVar[int] = 1

    unit: str
    head_title: str
    deputy_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOverseerNamed:
    """Phân công phụ trách đơn vị: the leader who is in charge of a unit from a day on.

    `basis` is the chair's decision, where it has a number. `from_on` is a calendar day in
    Asia/Ho_Chi_Minh, inclusive.
    """

    TYPE: ClassVar[str] = "unit-overseer-named"
    SCHEMA: ClassVar[int] = 1

    unit: str
    person_id: UUID
    from_on: date
    basis: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered:
    """Ghi nhận cán bộ: a person, known by a random id; the name can be erased, the id not."""

    TYPE: ClassVar[str] = "person-registered"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    name: TextRef
    phone: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected:
    """Đính chính thông tin cán bộ: a new version of the name and telephone."""

    TYPE: ClassVar[str] = "person-corrected"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    name: TextRef
    phone: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeGranted:
    """Giao chức vụ: a person holds an office from a day on.

    `wished_from_on` is the day that the granter asked for; where `from_on` is later, it waits for
    a second person's consent until then. `setting_up` marks what counted at once because the
    ward's first chief of the Office had not signed in yet. `basis` is the decision that appoints,
    where it is named, `scope` what an inspector's account covers, None for the whole ward.
    """

    TYPE: ClassVar[str] = "office-granted"
    # 2: with `wished_from_on` and `setting_up`; 3: with `basis`; 4: with `scope`
    SCHEMA: ClassVar[int] = 4

    office: Office
    unit: str | None
    from_on: date
    until_on: date | None
    wished_from_on: date
    setting_up: bool
    basis: Paper | None
    scope: InspectionScope | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionScoped:
    """Đổi phạm vi thanh tra: what an inspector's account covers from a day on, and why.

    None is the whole ward. A wider one begins on `from_on` after the wait of a grant.
    """

    TYPE: ClassVar[str] = "inspection-scoped"
    SCHEMA: ClassVar[int] = 1

    scope: InspectionScope | None
    from_on: date
    reason: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEnded:
    """Thôi chức vụ: the last day on which the office was held, and by which decision."""

    TYPE: ClassVar[str] = "office-ended"
    SCHEMA: ClassVar[int] = 2  # 2: with `basis`

    office: Office
    unit: str | None
    until_on: date
    basis: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened:
    """Mở tài khoản: a person may sign in; the login name stands in texts."""

    TYPE: ClassVar[str] = "account-opened"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    login: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed:
    """Khóa tài khoản: the person may sign in no longer; sessions, tokens, password end."""

    TYPE: ClassVar[str] = "account-closed"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReopened:
    """Mở lại tài khoản: it was closed by mistake; a one-time link must set a new password."""

    TYPE: ClassVar[str] = "account-reopened"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued:
    """Cấp liên kết một lần: lets the person set a password once, within the limit.

    It opens `opens_after_hours` hours after it was issued, and is valid for `valid_hours` hours
    from then on; `setting_up` as in a grant.
    """

    TYPE: ClassVar[str] = "link-issued"
    SCHEMA: ClassVar[int] = 2  # 2: with `opens_after_hours` and `setting_up`

    person_id: UUID
    valid_hours: int
    opens_after_hours: int
    setting_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet:
    """Đặt mật khẩu: the person chose a new password; all earlier sessions and tokens ended.

    `hash_sha256` (hex) is the digest of the stored hash, so that no other one opens the account;
    None where the fact is older than this field.
    """

    TYPE: ClassVar[str] = "password-set"
    SCHEMA: ClassVar[int] = 2  # 2: with `hash_sha256`

    person_id: UUID
    hash_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Đăng nhập: a session began; its public id stands in every act of it.

    `secret_sha256` (hex) is the digest of the stored hash of the session's token; None where the
    fact is older than this field.
    """

    TYPE: ClassVar[str] = "signed-in"
    SCHEMA: ClassVar[int] = 2  # 2: with `secret_sha256`

    person_id: UUID
    secret_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut:
    """Đăng xuất: the session ended by the person's wish."""

    TYPE: ClassVar[str] = "signed-out"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded:
    """Đăng xuất mọi nơi: an administrator ended every session and token of the person."""

    TYPE: ClassVar[str] = "sessions-ended"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSessionsEnded:
    """Kết thúc phiên của mình: the person ended sessions of the own account elsewhere."""

    TYPE: ClassVar[str] = "own-sessions-ended"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    sessions: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRevoked:
    """Buộc đổi mật khẩu: the old password opens nothing; only a one-time link sets a new one."""

    TYPE: ClassVar[str] = "password-revoked"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID


def unit_stream(code: str) -> str:
    """The stream of one unit."""
    return f"{Family.UNIT}{code}"


def person_stream(person_id: UUID) -> str:
    """The stream of one person: name and offices."""
    return f"{Family.PERSON}{person_id}"


def account_stream(person_id: UUID) -> str:
    """The stream of one person's account: password and sign-ins."""
    return f"{Family.ACCOUNT}{person_id}"
