"""Facts about how a password is kept, and about wrong ones as earlier releases kept them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRehashed:
    """Băm lại mật khẩu: the same password is stored in a newer way; nothing of the account ends.

    `former_sha256` is the digest of the stored hash that it replaces: both open the account,
    since a crash may leave either in the table.
    """

    TYPE: ClassVar[str] = "password-rehashed"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    former_sha256: str
    hash_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed:
    """Đăng nhập không thành công: a wrong password for a known account.

    No longer written: whatever failed stands in `access_log`, so that nobody's stream grows by
    what strangers do.
    """

    TYPE: ClassVar[str] = "sign-in-failed"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    reason: str
