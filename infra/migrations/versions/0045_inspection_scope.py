"""Inspectors may be limited to some units, items and times: rows say what they are about.

The days that facts state are rows as well, so that what was recorded later is found.

The rows are made from the facts at the next start.

Revision ID: 0045
"""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_TABLES = """
-- Of rows that stand here until the next start nothing is of a day before the first.
ALTER TABLE tasks ADD COLUMN spans_from date NOT NULL DEFAULT DATE '9999-12-31',
  ADD COLUMN spans_until date DEFAULT DATE '0001-01-01';
ALTER TABLE tasks ALTER COLUMN spans_from DROP DEFAULT, ALTER COLUMN spans_until DROP DEFAULT;
ALTER TABLE inspection_findings ADD COLUMN opened_by uuid;
SELECT make_past_rows();

CREATE TABLE stated_days (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  stated_on date NOT NULL,
  PRIMARY KEY (ledger_id, stream, version)
);
ALTER TABLE stated_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE stated_days FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON stated_days TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON stated_days TO dondoc_owner USING (true) WITH CHECK (true);
CREATE POLICY all_wards ON stated_days FOR SELECT TO dondoc_auditor USING (true);
REVOKE ALL ON stated_days FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON stated_days TO dondoc_app;
GRANT SELECT ON stated_days TO dondoc_auditor;
"""


def upgrade() -> None:
    """Columns that a scope asks for, and a table of the days that facts state."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_TABLES)


def downgrade() -> None:
    """Refuse: an older release does not know the scopes that stand in the facts."""
    raise NotImplementedError("scopes stand in the ledger; restore a backup instead")
