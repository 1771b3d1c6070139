-- Four places for the rows of a day that has passed: the tables that pages read, once more each,
-- under the same names in schemas of their own. A reader of the past puts one before `public` on
-- its path, so that the same queries meet these rows, and everything else where it always stands.
--
-- Made by the migrator for the owner, who may make no schema in this database.
RESET ROLE;
CREATE SCHEMA past_1 AUTHORIZATION dondoc_owner;
CREATE SCHEMA past_2 AUTHORIZATION dondoc_owner;
CREATE SCHEMA past_3 AUTHORIZATION dondoc_owner;
CREATE SCHEMA past_4 AUTHORIZATION dondoc_owner;
SET ROLE dondoc_owner;

-- A migration that changes one of these tables calls this again: what the copies hold is made anew
-- from the facts whenever somebody asks. Of accounts, and of what the search of the log reads,
-- there is no copy: those are asked about today alone.
CREATE FUNCTION make_past_rows() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  place text;
  t text;
BEGIN
  FOREACH place IN ARRAY ARRAY['past_1', 'past_2', 'past_3', 'past_4']
  LOOP
    FOREACH t IN ARRAY ARRAY['assignments', 'tasks', 'directives', 'programmes', 'units', 'people',
      'offices', 'plan_readings', 'plans', 'item_quotes', 'measure_values', 'inspection_findings']
    LOOP
      EXECUTE format('DROP TABLE IF EXISTS %I.%I', place, t);
      EXECUTE format('CREATE TABLE %I.%I (LIKE public.%I INCLUDING ALL)', place, t, t);
      EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', place, t);
      EXECUTE format('ALTER TABLE %I.%I FORCE ROW LEVEL SECURITY', place, t);
      EXECUTE format('CREATE POLICY own_ward ON %I.%I TO dondoc_app'
        ' USING (ledger_id = (SELECT own_ledger()))'
        ' WITH CHECK (ledger_id = (SELECT own_ledger()))', place, t);
      EXECUTE format('CREATE POLICY whole_house ON %I.%I TO dondoc_owner'
        ' USING (true) WITH CHECK (true)', place, t);
      EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', place, t);
      EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I.%I TO dondoc_app', place, t);
    END LOOP;
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', place);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO dondoc_app', place);
  END LOOP;
  DELETE FROM past_places;
END $$;
REVOKE ALL ON FUNCTION make_past_rows FROM PUBLIC;

-- Which place of a ward holds the rows as of which fact, and in which shape they were made.
CREATE TABLE past_places (
  ledger_id text COLLATE "C" NOT NULL DEFAULT own_ledger(),
  place     integer NOT NULL CHECK (place BETWEEN 1 AND 4),
  position  bigint NOT NULL,
  shape     text COLLATE "C" NOT NULL,
  -- Items that are restricted today and were not then: their facts are kept from every reader.
  withheld  text[] COLLATE "C" NOT NULL,
  built_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  used_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (ledger_id, place),
  UNIQUE (ledger_id, position)
);
ALTER TABLE past_places ENABLE ROW LEVEL SECURITY;
ALTER TABLE past_places FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON past_places TO dondoc_app
  USING (ledger_id = (SELECT own_ledger())) WITH CHECK (ledger_id = (SELECT own_ledger()));
CREATE POLICY whole_house ON past_places TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON past_places FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON past_places TO dondoc_app;

SELECT make_past_rows();
