"""Who came from where, what failed, who read what: lines beside the ledger, with an end.

They are no facts: a stranger's wrong passwords must not make the owner's pages slower.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Where a request comes from: its address, and the device's cookie where it has one.

    `browser` is what its browser calls itself, in short.
    """

    address: str
    device: str = ""
    browser: str = ""


class AccessKind(StrEnum):
    """What a line of the access log says; stored names, never renamed."""

    WRONG_PASSWORD = "wrong-password"  # noqa: S105  (a kind of line)
    SIGN_IN_PAUSED = "sign-in-paused"  # with the wrong password that reached the limit
    QUEUE_FULL = "sign-in-queue-full"  # at most one line a minute
    FILE_READ = "file-read"
    PEOPLE_EXPORTED = "people-exported"
    APPRAISAL_EXPORTED = "appraisal-exported"
    REGISTER_EXPORTED = "register-exported"
    PROGRAMME_EXPORTED = "programme-exported"
    LOG_EXPORTED = "log-exported"
    ACCESS_EXPORTED = "access-exported"  # who read and exported what
    INSPECTOR_READ = "inspector-read"  # any page or call that an inspector reads
    VERIFICATION_ASKED = "verification-asked"
    CASE_ASKED = "case-asked"
    CASE_TAKEN = "case-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """One line: when (UTC), what, by whom and in which session where that is known, from where.

    `address` is the page that was read, without what was asked of it; None where it is of none.
    """

    at: datetime
    kind: AccessKind
    person_id: UUID | None
    session_id: UUID | None
    origin: str
    address: str | None = None


class AccessLog(Protocol):
    """The lines of one ward."""

    async def note(
        self, line: AccessLine, kept_days: int, *, not_again_for: timedelta | None = None
    ) -> None:
        """Keep a line, and let lines go that are older than `kept_days`.

        With `not_again_for`, nothing is kept where a line of this kind, person and address is
        younger.
        """
        ...

    async def wrong_passwords(self, person_id: UUID, since: datetime) -> tuple[AccessLine, ...]:
        """The wrong passwords for a person's account since a moment, the newest first."""
        ...


class FurtherRefusals(Protocol):
    """How often a person was refused beyond what one day's facts hold."""

    async def count(self, person_id: UUID, day: date, at: datetime) -> None:
        """One more on this day of the ward, at `at` (UTC)."""
        ...


def address_origin(visitor: Visitor) -> str:
    """Where a visitor comes from whose device is not known for the account."""
    return f"address-{visitor.address}"
