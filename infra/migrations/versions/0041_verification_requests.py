"""That somebody asked for the log to be verified: the auditor part reads it and answers in a file.

Revision ID: 0041
"""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

# The application asks and may not take it back; the auditor's login reads and writes nothing.
_TABLE = """
CREATE TABLE verification_requests (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  request_id uuid NOT NULL,
  asked_by   uuid NOT NULL,
  asked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (ledger_id, request_id)
);
-- Because the auditor part asks for the newest ones again and again.
CREATE INDEX verification_requests_asked ON verification_requests (ledger_id, asked_at);
ALTER TABLE verification_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE verification_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON verification_requests TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY all_wards ON verification_requests FOR SELECT TO dondoc_auditor USING (true);
CREATE POLICY whole_house ON verification_requests TO dondoc_owner
  USING (true) WITH CHECK (true);
REVOKE ALL ON verification_requests FROM PUBLIC;
GRANT SELECT, INSERT ON verification_requests TO dondoc_app;
GRANT SELECT ON verification_requests TO dondoc_auditor;
"""


def upgrade() -> None:
    """Make the table of requests, owned by dondoc_owner."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Forget who asked."""
    op.drop_table("verification_requests")
