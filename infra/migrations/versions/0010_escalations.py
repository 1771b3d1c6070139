"""Whom a task's chase too many was told, on the tasks' rows.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COLUMNS = """
ALTER TABLE tasks
  ADD COLUMN escalated_chase  integer,
  ADD COLUMN escalated_to     text[],
  ADD COLUMN escalated_person uuid;
"""

# What climbed before this revision, from the facts themselves: it was told to offices alone.
TOLD = """
UPDATE tasks t
   SET escalated_chase = (told.said ->> 'chase')::integer,
       escalated_to = ARRAY(SELECT jsonb_array_elements_text(told.said -> 'to')),
       escalated_person = (told.said ->> 'person_id')::uuid
  FROM (SELECT e.ledger_id, e.stream, convert_from(p.payload, 'UTF8')::jsonb AS said
          FROM events e JOIN payloads p USING (ledger_id, position)
         WHERE e.type = 'task-escalated') AS told
 WHERE told.ledger_id = t.ledger_id AND told.stream = t.stream;
"""


def upgrade() -> None:
    """Add the columns, and fill what older facts speak of."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_COLUMNS, TOLD):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Drop what can be told again from the ledger at any time."""
    for name in ("escalated_person", "escalated_to", "escalated_chase"):
        op.drop_column("tasks", name)
