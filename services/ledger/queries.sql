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
  %(streams)s::text[], %(versions)s::integer[], %(types)s::text[], %(schemas)s::integer[],
  %(records)s::bytea[], %(leaves)s::bytea[], %(salts)s::bytea[], %(payloads)s::bytea[],
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
       e.occurred_at, e.recorded_at, e.actor_key, e.person_id, e.command_id, p.salt, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE e.ledger_id = %(ledger_id)s AND e.position > %(after)s
 ORDER BY e.position LIMIT %(limit)s

-- name: kept_secrets
SELECT kind, person_id, key, sha256, scope, ends_on FROM kept_secrets
 WHERE ledger_id = %(ledger_id)s ORDER BY kind, person_id, key

-- name: note_agenda
-- A plan made on an older version never replaces a newer one.
INSERT INTO agendas AS a (ledger_id, stream, version, next_at)
VALUES (%(ledger_id)s, %(stream)s, %(version)s, %(next_at)s::timestamptz)
ON CONFLICT (ledger_id, stream) DO UPDATE
   SET version = excluded.version, next_at = excluded.next_at
 WHERE a.version <= excluded.version

-- name: open_streams
-- An item without a lead has no clock until the Office names one.
SELECT stream FROM assignments
 WHERE ledger_id = %(ledger_id)s AND NOT closed AND lead_unit IS NOT NULL
UNION ALL
SELECT stream FROM tasks WHERE ledger_id = %(ledger_id)s AND NOT closed
 ORDER BY stream

-- name: overdue
SELECT o.stream
  FROM (SELECT stream FROM assignments
         WHERE ledger_id = %(ledger_id)s AND NOT closed AND lead_unit IS NOT NULL
        UNION ALL
        SELECT stream FROM tasks WHERE ledger_id = %(ledger_id)s AND NOT closed) o
  LEFT JOIN agendas a ON a.ledger_id = %(ledger_id)s AND a.stream = o.stream
 WHERE a.stream IS NULL OR a.next_at <= %(now)s
 ORDER BY o.stream

-- name: ring
INSERT INTO outbox (ledger_id, stream, version)
SELECT %(ledger_id)s, s.stream, coalesce(
         (SELECT e.version FROM events e
           WHERE e.ledger_id = %(ledger_id)s AND e.stream_key = lower(s.stream)
           ORDER BY e.version DESC LIMIT 1), 0)
  FROM unnest(%(streams)s::text[]) AS s (stream)

-- name: outbox_fetch
SELECT id, ledger_id, stream, version, created_at FROM outbox ORDER BY id LIMIT %(limit)s

-- name: outbox_done
DELETE FROM outbox WHERE id = ANY(%(ids)s::bigint[])

-- name: health_write
INSERT INTO part_health (ledger_id, part, status, at, counts)
VALUES (%(ledger_id)s, %(part)s, %(status)s, clock_timestamp(), %(counts)s::jsonb)
ON CONFLICT (ledger_id, part) DO UPDATE
   SET status = excluded.status, at = excluded.at, counts = excluded.counts

-- name: health_read
SELECT part, status, at, clock_timestamp() - at AS age, counts
  FROM part_health WHERE ledger_id = %(ledger_id)s ORDER BY part
