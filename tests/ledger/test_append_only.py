"""The very credentials of the running web process cannot change what was written.

Each statement is tried with the login that `migrate` hands to the server processes, on a ledger
that holds rows; afterwards everything is as it was.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from infra.migrations.roles import APP, AUDITOR, OWNER, RELAY
from services.domain.facts import NewEvent
from services.ledger.engine import make_engine
from services.ledger.port import LedgerError
from services.ledger.postgres import PostgresLedger
from services.ledger.salts import keep_text
from tests.ledger.databases import LedgerDatabase, cloned, plain
from tests.ledger.toys import CODEC, Counted, context, count, key, replace_said, tick, write

pytestmark = pytest.mark.postgres

IMMUTABLE = ("events", "payloads", "texts", "commands", "ledgers")
LEDGER_TABLES = (*IMMUTABLE, "ledger_heads", "ledger_logins")
OPERATIONAL = ("outbox", "agendas", "part_health", "sessions", "links", "credentials")
DENIED = (errors.InsufficientPrivilege,)


@pytest.fixture(scope="module")
def database(template: LedgerDatabase) -> Iterator[LedgerDatabase]:
    """One for the whole file: nothing here may succeed in changing it."""
    with cloned(template, "append_only") as copy:
        yield copy


@pytest.fixture(scope="module", autouse=True)
async def filled(database: LedgerDatabase) -> AsyncIterator[PostgresLedger]:
    """A ledger with rows in every table of it."""
    engine = make_engine(database.ward.app)
    ledger = PostgresLedger(engine, database.ward.ledger_id, CODEC)
    said, kept = keep_text("lời", text_id=key("text"), salt=b"s" * 32)
    await write(
        ledger,
        "fill",
        ("task-1", replace_said(said)),
        ("task-1", Counted(number=2)),
        expected={"task-1": 0},
        texts=[kept],
        rings=["task-1"],
    )
    yield ledger
    await engine.dispose()


@pytest.fixture
def web(database: LedgerDatabase) -> Iterator[psycopg.Connection]:
    with psycopg.connect(plain(database.ward.app), autocommit=True) as connection:
        yield connection


def _sizes(database: LedgerDatabase) -> dict[str, int]:
    with database.superuser() as connection:
        sizes = {}
        for table in (*LEDGER_TABLES, *OPERATIONAL):
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            row = connection.execute(query).fetchone()
            sizes[table] = row[0] if row else 0
        return sizes


@pytest.mark.parametrize("table", IMMUTABLE)
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE {} SET ledger_id = ledger_id",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "DROP TABLE {}",
        "ALTER TABLE {} ADD COLUMN mine int",
        "ALTER TABLE {} DISABLE TRIGGER append_only",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE {} OWNER TO CURRENT_USER",
        "ALTER TABLE {} RENAME TO mine",
        "DROP TRIGGER append_only ON {}",
        "DROP POLICY own_ward ON {}",
        "CREATE POLICY mine ON {} USING (true)",
        "CREATE TRIGGER mine BEFORE INSERT ON {} EXECUTE FUNCTION refuse_change()",
        "CREATE INDEX ON {} (ledger_id)",
        "BEGIN; LOCK TABLE {} IN ACCESS EXCLUSIVE MODE; COMMIT",
        "SELECT 1 FROM {} FOR UPDATE",
    ],
)
def test_no_row_of_the_ledger_is_changed_by_the_application(
    web: psycopg.Connection, database: LedgerDatabase, table: str, attack: str
) -> None:
    before = _sizes(database)
    with pytest.raises(DENIED):
        web.execute(sql.SQL(attack).format(sql.Identifier(table)))
    assert _sizes(database) == before


@pytest.mark.parametrize(
    "attack",
    [
        f"SET ROLE {OWNER}",
        f"SET ROLE {APP}",
        f"SET SESSION AUTHORIZATION {OWNER}",
        "SET session_replication_role = replica",
        "SET row_security = off; SELECT * FROM events",
        f"GRANT {OWNER} TO CURRENT_USER",
        "CREATE ROLE mine",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "CREATE TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION append_events",
        "INSERT INTO ledger_logins VALUES (session_user, 'demo-1-aaaaaaaa')",
        "UPDATE ledger_logins SET ledger_id = 'demo-1-aaaaaaaa'",
        "DELETE FROM ledger_logins",
        "INSERT INTO ledgers VALUES ('demo-1-aaaaaaaa', '1')",
        "INSERT INTO ledger_heads VALUES ('demo-1-aaaaaaaa', 0)",
        "UPDATE ledger_heads SET ledger_id = ledger_id",
        "UPDATE ledger_heads SET size = size - 1",
        "UPDATE ledger_heads SET size = size + 1",
        "SELECT size FROM ledger_heads FOR UPDATE",
        "DELETE FROM ledger_heads",
        "UPDATE alembic_version SET version_num = '0000'",
        "DELETE FROM outbox",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY events TO PROGRAM 'true'",
    ],
)
def test_the_application_cannot_become_somebody_else(
    web: psycopg.Connection, database: LedgerDatabase, attack: str
) -> None:
    before = _sizes(database)
    with pytest.raises(DENIED):
        web.execute(attack.encode())
    assert _sizes(database) == before


def test_what_one_does_not_have_one_cannot_give(web: psycopg.Connection) -> None:
    """PostgreSQL only warns here, so the effect is looked at."""
    for grant in (
        "GRANT UPDATE, DELETE ON events TO CURRENT_USER",
        "GRANT ALL ON texts TO PUBLIC",
    ):
        web.execute(grant.encode())
    for attack in ("UPDATE events SET version = 9", "DELETE FROM texts"):
        with pytest.raises(DENIED):
            web.execute(attack.encode())


def test_a_head_that_shrinks_is_refused(database: LedgerDatabase) -> None:
    with psycopg.connect(database.migrator, autocommit=True) as migrator:
        migrator.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
        with pytest.raises(psycopg.Error, match="does not shrink"):
            migrator.execute("UPDATE ledger_heads SET size = 0")


async def test_another_ward_s_rows_are_not_there(
    web: psycopg.Connection, database: LedgerDatabase
) -> None:
    with psycopg.connect(plain(database.neighbour.app), autocommit=True) as neighbour:
        for table in (*IMMUTABLE, "ledger_heads", *OPERATIONAL):
            row = neighbour.execute(
                sql.SQL("SELECT count(*) FROM {} WHERE ledger_id = %s").format(
                    sql.Identifier(table)
                ),
                [database.ward.ledger_id],
            ).fetchone()
            assert row == (0,), table
    size = web.execute("SELECT ledger_id, size FROM ledger_heads").fetchall()
    assert size == [(database.ward.ledger_id, 2)]
    logins = web.execute("SELECT login, ledger_id FROM ledger_logins").fetchall()
    assert logins == [(database.ward.app.username, database.ward.ledger_id)]


@pytest.mark.parametrize(
    "intrusion",
    [
        "INSERT INTO outbox (ledger_id, stream, version) VALUES (%(id)s, 'task-1', 1)",
        "INSERT INTO agendas VALUES (%(id)s, 'task-1', 1, NULL)",
    ],
)
def test_nothing_is_written_into_another_ward(
    web: psycopg.Connection, database: LedgerDatabase, intrusion: str
) -> None:
    with pytest.raises(DENIED, match="row-level security"):
        web.execute(intrusion.encode(), {"id": database.neighbour.ledger_id})


# A fact of one's own making with every hash right, and what would have to stand beside it.
FORGED = {
    "events": """INSERT INTO events (ledger_id, position, stream, version, type, schema_version,
        occurred_at, recorded_at, actor_key, person_id, command_id, leaf, record, subject,
        setting_up)
        SELECT ledger_id, 3, 'task-9', 1, type, schema_version, occurred_at, recorded_at,
               actor_key, person_id, command_id, sha256('\\x00'::bytea || record), record,
               subject, setting_up
          FROM events WHERE position = 2""",
    "payloads": "INSERT INTO payloads SELECT ledger_id, 3, salt, payload FROM payloads LIMIT 1",
    "texts": "INSERT INTO texts SELECT ledger_id, gen_random_uuid(), salt, body FROM texts",
    "commands": """INSERT INTO commands SELECT ledger_id, actor_key, gen_random_uuid(), name,
        body_salt, body_sha256, outcome FROM commands""",
}


@pytest.mark.parametrize("table", FORGED)
def test_nothing_enters_the_ledger_but_through_its_function(
    web: psycopg.Connection, database: LedgerDatabase, table: str
) -> None:
    before = _sizes(database)
    with pytest.raises(DENIED, match="permission denied"):
        web.execute(FORGED[table].encode())
    assert _sizes(database) == before


async def test_the_auditor_and_the_relay_append_nothing(
    database: LedgerDatabase, filled: PostgresLedger
) -> None:
    for login in (database.ward.auditor, database.ward.relay):
        engine = make_engine(login)
        with pytest.raises(psycopg.ProgrammingError, match="permission denied for function"):
            await count(PostgresLedger(engine, filled.ledger_id, CODEC), "task-8", 1)
        await engine.dispose()


async def test_a_member_of_the_group_without_a_ward_appends_nothing(
    database: LedgerDatabase, filled: PostgresLedger
) -> None:
    with database.superuser() as admin:
        admin.execute(f"CREATE ROLE stray LOGIN PASSWORD 'stray' IN ROLE {APP}".encode())
        admin.execute(f"GRANT CONNECT ON DATABASE {database.name} TO stray".encode())
        engine = make_engine(database.ward.app.set(username="stray", password="stray"))
        try:
            with pytest.raises(LedgerError, match="this login has no ledger"):
                await count(PostgresLedger(engine, filled.ledger_id, CODEC), "task-8", 1)
        finally:
            await engine.dispose()
            admin.execute("DROP OWNED BY stray; DROP ROLE stray")


@pytest.mark.parametrize("missing", [{"actor_key": ""}, {"command_id": None}, {"name": ""}])
async def test_no_fact_is_appended_without_its_command(
    database: LedgerDatabase, filled: PostgresLedger, missing: dict[str, Any]
) -> None:
    before = _sizes(database)
    fact = NewEvent(stream="task-8", event=Counted(number=1))
    with pytest.raises(psycopg.DatabaseError, match="appended by a command"):
        await filled.append(
            replace(tick("no command"), **missing), context(), (fact,), expected={"task-8": 0}
        )
    assert _sizes(database) == before


def test_no_command_is_kept_without_facts(
    web: psycopg.Connection, database: LedgerDatabase
) -> None:
    before = _sizes(database)
    arguments = web.execute(
        "SELECT pronargs FROM pg_proc WHERE proname = 'append_events'"
    ).fetchone()
    assert arguments is not None
    nothing = ", NULL" * (arguments[0] - 4)
    with pytest.raises(psycopg.Error, match="a command appends facts"):
        web.execute(
            "SELECT append_events(own_ledger(), 'system', gen_random_uuid(), 'tick'"
            f"{nothing})".encode()
        )
    assert _sizes(database) == before


async def test_the_appending_function_takes_no_other_ward_s_name(
    database: LedgerDatabase, filled: PostgresLedger
) -> None:
    stranger = PostgresLedger(filled._engine, database.neighbour.ledger_id, CODEC)
    with pytest.raises(Exception, match="this login has no ledger"):
        await count(stranger, "task-1", 1)
    assert await stranger.tail(0, 10) == []


@pytest.mark.parametrize("table", IMMUTABLE)
def test_the_migrator_is_refused_too_until_it_disables_the_trigger(
    database: LedgerDatabase, table: str
) -> None:
    name = sql.Identifier(table)
    with psycopg.connect(database.migrator, autocommit=True) as migrator:
        with pytest.raises(DENIED):
            migrator.execute(sql.SQL("DELETE FROM {}").format(name))
        migrator.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
        for attack in (
            "UPDATE {} SET ledger_id = ledger_id",
            "DELETE FROM {}",
            "TRUNCATE {} CASCADE",
        ):
            with pytest.raises(psycopg.Error, match="only ever appended"):
                migrator.execute(sql.SQL(attack).format(name))


def test_a_replica_session_of_the_superuser_does_not_switch_the_trigger_off(
    database: LedgerDatabase,
) -> None:
    with database.superuser() as admin:
        admin.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.Error, match="only ever appended"):
            admin.execute("DELETE FROM events")


def test_the_relay_sees_wake_ups_and_nothing_else(database: LedgerDatabase) -> None:
    with psycopg.connect(plain(database.ward.relay), autocommit=True) as relay:
        wake_ups = relay.execute("SELECT ledger_id, stream, version FROM outbox").fetchall()
        assert wake_ups == [(database.ward.ledger_id, "task-1", 2)]
        for table in (*LEDGER_TABLES, "agendas", "sessions", "links", "credentials"):
            with pytest.raises(DENIED):
                relay.execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(table)))
        with pytest.raises(DENIED):
            relay.execute("INSERT INTO outbox (ledger_id, stream, version) VALUES ('a', 'b', 1)")
        with pytest.raises(DENIED):
            relay.execute("UPDATE outbox SET stream = 'task-2'")
        with relay.transaction(force_rollback=True):
            assert relay.execute("DELETE FROM outbox").rowcount == 1


def test_the_auditor_reads_facts_and_no_password(database: LedgerDatabase) -> None:
    with psycopg.connect(plain(database.ward.auditor), autocommit=True) as auditor:
        assert auditor.execute("SELECT count(*) FROM events").fetchone() == (2,)
        for table in set(OPERATIONAL) - {"agendas"}:
            with pytest.raises(DENIED):
                auditor.execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(table)))
        for table in ("agendas", "tasks", "people", "item_quotes"):
            columns = sql.SQL("SELECT {} FROM {}")
            auditor.execute(columns.format(sql.SQL("ledger_id, stream"), sql.Identifier(table)))
        # Of agendas only that they are there; states are compared with the facts.
        with pytest.raises(DENIED):
            auditor.execute("SELECT version FROM agendas")
        for attack in (
            "INSERT INTO texts VALUES ('a', gen_random_uuid(), '', '')",
            "DELETE FROM events",
        ):
            with pytest.raises(DENIED):
                auditor.execute(attack.encode())


def test_no_login_is_more_than_a_login(database: LedgerDatabase) -> None:
    with database.superuser() as admin:
        rows = admin.execute(
            "SELECT rolname, rolcanlogin, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
            " OR rolreplication FROM pg_roles WHERE rolname LIKE 'dondoc\\_%'"
            " AND rolname <> 'dondoc_admin'"
        ).fetchall()
        owned = admin.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    assert {name: can for name, can, _ in rows if name in (OWNER, APP, RELAY, AUDITOR)} == {
        OWNER: False,
        APP: False,
        RELAY: False,
        AUDITOR: False,
    }
    assert not any(power for _, _, power in rows)
    assert owned == [(OWNER,)]


def test_every_table_is_guarded_ward_by_ward(database: LedgerDatabase) -> None:
    with database.superuser() as admin:
        open_tables = admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relname <> 'alembic_version'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        ).fetchall()
        without_ward = admin.execute(
            "SELECT t.tablename FROM pg_tables t WHERE schemaname = 'public'"
            " AND tablename <> 'alembic_version' AND NOT EXISTS (SELECT FROM"
            " information_schema.columns c WHERE c.table_schema = 'public'"
            " AND c.table_name = t.tablename AND c.column_name = 'ledger_id')"
        ).fetchall()
    assert open_tables == []
    assert without_ward == []
