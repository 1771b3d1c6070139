"""Whom a task's chase too many was told, on the tasks' rows.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE tasks
  ADD COLUMN escalated_chase  integer,
  ADD COLUMN escalated_to     text[],
  ADD COLUMN escalated_person uuid;
"""


def upgrade() -> None:
    """Add the columns.

    Rows of older databases are not filled: 0028 tells every row again from its facts.
    """
    op.get_bind().exec_driver_sql(_COLUMNS)


def downgrade() -> None:
    """Drop what can be told again from the ledger at any time."""
    for name in ("escalated_person", "escalated_to", "escalated_chase"):
        op.drop_column("tasks", name)
