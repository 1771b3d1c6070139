"""Whoever takes PostgreSQL's port while it is away is told no password, by none of our clients."""

import asyncio
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from infra.engines.errors import EngineError
from infra.engines.postgres.server import PostgresServer
from infra.migrations.migrate import Kind, MigrationRefused, migrate
from infra.serve.health import part_beats
from services.ledger.engine import make_engine
from services.ledger.faults import translated
from services.ledger.port import LedgerUnavailable

PASSWORD = "given-and-never-told"
_ASKS = {
    "in clear": struct.pack("!cII", b"R", 8, 3),
    "md5": b"R\x00\x00\x00\x0c\x00\x00\x00\x05salt",
}


@dataclass
class Stranger:
    """A listener that speaks PostgreSQL's first words and asks for the password its own way."""

    asks: bytes
    port: int = 0
    greeted: int = 0
    reported: list[bytes] = field(default_factory=list)

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            while True:
                size, code = struct.unpack("!II", connection.recv(8))
                if code not in {80877103, 80877104}:  # TLS or GSS first: refused, go on plainly
                    connection.recv(size - 8)
                    break
                connection.sendall(b"N")
            self.greeted += 1
            connection.sendall(self.asks)
            answer = connection.recv(1000)
            if answer:
                self.reported.append(answer)


@contextmanager
def stranger(asks: bytes) -> Iterator[Stranger]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = Stranger(asks, server.getsockname()[1])

        def serve() -> None:
            with suppress(OSError):  # the socket is closed at the end
                while True:
                    result.answer(server.accept()[0])

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        yield result
        server.shutdown(socket.SHUT_RDWR)
        serving.join(10)


async def _page(url: URL) -> None:
    engine = make_engine(url.set(drivername="postgresql+psycopg"))
    try:
        with translated():
            async with engine.connect():
                raise AssertionError("a stranger let us in")
    finally:
        await engine.dispose()


def _plain(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _by_a_server_part(url: URL, _: Path) -> None:
    with pytest.raises(LedgerUnavailable):
        asyncio.run(_page(url))


def _by_the_migrator(url: URL, folder: Path) -> None:
    with pytest.raises(MigrationRefused):
        migrate(_plain(url), folder, kind=Kind.DEMO, ward="11002")


def _by_the_engines(url: URL, _: Path) -> None:
    with pytest.raises(EngineError):
        PostgresServer(admin_url=_plain(url)).ensure_database("given")


def _by_the_supervisor(url: URL, _: Path) -> None:
    assert not part_beats(url, "web")


@pytest.mark.parametrize("asks", _ASKS)
@pytest.mark.parametrize(
    "client", [_by_a_server_part, _by_the_migrator, _by_the_engines, _by_the_supervisor]
)
def test_a_stranger_on_the_port_is_shown_no_password(
    client: Callable[[URL, Path], None], asks: str, tmp_path: Path
) -> None:
    with stranger(_ASKS[asks]) as listener:
        url = make_url(f"postgresql://dondoc:{PASSWORD}@127.0.0.1:{listener.port}/dondoc")
        client(url, tmp_path)
    assert listener.greeted > 0
    assert listener.reported == []


def test_a_ward_whose_own_server_asks_otherwise_says_so_in_its_address(tmp_path: Path) -> None:
    with stranger(_ASKS["in clear"]) as listener:
        url = make_url(
            f"postgresql://dondoc:{PASSWORD}@127.0.0.1:{listener.port}/dondoc"
            "?require_auth=password"
        )
        _by_a_server_part(url, tmp_path)
    assert [PASSWORD.encode() in reported for reported in listener.reported] == [True] * len(
        listener.reported
    )
    assert listener.reported
