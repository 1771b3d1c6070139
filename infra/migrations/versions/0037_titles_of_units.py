"""A unit's row says what its head and its deputies are called.

Every row is made again from the facts at the next start; until then the titles are blank.

Revision ID: 0037
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_TITLES = """
ALTER TABLE units ADD COLUMN head_title text NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN deputy_title text NOT NULL DEFAULT '';
"""


def upgrade() -> None:
    """Two columns."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_TITLES)


def downgrade() -> None:
    """Refuse: an older release does not know the facts that these rows are made of."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
