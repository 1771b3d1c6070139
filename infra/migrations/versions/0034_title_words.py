"""A search finds typed titles by an index of their words, however many years of them there are.

Revision ID: 0034
"""

from pathlib import Path
from typing import Final

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_SQL: Final = Path(__file__).parent.parent / "sql"

_DROPPED = """
DROP STATISTICS tasks_kins;
DROP FUNCTION titles_holding;
DROP INDEX tasks_typed;
DROP TRIGGER title_words_of_new ON tasks;
DROP TRIGGER title_words_of_changed ON tasks;
DROP FUNCTION keep_title_words;
DROP TABLE title_words;
DROP FUNCTION search_words;
"""


def upgrade() -> None:
    """The words of the titles, what keeps them, and the one question that they answer."""
    _run((_SQL / "0034_title_words.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """A search reads every title again."""
    _run(_DROPPED)


def _run(statements: str) -> None:
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)
