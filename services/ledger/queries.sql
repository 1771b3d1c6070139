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
-- The bound is said of both: else each batch walks past all payloads before it.
SELECT NULL, e.position, e.record, p.payload
  FROM events e
  LEFT JOIN payloads p ON p.ledger_id = e.ledger_id AND p.position = e.position
                      AND p.position > %(after)s
 WHERE e.ledger_id = %(ledger_id)s AND e.position > %(after)s
 ORDER BY e.position LIMIT %(limit)s

-- name: tail_of
-- The last row that was looked at always comes, without its record where it is none of those wanted.
WITH next AS MATERIALIZED (
  SELECT position, record, stream LIKE ANY(%(patterns)s::text[]) AS wanted
    FROM events
   WHERE ledger_id = %(ledger_id)s AND position > %(after)s
   ORDER BY position LIMIT %(limit)s)
SELECT NULL, n.position, CASE WHEN n.wanted THEN n.record END, p.payload
  FROM next n
  LEFT JOIN payloads p ON n.wanted AND p.ledger_id = %(ledger_id)s AND p.position = n.position
                      AND p.position > %(after)s
                      AND p.position <= (SELECT max(position) FROM next)
 WHERE n.wanted OR n.position = (SELECT max(position) FROM next)
 ORDER BY n.position

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

-- name: clock
-- The database's clock and when the newest fact was recorded.
SELECT clock_timestamp(), (SELECT recorded_at FROM events
                            WHERE ledger_id = %(ledger_id)s ORDER BY position DESC LIMIT 1)

-- name: health_read
SELECT part, status, at, clock_timestamp() - at AS age, counts
  FROM part_health WHERE ledger_id = %(ledger_id)s ORDER BY part
