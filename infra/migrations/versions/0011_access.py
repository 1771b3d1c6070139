"""Who tried to sign in from where, what failed, who read what: no facts, and not for ever.

The counters of wrong passwords move from the accounts' rows to one for each login name and origin;
that of unknown names goes, since both are counted alike.

Revision ID: 0011
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE sign_in_attempts (
  ledger_id    text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  -- Four bytes of the digest of what was typed: enough to count, too few to tell what it was.
  account      bytea NOT NULL,
  origin       text COLLATE "C" NOT NULL,
  taken        integer NOT NULL,
  last_at      timestamptz NOT NULL,
  paused_until timestamptz,
  PRIMARY KEY (ledger_id, account, origin)
);
-- Because counts that nobody adds to are let go, the oldest first.
CREATE INDEX sign_in_attempts_last ON sign_in_attempts (ledger_id, last_at);

CREATE TABLE devices (
  ledger_id    text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  device_id    uuid NOT NULL,
  person_id    uuid NOT NULL,
  token_sha256 bytea NOT NULL,
  seen_at      timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, device_id, person_id)
);
-- Because a sign-in asks by the cookie.
CREATE INDEX devices_token ON devices (ledger_id, token_sha256);

CREATE TABLE access_log (
  ledger_id  text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  at         timestamptz NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  person_id  uuid,
  session_id uuid,
  origin     text COLLATE "C" NOT NULL
);
-- Because lines are let go by their age, and a full queue writes one a minute.
CREATE INDEX access_log_at ON access_log (ledger_id, at);
-- Because an administrator asks what failed at one account.
CREATE INDEX access_log_person ON access_log (ledger_id, person_id, at)
  WHERE person_id IS NOT NULL;
"""

_RIGHTS = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY whole_house ON {table} TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON {table} FROM PUBLIC;
"""

_OWN = """
CREATE POLICY own_ward ON {table} TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO dondoc_app;
"""

# A line cannot be changed, nor taken away while it is young: who holds the application's login
# leaves a trace for a month at least.
_OWN_LOG = """
CREATE POLICY read_own ON access_log FOR SELECT TO dondoc_app
  USING (ledger_id = (SELECT own_ledger()));
CREATE POLICY add_own ON access_log FOR INSERT TO dondoc_app
  WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY let_old_go ON access_log FOR DELETE TO dondoc_app
  USING (ledger_id = (SELECT own_ledger()) AND at < clock_timestamp() - interval '30 days');
GRANT SELECT, INSERT, DELETE ON access_log TO dondoc_app;
"""

# What the auditor may know of secrets: whether a row is the one that a fact speaks of. The digest
# of an argon2 string with its salt, or of a random token's digest, leads back to nothing.
_PROOFS = """
CREATE VIEW kept_secrets WITH (security_barrier) AS
  SELECT ledger_id, 'password' AS kind, person_id, NULL::uuid AS key,
         encode(sha256(convert_to(password_hash, 'UTF8')), 'hex') AS sha256,
         NULL::text AS scope, NULL::date AS ends_on
    FROM credentials WHERE password_hash IS NOT NULL
  UNION ALL
  SELECT ledger_id, 'session', person_id, session_id, encode(sha256(token_sha256), 'hex'),
         NULL, NULL
    FROM sessions WHERE ended_at IS NULL AND expires_at > clock_timestamp()
  UNION ALL
  SELECT ledger_id, 'token', person_id, token_id, encode(sha256(token_sha256), 'hex'),
         scope, ends_on
    FROM access_tokens WHERE revoked_at IS NULL AND ends_on >= CURRENT_DATE - 1;
REVOKE ALL ON kept_secrets FROM PUBLIC;
GRANT SELECT ON kept_secrets TO dondoc_auditor;
"""

_COUNTERS = """
ALTER TABLE credentials DROP COLUMN failed_count, DROP COLUMN locked_until;
DROP TABLE unknown_sign_ins;
"""

_COUNTERS_AGAIN = """
ALTER TABLE credentials ADD COLUMN failed_count integer NOT NULL DEFAULT 0,
                        ADD COLUMN locked_until timestamptz;
CREATE TABLE unknown_sign_ins (
  ledger_id text COLLATE "C" NOT NULL,
  day       date NOT NULL,
  attempts  bigint NOT NULL,
  PRIMARY KEY (ledger_id, day)
);
"""


def upgrade() -> None:
    """Make the tables; let the old counters go."""
    tables = ("sign_in_attempts", "devices", "access_log")
    parts = [_TABLES, *(_RIGHTS.format(table=table) for table in tables)]
    parts += [*(_OWN.format(table=table) for table in tables[:2]), _OWN_LOG, _PROOFS, _COUNTERS]
    connection = op.get_bind().execution_options(no_parameters=True)
    for part in parts:
        connection.exec_driver_sql(part)


def downgrade() -> None:
    """Forget who tried, from where, and who read."""
    op.execute("DROP VIEW kept_secrets")
    for table in ("access_log", "devices", "sign_in_attempts"):
        op.drop_table(table)
    op.get_bind().exec_driver_sql(_COUNTERS_AGAIN + _RIGHTS.format(table="unknown_sign_ins"))
    op.get_bind().exec_driver_sql(_OWN.format(table="unknown_sign_ins"))
