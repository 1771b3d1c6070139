"""Drafts of reports: what somebody typed and has not sent yet. Operational, never a fact.

Evidence files themselves lie in the data directory; their facts need no table.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A draft is its writer's own and goes when it is sent: the application may change and delete it.
_TABLE = """
CREATE TABLE drafts (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  person_id uuid NOT NULL,
  stream    text COLLATE "C" NOT NULL,
  form      text COLLATE "C" NOT NULL,
  fields    text NOT NULL,
  saved_at  timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, person_id, stream, form)
);
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON drafts TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON drafts TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON drafts FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO dondoc_app;
"""


def upgrade() -> None:
    """Make the table of drafts, owned by dondoc_owner."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Forget the drafts."""
    op.drop_table("drafts")
