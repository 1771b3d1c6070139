-- The words by which a search finds what people typed: without marks, đ as d, y as i, each to at
-- most 40 characters. What is found is compared by the application's own rule; this narrows it down
-- and leaves nothing out that is written in Vietnamese letters.
CREATE FUNCTION search_words(body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_to_tsvector(array_remove(regexp_split_to_array(
  regexp_replace(
    translate(
      regexp_replace(
        lower(normalize(left(body, 1000), NFKD) COLLATE "pg_c_utf8"),
        E'[\u0300-\u036f\u00ad\u200c-\u200f\u2060\ufeff]', '', 'g'),
      'đy', 'di'),
    '([[:alnum:]]{40})[[:alnum:]]+', '\1', 'g'),
  '[^[:alnum:]]+'), ''));
REVOKE ALL ON FUNCTION search_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_words TO dondoc_app;

-- The words of titles that somebody typed. They leave the database with their text when it is
-- erased, and nobody reads them but the function below.
CREATE TABLE title_words (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  text_id   uuid NOT NULL,
  words     tsvector NOT NULL,
  PRIMARY KEY (ledger_id, text_id),
  FOREIGN KEY (ledger_id, text_id) REFERENCES texts ON DELETE CASCADE
);
-- Because a search must not read every title of five years.
CREATE INDEX title_words_words ON title_words USING gin (words);
ALTER TABLE title_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE title_words FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON title_words TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON title_words TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON title_words FROM PUBLIC;
GRANT INSERT ON title_words TO dondoc_app;
INSERT INTO title_words (ledger_id, text_id, words)
  SELECT t.ledger_id, t.text_id, search_words(t.body)
    FROM texts t
    JOIN tasks k ON k.ledger_id = t.ledger_id AND k.title_text_id = t.text_id
  ON CONFLICT DO NOTHING;

-- Kept with the row of the task, which names its title; at the end of the transaction, because the
-- texts of a decision enter the ledger behind its rows.
CREATE FUNCTION keep_title_words() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO title_words (ledger_id, text_id, words)
    SELECT ledger_id, text_id, search_words(body) FROM texts
      WHERE ledger_id = NEW.ledger_id AND text_id = NEW.title_text_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER title_words_of_new AFTER INSERT ON tasks
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.title_text_id IS NOT NULL) EXECUTE FUNCTION keep_title_words();
CREATE CONSTRAINT TRIGGER title_words_of_changed AFTER UPDATE OF title_text_id ON tasks
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.title_text_id IS DISTINCT FROM OLD.title_text_id AND NEW.title_text_id IS NOT NULL)
  EXECUTE FUNCTION keep_title_words();
-- Because what was found among the titles is asked for by its text.
CREATE INDEX tasks_typed ON tasks (ledger_id, title_text_id) WHERE title_text_id IS NOT NULL;

-- The typed titles of the caller's own ward that hold words. SECURITY DEFINER: behind row security
-- the planner may use no index for a match that it does not know to keep secrets. It gives ids
-- alone, which say nothing to who may not read the row that names them.
CREATE FUNCTION titles_holding(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT text_id FROM title_words
    WHERE ledger_id = (SELECT own_ledger()) AND words @@ wanted::tsquery
$$;
REVOKE ALL ON FUNCTION titles_holding FROM PUBLIC;
GRANT EXECUTE ON FUNCTION titles_holding TO dondoc_app;

-- Because the tasks of an item are of few kinds, and the planner believes in eight times as many.
CREATE STATISTICS tasks_kins (ndistinct) ON assignment, kind, title, section, deliverable,
  lead_unit, supporting_units, restricted FROM tasks;
