"""Facts enter the ledger through the owner's function alone, with the row of their command.

Revision ID: 0027
"""

from pathlib import Path

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_SQL = Path(__file__).parent.parent / "sql"

_TAKEN = """
REVOKE INSERT ON events, payloads, texts, commands FROM dondoc_app;
REVOKE UPDATE (size) ON ledger_heads FROM dondoc_app;
"""
_GIVEN = """
GRANT INSERT ON events, payloads, texts, commands TO dondoc_app;
GRANT UPDATE (size) ON ledger_heads TO dondoc_app;
"""


def upgrade() -> None:
    """The function acts as the owner, and the application's own rights go."""
    _run(_read("0027_append_events"), _TAKEN)


def downgrade() -> None:
    """The rights come back, and the function asks for them again."""
    _run(_GIVEN, _read("0026_append_events"))


def _read(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _run(*parts: str) -> None:
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in parts:
        connection.exec_driver_sql(part)
