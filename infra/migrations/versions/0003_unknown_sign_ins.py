"""How often somebody tried a login name that does not exist: a counter a day, nothing typed.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE unknown_sign_ins (
  ledger_id text COLLATE "C" NOT NULL,
  day       date NOT NULL,
  attempts  bigint NOT NULL,
  PRIMARY KEY (ledger_id, day)
);
ALTER TABLE unknown_sign_ins ENABLE ROW LEVEL SECURITY;
ALTER TABLE unknown_sign_ins FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON unknown_sign_ins TO dondoc_app
  USING (ledger_id = (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user))
  WITH CHECK (ledger_id =
              (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user));
CREATE POLICY whole_house ON unknown_sign_ins TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON unknown_sign_ins FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON unknown_sign_ins TO dondoc_app;
"""


def upgrade() -> None:
    """Make the counter."""
    op.execute(_TABLE)


def downgrade() -> None:
    """Forget the counter."""
    op.execute("DROP TABLE unknown_sign_ins")
