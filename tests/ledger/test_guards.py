"""What an owner of the database switches off is seen as long as it stays off."""

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from infra.verify import guard_words
from services.ledger.engine import make_engine
from services.ledger.guards import DEFINERS, GuardProblem, GuardsSeen, guard_problems
from services.ledger.postgres_source import PostgresSource, postgres_source
from tests.ledger.databases import LedgerDatabase

pytestmark = pytest.mark.postgres
NO_GUARD = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN NULL; END $$"
)
SWITCHED = {
    "ALTER TABLE events DISABLE TRIGGER append_only": GuardProblem("guard-off", "events"),
    "DROP TRIGGER append_only ON texts": GuardProblem("guard-off", "texts"),
    "ALTER TABLE payloads ENABLE REPLICA TRIGGER append_only": GuardProblem(
        "guard-off", "payloads"
    ),
    "ALTER TABLE commands ENABLE TRIGGER append_only": GuardProblem("guard-off", "commands"),
    "DROP TRIGGER grows_only ON ledger_heads": GuardProblem("guard-off", "ledger_heads"),
    "GRANT DELETE ON events TO dondoc_app": GuardProblem(
        "grant-wide", "events", "dondoc_app DELETE"
    ),
    "GRANT UPDATE (record) ON events TO PUBLIC": GuardProblem(
        "grant-wide", "events", "PUBLIC UPDATE"
    ),
    "GRANT INSERT ON ledgers TO dondoc_auditor": GuardProblem(
        "grant-wide", "ledgers", "dondoc_auditor INSERT"
    ),
    NO_GUARD: GuardProblem("guard-rewritten", "refuse_change"),
}
NO_FUNCTION = (
    "CREATE FUNCTION public.let_pass() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$"
)
ELSEWHERE = (
    "CREATE SCHEMA elsewhere; GRANT USAGE ON SCHEMA elsewhere TO PUBLIC;"
    "CREATE FUNCTION elsewhere.refuse_change() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN NULL; END $$; SET LOCAL search_path = elsewhere, public"
)
ON_EVENTS = "BEFORE UPDATE OR DELETE OR TRUNCATE ON events"
REFUSES = "FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()"
REMADE = {
    "never": f"{ON_EVENTS} FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION refuse_change()",
    "updates only": f"BEFORE UPDATE ON events {REFUSES}",
    "one column only": f"BEFORE UPDATE OF stream OR DELETE OR TRUNCATE ON events {REFUSES}",
    "afterwards": f"AFTER UPDATE OR DELETE OR TRUNCATE ON events {REFUSES}",
    "by row": "BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "other function": f"{ON_EVENTS} FOR EACH STATEMENT EXECUTE FUNCTION public.let_pass()",
    "same name elsewhere": f"{ON_EVENTS} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
}
BEFORE = {"other function": NO_FUNCTION, "same name elsewhere": ELSEWHERE}
DEFINER = "() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT'"
STRONG = {
    "GRANT dondoc_owner TO dondoc_app": ("dondoc_app", "dondoc_owner"),
    "GRANT dondoc_owner TO {app} WITH INHERIT FALSE, SET TRUE": ("{app}", "dondoc_owner"),
    "GRANT dondoc_relay TO dondoc_owner; GRANT dondoc_owner TO dondoc_auditor": (
        "dondoc_auditor",
        "dondoc_owner",
    ),
    "CREATE ROLE bridge; GRANT dondoc_owner TO bridge; GRANT bridge TO {relay}": (
        "{relay}",
        "dondoc_owner",
    ),
    "CREATE ROLE root SUPERUSER; GRANT root TO {auditor}": ("{auditor}", "root"),
    "GRANT pg_write_all_data TO dondoc_app": ("dondoc_app", "pg_write_all_data"),
    "ALTER ROLE dondoc_app SUPERUSER": ("dondoc_app", "SUPERUSER"),
    "ALTER ROLE dondoc_app BYPASSRLS": ("dondoc_app", "BYPASSRLS"),
    "ALTER ROLE dondoc_app CREATEROLE": ("dondoc_app", "CREATEROLE"),
    "ALTER ROLE {app} SUPERUSER": ("{app}", "SUPERUSER"),
    "ALTER ROLE {neighbour} BYPASSRLS": ("{neighbour}", "BYPASSRLS"),
    "ALTER ROLE {relay} CREATEROLE": ("{relay}", "CREATEROLE"),
    "CREATE ROLE stranger BYPASSRLS; GRANT dondoc_app TO stranger": ("stranger", "BYPASSRLS"),
}


async def seen(database: LedgerDatabase, *attacks: str) -> GuardsSeen:
    """The guards after an attack that is taken back, as the auditor's login reads them."""
    url = make_url(database.admin).set(drivername="postgresql+psycopg")
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            for attack in attacks:
                await connection.exec_driver_sql(attack)
            await connection.exec_driver_sql(f"SET LOCAL ROLE {database.ward.auditor.username}")
            return await PostgresSource(connection, database.ward.ledger_id).guards()
    finally:
        await engine.dispose()


def named(text: str, database: LedgerDatabase) -> str:
    """A text with the names of this house's logins."""
    return text.format(
        app=database.ward.app.username,
        relay=database.ward.relay.username,
        auditor=database.ward.auditor.username,
        neighbour=database.neighbour.app.username,
    )


async def test_a_migrated_database_has_every_guard_on(database: LedgerDatabase) -> None:
    assert guard_problems(await seen(database)) == ()


async def test_the_auditor_sees_the_guards_and_reads_on(database: LedgerDatabase) -> None:
    engine = make_engine(database.ward.auditor, part="verify")
    async with postgres_source(engine, database.ward.ledger_id) as source:
        assert guard_problems(await source.guards()) == ()
        assert (await source.head()).size == 0
    await engine.dispose()


@pytest.mark.parametrize(
    ("attack", "problem"), SWITCHED.items(), ids=[each[:40] for each in SWITCHED]
)
async def test_what_was_switched_off_is_named(
    database: LedgerDatabase, attack: str, problem: GuardProblem
) -> None:
    assert guard_problems(await seen(database, attack)) == (problem,)


@pytest.mark.parametrize("name", REMADE)
async def test_a_guard_that_was_made_anew_and_refuses_less_is_named(
    database: LedgerDatabase, name: str
) -> None:
    problems = guard_problems(
        await seen(
            database,
            BEFORE.get(name, "SELECT"),
            "DROP TRIGGER append_only ON events",
            f"CREATE TRIGGER append_only {REMADE[name]}",
            "ALTER TABLE events ENABLE ALWAYS TRIGGER append_only",
        )
    )
    assert problems == (GuardProblem("guard-off", "events", fault="definition"),)
    said = guard_words.of_guards(problems)
    assert "Khóa chống sửa của bảng events không còn như lúc cài đặt" in said


async def test_a_guard_that_was_made_anew_as_it_was_is_sound(database: LedgerDatabase) -> None:
    again = await seen(
        database,
        "DROP TRIGGER append_only ON events",
        f"CREATE TRIGGER append_only {ON_EVENTS} {REFUSES}",
        "ALTER TABLE events ENABLE ALWAYS TRIGGER append_only",
    )
    assert guard_problems(again) == ()


async def test_a_head_that_may_shrink_a_little_is_named(database: LedgerDatabase) -> None:
    problems = guard_problems(
        await seen(
            database,
            "DROP TRIGGER grows_only ON ledger_heads",
            "CREATE TRIGGER grows_only BEFORE UPDATE ON ledger_heads FOR EACH ROW"
            " WHEN (NEW.size < OLD.size - 9) EXECUTE FUNCTION refuse_shrinking()",
        )
    )
    assert problems == (GuardProblem("guard-off", "ledger_heads", fault="definition"),)


async def test_a_trigger_that_no_migration_makes_is_named(database: LedgerDatabase) -> None:
    problems = guard_problems(
        await seen(
            database,
            NO_FUNCTION,
            "CREATE TRIGGER zzz BEFORE UPDATE ON ledger_heads"
            " FOR EACH ROW EXECUTE FUNCTION let_pass()",
        )
    )
    assert problems == (GuardProblem("guard-off", "ledger_heads", "zzz", "stranger"),)
    assert "trigger zzz trên bảng ledger_heads" in guard_words.of_guards(problems)


@pytest.mark.parametrize("attack", STRONG)
async def test_a_login_that_may_do_what_the_owner_may_is_named(
    database: LedgerDatabase, attack: str
) -> None:
    role, power = (named(part, database) for part in STRONG[attack])
    problems = guard_problems(await seen(database, named(attack, database)))
    assert problems == (GuardProblem("grant-wide", role, power, "role"),)
    assert f"Vai trò {role} có quyền của {power}" in guard_words.of_guards(problems)


@pytest.mark.parametrize("owner", ["dondoc_owner", "migrator", "postgres"])
async def test_a_function_that_acts_as_the_owner_is_named(
    database: LedgerDatabase, owner: str
) -> None:
    who = make_url(database.admin).username if owner == "postgres" else owner
    problems = guard_problems(
        await seen(
            database,
            f"CREATE FUNCTION public.leak{DEFINER}",
            f"ALTER FUNCTION leak OWNER TO {who}",
        )
    )
    assert problems == (GuardProblem("grant-wide", "public.leak()", str(who), "definer"),)
    assert f"Hàm public.leak() chạy với quyền của {who}" in guard_words.of_guards(problems)


APPEND = next(iter(DEFINERS))
REPLACED = {
    "a condition less": (
        "DO $$ BEGIN EXECUTE replace(pg_get_functiondef('append_events'::regproc),"
        " 'own_ledger()', 'p_ledger_id'); END $$"
    ),
    "a path of the caller": "ALTER FUNCTION append_events SET search_path = pg_temp, public",
    "no path": "ALTER FUNCTION append_events RESET search_path",
    "another owner": "ALTER FUNCTION append_events OWNER TO postgres_of_the_test",
}


@pytest.mark.parametrize("name", REPLACED)
async def test_an_appending_function_that_was_replaced_is_named(
    database: LedgerDatabase, name: str
) -> None:
    admin = make_url(database.admin).username or ""
    attack = REPLACED[name].replace("postgres_of_the_test", f'"{admin}"')
    problems = guard_problems(await seen(database, attack))
    owner = admin if name == "another owner" else "dondoc_owner"
    assert GuardProblem("grant-wide", APPEND, owner, "definer") in problems
    assert {problem.table for problem in problems} == {APPEND}


@pytest.mark.parametrize(
    "attack", ["ALTER FUNCTION append_events SECURITY INVOKER", "DROP FUNCTION append_events"]
)
async def test_an_appending_function_that_is_gone_is_named(
    database: LedgerDatabase, attack: str
) -> None:
    problems = guard_problems(await seen(database, attack))
    assert problems == (GuardProblem("guard-rewritten", APPEND),)
    assert "Khóa chống sửa public.append_events(" in guard_words.of_guards(problems)


async def test_whoever_else_may_append_is_named(database: LedgerDatabase) -> None:
    problems = guard_problems(
        await seen(database, "GRANT EXECUTE ON FUNCTION append_events TO PUBLIC, dondoc_auditor")
    )
    assert problems == (
        GuardProblem("grant-wide", APPEND, "PUBLIC", "caller"),
        GuardProblem("grant-wide", APPEND, "dondoc_auditor", "caller"),
    )
    assert "nay dondoc_auditor cũng gọi được" in guard_words.of_guards(problems)


async def test_a_right_that_the_application_had_before_is_named(database: LedgerDatabase) -> None:
    attack = "GRANT INSERT ON events TO dondoc_app; GRANT UPDATE (size) ON ledger_heads TO {app}"
    app = str(database.ward.app.username)
    assert guard_problems(await seen(database, named(attack, database))) == (
        GuardProblem("grant-wide", "events", "dondoc_app INSERT"),
        GuardProblem("grant-wide", "ledger_heads", f"{app} UPDATE"),
    )


async def test_a_function_that_no_login_of_ours_may_run_is_somebody_elses(
    database: LedgerDatabase,
) -> None:
    calm = await seen(
        database, f"CREATE FUNCTION leak{DEFINER}", "REVOKE ALL ON FUNCTION leak FROM PUBLIC"
    )
    assert guard_problems(calm) == ()


@pytest.mark.parametrize("table", ["events", "sessions", "ledger_logins", "further_refusals"])
@pytest.mark.parametrize(
    ("act", "fault"), [("DISABLE", "rows-open"), ("NO FORCE", "rows-not-forced")]
)
async def test_rows_that_are_no_longer_kept_apart_are_named(
    database: LedgerDatabase, table: str, act: str, fault: str
) -> None:
    problems = guard_problems(
        await seen(database, f"ALTER TABLE {table} {act} ROW LEVEL SECURITY")
    )
    assert problems == (GuardProblem("guard-off", table, fault=fault),)
    assert f"bảng {table}" in guard_words.of_guards(problems)
