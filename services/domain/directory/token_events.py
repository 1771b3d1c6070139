"""Facts of access tokens: what a person lets a program do, and until when."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.domain.facts import TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued:
    """Cấp mã truy cập: a program may act for the person until the end of a day.

    `scope` is `read` or `write`; `ends_on` is a calendar day in Asia/Ho_Chi_Minh, inclusive. The
    token's own id stands as the session in every act that it makes. `secret_sha256` (hex) is the
    digest of the stored hash of its secret; None where the fact is older than this field.
    """

    TYPE: ClassVar[str] = "token-issued"
    SCHEMA: ClassVar[int] = 2  # 2: with `secret_sha256`

    person_id: UUID
    token_id: UUID
    label: TextRef
    scope: str
    ends_on: date
    secret_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked:
    """Thu hồi mã truy cập: the program may act no longer."""

    TYPE: ClassVar[str] = "token-revoked"
    SCHEMA: ClassVar[int] = 1

    person_id: UUID
    token_id: UUID
