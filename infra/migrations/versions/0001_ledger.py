"""The ledger: tables, guards and the appending function.

Revision ID: 0001
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    """Create everything, owned by dondoc_owner (the environment has stepped into that role)."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for name in ("0001_tables", "0001_guards", "0001_append_events"):
        connection.exec_driver_sql((_SQL / f"{name}.sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Refuse: a ledger is never un-made."""
    raise NotImplementedError("a ledger is never un-made; restore a backup instead")
