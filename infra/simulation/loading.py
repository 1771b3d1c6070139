"""A simulated ledger in a real database: its bytes in one transaction, its rows by the rebuild."""

import json
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter, itemgetter
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import URL

from infra.migrations.roles import OWNER
from infra.simulation.ward import SimulatedWard
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


class NotEmpty(Exception):
    """The ledger holds facts: a past is loaded before the first of them, or never."""


def load(connection: psycopg.Connection, ward: SimulatedWard, *, wakes: bool = False) -> None:
    """Put a ward's ledger into the empty one of the same id: whole, or nothing of it.

    The connection is the migrator's, which may step into the owner: row level security lets
    neither COPY, so that rows are inserted. With `wakes` every open stream stands in the outbox.
    The rows that pages read are not made; they are forgotten, so that whoever looks at their
    shape makes them again, also after a load that nobody lived to see. Raises NotEmpty.
    """
    ledger = ward.ledger
    own = {"ledger_id": ledger.ledger_id}
    with connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
        head = "SELECT size FROM ledger_heads WHERE ledger_id = %(ledger_id)s FOR UPDATE"
        if connection.execute(head, own).fetchone() != (0,):
            raise NotEmpty(ledger.ledger_id)
        rows: Iterable[StoredRow] = ledger.stored
        _insert(connection, "events", EVENTS, rows)
        _insert(connection, "payloads", PAYLOADS, rows)
        _insert(connection, "texts", _texts(ledger.ledger_id), ledger.stored_texts.items())
        _insert(connection, "commands", _commands(ledger.ledger_id), ledger.accepted())
        _insert(connection, "agendas", _agendas(ledger.ledger_id), ward.agendas.noted.items())
        if wakes:
            wake_ups = [(stream, ledger.version(stream)) for stream in ward.agendas.noted]
            _insert(connection, "outbox", _wake_ups(ledger.ledger_id), wake_ups)
        connection.execute("DELETE FROM projections WHERE ledger_id = %(ledger_id)s", own)
        connection.execute(
            "UPDATE ledger_heads SET size = %(size)s WHERE ledger_id = %(ledger_id)s",
            {**own, "size": len(ledger.stored)},
        )


def is_empty(connection: psycopg.Connection, ledger_id: str) -> bool:
    """Whether a ledger holds no fact yet."""
    head = "SELECT size FROM ledger_heads WHERE ledger_id = %(ledger_id)s"
    with connection.transaction():
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
        return connection.execute(head, {"ledger_id": ledger_id}).fetchone() == (0,)


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


def _insert(
    connection: psycopg.Connection, table: str, columns: Columns, rows: Iterable[object]
) -> None:
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )
    values = tuple(columns.values())
    with connection.cursor() as cursor:
        cursor.executemany(statement, ([value(row) for value in values] for row in rows))


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


def _wake_ups(ledger_id: str) -> Columns:
    return {
        "ledger_id": lambda _: ledger_id,
        "stream": itemgetter(0),
        "version": itemgetter(1),
    }
