"""The pages are read as of a day: places for the rows of some past days, made when asked for.

Revision ID: 0044
"""

from pathlib import Path
from typing import Final

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_SQL: Final = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """Four schemas with copies of the tables of rows, and a table that says what they hold."""
    statements = (_SQL / "0044_past_rows.sql").read_text(encoding="utf-8")
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)


def downgrade() -> None:
    """Pages are read as of today alone; nothing is lost that the ledger does not hold."""
    op.get_bind().exec_driver_sql(
        "DROP SCHEMA past_1, past_2, past_3, past_4 CASCADE; DROP TABLE past_places;"
        " DROP FUNCTION make_past_rows()"
    )
