"""An append may expect all streams of a category: two plans never become active at once.

Revision ID: 0026
"""

from pathlib import Path

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """The function with the same name, arguments and rights, and one more check."""
    _replace("0026_append_events")


def downgrade() -> None:
    """The function as it was made first."""
    _replace("0001_append_events", "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def _replace(name: str, old: str = "", new: str = "") -> None:
    source = (_SQL / f"{name}.sql").read_text(encoding="utf-8").replace(old, new)
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(source)
