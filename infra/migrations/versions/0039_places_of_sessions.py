"""A session knows from where it was begun: the browser in short, and the address.

Both are forgotten when it ends. Operational, never a fact.

Revision ID: 0039
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_PLACES = """
ALTER TABLE sessions ADD COLUMN browser text;
ALTER TABLE sessions ADD COLUMN address text COLLATE "C";
-- Because each sign-in forgets the places of the sessions whose time is over.
CREATE INDEX sessions_place ON sessions (ledger_id, expires_at) WHERE address IS NOT NULL;
"""


def upgrade() -> None:
    """Two columns; sessions of before have none of both."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_PLACES)


def downgrade() -> None:
    """Forget the places."""
    op.drop_index("sessions_place", "sessions")
    op.drop_column("sessions", "address")
    op.drop_column("sessions", "browser")
