"""What people ask of the auditor part: to verify the log, to make a case file. Never facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from services.queries.case_scope import CaseScope

# A request that nobody did in all these calendar days is let go: who still wants it asks anew,
# and an answer without a file means no more that somebody waits for it.
WAITS_DAYS: Final = 7
# Calendar days as well. A case file is a copy beyond the reach of later rights, and can be made
# again at any time: who asked on a Friday still finds it on the next Thursday.
CASE_KEPT_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """Who asked and when (UTC, the database's clock); with a scope it is for a case file.

    `waits` is false once it is too old to be done; `full` asks for all to be read again.
    """

    request_id: UUID
    person_id: UUID
    asked_at: datetime
    waits: bool
    scope: CaseScope | None = None
    full: bool = False


class AuditRequests(Protocol):
    """The requests of one ward; each raises LedgerUnavailable."""

    async def ask_verification(self, request_id: UUID, person_id: UUID, *, full: bool) -> None:
        """Ask for the log to be verified, from its first fact where that is `full`.

        The same id twice is one request.
        """
        ...

    async def verifications(self) -> Sequence[AuditRequest]:
        """The latest requests to verify, the newest first."""
        ...

    async def ask_case(self, request_id: UUID, person_id: UUID, scope: CaseScope) -> None:
        """Ask for a case file; the same id twice is one request."""
        ...

    async def cases(self, person_id: UUID | None = None) -> Sequence[AuditRequest]:
        """The latest requests for case files, of everybody or of one person, the newest first."""
        ...

    async def case(self, request_id: UUID) -> AuditRequest | None:
        """One request for a case file."""
        ...
