"""Chases, what climbed to the leaders, and each unit's last sign of life, on the tasks' rows.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE tasks
  ADD COLUMN chases          integer NOT NULL DEFAULT 0,
  ADD COLUMN answered_chases integer NOT NULL DEFAULT 0,
  ADD COLUMN last_chase_at   timestamptz,
  ADD COLUMN escalated_at    timestamptz,
  ADD COLUMN last_sign_at    timestamptz;
ALTER TABLE tasks ALTER COLUMN chases DROP DEFAULT, ALTER COLUMN answered_chases DROP DEFAULT;
"""

# Rows that are there already learn their unit's last act from the records themselves: no chase
# was ever sent before this revision, so nothing else has to be told again.
SIGNS = """
UPDATE tasks t SET last_sign_at = told.at FROM (
  SELECT e.ledger_id, e.stream, max(e.occurred_at) AS at
  FROM events e
  JOIN tasks own ON own.ledger_id = e.ledger_id AND own.stream = e.stream
  CROSS JOIN LATERAL (SELECT convert_from(e.record, 'UTF8')::jsonb -> 'actor' AS actor) AS who
  WHERE who.actor ->> 'kind' = 'person'
    AND who.actor ->> 'unit' = ANY (own.supporting_units || own.lead_unit)
  GROUP BY e.ledger_id, e.stream
) AS told WHERE told.ledger_id = t.ledger_id AND told.stream = t.stream;
"""


def upgrade() -> None:
    """Add the columns, and fill the one that older facts speak of."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_COLUMNS, SIGNS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Drop what can be told again from the ledger at any time."""
    for name in ("last_sign_at", "escalated_at", "last_chase_at", "answered_chases", "chases"):
        op.drop_column("tasks", name)
