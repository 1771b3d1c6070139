"""An append refuses facts that are older than what stands before them: time never runs back.

Revision ID: 0042
"""

from pathlib import Path
from typing import Final

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_SQL: Final = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """The same function for its callers, in its place: their right to run it stays."""
    _run(_read("0042_append_events"))


def downgrade() -> None:
    """The one that asked no clock."""
    _run("DROP FUNCTION append_events;" + _read("0030_append_events"))


def _run(statements: str) -> None:
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)


def _read(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
