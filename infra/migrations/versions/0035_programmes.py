"""Work programmes are rows of their own, and have clocks.

Revision ID: 0035
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# fillfactor: because a row is changed with every registration, and new versions stay in its page.
_TABLE = """
CREATE TABLE programmes (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream     text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  state      jsonb NOT NULL,
  code       text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  first_on   date NOT NULL,
  last_on    date NOT NULL,
  closes_on  date NOT NULL,
  signed     boolean NOT NULL,
  closed     boolean NOT NULL,
  clock_runs boolean NOT NULL,
  PRIMARY KEY (ledger_id, stream)
) WITH (fillfactor = 70);
-- Because the list shows the newest first.
CREATE INDEX programmes_newest ON programmes (ledger_id, first_on DESC);
ALTER TABLE programmes ENABLE ROW LEVEL SECURITY;
ALTER TABLE programmes FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON programmes TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON programmes TO dondoc_owner USING (true) WITH CHECK (true);
CREATE POLICY all_wards ON programmes FOR SELECT TO dondoc_auditor USING (true);
REVOKE ALL ON programmes FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON programmes TO dondoc_app;
GRANT SELECT ON programmes TO dondoc_auditor;
"""

_CLOCKS = """
CREATE OR REPLACE FUNCTION clock_streams(p_ledger_id text)
RETURNS TABLE (stream text, version integer)
LANGUAGE sql STABLE SECURITY INVOKER
AS $$
  SELECT stream, 0 FROM assignments WHERE ledger_id = p_ledger_id AND clock_runs
  UNION ALL
  SELECT stream, 0 FROM directives WHERE ledger_id = p_ledger_id AND clock_runs
  UNION ALL
  SELECT stream, 0 FROM programmes WHERE ledger_id = p_ledger_id AND clock_runs
  UNION ALL
  SELECT stream, CASE WHEN ending IS NULL THEN 0 ELSE version END
    FROM tasks WHERE ledger_id = p_ledger_id AND clock_runs
$$;
"""


def upgrade() -> None:
    """The table, and the clocks that the watch asks for."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_TABLE, _CLOCKS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Refuse: an older release does not know the facts that these rows are made of."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
