"""Chases, what climbed to the leaders, and each unit's last sign of life, on the tasks' rows.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE tasks
  ADD COLUMN chases          integer NOT NULL DEFAULT 0,
  ADD COLUMN answered_chases integer NOT NULL DEFAULT 0,
  ADD COLUMN last_chase_at   timestamptz,
  ADD COLUMN escalated_at    timestamptz,
  ADD COLUMN last_sign_at    timestamptz;
ALTER TABLE tasks ALTER COLUMN chases DROP DEFAULT, ALTER COLUMN answered_chases DROP DEFAULT;
"""


def upgrade() -> None:
    """Add the columns.

    Rows of older databases are not filled: 0028 tells every row again from its facts.
    """
    op.get_bind().exec_driver_sql(_COLUMNS)


def downgrade() -> None:
    """Drop what can be told again from the ledger at any time."""
    for name in ("last_sign_at", "escalated_at", "last_chase_at", "answered_chases", "chases"):
        op.drop_column("tasks", name)
