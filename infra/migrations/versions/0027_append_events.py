"""Facts enter the ledger through the owner's function alone, with what lists ask of them.

Revision ID: 0027
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from alembic import op
from sqlalchemy import Connection

from services.domain.registry import EVENTS
from services.ledger import envelope, listed
from services.ledger.codec import Codec
from services.ledger.listed import Listed
from services.ledger.port import Undecodable

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_SQL: Final = Path(__file__).parent.parent / "sql"
_BATCH: Final = 2000
_CODEC: Final = Codec(EVENTS)

_TAKEN = """
REVOKE INSERT ON events, payloads, texts, commands FROM dondoc_app;
REVOKE UPDATE (size) ON ledger_heads FROM dondoc_app;
"""
_GIVEN = """
GRANT INSERT ON events, payloads, texts, commands TO dondoc_app;
GRANT UPDATE (size) ON ledger_heads TO dondoc_app;
"""
_CALLERS = """
REVOKE ALL ON FUNCTION append_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_events TO dondoc_app;
"""

# `subject` is the stream that an act is about: its own, or what a refused command was aimed at.
_COLUMNS = """
ALTER TABLE events
  ADD COLUMN subject    text COLLATE "C",
  ADD COLUMN actor_unit text COLLATE "C",
  ADD COLUMN setting_up boolean;
"""
# The columns copy what the records say and were not there before, so no fact is changed. The guard
# is off within this transaction only: whoever looks meanwhile sees it on.
_GUARD_OFF = "ALTER TABLE events DISABLE TRIGGER append_only;"
_GUARD_ON = "ALTER TABLE events ENABLE ALWAYS TRIGGER append_only;"
_FILLED = """
ALTER TABLE events ALTER COLUMN subject SET NOT NULL, ALTER COLUMN setting_up SET NOT NULL;
-- Because the log asks for what was refused on one item, a few rows among years of others.
CREATE INDEX events_refused ON events (ledger_id, subject, position)
  WHERE type = 'command-refused';
-- Because the log asks for what was done for one unit, and most of the events are the clock's.
CREATE INDEX events_actor_unit ON events (ledger_id, actor_unit, position)
  WHERE actor_unit IS NOT NULL;
-- Because what counted at once belongs to a ward's first days, and is asked for years later.
CREATE INDEX events_setting_up ON events (ledger_id, position) WHERE setting_up;
"""
_EMPTIED = """
ALTER TABLE events DROP COLUMN subject, DROP COLUMN actor_unit, DROP COLUMN setting_up;
"""
_STORED = """
SELECT e.ledger_id, e.position, e.stream, e.record, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE (e.ledger_id, e.position) > (%(ledger_id)s, %(position)s)
 ORDER BY e.ledger_id, e.position LIMIT %(limit)s
"""
_FILL = """
UPDATE events e SET subject = n.subject, actor_unit = n.actor_unit, setting_up = n.setting_up
  FROM unnest(%(ledgers)s::text[], %(positions)s::bigint[], %(subjects)s::text[],
         %(units)s::text[], %(setting_up)s::boolean[])
    AS n (ledger_id, position, subject, actor_unit, setting_up)
 WHERE e.ledger_id = n.ledger_id AND e.position = n.position
"""


def upgrade() -> None:
    """The columns and the function that writes them; the application's own rights go."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_COLUMNS + _GUARD_OFF)
    _fill(op.get_bind())
    connection.exec_driver_sql(_GUARD_ON + _FILLED)
    connection.exec_driver_sql("DROP FUNCTION append_events")
    connection.exec_driver_sql(_read("0027_append_events") + _TAKEN)


def downgrade() -> None:
    """The rights come back, and the function asks for them again; what records say is dropped."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql("DROP FUNCTION append_events")
    connection.exec_driver_sql(_EMPTIED + _GIVEN + _read("0026_append_events") + _CALLERS)


def _read(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _fill(connection: Connection) -> None:
    for rows in _batches(connection):
        told = [(row.ledger_id, row.position, *_told(row)) for row in rows]
        ledgers, positions, units, columns = (list(column) for column in zip(*told, strict=True))
        values = {
            "ledgers": ledgers,
            "positions": positions,
            "units": units,
            "subjects": [one.subject for one in columns],
            "setting_up": [one.setting_up for one in columns],
        }
        connection.exec_driver_sql(_FILL, values)


def _batches(connection: Connection) -> Iterator[Sequence[Any]]:
    last = {"ledger_id": "", "position": 0}
    while rows := connection.exec_driver_sql(_STORED, last | {"limit": _BATCH}).all():
        yield rows
        last = {"ledger_id": rows[-1].ledger_id, "position": rows[-1].position}


def _told(row: Any) -> tuple[str | None, Listed]:
    """The actor's unit and the columns of one stored event.

    What cannot be read is told as its row says, and stops no update: verify names it.
    """
    try:
        unit = envelope.decode(row.record).actor.unit
    except Undecodable:
        return None, Listed(row.stream, setting_up=False)
    try:
        fact = _CODEC.fact(row.position, row.record, row.payload)
    except Undecodable:
        return unit, Listed(row.stream, setting_up=False)
    return unit, listed.of_event(fact.stream, fact.event)
