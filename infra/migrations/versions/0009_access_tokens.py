"""Access tokens of programs: digests, never secrets.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE access_tokens (
  ledger_id    text COLLATE "C" NOT NULL,
  token_sha256 bytea NOT NULL,
  token_id     uuid NOT NULL,
  person_id    uuid NOT NULL,
  scope        text NOT NULL CHECK (scope IN ('read', 'write')),
  ends_on      date NOT NULL,
  revoked_at   timestamptz,
  PRIMARY KEY (ledger_id, token_sha256),
  UNIQUE (ledger_id, token_id)
);
ALTER TABLE access_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON access_tokens TO dondoc_app
  USING (ledger_id = (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user))
  WITH CHECK (ledger_id =
              (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user));
CREATE POLICY whole_house ON access_tokens TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON access_tokens FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON access_tokens TO dondoc_app;
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(_TABLE)


def downgrade() -> None:
    """Every token is forgotten."""
    op.execute("DROP TABLE access_tokens")
