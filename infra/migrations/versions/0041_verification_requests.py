"""That somebody asked for a verification or a case file: the auditor part answers in a file.

Revision ID: 0041
"""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_TABLES = ("verification_requests", "case_requests")
# What a case file is asked of, besides who asks; blank and none where the kind needs nothing.
_SCOPE = """
  kind       text NOT NULL CHECK (kind IN ('task', 'item', 'unit', 'person', 'period')),
  key        text NOT NULL CHECK (length(key) <= 200),
  from_on    date,
  until_on   date,
"""
# The application asks and may not take it back; the auditor's login reads and writes nothing.
_TABLE = """
CREATE TABLE {table} (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  request_id uuid NOT NULL,
  asked_by   uuid NOT NULL,
  asked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  {scope}
  PRIMARY KEY (ledger_id, request_id)
);
-- Because the auditor part asks for the newest ones again and again.
CREATE INDEX {table}_asked ON {table} (ledger_id, asked_at);
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON {table} TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY all_wards ON {table} FOR SELECT TO dondoc_auditor USING (true);
CREATE POLICY whole_house ON {table} TO dondoc_owner
  USING (true) WITH CHECK (true);
REVOKE ALL ON {table} FROM PUBLIC;
GRANT SELECT, INSERT ON {table} TO dondoc_app;
GRANT SELECT ON {table} TO dondoc_auditor;
"""


def upgrade() -> None:
    """Make the tables of requests, owned by dondoc_owner."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for table, scope in zip(_TABLES, ("", _SCOPE), strict=True):
        connection.exec_driver_sql(_TABLE.format(table=table, scope=scope))


def downgrade() -> None:
    """Forget who asked."""
    for table in reversed(_TABLES):
        op.drop_table(table)
