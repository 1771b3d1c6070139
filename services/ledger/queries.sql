-- Every statement of the ledger, by name. Policies of the database add the ward to each of them.

-- name: read_streams
-- One statement: the rows and the clock belong to the same moment. A row comes even for nothing.
SELECT m.read_at, e.position, e.record, p.payload
  FROM (SELECT clock_timestamp() AS read_at) m
  LEFT JOIN (events e LEFT JOIN payloads p USING (ledger_id, position))
    ON e.ledger_id = %(ledger_id)s
   AND e.stream_key = ANY(%(keys)s::text[]) AND e.stream = ANY(%(streams)s::text[])
 ORDER BY e.stream_key, e.version

-- name: read_category
SELECT m.read_at, e.position, e.record, p.payload
  FROM (SELECT clock_timestamp() AS read_at) m
  LEFT JOIN (events e LEFT JOIN payloads p USING (ledger_id, position))
    ON e.ledger_id = %(ledger_id)s
   AND e.stream_key >= %(from)s AND e.stream_key < %(to)s
 ORDER BY e.stream_key, e.version

-- name: read_account
-- Fact by fact through the key of a stream, because no statistics know how few these are; the types
-- are written out, because only so the partial index of the others is used.
WITH kept AS (
  SELECT version, state::text AS state FROM accounts
   WHERE ledger_id = %(ledger_id)s AND stream = %(stream)s AND %(with_state)s
), ends AS (
  SELECT version AS newest,
         CASE WHEN %(with_state)s AND NOT EXISTS (SELECT FROM kept) THEN 1
              ELSE greatest(coalesce(%(since)s::integer, version), 1) END AS since
    FROM events
   WHERE ledger_id = %(ledger_id)s AND stream_key = %(key)s
   ORDER BY version DESC LIMIT 1
), found AS (
  SELECT e.* FROM ends
   CROSS JOIN LATERAL generate_series(ends.since, ends.newest) AS v (version)
   CROSS JOIN LATERAL (
     SELECT position, version, record FROM events
      WHERE ledger_id = %(ledger_id)s AND stream_key = %(key)s AND stream = %(stream)s
        AND version = v.version
      LIMIT 1) e
  UNION ALL
  SELECT position, version, record FROM events
   WHERE ledger_id = %(ledger_id)s AND stream_key = %(key)s AND stream = %(stream)s
     AND version < (SELECT since FROM ends)
     AND type NOT IN ('signed-in', 'signed-out', 'sign-in-failed')
     AND stream_key LIKE 'directory-account.%%'
)
SELECT clock_timestamp(), f.position, f.record,
       (SELECT payload FROM payloads WHERE ledger_id = %(ledger_id)s AND position = f.position),
       k.version, CASE WHEN row_number() OVER (ORDER BY f.version) = 1 THEN k.state END
  FROM (SELECT 1) one LEFT JOIN kept k ON true LEFT JOIN found f ON true
 ORDER BY f.version

-- name: tail
SELECT NULL, e.position, e.record, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE e.ledger_id = %(ledger_id)s AND e.position > %(after)s
 ORDER BY e.position LIMIT %(limit)s

-- name: outcome
SELECT name, body_salt, body_sha256, outcome
  FROM commands
 WHERE ledger_id = %(ledger_id)s AND actor_key = %(actor_key)s AND command_id = %(command_id)s

-- name: append
SELECT append_events(
  %(ledger_id)s, %(actor_key)s, %(command_id)s, %(name)s, %(body_salt)s::bytea,
  %(body_sha256)s::bytea, %(outcome)s, %(expected_streams)s::text[],
  %(expected_versions)s::integer[], %(occurred_at)s, %(recorded_at)s, %(person_id)s::uuid,
  %(actor_unit)s::text, %(streams)s::text[], %(versions)s::integer[], %(types)s::text[], %(schemas)s::integer[],
  %(records)s::bytea[], %(leaves)s::bytea[], %(subjects)s::text[],
  %(setting_up)s::boolean[], %(salts)s::bytea[], %(payloads)s::bytea[],
  %(text_ids)s::uuid[], %(text_salts)s::bytea[], %(text_bodies)s::text[],
  %(ring_streams)s::text[], %(ring_versions)s::integer[])

-- name: texts
SELECT text_id, salt, body
  FROM texts
 WHERE ledger_id = %(ledger_id)s AND text_id = ANY(%(ids)s::uuid[])

-- name: head
SELECT (SELECT size FROM ledger_heads WHERE ledger_id = %(ledger_id)s),
       (SELECT count(*) FROM payloads WHERE ledger_id = %(ledger_id)s),
       (SELECT count(*) FROM texts WHERE ledger_id = %(ledger_id)s)

-- name: stored_rows
SELECT e.ledger_id, e.position, e.stream, e.version, e.type, e.schema_version, e.record, e.leaf,
       e.occurred_at, e.recorded_at, e.actor_key, e.person_id, e.command_id, e.subject,
       e.actor_unit, e.setting_up, p.salt, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE e.ledger_id = %(ledger_id)s AND e.position > %(after)s
 ORDER BY e.position LIMIT %(limit)s

-- name: written
SELECT position, stream, version, actor_key, command_id
  FROM events
 WHERE ledger_id = %(ledger_id)s AND position > %(after)s
 ORDER BY position LIMIT %(limit)s

-- name: commands_sorted
-- A cursor: they are sorted once, and leave the database some at a time.
DECLARE stored_commands NO SCROLL CURSOR FOR
SELECT actor_key, command_id, outcome
  FROM commands
 WHERE ledger_id = %(ledger_id)s
 ORDER BY CASE jsonb_typeof(outcome -> 'first_position')
            WHEN 'number' THEN (outcome -> 'first_position')::numeric END NULLS FIRST

-- name: commands_next
FETCH 2000 FROM stored_commands

-- name: commands_end
CLOSE stored_commands

-- name: guard_path
-- Because definitions and signatures are printed with a schema only for names beyond the path, and
-- because a login's own path could put other tables before the catalogue.
SET LOCAL search_path = pg_catalog, pg_temp

-- name: guard_triggers
SELECT c.relname, t.tgname, t.tgenabled::text, pg_get_triggerdef(t.oid)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relname = ANY(%(tables)s::text[]) AND c.relnamespace = 'public'::regnamespace
   AND NOT t.tgisinternal

-- name: guard_grants
-- PUBLIC is role 0 in an access list; rights on single columns count as rights on the table.
SELECT DISTINCT c.relname,
       CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END,
       a.privilege_type
  FROM pg_class c
 CROSS JOIN LATERAL (
         SELECT (aclexplode(c.relacl)).*
         UNION ALL
         SELECT (aclexplode(k.attacl)).* FROM pg_attribute k WHERE k.attrelid = c.oid
       ) AS a (grantor, grantee, privilege_type, is_grantable)
 WHERE c.relname = ANY(%(tables)s::text[]) AND c.relnamespace = 'public'::regnamespace

-- name: guard_functions
SELECT proname, encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') FROM pg_proc
 WHERE proname = ANY(%(functions)s::text[]) AND pronamespace = 'public'::regnamespace

-- name: guard_callers
-- Who may run a function that acts as the owner; where nobody was named everybody may.
SELECT p.oid::regprocedure::text,
       CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END
  FROM pg_proc p
 CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
 WHERE p.oid::regprocedure::text = ANY(%(functions)s::text[])

-- name: guard_powers
-- Groups and logins of ours and whoever belongs to them, with what they may do as somebody
-- stronger. A member with ADMIN is a migrator; our own names are never taken for one.
WITH RECURSIVE ours AS (
  SELECT oid FROM pg_roles WHERE rolname ~ '^dondoc_(app|relay|auditor)(_[a-z2-7]{8})?$'
), guarded AS (
  SELECT oid FROM ours
  UNION
  SELECT m.member FROM pg_auth_members m JOIN guarded g ON g.oid = m.roleid
   WHERE m.member <> 'dondoc_owner'::regrole
     AND NOT EXISTS (SELECT FROM pg_auth_members a
                      WHERE (a.roleid, a.member) = (m.roleid, m.member) AND a.admin_option)
), reached (oid, by) AS (
  SELECT m.roleid, m.member FROM pg_auth_members m JOIN guarded g ON g.oid = m.member
   WHERE m.roleid NOT IN (SELECT oid FROM ours)
  UNION
  SELECT m.roleid, r.by FROM reached r JOIN pg_auth_members m ON m.member = r.oid
)
SELECT r.rolname, w.power
  FROM guarded g JOIN pg_roles r ON r.oid = g.oid
 CROSS JOIN LATERAL (VALUES ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls),
         ('CREATEROLE', r.rolcreaterole), ('REPLICATION', r.rolreplication)) AS w (power, has)
 WHERE w.has
 UNION
SELECT pg_get_userbyid(x.by), r.rolname
  FROM reached x JOIN pg_roles r ON r.oid = x.oid
 WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication
    OR r.rolname IN ('dondoc_owner', 'pg_write_all_data', 'pg_read_server_files',
                     'pg_write_server_files', 'pg_execute_server_program')
    OR r.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())

-- name: guard_definers
-- Functions that act as the owner of the tables, or as somebody who can become it. Of others than
-- the owner only those that our logins may run and that no extension brought. The digest covers
-- the settings too: without its search_path a function reads the tables of whoever calls it.
SELECT p.oid::regprocedure::text, o.rolname,
       encode(sha256(convert_to(
         coalesce(array_to_string(p.proconfig, E'\n'), '') || E'\n' || p.prosrc, 'UTF8')), 'hex')
  FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
 WHERE p.prosecdef AND p.oid >= 16384
   AND (o.rolname = 'dondoc_owner'
        OR (pg_has_role(o.oid, 'dondoc_owner', 'MEMBER') OR o.rolbypassrls)
           AND EXISTS (SELECT FROM unnest(%(groups)s::text[]) AS r (name)
                        WHERE has_function_privilege(r.name, p.oid, 'EXECUTE'))
           AND NOT EXISTS (SELECT FROM pg_depend d
                            WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                              AND d.deptype = 'e'))

-- name: guard_rows
-- Every table that holds rows of a ledger keeps the wards apart, from its owner too.
SELECT c.relname, CASE WHEN c.relrowsecurity THEN 'rows-not-forced' ELSE 'rows-open' END
  FROM pg_class c
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
   AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'ledger_id')

-- name: leftovers
-- Whether anything stands beside a ledger that says nothing: its rows could only come from facts.
SELECT EXISTS (SELECT FROM agendas WHERE ledger_id = %(ledger_id)s)
    OR EXISTS (SELECT FROM assignments WHERE ledger_id = %(ledger_id)s)
    OR EXISTS (SELECT FROM tasks WHERE ledger_id = %(ledger_id)s)
    OR EXISTS (SELECT FROM people WHERE ledger_id = %(ledger_id)s)
    OR EXISTS (SELECT FROM accounts WHERE ledger_id = %(ledger_id)s)

-- name: kept_secrets
SELECT kind, person_id, key, sha256, scope, ends_on FROM kept_secrets
 WHERE ledger_id = %(ledger_id)s ORDER BY kind, person_id, key

-- name: note_agenda
-- A plan made on an older version never replaces a newer one. Another moment may be rung anew.
INSERT INTO agendas AS a (ledger_id, stream, version, next_at)
VALUES (%(ledger_id)s, %(stream)s, %(version)s, %(next_at)s::timestamptz)
ON CONFLICT (ledger_id, stream) DO UPDATE
   SET version = excluded.version, next_at = excluded.next_at,
       rung = a.rung AND (a.version, a.next_at)
              IS NOT DISTINCT FROM (excluded.version, excluded.next_at)
 WHERE a.version <= excluded.version

-- name: open_streams
SELECT stream FROM clock_streams(%(ledger_id)s) ORDER BY stream

-- name: overdue
SELECT o.stream
  FROM clock_streams(%(ledger_id)s) o
  LEFT JOIN agendas a ON a.ledger_id = %(ledger_id)s AND a.stream = o.stream
 WHERE a.stream IS NULL OR a.version < o.version OR a.next_at <= %(now)s
 ORDER BY o.stream

-- name: wake
-- One statement: what is noted as rung is what rings, whoever plans at the same moment.
WITH woken AS (
  INSERT INTO agendas AS a (ledger_id, stream, version, next_at, rung)
  SELECT %(ledger_id)s, o.stream, o.version, NULL, true
    FROM clock_streams(%(ledger_id)s) o
    LEFT JOIN agendas k ON k.ledger_id = %(ledger_id)s AND k.stream = o.stream
   WHERE k.stream IS NULL OR k.version < o.version OR (k.next_at <= %(now)s AND NOT k.rung)
  ON CONFLICT (ledger_id, stream) DO UPDATE
     SET version = greatest(a.version, excluded.version), rung = true
   WHERE a.version < excluded.version OR (a.next_at <= %(now)s AND NOT a.rung)
  RETURNING a.stream
), rung AS (
  INSERT INTO outbox (ledger_id, stream, version)
  SELECT %(ledger_id)s, w.stream, coalesce(
           (SELECT e.version FROM events e
             WHERE e.ledger_id = %(ledger_id)s AND e.stream_key = lower(w.stream)
             ORDER BY e.version DESC LIMIT 1), 0)
    FROM woken w
)
SELECT stream FROM woken ORDER BY stream

-- name: ring
INSERT INTO outbox (ledger_id, stream, version)
SELECT %(ledger_id)s, s.stream, coalesce(
         (SELECT e.version FROM events e
           WHERE e.ledger_id = %(ledger_id)s AND e.stream_key = lower(s.stream)
           ORDER BY e.version DESC LIMIT 1), 0)
  FROM unnest(%(streams)s::text[]) AS s (stream)

-- name: outbox_fetch
SELECT id, ledger_id, stream, version, created_at
  FROM outbox WHERE parked_at IS NULL ORDER BY id LIMIT %(limit)s

-- name: outbox_done
DELETE FROM outbox WHERE id = ANY(%(ids)s::bigint[])

-- name: outbox_park
UPDATE outbox o SET parked_at = clock_timestamp(), error = p.error
  FROM unnest(%(ids)s::bigint[], %(errors)s::text[]) AS p (id, error)
 WHERE o.id = p.id

-- name: outbox_parked
SELECT id, stream, version, created_at, parked_at, error
  FROM outbox WHERE ledger_id = %(ledger_id)s AND parked_at IS NOT NULL ORDER BY id

-- name: outbox_retry
UPDATE outbox SET parked_at = NULL, error = NULL
 WHERE ledger_id = %(ledger_id)s AND parked_at IS NOT NULL
RETURNING id

-- name: health_write
INSERT INTO part_health (ledger_id, part, status, at, counts)
VALUES (%(ledger_id)s, %(part)s, %(status)s, clock_timestamp(), %(counts)s::jsonb)
ON CONFLICT (ledger_id, part) DO UPDATE
   SET status = excluded.status, at = excluded.at, counts = excluded.counts

-- name: health_read
SELECT part, status, at, clock_timestamp() - at AS age, counts
  FROM part_health WHERE ledger_id = %(ledger_id)s ORDER BY part
