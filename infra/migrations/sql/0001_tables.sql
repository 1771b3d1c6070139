-- The ledger's tables, and those operational ones that hold what the ledger must not.
-- Every table carries ledger_id: they can later be partitioned by ward.
-- Names are compared by code point ("C"), whatever locale the database was made with.

CREATE TABLE ledgers (
  ledger_id  text COLLATE "C" PRIMARY KEY
             CHECK (ledger_id ~ '^(real|demo)-[a-z0-9]{1,16}-[a-z2-7]{8}$'),
  ward_code  text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Which ward a login works for: written by the owner only, read by every policy.
CREATE TABLE ledger_logins (
  login     name PRIMARY KEY,
  ledger_id text COLLATE "C" NOT NULL REFERENCES ledgers
);

-- Its row lock gives a ward's facts their dense positions; wards do not wait for each other.
CREATE TABLE ledger_heads (
  ledger_id text COLLATE "C" PRIMARY KEY REFERENCES ledgers,
  size      bigint NOT NULL DEFAULT 0 CHECK (size >= 0)
) WITH (fillfactor = 10);  -- because every append updates the row: new versions stay in its page

-- `record` is the fact; all other columns are copies for queries, and verify compares them.
CREATE TABLE events (
  ledger_id      text COLLATE "C" NOT NULL,
  position       bigint NOT NULL CHECK (position > 0),
  stream         text COLLATE "C" NOT NULL,
  stream_key     text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(stream)) STORED,
  version        integer NOT NULL CHECK (version > 0),
  type           text COLLATE "C" NOT NULL,
  schema_version integer NOT NULL,
  occurred_at    timestamptz NOT NULL,
  recorded_at    timestamptz NOT NULL,
  actor_key      text COLLATE "C" NOT NULL,
  person_id      uuid,
  command_id     uuid NOT NULL,
  leaf           bytea NOT NULL,
  record         bytea NOT NULL,
  PRIMARY KEY (ledger_id, position)
);
-- Because streams are unique without regard to case, and a stream is read in its order. A column,
-- not lower(stream): lower() is not leakproof, so no policy would let a query use such an index.
CREATE UNIQUE INDEX events_stream_version ON events (ledger_id, stream_key, version);

CREATE TABLE payloads (
  ledger_id text COLLATE "C" NOT NULL,
  position  bigint NOT NULL,
  salt      bytea NOT NULL,
  payload   bytea NOT NULL,
  PRIMARY KEY (ledger_id, position)
);

CREATE TABLE texts (
  ledger_id text COLLATE "C" NOT NULL,
  text_id   uuid NOT NULL,
  salt      bytea NOT NULL,
  body      text NOT NULL,
  PRIMARY KEY (ledger_id, text_id)
);

-- An accepted command: the salt and the digest are null for automatic acts.
CREATE TABLE commands (
  ledger_id   text COLLATE "C" NOT NULL,
  actor_key   text COLLATE "C" NOT NULL,
  command_id  uuid NOT NULL,
  name        text NOT NULL,
  body_salt   bytea,
  body_sha256 bytea,
  outcome     jsonb NOT NULL,
  PRIMARY KEY (ledger_id, actor_key, command_id)
);

-- Bells for the relay, which deletes what it has rung: the table holds only what is still to do.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ledger_id  text COLLATE "C" NOT NULL,
  stream     text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
-- because it is polled all day and nearly all of its rows are dead

-- When a stream wants to be planned next; may be emptied at any time.
CREATE TABLE agendas (
  ledger_id text COLLATE "C" NOT NULL,
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  next_at   timestamptz,
  PRIMARY KEY (ledger_id, stream)
);

CREATE TABLE part_health (
  ledger_id text COLLATE "C" NOT NULL,
  part      text NOT NULL,
  status    text NOT NULL,
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  counts    jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (ledger_id, part)
);

CREATE TABLE sessions (
  ledger_id    text COLLATE "C" NOT NULL,
  token_sha256 bytea NOT NULL,
  session_id   uuid NOT NULL,
  person_id    uuid NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (ledger_id, token_sha256)
);
-- Because a closed account ends all sessions of its person.
CREATE INDEX sessions_person ON sessions (ledger_id, person_id) WHERE ended_at IS NULL;

CREATE TABLE links (
  ledger_id    text COLLATE "C" NOT NULL,
  token_sha256 bytea NOT NULL,
  person_id    uuid NOT NULL,
  purpose      text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (ledger_id, token_sha256)
);

CREATE TABLE credentials (
  ledger_id     text COLLATE "C" NOT NULL,
  person_id     uuid NOT NULL,
  login_name    text NOT NULL,
  password_hash text,
  must_change   boolean NOT NULL DEFAULT false,
  failed_count  integer NOT NULL DEFAULT 0,
  locked_until  timestamptz,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (ledger_id, person_id)
);
-- Because two people who differ only in capitals would sign in as each other.
CREATE UNIQUE INDEX credentials_login ON credentials (ledger_id, lower(login_name));
