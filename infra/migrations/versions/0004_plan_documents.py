"""Plan documents on the Office's desk, and the document's own sentences beside a plan's items.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE plan_readings (
  ledger_id    text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream       text COLLATE "C" NOT NULL,
  version      integer NOT NULL,
  name_text_id uuid NOT NULL,
  file_bytes   integer NOT NULL,
  read_at      timestamptz NOT NULL,
  read_by      uuid,
  loaded_into  text COLLATE "C",
  beside       boolean NOT NULL,
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

# Ward by ward, as in 0002; the application may empty and rebuild what is only retold.
_GUARDS = """
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['plan_readings', 'item_quotes']
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
    """Create the rows' tables, owned by dondoc_owner like those of 0002."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_TABLES, _GUARDS):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Drop what can be rebuilt from the ledger at any time."""
    for table in ("item_quotes", "plan_readings"):
        op.drop_table(table)
