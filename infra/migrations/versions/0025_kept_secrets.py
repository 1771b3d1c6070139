"""What is proved of secrets does not depend on the machine's clock: the ward's may be another.

Revision ID: 0025
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_VIEW = """
CREATE OR REPLACE VIEW kept_secrets WITH (security_barrier) AS
  SELECT ledger_id, 'password' AS kind, person_id, NULL::uuid AS key,
         encode(sha256(convert_to(password_hash, 'UTF8')), 'hex') AS sha256,
         NULL::text AS scope, NULL::date AS ends_on
    FROM credentials WHERE password_hash IS NOT NULL
  UNION ALL
  SELECT ledger_id, 'session', person_id, session_id, encode(sha256(token_sha256), 'hex'),
         NULL, NULL
    FROM sessions WHERE ended_at IS NULL{session}
  UNION ALL
  SELECT ledger_id, 'token', person_id, token_id, encode(sha256(token_sha256), 'hex'),
         scope, ends_on
    FROM access_tokens WHERE revoked_at IS NULL{token};
"""


def upgrade() -> None:
    """Also what has run out is compared with its fact."""
    op.get_bind().exec_driver_sql(_VIEW.format(session="", token=""))


def downgrade() -> None:
    """Only what is alive by the machine's clock."""
    session, token = " AND expires_at > clock_timestamp()", " AND ends_on >= CURRENT_DATE - 1"
    op.get_bind().exec_driver_sql(_VIEW.format(session=session, token=token))
