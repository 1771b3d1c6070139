"""Requests to the auditor part in PostgreSQL; see `AuditRequests`.

The application's login asks and reads, the auditor's login only reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.connections import one_connection
from services.ledger.faults import translated
from services.queries.audit_requests import WAITS_DAYS, AuditRequest
from services.queries.case_scope import CaseKind, CaseScope

_LATEST: Final = 200  # more than anybody asks for in the days that a request waits
_WAITS: Final = f"asked_at > clock_timestamp() - interval '{WAITS_DAYS} days' AS waits"
_VERIFICATIONS: Final = text(
    f"SELECT request_id, asked_by, asked_at, {_WAITS}, from_start "  # noqa: S608
    "FROM verification_requests WHERE ledger_id = :ledger_id ORDER BY asked_at DESC LIMIT :latest"
)
_CASES: Final = text(
    f"SELECT request_id, asked_by, asked_at, {_WAITS}, kind, key, from_on, until_on "  # noqa: S608
    "FROM case_requests WHERE ledger_id = :ledger_id "
    "AND (CAST(:asked_by AS uuid) IS NULL OR asked_by = :asked_by) "
    "AND (CAST(:request_id AS uuid) IS NULL OR request_id = :request_id) "
    "ORDER BY asked_at DESC LIMIT :latest"
)
_ASK_VERIFICATION: Final = text(
    "INSERT INTO verification_requests (request_id, asked_by, from_start) "
    "VALUES (:request_id, :asked_by, :from_start) ON CONFLICT DO NOTHING"
)
_ASK_CASE: Final = text(
    "INSERT INTO case_requests (request_id, asked_by, kind, key, from_on, until_on) "
    "VALUES (:request_id, :asked_by, :kind, :key, :from_on, :until_on) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class PostgresAuditRequests:
    """See `AuditRequests`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine
    ledger_id: str

    async def ask_verification(self, request_id: UUID, person_id: UUID, *, full: bool) -> None:
        """Ask for the log to be verified, from its first fact where that is `full`."""
        values = {"request_id": request_id, "asked_by": person_id, "from_start": full}
        await self._ask(_ASK_VERIFICATION, values)

    async def verifications(self) -> Sequence[AuditRequest]:
        """The latest requests to verify, the newest first."""
        rows = await self._rows(_VERIFICATIONS, {})
        return [replace(_request(row), full=row.from_start) for row in rows]

    async def ask_case(self, request_id: UUID, person_id: UUID, scope: CaseScope) -> None:
        """Ask for a case file."""
        values = {
            "request_id": request_id,
            "asked_by": person_id,
            "kind": scope.kind.value,
            "key": scope.key,
            "from_on": scope.from_on,
            "until_on": scope.until_on,
        }
        await self._ask(_ASK_CASE, values)

    async def cases(self, person_id: UUID | None = None) -> Sequence[AuditRequest]:
        """The latest requests for case files, the newest first."""
        return await self._cases(person_id, None)

    async def case(self, request_id: UUID) -> AuditRequest | None:
        """One request for a case file."""
        return next(iter(await self._cases(None, request_id)), None)

    async def _cases(
        self, person_id: UUID | None, request_id: UUID | None
    ) -> Sequence[AuditRequest]:
        values = {"asked_by": person_id, "request_id": request_id}
        return [
            _request(
                row,
                CaseScope(
                    kind=CaseKind(row.kind),
                    key=row.key,
                    from_on=row.from_on,
                    until_on=row.until_on,
                ),
            )
            for row in await self._rows(_CASES, values)
        ]

    async def _ask(self, statement: TextClause, values: Mapping[str, Any]) -> None:
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(statement, values)

    async def _rows(self, statement: TextClause, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        known = {"ledger_id": self.ledger_id, "latest": _LATEST}
        with translated():
            async with one_connection(self.engine) as connection:
                return (await connection.execute(statement, {**known, **values})).all()


def _request(row: Row[Any], scope: CaseScope | None = None) -> AuditRequest:
    return AuditRequest(
        request_id=row.request_id,
        person_id=row.asked_by,
        asked_at=row.asked_at,
        waits=row.waits,
        scope=scope,
    )
