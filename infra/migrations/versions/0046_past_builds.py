"""How far the rows of a past day are made: whichever process makes them, every page can say it.

Revision ID: 0046
"""

from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

# One row a ward, because one day is made at a time.
_TABLE = """
CREATE TABLE past_builds (
  ledger_id text COLLATE "C" PRIMARY KEY DEFAULT own_ledger(),
  position  bigint NOT NULL,
  folded    bigint NOT NULL
);
ALTER TABLE past_builds ENABLE ROW LEVEL SECURITY;
ALTER TABLE past_builds FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON past_builds TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON past_builds TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON past_builds FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON past_builds TO dondoc_app;
"""


def upgrade() -> None:
    """A row a ward while it makes the rows of a past day."""
    op.get_bind().exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Nobody hears how far it is; the days themselves stay readable."""
    op.get_bind().exec_driver_sql("DROP TABLE past_builds")
