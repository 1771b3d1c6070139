"""A task may come from a directive: without item and period, and without a due day.

Every row is made again from the facts at the next start, so the old table goes as it is.

Revision ID: 0033
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_OLD = """
DROP FUNCTION clock_streams(text);
DROP TABLE tasks;
"""

# fillfactor: because a row is changed a dozen times, and new versions stay in its page.
_TABLES = """
CREATE TABLE tasks (
  ledger_id        text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream           text COLLATE "C" NOT NULL,
  version          integer NOT NULL,
  state            jsonb NOT NULL,
  assignment       text COLLATE "C",
  directive        text COLLATE "C",
  kind             text COLLATE "C" NOT NULL,
  title            text,
  title_text_id    uuid,
  section          text,
  deliverable      text COLLATE "C",
  frequency        text COLLATE "C",
  period           text COLLATE "C",
  count_group      text COLLATE "C" NOT NULL,
  lead_unit        text COLLATE "C" NOT NULL,
  supporting_units text[] COLLATE "C" NOT NULL,
  restricted       boolean NOT NULL,
  due_on           date,
  original_due_on  date,
  listed_on        date NOT NULL,
  awaits_superior  boolean NOT NULL,
  stage            text COLLATE "C" NOT NULL,
  ending           text COLLATE "C",
  final_status     text COLLATE "C",
  missed           boolean NOT NULL,
  last_act_at      timestamptz NOT NULL,
  clock_runs       boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream),
  CHECK ((title IS NULL) <> (title_text_id IS NULL)),
  CHECK ((assignment IS NULL) <> (directive IS NULL))
) WITH (fillfactor = 70);
-- Because every list of open work asks for these only, and ended ones grow for five years.
CREATE INDEX tasks_open ON tasks (ledger_id, lead_unit) WHERE ending IS NULL;
-- Because a list also shows what was finished lately, and a page what moved today.
CREATE INDEX tasks_moved ON tasks (ledger_id, last_act_at);
-- Because an item's page asks for its periods alone.
CREATE INDEX tasks_item ON tasks (ledger_id, assignment, original_due_on);
-- Because a directive's page asks for its own tasks alone, and the register for all of them.
CREATE INDEX tasks_directive ON tasks (ledger_id, directive) WHERE directive IS NOT NULL;
-- Because what waits for an upper body's answer is a list of its own among all that has ended.
CREATE INDEX tasks_awaiting ON tasks (ledger_id, listed_on) WHERE awaits_superior;
-- Because the watch asks every minute which clocks run, and ended tasks grow for five years.
CREATE INDEX tasks_clock ON tasks (ledger_id, stream) WHERE clock_runs;
-- Because the overview counts every task that ever ended and each page sums versions to see what
-- changed: rows with their states are twenty times as many pages as these columns.
CREATE INDEX tasks_counted ON tasks (ledger_id, count_group, lead_unit, final_status, listed_on)
  INCLUDE (version, restricted, ending, supporting_units);

CREATE TABLE directives (
  ledger_id       text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream          text COLLATE "C" NOT NULL,
  version         integer NOT NULL,
  state           jsonb NOT NULL,
  code            text COLLATE "C" NOT NULL,
  source          text COLLATE "C" NOT NULL,
  number          text,
  dated_on        date,
  summary_text_id uuid,
  issuer_text_id  uuid,
  secret          boolean NOT NULL,
  registered_at   timestamptz NOT NULL,
  undecided       integer NOT NULL,
  closed          boolean NOT NULL,
  clock_runs      boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
) WITH (fillfactor = 70);
-- Because the list shows the newest first, page by page.
CREATE INDEX directives_newest ON directives (ledger_id, registered_at DESC);
-- Because each new paper is compared with those of the same number and day.
CREATE INDEX directives_number ON directives (ledger_id, dated_on, number);
-- Because the watch asks every minute which clocks run.
CREATE INDEX directives_clock ON directives (ledger_id, stream) WHERE clock_runs;
"""

# Which streams have a clock, and from which version on it must have planned: an ended task that
# still owes its recorded lateness must have been planned as it now stands.
_CLOCKS = """
CREATE FUNCTION clock_streams(p_ledger_id text)
RETURNS TABLE (stream text, version integer)
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT stream, 0 FROM assignments WHERE ledger_id = p_ledger_id AND clock_runs
  UNION ALL
  SELECT stream, 0 FROM directives WHERE ledger_id = p_ledger_id AND clock_runs
  UNION ALL
  SELECT stream, CASE WHEN ending IS NULL THEN 0 ELSE version END
    FROM tasks WHERE ledger_id = p_ledger_id AND clock_runs
$$;
REVOKE ALL ON FUNCTION clock_streams FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clock_streams TO dondoc_app;
"""

# Ward by ward, as in 0028; verify compares every row with its facts under the auditor's login.
_GUARDS = """
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['tasks', 'directives']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_ward ON %I TO dondoc_app'
      ' USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()))',
      t);
    EXECUTE format('CREATE POLICY whole_house ON %I TO dondoc_owner'
      ' USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY all_wards ON %I FOR SELECT TO dondoc_auditor USING (true)', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO dondoc_app', t);
    EXECUTE format('GRANT SELECT ON %I TO dondoc_auditor', t);
  END LOOP;
END $$;
"""


def upgrade() -> None:
    """Make the table anew and one beside it; the next start fills them from the ledger."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_OLD, _TABLES, _CLOCKS, _GUARDS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Refuse: an older release writes rows that only its own revisions make."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
