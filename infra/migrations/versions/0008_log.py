"""The log's ways into the events, and the last figure of each measure beside its task.

Revision ID: 0008
"""

from alembic import op

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

# What was reported before this table was there: the newest report of each task, and the
# confirmation of that very submission, as `services.projections.measures` tells them.
_TOLD_BEFORE = """
WITH told AS (
  SELECT e.ledger_id, e.stream, e.version, e.type,
         convert_from(p.payload, 'UTF8')::jsonb AS said
    FROM events e JOIN payloads p USING (ledger_id, position)
   WHERE e.type IN ('report-submitted', 'submission-confirmed')
), newest AS (
  SELECT DISTINCT ON (ledger_id, stream) * FROM told
   WHERE type = 'report-submitted' ORDER BY ledger_id, stream, version DESC
)
INSERT INTO measure_values
       (ledger_id, stream, measure, version, submission, value, kind, counted_on)
SELECT n.ledger_id, n.stream, f ->> 'measure', coalesce(c.version, n.version),
       (n.said ->> 'submission')::integer, (f ->> 'value')::numeric, f ->> 'kind',
       (c.said ->> 'counted_on')::date
  FROM newest n
 CROSS JOIN LATERAL jsonb_array_elements(n.said -> 'figures') AS f
  LEFT JOIN told c ON c.ledger_id = n.ledger_id AND c.stream = n.stream
   AND c.type = 'submission-confirmed' AND c.said -> 'submission' = n.said -> 'submission'
"""


def upgrade() -> None:
    """Make the indexes and the table, and tell what was reported before."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_INDEXES, _TABLE, _TOLD_BEFORE):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Drop what can be made again from the ledger at any time."""
    op.drop_table("measure_values")
    for index in ("events_type", "events_person"):
        op.drop_index(index)
