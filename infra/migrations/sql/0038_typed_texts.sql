-- As in 0034_title_words.sql, of whole reports: so far a title's beginning was enough.
CREATE OR REPLACE FUNCTION search_words(body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(array_remove(regexp_split_to_array(
  regexp_replace(
    translate(
      regexp_replace(
        lower(normalize(left(body, 20000), NFKD) COLLATE "pg_c_utf8"),
        E'[\u0300-\u036f\u00ad\u200c-\u200f\u2060\ufeff]', '', 'g'),
      'đy', 'di'),
    '([[:alnum:]]{40})[[:alnum:]]+', '\1', 'g'),
  '[^[:alnum:]]+'), ''));

-- Because the log is searched for words, of which five years hold thirty times as many as titles.
-- Over the texts themselves: what is erased is out of it at once, and no second place holds words.
-- A short pending list, because each search reads it whole.
CREATE INDEX texts_words ON texts USING gin (search_words(body))
  WITH (gin_pending_list_limit = 256);

-- Which texts an act shows beside it in the log: ids alone, filled from the facts.
CREATE TABLE typed_texts (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  text_id   uuid NOT NULL,
  PRIMARY KEY (ledger_id, stream, version, text_id)
);
-- Because what holds the words is asked for by its text.
CREATE INDEX typed_texts_text ON typed_texts (ledger_id, text_id);

-- Which papers an act names: their numbers in small letters, filled from the facts.
CREATE TABLE named_papers (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  stream    text COLLATE "C" NOT NULL,
  version   integer NOT NULL,
  number    text COLLATE "C" NOT NULL,
  PRIMARY KEY (ledger_id, stream, version, number)
);
-- Because acts are asked for by the number of their paper.
CREATE INDEX named_papers_number ON named_papers (ledger_id, number);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['typed_texts', 'named_papers']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_ward ON %I TO dondoc_app'
      ' USING (ledger_id = (SELECT own_ledger()))'
      ' WITH CHECK (ledger_id = (SELECT own_ledger()))', t);
    EXECUTE format('CREATE POLICY whole_house ON %I TO dondoc_owner USING (true)'
      ' WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY all_wards ON %I FOR SELECT TO dondoc_auditor USING (true)', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO dondoc_app', t);
    EXECUTE format('GRANT SELECT ON %I TO dondoc_auditor', t);
  END LOOP;
END $$;

-- The places of the acts of the caller's own ward beside which a text holds words; as
-- `titles_holding`, and for the same reason. Joined here, because the planner guesses wrongly how
-- few they are and would read the whole ledger.
CREATE FUNCTION acts_holding(wanted text) RETURNS SETOF bigint
LANGUAGE sql STABLE STRICT SECURITY DEFINER ROWS 200
SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT e.position
    FROM texts b
    JOIN typed_texts t ON t.ledger_id = b.ledger_id AND t.text_id = b.text_id
    JOIN events e
      ON e.ledger_id = t.ledger_id AND e.stream_key = lower(t.stream) AND e.version = t.version
   WHERE b.ledger_id = (SELECT own_ledger()) AND search_words(b.body) @@ wanted::tsquery
$$;
REVOKE ALL ON FUNCTION acts_holding FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acts_holding TO dondoc_app;
