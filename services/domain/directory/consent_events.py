"""Facts of the second person, of what somebody was told, and of the end of the set-up."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from services.domain.roles import Office

SETUP_STREAM: Final = "directory-setup"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeGrantConsented:
    """Đồng ý giao chức vụ: a second person brought a waiting grant forward to `from_on`.

    `granted` is the version of the grant in the same stream.
    """

    TYPE: ClassVar[str] = "office-grant-consented"
    SCHEMA: ClassVar[int] = 1

    office: Office
    unit: str | None
    granted: int
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConsented:
    """Đồng ý cấp liên kết: a second person let a waiting link open at once.

    `issued` is the version of the link's fact in the same stream.
    """

    TYPE: ClassVar[str] = "link-consented"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    issued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesRead:
    """Đã xem thông báo: the session of this fact showed what was done to account and offices.

    Everything up to these versions of `directory-account.<id>` and `directory-person.<id>`.
    """

    TYPE: ClassVar[str] = "notices-read"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    account_version: int
    person_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialSetUpEnded:
    """Kết thúc thiết lập ban đầu: the ward's first chief of the Office signed in.

    From then on grants and links of those who decide take a second person or a waiting time.
    """

    TYPE: ClassVar[str] = "initial-set-up-ended"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
