"""A unit's titles, now and before, are read from its state: the columns of the first are no more.

Revision ID: 0040
"""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_TITLES = """
ALTER TABLE units DROP COLUMN head_title;
ALTER TABLE units DROP COLUMN deputy_title;
"""


def upgrade() -> None:
    """Two columns less; every row is made again from the facts at the next start."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_TITLES)


def downgrade() -> None:
    """Refuse: an older release does not know the states that these rows hold."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
