"""The log is searched for words that were typed and for papers that were named.

The rows are made from the facts at the next start.

Revision ID: 0038
"""

from pathlib import Path
from typing import Final

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_SQL: Final = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """An index over the texts, the one question it answers, and two tables beside the facts."""
    statements = (_SQL / "0038_typed_texts.sql").read_text(encoding="utf-8")
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)


def downgrade() -> None:
    """Refuse: an older release does not know the facts that these rows are made of."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
