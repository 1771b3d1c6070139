"""Views that somebody saved: a list as it was filtered, under a name. Operational, never a fact.

Revision ID: 0036
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# A view is its owner's own: the application may keep it and forget it.
_TABLE = """
CREATE TABLE saved_views (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  person_id uuid NOT NULL,
  name      text NOT NULL,
  address   text COLLATE "C" NOT NULL,
  saved_at  timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, person_id, name)
);
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON saved_views TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON saved_views TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON saved_views FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO dondoc_app;
"""


def upgrade() -> None:
    """Make the table of saved views, owned by dondoc_owner."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Forget the saved views."""
    op.drop_table("saved_views")
