"""Preparing a database: by a login that is no superuser, twice as well as once, two at a time."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from infra.migrations.migrate import Kind, Logins, MigrationRefused, ledger_of, migrate, upgrade
from tests.ledger.databases import MIGRATOR, LedgerDatabase, plain

pytestmark = pytest.mark.postgres
_NUMBERS = count(1)


@contextmanager
def empty_database(template: LedgerDatabase, owner: str = MIGRATOR) -> Iterator[str]:
    """An empty database of the cluster; the URL of its migrator."""
    name = f"migrate_{next(_NUMBERS)}"
    base = template.admin.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as admin:
        parts = {"name": sql.Identifier(name), "owner": sql.Identifier(owner)}
        admin.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner}").format(**parts))
        try:
            yield template.migrator.rpartition("/")[0] + f"/{name}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**parts))


@pytest.fixture
def url(template: LedgerDatabase) -> Iterator[str]:
    with empty_database(template) as result:
        yield result


def prepare(url: str, folder: Path, kind: Kind = Kind.DEMO, ward: str = "11002") -> Logins:
    return migrate(url, folder, kind=kind, ward=ward)


def facts_of(url: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        connection.execute("SET ROLE dondoc_owner")
        return connection.execute(question.encode()).fetchall()


def signs_in(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_preparing_twice_is_preparing_once(url: str, tmp_path: Path) -> None:
    first = prepare(url, tmp_path)
    assert prepare(url, tmp_path) == first
    assert first.ledger_id.startswith("demo-11002-")
    assert ledger_of(tmp_path) == first.ledger_id
    assert facts_of(url, "SELECT ledger_id, ward_code FROM ledgers") == [
        (first.ledger_id, "11002")
    ]
    assert facts_of(url, "SELECT ledger_id, size FROM ledger_heads") == [(first.ledger_id, 0)]
    logins = facts_of(url, "SELECT login, ledger_id FROM ledger_logins")
    assert logins == [(first.app.username, first.ledger_id)]
    assert all(signs_in(plain(login)) for login in (first.app, first.relay, first.auditor))


def test_the_passwords_are_for_the_owner_of_the_data_only(url: str, tmp_path: Path) -> None:
    logins = prepare(url, tmp_path / "data")
    secrets = sorted((tmp_path / "data/secrets").iterdir())
    assert [path.name for path in secrets] == [
        "postgres-app",
        "postgres-auditor",
        "postgres-relay",
    ]
    for path in secrets:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert str(logins.app.password) not in repr(logins)


def test_a_lost_password_is_drawn_anew_and_the_old_one_ends(url: str, tmp_path: Path) -> None:
    old = prepare(url, tmp_path)
    (tmp_path / "secrets/postgres-app").unlink()
    new = prepare(url, tmp_path)
    assert new.ledger_id == old.ledger_id
    assert signs_in(plain(new.app))
    assert not signs_in(plain(old.app))
    assert new.relay == old.relay


def test_a_lost_marker_takes_up_the_ward_s_ledger_again(url: str, tmp_path: Path) -> None:
    first = prepare(url, tmp_path)
    (tmp_path / "ledger.json").unlink()
    assert prepare(url, tmp_path).ledger_id == first.ledger_id


def test_of_two_ledgers_without_a_marker_a_person_chooses(url: str, tmp_path: Path) -> None:
    first = prepare(url, tmp_path)
    with psycopg.connect(url) as migrator:
        migrator.execute("SET ROLE dondoc_owner")
        migrator.execute("INSERT INTO ledgers VALUES ('demo-11002-zzzzzzzz', '11002')")
    assert prepare(url, tmp_path).ledger_id == first.ledger_id
    (tmp_path / "ledger.json").unlink()
    with pytest.raises(MigrationRefused, match="có 2 sổ"):
        prepare(url, tmp_path)


def test_a_damaged_marker_and_a_strange_ward_are_said_in_words(url: str, tmp_path: Path) -> None:
    with pytest.raises(MigrationRefused, match="Mã đơn vị hành chính"):
        prepare(url, tmp_path, ward="Thạch Khôi%")
    for damage in ("", "{}", '{"ledger_id": 5}', '{"ledger_id": "mine"}'):
        (tmp_path / "ledger.json").write_text(damage, encoding="utf-8")
        with pytest.raises(MigrationRefused, match="không đọc được"):
            prepare(url, tmp_path)


def test_a_demonstration_never_becomes_real(url: str, tmp_path: Path) -> None:
    prepare(url, tmp_path)
    for kind, ward in ((Kind.REAL, "11002"), (Kind.DEMO, "11003")):
        with pytest.raises(MigrationRefused, match="không đổi cho nhau"):
            prepare(url, tmp_path, kind, ward)
    assert len(facts_of(url, "SELECT 1 FROM ledgers")) == 1


def test_a_directory_of_another_database_is_noticed(
    url: str, template: LedgerDatabase, tmp_path: Path
) -> None:
    prepare(url, tmp_path)
    with empty_database(template) as other, pytest.raises(MigrationRefused, match="không có sổ"):
        prepare(other, tmp_path)


def test_two_wards_share_a_database_and_not_a_login(url: str, tmp_path: Path) -> None:
    each = prepare(url, tmp_path / "one")
    two = prepare(url, tmp_path / "two", Kind.REAL, "11003")
    assert each.ledger_id != two.ledger_id
    assert each.app.username != two.app.username
    assert len(facts_of(url, "SELECT 1 FROM ledger_logins")) == 2


def test_another_installation_s_logins_do_not_get_in(
    url: str, template: LedgerDatabase, tmp_path: Path
) -> None:
    mine = prepare(url, tmp_path / "mine")
    with empty_database(template) as other:
        theirs = prepare(other, tmp_path / "theirs")
        for login in (theirs.app, theirs.relay, theirs.auditor):
            assert signs_in(plain(login))
            assert not signs_in(plain(login.set(database=mine.app.database)))


def test_two_migrators_at_once_make_one_ledger(url: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        result = list(pool.map(lambda _: prepare(url, tmp_path).ledger_id, range(3)))
    assert len(set(result)) == 1
    assert len(facts_of(url, "SELECT 1 FROM ledgers")) == 1


def test_two_databases_of_one_cluster_are_prepared_at_once(
    template: LedgerDatabase, tmp_path: Path
) -> None:
    with empty_database(template) as each, empty_database(template) as two:
        places = [(each, tmp_path / "one"), (two, tmp_path / "two")]
        with ThreadPoolExecutor() as pool:
            result = list(pool.map(lambda place: prepare(*place), places))
    assert result[0].ledger_id != result[1].ledger_id


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MigrationRefused, match=r"Không kết nối được PostgreSQL ở 127\.0\.0\.1:1"):
        prepare("postgresql://a:b@127.0.0.1:1/x", tmp_path)


@pytest.mark.parametrize(
    ("rights", "says"),
    [("", "không đủ quyền"), ("CREATEROLE", "do một bản cài đặt khác tạo ra")],
)
def test_a_migrator_without_the_rights_is_shown_which(
    template: LedgerDatabase, tmp_path: Path, rights: str, says: str
) -> None:
    with template.superuser() as admin:
        admin.execute(f"CREATE ROLE weak LOGIN {rights} PASSWORD 'weak'".encode())
        try:
            with empty_database(template, owner="weak") as result:
                weak = result.replace(
                    template.migrator.partition("@")[0], "postgresql://weak:weak"
                )
                with pytest.raises(MigrationRefused, match=says):
                    upgrade(weak)
        finally:
            admin.execute("DROP ROLE weak")


def test_a_second_migrator_with_whom_the_roles_are_shared_may(
    template: LedgerDatabase, tmp_path: Path
) -> None:
    with template.superuser() as admin:
        admin.execute("CREATE ROLE second LOGIN CREATEROLE PASSWORD 'second'")
        admin.execute(
            "GRANT dondoc_owner, dondoc_app, dondoc_relay, dondoc_auditor TO second"
            " WITH ADMIN OPTION"
        )
        try:
            with empty_database(template, owner="second") as result:
                second = result.replace(
                    template.migrator.partition("@")[0], "postgresql://second:second"
                )
                assert signs_in(plain(prepare(second, tmp_path).app))
        finally:
            for (login,) in admin.execute(
                "SELECT m.rolname FROM pg_roles m WHERE pg_has_role('second', m.oid,"
                " 'MEMBER WITH ADMIN OPTION') AND m.rolcanlogin AND m.rolname LIKE 'dondoc%'"
            ).fetchall():
                admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
            admin.execute("DROP OWNED BY second")
            admin.execute("DROP ROLE second")
