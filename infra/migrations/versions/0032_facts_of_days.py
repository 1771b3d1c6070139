"""The evidence of a month or a quarter reads the facts of its days, not those of all years.

Revision ID: 0032
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_COUNTING = """
-- Because the evidence of a period asks for the few facts whose day counts in it, among years of
-- others: without it every fact of the ward is read. `appraised_tasks` names the same types.
CREATE INDEX events_counting ON events (ledger_id, occurred_at)
  WHERE type IN ('report-submitted', 'submission-approved', 'submission-returned',
                 'contribution-missed');
"""


def upgrade() -> None:
    """One index."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_COUNTING)


def downgrade() -> None:
    """The evidence reads all facts again."""
    op.drop_index("events_counting")
