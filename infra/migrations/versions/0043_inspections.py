"""Findings of inspectors are rows of their own, files are found by their digests, reads by whom.

The rows are made from the facts at the next start.

Revision ID: 0043
"""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE inspection_findings (
  ledger_id    text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream       text COLLATE "C" NOT NULL,
  version      integer NOT NULL,
  state        jsonb NOT NULL,
  code         text COLLATE "C" NOT NULL,
  about        text COLLATE "C" NOT NULL,
  subject      text COLLATE "C" NOT NULL,
  unit         text COLLATE "C" NOT NULL,
  restricted   boolean NOT NULL,
  answer_by_on date NOT NULL,
  stage        text COLLATE "C" NOT NULL,
  opened_at    timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, stream)
);
-- Because the list shows the newest first.
CREATE INDEX inspection_findings_newest ON inspection_findings (ledger_id, opened_at DESC);
-- Because everybody's first page asks what waits for an answer of the own unit.
CREATE INDEX inspection_findings_open ON inspection_findings (ledger_id, unit)
  WHERE stage = 'open';
-- Because the timeline of a task names what was found of it.
CREATE INDEX inspection_findings_subject ON inspection_findings (ledger_id, subject);

CREATE TABLE attached_files (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  sha256    text COLLATE "C" NOT NULL,
  PRIMARY KEY (ledger_id, stream, version)
);
-- Because the same file is looked for among those of years.
CREATE INDEX attached_files_sha256 ON attached_files (ledger_id, sha256, stream);

-- What was read, as an address without what was asked; null where a line is about no page.
ALTER TABLE access_log ADD COLUMN address text;
"""

_RIGHTS = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON {table} TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON {table} TO dondoc_owner USING (true) WITH CHECK (true);
CREATE POLICY all_wards ON {table} FOR SELECT TO dondoc_auditor USING (true);
REVOKE ALL ON {table} FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO dondoc_app;
GRANT SELECT ON {table} TO dondoc_auditor;
"""


def upgrade() -> None:
    """Two tables beside the facts, and a column of the access log."""
    rights = (_RIGHTS.format(table=table) for table in ("inspection_findings", "attached_files"))
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in (_TABLES, *rights):
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Refuse: an older release does not know the facts that these rows are made of."""
    raise NotImplementedError("rows are made from the ledger; restore a backup instead")
