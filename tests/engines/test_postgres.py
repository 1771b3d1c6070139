import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import psutil
import psycopg
import pytest

from infra.engines.errors import EngineError
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.postgres.home import find_home
from infra.engines.postgres.takeover import running_on
from infra.engines.waiting import wait_until
from tests.engines_fixture import THROW_AWAY, forget_cluster, running_postgres, throw_away_folder

pytestmark = pytest.mark.postgres

# Spins without ever looking whether its postmaster lives: the worst orphan there is.
SPIN = "do $$ begin loop end loop; end $$"
START_AND_DIE = """
import os, sys
from pathlib import Path
from infra.engines.postgres.engine import PostgresEngine
engine = PostgresEngine(Path(sys.argv[1]), settings={"fsync": "off"})
print(engine.run().pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def own() -> Iterator[PostgresEngine]:
    """A server that the test may break."""
    with running_postgres() as engine:
        yield engine


def one(engine: PostgresEngine, query: str) -> object:
    with psycopg.connect(engine.admin_dsn()) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def remember(engine: PostgresEngine) -> None:
    with psycopg.connect(engine.admin_dsn()) as connection:
        connection.execute("create table kept as select 'Đôn Đốc' as word")


def listeners(pids: set[int]) -> set[tuple[str, int]]:
    return {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.net_connections("inet")
        if connection.laddr and connection.pid in pids
        if connection.status == psutil.CONN_LISTEN
    }


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("show server_version_num", "180006"),
        ("show data_checksums", "on"),
        ("show server_encoding", "UTF8"),
        ("show max_connections", "200"),
        ("show unix_socket_directories", ""),
        ("select datlocale from pg_database where datname = 'template1'", "C.UTF-8"),
        ("select lower('ĐƯỜNG NGUYỄN ẬT')", "đường nguyễn ật"),
        ("select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'", 0),
    ],
)
def test_the_server_is_ours_to_the_letter(
    postgres: PostgresEngine, query: str, answer: object
) -> None:
    assert one(postgres, query) == answer


def test_a_wrong_password_is_refused(postgres: PostgresEngine) -> None:
    wrong = postgres.dsn("dondoc_admin", "not-the-password", "postgres")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_nothing_listens_but_one_loopback_port_below_32768(postgres: PostgresEngine) -> None:
    pids = {process.pid for process in running_on(postgres.home.cluster)}
    assert listeners(pids) == {("127.0.0.1", postgres.port)}
    assert postgres.port < 32768


def test_only_the_owner_reads_the_data(postgres: PostgresEngine) -> None:
    for path in [postgres.data, *postgres.data.rglob("*")]:
        assert stat.S_IMODE(path.lstat().st_mode) & 0o077 == 0, path


def test_a_password_is_in_no_log_and_in_no_command_line(postgres: PostgresEngine) -> None:
    password = (postgres.data / "secrets/postgres-admin").read_text(encoding="utf-8")
    assert password not in postgres.log.read_text(encoding="utf-8")
    lines = []
    for process in running_on(postgres.home.cluster):
        with suppress(psutil.NoSuchProcess):  # one of its helpers has just ended
            lines.append(process.cmdline())
    assert lines
    assert not any(password in word for line in lines for word in line)


def test_what_a_person_typed_is_in_no_log_even_when_a_statement_fails(
    postgres: PostgresEngine,
) -> None:
    with psycopg.connect(postgres.admin_dsn()) as connection:
        connection.execute("create temp table once (word text primary key)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into once values ('Nguyễn'), ('Nguyễn')")
    assert "Nguyễn" not in postgres.log.read_text(encoding="utf-8")


def test_a_role_and_a_database_are_made_once_and_closed_to_others(
    postgres: PostgresEngine,
) -> None:
    for _ in range(2):
        postgres.ensure_role("guest", "first")
        postgres.ensure_database("guest_house", owner="guest")
    postgres.ensure_role("guest", "second")
    postgres.ensure_database("closed_house")
    psycopg.connect(postgres.dsn("guest", "second", "guest_house")).close()
    for database in ("closed_house", "postgres"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(postgres.dsn("guest", "second", database))


def test_a_restart_keeps_port_password_and_rows(own: PostgresEngine) -> None:
    remember(own)
    address = own.admin_dsn()
    own.stop()
    again = PostgresEngine(own.data, settings=THROW_AWAY)
    try:
        again.run()
        assert again.admin_dsn() == address
        assert one(again, "select word from kept") == "Đôn Đốc"
    finally:
        again.stop()


def test_after_kill_9_the_next_start_clears_the_orphan_and_takes_over(
    own: PostgresEngine,
) -> None:
    remember(own)
    spinner = psycopg.connect(own.admin_dsn(), autocommit=True)
    spinner.pgconn.send_query(SPIN.encode())
    busy = "select count(*) from pg_stat_activity where state = 'active' and query like 'do %'"
    assert wait_until(lambda: one(own, busy) == 1, 10)
    assert own.process is not None
    own.process.kill()
    own.process.wait()
    assert running_on(own.home.cluster), "the orphan outlives its postmaster"
    assert not own.ready(), "postmaster.pid still says ready"
    own.run()
    spinner.close()
    assert one(own, "select word from kept") == "Đôn Đốc"


def test_a_server_whose_starter_was_killed_is_taken_over(own: PostgresEngine) -> None:
    remember(own)
    own.stop()
    starter = [sys.executable, "-c", START_AND_DIE, str(own.data)]
    done = subprocess.run(starter, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = int(done.stdout.split()[-1])
    process = own.run()
    assert process.pid != left
    assert one(own, "select word from kept") == "Đôn Đốc"


def test_the_server_dies_with_its_starter() -> None:
    with throw_away_folder() as folder:
        starter = [sys.executable, "-c", START_AND_DIE, str(folder)]
        subprocess.run(starter, capture_output=True, check=False)
        engine = PostgresEngine(folder)
        assert wait_until(lambda: not running_on(engine.home.cluster), 20)
        forget_cluster(engine)


def test_a_leftover_postmaster_that_ignores_its_starter_s_death_is_stopped_in_order(
    own: PostgresEngine,
) -> None:
    remember(own)
    second = PostgresEngine(own.data, settings=THROW_AWAY)  # as a next start: it holds the lock
    try:
        second.run()
        assert own.process is not None
        assert own.process.wait(10) == 0, "a fast stop, not a kill"
        assert one(second, "select word from kept") == "Đôn Đốc"
    finally:
        second.stop()


def test_a_pid_file_with_somebody_else_s_pid_stops_no_start(own: PostgresEngine) -> None:
    own.stop()
    file = own.home.cluster / "postmaster.pid"
    file.write_text(f"{os.getppid()}\n{own.home.cluster}\n1\n{own.port}\n\n127.0.0.1\n\nready\n")
    own.run()
    assert own.ready()


def test_data_of_another_major_version_are_refused_untouched(own: PostgresEngine) -> None:
    own.stop()
    (own.home.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(EngineError, match="PostgreSQL 17, bản này chạy PostgreSQL 18"):
        own.start()
    (own.home.cluster / "PG_VERSION").write_text("18\n")


def test_a_port_that_somebody_took_is_named_with_the_way_out(own: PostgresEngine) -> None:
    own.stop()
    taken = pytest.raises(EngineError, match=rf"Cổng {own.port}.*tiến trình {os.getpid()}")
    with socket.create_server(("127.0.0.1", own.port)), taken:
        own.start()


def test_a_lost_password_file_is_said_and_not_drawn_anew(own: PostgresEngine) -> None:
    own.stop()
    file = own.data / "secrets/postgres-admin"
    kept = file.read_text()
    file.unlink()
    with pytest.raises(EngineError, match="Thiếu tệp mật khẩu"):
        own.start()
    assert not file.exists()
    file.write_text(kept)


def test_a_start_that_was_cut_off_while_making_the_cluster_is_begun_anew() -> None:
    with throw_away_folder() as folder:
        (folder / ".moi-cut").mkdir()
        engine = PostgresEngine(folder, settings=THROW_AWAY)
        try:
            engine.run()
            assert one(engine, "select 1") == 1
        finally:
            engine.stop()
            forget_cluster(engine)
        assert not (folder / ".moi-cut").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is ever refused a user namespace")
def test_root_without_namespaces_runs_copies_as_nobody() -> None:
    with throw_away_folder() as data, throw_away_folder() as system:
        system.chmod(0o755)
        home = find_home(data, namespaces=False, system=system)
        engine = PostgresEngine(data, settings=THROW_AWAY, home=home)
        try:
            process = engine.run()
            assert psutil.Process(process.pid).username() == "nobody"
            assert one(engine, "select lower('Ậ')") == "ậ"
            assert find_home(data, system=system) == home, "where the data are, they stay"
            process.kill()
            process.wait()
            engine.run()
        finally:
            engine.stop()
