-- One accepted decision in one round trip, and the only way into the ledger: the application has
-- no right of its own on the tables, so nothing enters them without its command's row.
-- SECURITY DEFINER: what it may touch is what it does here, in the ward of the login that opened
-- the session, whatever p_ledger_id says. pg_temp stands last, so that no temporary table of the
-- session is taken for one of ours. It holds the ward's head lock from its first statement to the
-- caller's COMMIT; call it last. Its plans are made once: planning each call anew, for how many facts
-- the arrays happen to hold, took a quarter of its time. What most decisions have none of, whole
-- categories and texts, costs them nothing.
--
--   DD001  a stream is not at the expected version, or a category (`plan-*`) holds other facts
--   DD003  a stream differs from an existing one only in case
--   DD004  this login has no such ledger
--   DD005  no command, or no facts
--   DD006  the facts are older than what stands before them: more than 120 s than the newest fact of
--          the ledger, or at all than the newest fact of their stream. Read again, decide again.
--   23505 on commands_pkey: this command was accepted before
CREATE OR REPLACE FUNCTION append_events(
  p_ledger_id         text,
  p_actor_key         text,
  p_command_id        uuid,
  p_name              text,
  p_body_salt         bytea,
  p_body_sha256       bytea,
  p_outcome           text,
  p_expected_streams  text[],
  p_expected_versions integer[],
  p_occurred_at       timestamptz,
  p_recorded_at       timestamptz,
  p_person_id         uuid,
  p_actor_unit        text,
  p_streams           text[],
  p_versions          integer[],
  p_types             text[],
  p_schemas           integer[],
  p_records           bytea[],
  p_leaves            bytea[],
  p_subjects          text[],
  p_setting_up        boolean[],
  p_salts             bytea[],
  p_payloads          bytea[],
  p_text_ids          uuid[],
  p_text_salts        bytea[],
  p_text_bodies       text[],
  p_ring_streams      text[],
  p_ring_versions     integer[]
) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  before bigint;
  clash  record;
  newest timestamptz;
BEGIN
  IF coalesce(p_actor_key, '') = '' OR p_command_id IS NULL OR coalesce(p_name, '') = ''
      OR coalesce(cardinality(p_records), 0) = 0 THEN
    RAISE EXCEPTION 'facts are appended by a command, and a command appends facts'
      USING ERRCODE = 'DD005';
  END IF;

  UPDATE ledger_heads SET size = size + cardinality(p_records)
    WHERE ledger_id = p_ledger_id AND p_ledger_id = own_ledger()
    RETURNING size - cardinality(p_records) INTO before;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this login has no ledger %', p_ledger_id USING ERRCODE = 'DD004';
  END IF;

  SELECT recorded_at INTO newest FROM events
    WHERE ledger_id = p_ledger_id AND position = before;
  IF newest - p_recorded_at > interval '120 seconds' THEN
    RAISE EXCEPTION 'recorded %, the newest fact %', p_recorded_at, newest
      USING ERRCODE = 'DD006';
  END IF;

  SELECT p_expected_streams[i] AS stream, p_expected_versions[i] AS version, e.stream AS other,
         e.version AS reached
      INTO clash
    FROM generate_series(1, cardinality(p_expected_streams)) i
    LEFT JOIN LATERAL (
      SELECT stream, version, recorded_at FROM events
        WHERE ledger_id = p_ledger_id AND stream_key = lower(p_expected_streams[i])
        ORDER BY events.version DESC LIMIT 1
    ) e ON true
    WHERE p_expected_streams[i] NOT LIKE '%-*'
      AND (coalesce(e.version, 0) <> p_expected_versions[i]
        OR e.stream <> p_expected_streams[i]
        OR e.recorded_at > p_recorded_at AND p_expected_streams[i] = ANY (p_streams))
    LIMIT 1;
  IF FOUND THEN
    IF clash.other <> clash.stream THEN
      RAISE EXCEPTION '% differs from % only in case', clash.stream, clash.other
        USING ERRCODE = 'DD003';
    END IF;
    IF clash.reached = clash.version THEN
      RAISE EXCEPTION 'recorded %, % reaches later', p_recorded_at, clash.stream
        USING ERRCODE = 'DD006';
    END IF;
    RAISE EXCEPTION '% is not at version %', clash.stream, clash.version
      USING ERRCODE = 'DD001';
  END IF;

  IF array_to_string(p_expected_streams, ' ') LIKE '%-*%' THEN
    -- "." is the next code point after "-": the range holds exactly the category.
    SELECT x.stream, x.version INTO clash
      FROM unnest(p_expected_streams, p_expected_versions) AS x (stream, version)
      WHERE x.stream LIKE '%-*' AND x.version <> (
        SELECT count(*) FROM events
          WHERE ledger_id = p_ledger_id AND stream_key >= rtrim(x.stream, '*')
            AND stream_key < rtrim(x.stream, '-*') || '.')
      LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION '% does not hold % facts', clash.stream, clash.version
        USING ERRCODE = 'DD001';
    END IF;
  END IF;

  -- One statement for all rows: four would cost half as much again. By their places, because each
  -- unnested array is kept apart first: ten of them would cost a fifth again.
  WITH accepted AS (
    INSERT INTO commands
        (ledger_id, actor_key, command_id, name, body_salt, body_sha256, outcome)
      VALUES (p_ledger_id, p_actor_key, p_command_id, p_name, p_body_salt, p_body_sha256,
        p_outcome::jsonb || jsonb_build_object(
          'first_position', before + 1, 'last_position', before + cardinality(p_records)))
  ), hidden AS (
    INSERT INTO payloads (ledger_id, position, salt, payload)
      SELECT p_ledger_id, before + i, p_salts[i], p_payloads[i]
        FROM generate_series(1, cardinality(p_records)) i
  ), rung AS (
    INSERT INTO outbox (ledger_id, stream, version)
      SELECT p_ledger_id, p_ring_streams[i], p_ring_versions[i]
        FROM generate_series(1, cardinality(p_ring_streams)) i
  )
  INSERT INTO events (ledger_id, position, stream, version, type, schema_version, occurred_at,
      recorded_at, actor_key, person_id, actor_unit, command_id, subject, setting_up, leaf, record)
    SELECT p_ledger_id, before + i, p_streams[i], p_versions[i], p_types[i], p_schemas[i],
        p_occurred_at, p_recorded_at, coalesce(p_person_id::text, 'system'), p_person_id,
        p_actor_unit, p_command_id, p_subjects[i], p_setting_up[i], p_leaves[i], p_records[i]
      FROM generate_series(1, cardinality(p_records)) i;
  IF cardinality(p_text_ids) > 0 THEN
    INSERT INTO texts (ledger_id, text_id, salt, body)
      SELECT p_ledger_id, n.* FROM unnest(p_text_ids, p_text_salts, p_text_bodies) AS n;
  END IF;
  RETURN before + cardinality(p_records);
END $$;
REVOKE ALL ON FUNCTION append_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_events TO dondoc_app;
