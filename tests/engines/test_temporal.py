import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import psycopg
import pytest
import yaml
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.service import RPCError

from infra.engines.errors import EngineError
from infra.engines.ports import PortBook
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.postgres.server import PostgresServer
from infra.engines.private_files import kept_password
from infra.engines.temporal.config import TemporalFiles, port_names, write_configuration
from infra.engines.temporal.connection import TemporalConnection, ensure_namespace
from infra.engines.temporal.engine import TemporalEngine
from infra.engines.tls import ensure_certificates
from tests.engines_fixture import running_postgres, running_temporal

pytestmark = [pytest.mark.postgres, pytest.mark.temporal]


def listeners(pid: int) -> list[tuple[str, int]]:
    return [
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.Process(pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]


async def retention(connection: TemporalConnection) -> timedelta:
    client = await connection.connect()
    result = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace=connection.namespace)
    )
    return result.config.workflow_execution_retention_ttl.ToTimedelta()


def test_all_eight_listeners_are_on_loopback_and_below_32768(temporal: TemporalEngine) -> None:
    assert temporal.process is not None
    sockets = listeners(temporal.process.pid)
    kept = temporal.ports.kept()
    assert sorted(port for _, port in sockets) == sorted(kept[name] for name in port_names())
    assert {address for address, _ in sockets} == {"127.0.0.1"}
    assert all(port < 32768 for _, port in sockets)


@pytest.mark.parametrize("door", ["temporal_frontend", "temporal_history", "temporal_matching"])
async def test_a_client_without_our_certificate_is_refused_at_every_door(
    temporal: TemporalEngine, door: str, tmp_path: Path
) -> None:
    ours = replace(temporal.connection(), address=f"127.0.0.1:{temporal.ports.take(door)}")
    strangers = ensure_certificates(tmp_path, datetime(2026, 11, 23, tzinfo=UTC))
    plain = TemporalConnection(address=ours.address)
    unnamed = replace(ours, certificate=None, key=None)
    stranger = replace(ours, certificate=strangers.client.certificate, key=strangers.client.key)
    for connection in (plain, unnamed, stranger):
        with pytest.raises(RuntimeError):
            await connection.connect()


@pytest.mark.parametrize(
    "door", [f"temporal_{part}_membership" for part in ("frontend", "history", "worker")]
)
async def test_membership_speaks_to_nobody_without_a_certificate(
    temporal: TemporalEngine, door: str
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", temporal.ports.take(door))
    writer.write(b"\x00" * 64)
    await writer.drain()
    # A TLS alert at most (it begins with 0x15), then the end: no word of the inner protocol.
    try:
        said = await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:
        said = b""
    assert said[:1] in (b"", b"\x15")
    writer.close()


async def test_the_namespace_is_made_once_and_its_retention_follows(
    temporal: TemporalEngine,
) -> None:
    connection = temporal.connection()
    await ensure_namespace(connection, timedelta(days=7))
    assert await retention(connection) == timedelta(days=7)
    for _ in range(2):
        await ensure_namespace(connection)
        assert await retention(connection) == timedelta(days=30)


async def test_a_new_namespace_can_be_used_at_once_even_by_who_asked_too_early(
    temporal: TemporalEngine,
) -> None:
    connection = replace(temporal.connection(), namespace="asked-too-early")
    client = await connection.connect()
    with pytest.raises(RPCError, match="not found"):
        await client.count_workflows()
    await ensure_namespace(connection)
    assert (await client.count_workflows()).count == 0


def test_preparing_again_changes_nothing(temporal: TemporalEngine) -> None:
    temporal.prepare()
    assert temporal.ready()


def test_its_role_enters_its_two_databases_and_no_other(
    postgres: PostgresEngine, temporal: TemporalEngine
) -> None:
    password = kept_password(temporal.data / "secrets/temporal-database")
    postgres.ensure_database("ward")
    for database in ("temporal", "temporal_visibility"):
        psycopg.connect(postgres.dsn("temporal", password, database)).close()
    for database in ("postgres", "ward"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(postgres.dsn("temporal", password, database))
    with psycopg.connect(postgres.admin_dsn()) as admin:
        role = admin.execute(
            "select rolsuper or rolcreatedb or rolcreaterole from pg_roles"
            " where rolname = 'temporal'"
        ).fetchone()
    assert role == (False,)


def test_its_password_is_in_no_file_but_the_secret_one(temporal: TemporalEngine) -> None:
    secret = temporal.data / "secrets/temporal-database"
    password = kept_password(secret)
    files = [temporal.log, *(temporal.data / "temporal").iterdir()]
    assert all(password not in path.read_text(encoding="utf-8") for path in files)
    assert secret.stat().st_mode & 0o077 == 0


def test_after_kill_9_the_next_start_takes_over_with_the_same_address() -> None:
    with running_postgres() as postgres, running_temporal(postgres) as first:
        address = first.connection()
        second = TemporalEngine(postgres.data, postgres.server)
        try:
            second.run()  # as a next start: it holds the lock, the first one is a leftover
            assert first.process is not None
            assert first.process.poll() is not None
            assert second.connection() == address
            assert asyncio.run(retention(address)) == timedelta(days=30), "namespace kept"
            assert second.process is not None
            second.process.kill()
            second.process.wait()
            assert not second.ready()
            second.run()
            assert second.ready()
        finally:
            second.stop()


def test_a_database_that_is_away_is_said_in_a_sentence(tmp_path: Path) -> None:
    nowhere = PostgresServer(
        admin_url=f"postgresql://a:b@127.0.0.1:{PortBook(tmp_path).take('x')}"
    )
    with pytest.raises(EngineError, match="Không nối được tới PostgreSQL"):
        TemporalEngine(tmp_path, nowhere).prepare()


def test_a_role_of_somebody_else_s_on_the_ward_s_own_server_is_left_alone(
    postgres: PostgresEngine, tmp_path: Path
) -> None:
    postgres.ensure_role("theirs", "their-password")
    shared = PostgresServer(admin_url=postgres.admin_dsn(), ours=False)
    with pytest.raises(EngineError, match="đã có vai trò"):
        shared.ensure_role("theirs", "another")
    shared.ensure_role("theirs", "their-password")


def test_it_runs_on_a_server_whose_migrator_is_no_superuser() -> None:
    with running_postgres() as postgres, psycopg.connect(postgres.admin_dsn()) as admin:
        admin.execute("create role migrator login createrole createdb password 'm'")
        admin.commit()
        server = PostgresServer(admin_url=postgres.dsn("migrator", "m", "postgres"))
        engine = TemporalEngine(postgres.data, server)
        try:
            engine.run()
            engine.ensure_namespace()
            engine.prepare()
        finally:
            engine.stop()


def test_a_protected_database_connection_stays_protected_for_temporal(tmp_path: Path) -> None:
    server = PostgresServer(
        admin_url="postgresql+psycopg://m:p%40ss@db.ward:6432/x?sslmode=verify-full&sslrootcert=/ca"
    )
    files = TemporalFiles(server=tmp_path / "server.yaml", dynamic=tmp_path / "dynamic.yaml")
    write_configuration(
        files,
        ports=PortBook(tmp_path),
        database=server,
        certificates=ensure_certificates(tmp_path / "tls", datetime(2026, 1, 1, tzinfo=UTC)),
        dynamic={"limit.x": 5},
    )
    plain = files.server.read_text(encoding="utf-8").replace("{{", "'{{").replace("}}", "}}'")
    store = yaml.safe_load(plain)["persistence"]["datastores"]["default"]["sql"]
    assert store["connectAddr"] == "db.ward:6432"
    assert store["tls"] == {"enabled": True, "enableHostVerification": True, "caFile": "/ca"}
    dynamic = yaml.safe_load(files.dynamic.read_text(encoding="utf-8"))
    assert dynamic["limit.x"] == [{"value": 5}]
    assert dynamic["system.enableRingpopTLS"] == [{"value": True}]


def test_a_connection_survives_the_way_through_an_environment(temporal: TemporalEngine) -> None:
    connection = temporal.connection()
    assert TemporalConnection.from_environment(connection.to_environment()) == connection
    plain = TemporalConnection.from_environment({"TEMPORAL_ADDRESS": "temporal.ward:7233"})
    assert plain == TemporalConnection(address="temporal.ward:7233")
    assert plain is not None
    assert plain.to_tls_config() is None
    assert TemporalConnection.from_environment({"TEMPORAL_ADDRESS": ""}) is None


def test_an_unreadable_certificate_is_named(tmp_path: Path) -> None:
    lost = TemporalConnection(address="a:1", authority=tmp_path / "lost.crt")
    with pytest.raises(EngineError, match=r"lost\.crt"):
        lost.to_tls_config()
