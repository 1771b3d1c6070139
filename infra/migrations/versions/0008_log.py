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


def upgrade() -> None:
    """Make the indexes and the table.

    What was reported before is not told here: 0028 tells every row again from its facts.
    """
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_INDEXES)
    connection.exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Drop what can be made again from the ledger at any time."""
    op.drop_table("measure_values")
    for index in ("events_type", "events_person"):
        op.drop_index(index)
