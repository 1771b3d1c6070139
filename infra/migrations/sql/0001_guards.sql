-- What each login may do, and what nobody may do.

-- Ward by ward: each row is compared with the ward of the login that opened the session, never
-- with a setting that a session could change. FORCE: the owner's own queries pass by policies too.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledgers', 'ledger_heads', 'events', 'payloads', 'texts', 'commands',
    'outbox', 'agendas', 'part_health', 'sessions', 'links', 'credentials']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_ward ON %I TO dondoc_app'
      ' USING (ledger_id = (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user))'
      ' WITH CHECK (ledger_id ='
      ' (SELECT l.ledger_id FROM ledger_logins l WHERE l.login = session_user))', t);
    EXECUTE format('CREATE POLICY whole_house ON %I TO dondoc_owner'
      ' USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;

ALTER TABLE ledger_logins ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_logins FORCE ROW LEVEL SECURITY;
CREATE POLICY own_login ON ledger_logins FOR SELECT TO dondoc_app USING (login = session_user);
CREATE POLICY whole_house ON ledger_logins TO dondoc_owner USING (true) WITH CHECK (true);
REVOKE ALL ON ledger_logins FROM PUBLIC;

-- The application of a ward.
GRANT SELECT ON ledgers, ledger_logins TO dondoc_app;
GRANT SELECT, INSERT ON events, payloads, texts, commands TO dondoc_app;
GRANT SELECT, UPDATE (size) ON ledger_heads TO dondoc_app;
GRANT SELECT, INSERT ON outbox TO dondoc_app;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON agendas, part_health, sessions, links, credentials TO dondoc_app;

-- The relay: the bells of all wards (ids only), and how it fares itself.
CREATE POLICY all_wards ON outbox TO dondoc_relay USING (true) WITH CHECK (false);
CREATE POLICY all_wards ON part_health TO dondoc_relay USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON outbox TO dondoc_relay;
GRANT SELECT, INSERT, UPDATE ON part_health TO dondoc_relay;

-- The auditor reads the ledger, never passwords or sessions.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledgers', 'ledger_heads', 'events', 'payloads', 'texts', 'commands']
  LOOP
    EXECUTE format('CREATE POLICY all_wards ON %I FOR SELECT TO dondoc_auditor USING (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO dondoc_auditor', t);
  END LOOP;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the ledger is only ever appended to', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'DD009';
END $$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledgers', 'events', 'payloads', 'texts', 'commands']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
      ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    -- ALWAYS: session_replication_role = replica must not switch it off.
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
  END LOOP;
END $$;

-- Its head row may grow, never shrink: a shrunk one would give a position twice.
CREATE FUNCTION refuse_shrinking() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the head of % does not shrink', OLD.ledger_id USING ERRCODE = 'DD009';
END $$;
CREATE TRIGGER grows_only BEFORE UPDATE ON ledger_heads FOR EACH ROW
  WHEN (NEW.size < OLD.size OR NEW.ledger_id <> OLD.ledger_id)
  EXECUTE FUNCTION refuse_shrinking();
