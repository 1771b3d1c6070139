-- What verify reads: the stored bytes, what stands beside them, the guards of the tables.

-- name: head
SELECT (SELECT size FROM ledger_heads WHERE ledger_id = %(ledger_id)s),
       (SELECT count(*) FROM payloads WHERE ledger_id = %(ledger_id)s),
       (SELECT count(*) FROM texts WHERE ledger_id = %(ledger_id)s)

-- name: one_long_row
-- The driver keeps the room that its longest row needed: with the 16 kB of its beginning it is
-- woken a hundred times for each batch of rows, which takes as long as reading them.
SELECT repeat(' ', 1000000)

-- name: stored_rows
-- The bound is said of both: else each batch walks past all payloads before it.
SELECT e.ledger_id, e.position, e.stream, e.version, e.type, e.schema_version, e.record, e.leaf,
       e.occurred_at, e.recorded_at, e.actor_key, e.person_id, e.command_id, e.subject,
       e.actor_unit, e.setting_up, p.salt, p.payload
  FROM events e
  LEFT JOIN payloads p ON p.ledger_id = e.ledger_id AND p.position = e.position
                      AND p.position > %(after)s
 WHERE e.ledger_id = %(ledger_id)s AND e.position > %(after)s
 ORDER BY e.position LIMIT %(limit)s

-- name: stored_rows_of
SELECT e.ledger_id, e.position, e.stream, e.version, e.type, e.schema_version, e.record, e.leaf,
       e.occurred_at, e.recorded_at, e.actor_key, e.person_id, e.command_id, e.subject,
       e.actor_unit, e.setting_up, p.salt, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE e.ledger_id = %(ledger_id)s AND e.stream_key = ANY(%(keys)s::text[])
   AND e.position <= %(until)s
 ORDER BY e.position

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
   AND (%(after)s = 0
        OR CASE jsonb_typeof(outcome -> 'first_position')
             WHEN 'number' THEN (outcome -> 'first_position')::numeric > %(after)s ELSE true END)
 ORDER BY CASE jsonb_typeof(outcome -> 'first_position')
            WHEN 'number' THEN (outcome -> 'first_position')::numeric END NULLS FIRST

-- name: commands_digest
-- Of what is judged of each command; a sum, so that nothing is sorted or held. It only tells
-- whether commands of before are looked at again, and proves nothing.
SELECT count(*) || ':' || coalesce(sum(('x' || left(encode(sha256(convert_to(concat_ws(
         ' ', actor_key, command_id, outcome), 'UTF8')), 'hex'), 15))::bit(60)::bigint), 0)
  FROM commands
 WHERE ledger_id = %(ledger_id)s
   AND CASE jsonb_typeof(outcome -> 'first_position')
         WHEN 'number' THEN (outcome -> 'first_position')::numeric <= %(until)s ELSE false END

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
