"""Refusals beyond the day's limit of facts are counted: probing that goes on leaves its trace.

Revision ID: 0024
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE further_refusals (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  day       date NOT NULL,
  person_id uuid NOT NULL,
  taken     integer NOT NULL,
  last_at   timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, day, person_id)
);
ALTER TABLE further_refusals ENABLE ROW LEVEL SECURITY;
ALTER TABLE further_refusals FORCE ROW LEVEL SECURITY;
CREATE POLICY whole_house ON further_refusals TO dondoc_owner USING (true) WITH CHECK (true);
CREATE POLICY own_ward ON further_refusals TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
REVOKE ALL ON further_refusals FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE (taken, last_at) ON further_refusals TO dondoc_app;

CREATE FUNCTION count_one_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.taken <> coalesce(OLD.taken, 0) + 1 THEN
    RAISE EXCEPTION 'a count of refusals only grows, by one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER count_one_more BEFORE INSERT OR UPDATE ON further_refusals
  FOR EACH ROW EXECUTE FUNCTION count_one_more();
"""


def upgrade() -> None:
    """Make the table; an upsert of one row runs the trigger for both of its ways."""
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_TABLE)


def downgrade() -> None:
    """Forget the counts."""
    op.execute("DROP TABLE further_refusals")
    op.execute("DROP FUNCTION count_one_more()")
