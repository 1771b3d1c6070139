"""Bells that Temporal refuses stand aside, a stream is woken once, the auditor sees stray rows.

Revision ID: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PARKED = """
ALTER TABLE outbox ADD COLUMN parked_at timestamptz, ADD COLUMN error text;
-- Because the relay asks several times a second for what waits, however much stands aside.
CREATE INDEX outbox_waiting ON outbox (id) WHERE parked_at IS NULL;
CREATE POLICY parking ON outbox FOR UPDATE TO dondoc_relay USING (true) WITH CHECK (true);
GRANT UPDATE (parked_at, error) ON outbox TO dondoc_relay;
"""

_WOKEN = """
ALTER TABLE agendas ADD COLUMN rung boolean NOT NULL DEFAULT false;

-- Because the watch asks every minute, and closed tasks grow for five years.
CREATE INDEX tasks_owing ON tasks (ledger_id, stream)
  WHERE closed AND NOT missed AND (effective_on IS NULL OR effective_on > due_on);

-- Which streams have a clock, and from which version on it must have planned. An item without a
-- lead has none until the Office names one. A task that was confirmed late still owes its recorded
-- lateness, as `domain.task.lateness.miss_moment` says; a test holds both to each other.
CREATE FUNCTION clock_streams(p_ledger_id text)
RETURNS TABLE (stream text, version integer)
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT stream, 0 FROM assignments
   WHERE ledger_id = p_ledger_id AND NOT closed AND lead_unit IS NOT NULL
  UNION ALL
  SELECT stream, 0 FROM tasks WHERE ledger_id = p_ledger_id AND NOT closed
  UNION ALL
  SELECT stream, version FROM tasks
   WHERE ledger_id = p_ledger_id AND closed AND NOT missed
     AND (effective_on IS NULL OR effective_on > due_on)
$$;
REVOKE ALL ON FUNCTION clock_streams FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clock_streams TO dondoc_app;
"""

# Names of streams only: whether rows stand where no fact does, and nothing of what they say.
_AUDITED = """
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agendas', 'assignments', 'tasks', 'units', 'people', 'offices',
    'accounts', 'plan_readings', 'item_quotes', 'measure_values']
  LOOP
    EXECUTE format('CREATE POLICY all_wards ON %I FOR SELECT TO dondoc_auditor USING (true)', t);
    EXECUTE format('GRANT SELECT (ledger_id, stream) ON %I TO dondoc_auditor', t);
  END LOOP;
END $$;
"""


def upgrade() -> None:
    """Add the columns, the function and the auditor's narrow view."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_PARKED, _WOKEN, _AUDITED):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Refuse: parked bells would ring again one by one, and nobody asked for it."""
    raise NotImplementedError("parked bells are kept; restore a backup instead")
