"""A row is the state of its stream, and beside it the columns of lists; nothing is kept by hand.

Every row is made again from the facts at the next start (`services.projections.rebuild`), so the
old tables go as they are.

Revision ID: 0028
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_OLD = """
DROP FUNCTION clock_streams(text);
DROP TABLE assignments, tasks, units, people, offices, accounts, plan_readings, item_quotes,
  measure_values;
"""

# fillfactor: because a row is changed a dozen times, and new versions stay in its page.
_TABLES = """
CREATE TABLE projections (
  ledger_id   text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  name        text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  rebuilt_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (ledger_id, name)
);

CREATE TABLE assignments (
  ledger_id        text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream           text COLLATE "C" NOT NULL,
  version          integer NOT NULL,
  state            jsonb NOT NULL,
  code             text COLLATE "C" NOT NULL,
  kind             text COLLATE "C" NOT NULL,
  title            text NOT NULL,
  section          text NOT NULL,
  lead_unit        text COLLATE "C",
  supporting_units text[] COLLATE "C" NOT NULL,
  restricted       boolean NOT NULL,
  closed           boolean NOT NULL,
  clock_runs       boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
) WITH (fillfactor = 70);

CREATE TABLE tasks (
  ledger_id        text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream           text COLLATE "C" NOT NULL,
  version          integer NOT NULL,
  state            jsonb NOT NULL,
  assignment       text COLLATE "C" NOT NULL,
  kind             text COLLATE "C" NOT NULL,
  title            text,
  title_text_id    uuid,
  section          text NOT NULL,
  deliverable      text COLLATE "C" NOT NULL,
  frequency        text COLLATE "C" NOT NULL,
  period           text COLLATE "C" NOT NULL,
  lead_unit        text COLLATE "C" NOT NULL,
  supporting_units text[] COLLATE "C" NOT NULL,
  restricted       boolean NOT NULL,
  due_on           date NOT NULL,
  original_due_on  date NOT NULL,
  stage            text COLLATE "C" NOT NULL,
  ending           text COLLATE "C",
  final_status     text COLLATE "C",
  missed           boolean NOT NULL,
  last_act_at      timestamptz NOT NULL,
  clock_runs       boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream),
  CHECK ((title IS NULL) <> (title_text_id IS NULL))
) WITH (fillfactor = 70);
-- Because every list of open work asks for these only, and ended ones grow for five years.
CREATE INDEX tasks_open ON tasks (ledger_id, lead_unit) WHERE ending IS NULL;
-- Because a list also shows what was finished lately, and a page what moved today.
CREATE INDEX tasks_moved ON tasks (ledger_id, last_act_at);
-- Because an item's page asks for its periods alone.
CREATE INDEX tasks_item ON tasks (ledger_id, assignment, original_due_on);
-- Because the watch asks every minute which clocks run, and ended tasks grow for five years.
CREATE INDEX tasks_clock ON tasks (ledger_id, stream) WHERE clock_runs;

CREATE TABLE measure_values (
  ledger_id       text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream          text COLLATE "C" NOT NULL,
  measure         text COLLATE "C" NOT NULL,
  assignment      text COLLATE "C" NOT NULL,
  period          text COLLATE "C" NOT NULL,
  original_due_on date NOT NULL,
  submission      integer NOT NULL,
  value           numeric,
  kind            text COLLATE "C",
  counted_on      date,
  PRIMARY KEY (ledger_id, stream, measure)
);
-- Because the overview asks for the newest accepted figure of each measure.
CREATE INDEX measure_values_newest
  ON measure_values (ledger_id, assignment, measure, original_due_on DESC, counted_on DESC)
  WHERE counted_on IS NOT NULL AND value IS NOT NULL;

CREATE TABLE units (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  state     jsonb NOT NULL,
  code      text COLLATE "C" NOT NULL,
  name      text NOT NULL,
  internal  boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE people (
  ledger_id    text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream       text COLLATE "C" NOT NULL,
  version      integer NOT NULL,
  state        jsonb NOT NULL,
  person_id    uuid NOT NULL,
  name_text_id uuid NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE offices (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  number    integer NOT NULL,
  person_id uuid NOT NULL,
  office    text COLLATE "C" NOT NULL,
  unit      text COLLATE "C",
  from_on   date NOT NULL,
  until_on  date,
  PRIMARY KEY (ledger_id, stream, number)
);

CREATE TABLE accounts (
  ledger_id       text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream          text COLLATE "C" NOT NULL,
  version         integer NOT NULL,
  state           jsonb NOT NULL,
  person_id       uuid NOT NULL,
  login_text_id   uuid NOT NULL,
  link_issued_at  timestamptz,
  password_set_at timestamptz,
  closed          boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
) WITH (fillfactor = 70);

CREATE TABLE plan_readings (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  state     jsonb NOT NULL,
  read_at   timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE plans (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  state     jsonb NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE item_quotes (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  item_code text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  place     text NOT NULL,
  text_id   uuid NOT NULL,
  PRIMARY KEY (ledger_id, stream, item_code)
);
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
  SELECT stream, CASE WHEN ending IS NULL THEN 0 ELSE version END
    FROM tasks WHERE ledger_id = p_ledger_id AND clock_runs
$$;
REVOKE ALL ON FUNCTION clock_streams FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clock_streams TO dondoc_app;
"""

# Ward by ward, as in 0002; verify compares every row with its facts under the auditor's login.
_GUARDS = """
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['projections', 'assignments', 'tasks', 'measure_values', 'units',
    'people', 'offices', 'accounts', 'plan_readings', 'plans', 'item_quotes']
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
    """Make the tables anew; the next start fills them from the ledger."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_OLD, _TABLES, _CLOCKS, _GUARDS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Refuse: an older release writes rows that only its own revisions make."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
