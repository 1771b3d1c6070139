"""Reads a ledger's stored bytes for verify, in batches, at one moment of the database."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from typing import Any, Final
from uuid import UUID

from psycopg import sql
from sqlalchemy import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.command_audit import StoredCommand, WrittenFact
from services.ledger.driver import driver_connection
from services.ledger.faults import translated
from services.ledger.guards import DEFINERS, FUNCTIONS, GROUPS, TRIGGERS, GuardsSeen
from services.ledger.port import LedgerError
from services.ledger.rows import StoredRow
from services.ledger.source import Head, KeptSecret, StoredText
from services.ledger.statements import compiled, statement

BATCH: Final = 2000
_WRITTEN: Final = tuple(WrittenFact.__dataclass_fields__)
_COMMAND: Final = tuple(StoredCommand.__dataclass_fields__)
_TABLE_ROWS: Final = sql.SQL("SELECT * FROM {} WHERE ledger_id = %(ledger_id)s")
_TABLE_ROWS_OF: Final = sql.SQL(
    "SELECT * FROM {} WHERE ledger_id = %(ledger_id)s AND stream = ANY(%(streams)s::text[])"
)
_ROW_DIGESTS: Final = sql.SQL(
    "SELECT stream, count(*) AS rows, encode(sha256(convert_to("
    "string_agg(kept::text, ';' ORDER BY kept::text), 'UTF8')), 'hex') AS digest"
    " FROM {} AS kept WHERE ledger_id = %(ledger_id)s GROUP BY stream"
)


class PostgresSource:
    """One ledger as it stood when the transaction began; see `postgres_source`."""

    def __init__(self, connection: AsyncConnection, ledger_id: str) -> None:
        self._connection = connection
        self._ledger_id = ledger_id

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`."""
        return self._ledger_id

    async def head(self) -> Head:
        """The size that the ledger's head claims. Raises LedgerError where there is no head."""
        [(size, payloads, texts)] = await self._fetch("head")
        if size is None:
            raise LedgerError(f"this login sees no ledger {self._ledger_id}")
        return Head(size=size, payloads=payloads, texts=texts)

    async def earlier(self, streams: Collection[str], until: int) -> Sequence[StoredRow]:
        """The rows of some streams up to a position, in their order."""
        keys = sorted({stream.lower() for stream in streams})
        rows = await self._fetch("stored_rows_of", keys=keys, until=until)
        return [StoredRow(*row) for row in rows]

    async def batches(self, after: int = 0) -> AsyncIterator[Sequence[StoredRow]]:
        """Every stored row behind a position."""
        await self._rows("one_long_row")
        while True:
            rows = await self._rows("stored_rows", after=after, limit=BATCH)
            if not rows:
                return
            batch = [StoredRow(*row) for row in rows]
            after = batch[-1].position
            yield batch

    async def rows_at(self, positions: Collection[int]) -> Sequence[StoredRow]:
        """The stored rows at these positions, in their order; a missing one is missing."""
        rows = await self._fetch("stored_rows_at", positions=list(positions))
        return [StoredRow(*row) for row in rows]

    async def written(self, after: int = 0) -> AsyncIterator[Sequence[WrittenFact]]:
        """What each event behind a position says of its command, in order."""
        while rows := await self._fetch("written", after=after, limit=BATCH):
            batch = [WrittenFact(**dict(zip(_WRITTEN, row, strict=True))) for row in rows]
            after = batch[-1].position
            yield batch

    async def commands(self, after: int = 0) -> AsyncIterator[Sequence[StoredCommand]]:
        """Those that begin behind a position, by their first: sorted once, by a cursor."""
        await self._run("commands_sorted", after=after)
        while rows := await self._fetch("commands_next"):
            yield [StoredCommand(**dict(zip(_COMMAND, row, strict=True))) for row in rows]
        await self._run("commands_end")

    async def commands_digest(self, until: int) -> str:
        """How many commands begin up to a position, and a digest of them.

        It tells whether they are looked at again; it proves nothing.
        """
        [(digest,)] = await self._fetch("commands_digest", until=until)
        return str(digest)

    async def text_rows(self, ids: Collection[UUID]) -> Mapping[UUID, StoredText]:
        """Salts and bodies by id."""
        rows = await self._rows("texts", ids=list(ids))
        return {key: StoredText(salt, body) for key, salt, body in rows}

    async def kept_secrets(self) -> Sequence[KeptSecret]:
        """The rows that open something, at the same moment; the auditor's login alone may ask."""
        columns = tuple(field.name for field in fields(KeptSecret))
        rows = await self._fetch("kept_secrets")
        return [KeptSecret(**dict(zip(columns, row, strict=True))) for row in rows]

    async def table_rows(
        self, table: str, streams: Collection[str] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Every row of a table beside the ledger, at the same moment, by its columns' names.

        Those of some streams alone where they are named.
        """
        query = _TABLE_ROWS if streams is None else _TABLE_ROWS_OF
        answer = await self._of_table(query, table, streams=list(streams or ()))
        return [dict(row) for row in answer.mappings()]

    async def row_digests(self, table: str) -> Mapping[str, str]:
        """By stream how many rows it has in that table, and a digest of them.

        It tells which rows are looked at again; it proves nothing.
        """
        answer = await self._of_table(_ROW_DIGESTS, table)
        return {str(row.stream): f"{row.rows}:{row.digest}" for row in answer.fetchall()}

    async def _of_table(self, query: sql.SQL, table: str, **parameters: Any) -> CursorResult[Any]:
        with translated():
            return await self._connection.exec_driver_sql(
                query.format(sql.Identifier(table)).as_string(),
                {"ledger_id": self._ledger_id, **parameters},
            )

    async def guards(self) -> GuardsSeen:
        """How the guards of the ledger's tables stand now, whatever search_path the login has."""
        before = await self._connection.begin_nested()
        try:
            await self._connection.exec_driver_sql(statement("guard_path"))
            return await self._guards()
        finally:
            await before.rollback()

    async def _guards(self) -> GuardsSeen:
        tables = list(TRIGGERS)
        bodies = await self._fetch("guard_functions", functions=list(FUNCTIONS))
        definers = await self._fetch("guard_definers", groups=list(GROUPS))
        callers = await self._fetch("guard_callers", functions=list(DEFINERS))
        return GuardsSeen(
            triggers=[tuple(row) for row in await self._fetch("guard_triggers", tables=tables)],
            grants=[tuple(row) for row in await self._fetch("guard_grants", tables=tables)],
            functions={str(name): str(body) for name, body in bodies},
            powers=[tuple(row) for row in await self._fetch("guard_powers")],
            definers=[tuple(row) for row in definers],
            callers=[tuple(row) for row in callers],
            open_rows=[tuple(row) for row in await self._fetch("guard_rows")],
        )

    async def leftovers(self) -> bool:
        """Whether rows stand beside the ledger that only facts can have made."""
        [(found,)] = await self._fetch("leftovers")
        return bool(found)

    async def _run(self, name: str, **parameters: Any) -> None:
        with translated():
            await self._connection.exec_driver_sql(
                statement(name), {"ledger_id": self._ledger_id, **parameters}
            )

    async def _rows(self, name: str, **parameters: Any) -> Sequence[Sequence[Any]]:
        """As `_fetch`, without SQLAlchemy's layer above each of a million rows."""
        with translated():
            driver = await driver_connection(self._connection)
            # Binary: as text every byte of a record and a payload would come as two.
            answer = await driver.execute(
                compiled(name), {"ledger_id": self._ledger_id, **parameters}, binary=True
            )
            return await answer.fetchall()

    async def _fetch(self, name: str, **parameters: Any) -> Sequence[Sequence[Any]]:
        with translated():
            answer = await self._connection.exec_driver_sql(
                statement(name), {"ledger_id": self._ledger_id, **parameters}
            )
            return answer.fetchall()


@asynccontextmanager
async def postgres_source(engine: AsyncEngine, ledger_id: str) -> AsyncIterator[PostgresSource]:
    """Open a ledger for verify, as it stands now. The auditor's login fits."""
    connection = engine.connect()
    with translated():
        await connection.start()
    try:
        with translated():
            await connection.exec_driver_sql(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            )
        yield PostgresSource(connection, ledger_id)
    finally:
        await connection.close()
