"""A simulated ledger in a real database: its bytes by COPY, its rows by the rebuild."""

import json
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import URL

from infra.bench.simulated_ward import SimulatedWard
from infra.wiring import CODEC
from services.ledger.engine import make_engine
from services.ledger.memory import KeptCommand
from services.ledger.postgres import PostgresLedger
from services.ledger.rows import StoredRow
from services.projections import STATE_ROWS
from services.projections.rebuild import rebuild

Columns = Mapping[str, Callable[[Any], object]]

# Each column of a table by its name, with what it holds of a stored row.
EVENTS: Final[Columns] = {
    "ledger_id": attrgetter("ledger_id"),
    "position": attrgetter("position"),
    "stream": attrgetter("stream"),
    "version": attrgetter("version"),
    "type": attrgetter("type"),
    "schema_version": attrgetter("schema"),
    "occurred_at": attrgetter("occurred_at"),
    "recorded_at": attrgetter("recorded_at"),
    "actor_key": attrgetter("actor_key"),
    "person_id": attrgetter("person_id"),
    "actor_unit": attrgetter("actor_unit"),
    "command_id": attrgetter("command_id"),
    "subject": attrgetter("subject"),
    "setting_up": attrgetter("setting_up"),
    "leaf": attrgetter("leaf"),
    "record": attrgetter("record"),
}
PAYLOADS: Final[Columns] = {
    name: attrgetter(name) for name in ("ledger_id", "position", "salt", "payload")
}


def load(connection: psycopg.Connection, ward: SimulatedWard) -> None:
    """Copy a ward's ledger into the empty one of the same id, in one transaction.

    The connection is a superuser's: row level security lets nobody else COPY.
    """
    ledger = ward.ledger
    own = {"ledger_id": ledger.ledger_id}
    with connection.transaction():
        rows: Iterable[StoredRow] = ledger.stored
        _copy(connection, "events", EVENTS, rows)
        _copy(connection, "payloads", PAYLOADS, rows)
        _copy(connection, "texts", _texts(ledger.ledger_id), ledger.stored_texts.items())
        _copy(connection, "commands", _commands(ledger.ledger_id), ledger.accepted())
        _copy(connection, "agendas", _agendas(ledger.ledger_id), ward.agendas.noted.items())
        connection.execute(
            "UPDATE ledger_heads SET size = %(size)s WHERE ledger_id = %(ledger_id)s",
            {**own, "size": len(ledger.stored)},
        )


async def rebuild_rows(app: URL, ledger_id: str) -> None:
    """Make the rows that pages read, as the ward's own login does."""
    engine = make_engine(app, pool_size=2)
    try:
        ledger = PostgresLedger(engine, ledger_id, CODEC)
        await rebuild(engine, ledger, STATE_ROWS)
    finally:
        await engine.dispose()


def analyse(connection: psycopg.Connection) -> None:
    """What PostgreSQL does by itself in a ward that grows slowly: learn how much there is."""
    connection.execute("VACUUM (ANALYZE)")


def _copy(
    connection: psycopg.Connection, table: str, columns: Columns, rows: Iterable[object]
) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    )
    values = tuple(columns.values())
    with connection.cursor() as cursor, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row([value(row) for value in values])


def _texts(ledger_id: str) -> Columns:
    return {
        "ledger_id": lambda _: ledger_id,
        "text_id": lambda row: row[0],
        "salt": lambda row: row[1].salt,
        "body": lambda row: row[1].body,
    }


def _commands(ledger_id: str) -> Columns:
    return {
        "ledger_id": lambda _: ledger_id,
        "actor_key": attrgetter("actor_key"),
        "command_id": attrgetter("outcome.command_id"),
        "name": attrgetter("outcome.name"),
        "body_salt": attrgetter("body_salt"),
        "body_sha256": attrgetter("body_sha256"),
        "outcome": _outcome,
    }


def _outcome(row: KeptCommand) -> str:
    """As `append_events` writes it."""
    outcome = row.outcome
    return json.dumps(
        {
            "versions": dict(outcome.versions),
            "first_position": outcome.first_position,
            "last_position": outcome.last_position,
        }
    )


def _agendas(ledger_id: str) -> Columns:
    return {
        "ledger_id": lambda _: ledger_id,
        "stream": lambda row: row[0],
        "version": lambda row: row[1][0],
        "next_at": lambda row: row[1][1],
    }
