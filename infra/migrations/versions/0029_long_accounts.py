"""A request reads of an account what decides, however often its person has signed in.

Revision ID: 0029
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_RARE = """
-- Because an account is mostly sign-ins, and what decides stands in a few facts among them.
CREATE INDEX events_of_accounts ON events (ledger_id, stream_key, version)
  WHERE type NOT IN ('signed-in', 'signed-out', 'sign-in-failed')
    AND stream_key LIKE 'directory-account.%';
-- The version of the fact that began a session: from there on its account is read.
ALTER TABLE sessions ADD COLUMN signed_in integer;
"""


def upgrade() -> None:
    """Sessions of before say nothing: their accounts are read whole until they end."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_RARE)


def downgrade() -> None:
    """Drop what only makes reading shorter."""
    op.drop_index("events_of_accounts")
    op.drop_column("sessions", "signed_in")
