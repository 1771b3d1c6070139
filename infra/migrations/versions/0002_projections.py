"""The tables that pages read; made of facts, they may be emptied and rebuilt at any time.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Bound to its table when it is made: no search_path of a session leads it elsewhere.
_OWN_LEDGER = """
CREATE FUNCTION own_ledger() RETURNS text LANGUAGE sql STABLE
RETURN (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user);
REVOKE ALL ON FUNCTION own_ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_ledger TO dondoc_app;
"""

_TABLES = """
CREATE TABLE assignments (
  ledger_id        text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream           text COLLATE "C" NOT NULL,
  version          integer NOT NULL,
  code             text COLLATE "C" NOT NULL,
  kind             text COLLATE "C" NOT NULL,
  title            text NOT NULL,
  section          text NOT NULL,
  lead_unit        text COLLATE "C",
  supporting_units text[] COLLATE "C" NOT NULL,
  restricted       boolean NOT NULL,
  closed           boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE tasks (
  ledger_id         text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream            text COLLATE "C" NOT NULL,
  version           integer NOT NULL,
  assignment        text COLLATE "C" NOT NULL,
  kind              text COLLATE "C" NOT NULL,
  title             text NOT NULL,
  section           text NOT NULL,
  deliverable       text COLLATE "C" NOT NULL,
  frequency         text COLLATE "C" NOT NULL,
  period            text COLLATE "C" NOT NULL,
  lead_unit         text COLLATE "C" NOT NULL,
  supporting_units  text[] COLLATE "C" NOT NULL,
  contributed_units text[] COLLATE "C" NOT NULL,
  restricted        boolean NOT NULL,
  issued_on         date NOT NULL,
  due_on            date NOT NULL,
  original_due_on   date NOT NULL,
  stage             text COLLATE "C" NOT NULL,
  returned          boolean NOT NULL,
  correct_by        date,
  submission        integer NOT NULL,
  submitted_by      uuid,
  acted_by          uuid[] NOT NULL,
  approvals         integer NOT NULL,
  effective_on      date,
  grace_counted_on  date,
  grace_correct_by  date,
  missed            boolean NOT NULL,
  counted_on        date,
  reminders         integer NOT NULL,
  returns           integer NOT NULL,
  last_act_at       timestamptz NOT NULL,
  closed            boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
) WITH (fillfactor = 70);  -- because a row is changed a dozen times: new versions stay in its page
-- Because every list of open work asks for these only, and closed ones grow for five years.
CREATE INDEX tasks_open ON tasks (ledger_id, lead_unit) WHERE NOT closed;
-- Because a list also shows what was finished lately.
CREATE INDEX tasks_done ON tasks (ledger_id, last_act_at) WHERE closed;

CREATE TABLE units (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream     text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  code       text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  aliases    text[] NOT NULL,
  internal   boolean NOT NULL,
  restricted boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE people (
  ledger_id     text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream        text COLLATE "C" NOT NULL,
  version       integer NOT NULL,
  person_id     uuid NOT NULL,
  name_text_id  uuid NOT NULL,
  phone_text_id uuid,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE offices (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  granted   integer NOT NULL,
  version   integer NOT NULL,
  person_id uuid NOT NULL,
  office    text COLLATE "C" NOT NULL,
  unit      text COLLATE "C",
  from_on   date NOT NULL,
  until_on  date,
  PRIMARY KEY (ledger_id, stream, granted)
);

CREATE TABLE accounts (
  ledger_id       text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream          text COLLATE "C" NOT NULL,
  version         integer NOT NULL,
  person_id       uuid NOT NULL,
  login_text_id   uuid NOT NULL,
  opened_at       timestamptz NOT NULL,
  link_issued_at  timestamptz,
  password_set_at timestamptz,
  signed_in_at    timestamptz,
  closed          boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);
"""

# Ward by ward, as in 0001; the application may empty and rebuild what is only retold.
_GUARDS = """
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['assignments', 'tasks', 'units', 'people', 'offices', 'accounts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_ward ON %I TO dondoc_app'
      ' USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()))',
      t);
    EXECUTE format('CREATE POLICY whole_house ON %I TO dondoc_owner'
      ' USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO dondoc_app', t);
  END LOOP;
END $$;
"""


def upgrade() -> None:
    """Create the rows' tables, owned by dondoc_owner like those of 0001."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_OWN_LEDGER, _TABLES, _GUARDS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Drop what can be rebuilt from the ledger at any time."""
    for table in ("accounts", "offices", "people", "units", "tasks", "assignments"):
        op.drop_table(table)
    op.execute("DROP FUNCTION own_ledger")
