"""The log's ways into the events, and the last figure of each measure beside its task.

Revision ID: 0008
"""

from typing import Any

from alembic import op
from sqlalchemy import Connection

from services.domain.task.events import Figure, ReportSubmitted, SubmissionConfirmed
from services.ledger.codec import Codec

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES = """
-- Because the log asks for one person's acts, and most of the events are the clock's.
CREATE INDEX events_person ON events (ledger_id, person_id, position)
  WHERE person_id IS NOT NULL;
-- Because the log asks for one kind of act, such as what was refused, among years of others.
CREATE INDEX events_type ON events (ledger_id, type, position);
"""

_TABLE = """
CREATE TABLE measure_values (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream     text COLLATE "C" NOT NULL,
  measure    text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  submission integer NOT NULL,
  value      numeric,
  kind       text COLLATE "C",
  counted_on date,
  PRIMARY KEY (ledger_id, stream, measure)
);
ALTER TABLE measure_values ENABLE ROW LEVEL SECURITY;
ALTER TABLE measure_values FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON measure_values TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON measure_values TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON measure_values FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON measure_values TO dondoc_app;
"""

_STORED = """
SELECT e.ledger_id, e.position, e.record, p.payload
  FROM events e JOIN payloads p USING (ledger_id, position)
 WHERE e.type IN ('report-submitted', 'submission-confirmed')
 ORDER BY e.ledger_id, e.position
"""
_KEEP = """
INSERT INTO measure_values
       (ledger_id, stream, measure, version, submission, value, kind, counted_on)
VALUES (%(ledger_id)s, %(stream)s, %(measure)s, %(version)s, %(submission)s, %(value)s, %(kind)s,
        %(counted_on)s)
"""


def upgrade() -> None:
    """Make the indexes and the table, and tell what was reported before."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_INDEXES)
    connection.exec_driver_sql(_TABLE)
    tell_before(op.get_bind())


def downgrade() -> None:
    """Drop what can be made again from the ledger at any time."""
    op.drop_table("measure_values")
    for index in ("events_type", "events_person"):
        op.drop_index(index)


def tell_before(connection: Connection) -> None:
    """What was reported before this table was there, as `services.projections.measures` tells it.

    The newest report of each task, and the confirmation of that very submission.
    """
    codec = Codec((ReportSubmitted, SubmissionConfirmed))
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in connection.exec_driver_sql(_STORED):
        fact = codec.fact(row.position, row.record, row.payload)
        task = (row.ledger_id, fact.stream)
        match fact.event:
            case ReportSubmitted() as report:
                told[task] = [_reported(task, fact.version, report, one) for one in report.figures]
            case SubmissionConfirmed(submission=submission, counted_on=counted_on):
                accepted = {"version": fact.version, "counted_on": counted_on}
                told[task] = [
                    one | accepted if one["submission"] == submission else one
                    for one in told.get(task, [])
                ]
    if rows := [row for rows in told.values() for row in rows]:
        connection.exec_driver_sql(_KEEP, rows)


def _reported(
    task: tuple[str, str], version: int, report: ReportSubmitted, figure: Figure
) -> dict[str, Any]:
    ledger_id, stream = task
    return {
        "ledger_id": ledger_id,
        "stream": stream,
        "measure": figure.measure,
        "version": version,
        "submission": report.submission,
        "value": figure.value,
        "kind": figure.kind,
        "counted_on": None,
    }
