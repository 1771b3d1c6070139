"""Counts over all tasks of a ward read an index, whatever many years of states lie beside it.

Revision ID: 0031
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_COUNTED = """
-- Because the overview counts every task that ever ended and each page sums versions to see what
-- changed: rows with their states are twenty times as many pages as these columns.
CREATE INDEX tasks_counted ON tasks (ledger_id, lead_unit, final_status, due_on)
  INCLUDE (version, restricted, ending, supporting_units);
"""


def upgrade() -> None:
    """One index."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_COUNTED)


def downgrade() -> None:
    """Counts read the table again."""
    op.drop_index("tasks_counted")
