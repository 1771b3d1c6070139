"""Whether somebody asked for the log to be read again from its first fact.

Revision ID: 0047
"""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A request says whether what was verified before is read again."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE verification_requests ADD COLUMN from_start boolean NOT NULL DEFAULT false"
    )


def downgrade() -> None:
    """Every verification reads on, as before."""
    op.drop_column("verification_requests", "from_start")
