"""Nhân chứng chạy thật ở một tiến trình riêng: sổ rẽ nhánh, quay lui, viết lại đều bị từ chối."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from infra.engines.waiting import wait_until
from infra.proving.anchors import AnchorAway, AnchorRefused
from infra.witness.client import WitnessClient
from infra.witness.folder import WitnessFolder
from infra.witness.store import create_witness, trust_log_keys
from infra.witness.view import SignedInFolder, SignedOverHttp, WitnessView
from services.ledger.tlog.checkpoints import open_checkpoint, read_checkpoint
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.notes import read_note
from tests.ledger.tlog.note_vectors import LOG, ORIGIN, STRANGER, WITNESS
from tests.witness.histories import Log
from tests.witness.running import RunningWitness, free_port, witness_beside


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningWitness]:
    with witness_beside(tmp_path / "witness") as running:
        yield running


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningWitness]:
    """One that is not killed by the tests that ask it."""
    with witness_beside(tmp_path_factory.mktemp("standing") / "witness") as standing:
        started(standing)
        yield standing


def started(running: RunningWitness) -> NoteVerifier:
    key = create_witness(running.folder, "witness.example/ward")
    trust_log_keys(running.folder, [LOG.verifier.text()])
    running.start()
    return key


def client_of(address: str, key: NoteVerifier, log: Log) -> WitnessClient:
    return WitnessClient(address, key, log.origin, log.tiles)


def ward(folder: Path, facts: range) -> Log:
    """A ward's log in files."""
    return Log(tuple(facts), tiles=TileFiles(folder))


async def test_a_whole_life_with_a_witness(running: RunningWitness, tmp_path: Path) -> None:
    key = running.init("--name", "witness.example/ward", "--log-key", LOG.verifier.text())
    running.start()
    log = ward(tmp_path / "log", range(300))
    client = client_of(running.address, key, log)
    assert await client.newest() is None
    opened = open_checkpoint(await client.keep(log.note().write()), ORIGIN, [LOG.verifier, key])
    assert [each.key for each in opened.cosigned] == [key]

    shutil.copytree(tmp_path / "log", tmp_path / "backup")
    log.grow(range(1000, 1030))
    last = await client.keep(log.note().write())

    assert (await client.newest()) == read_checkpoint(read_note(last).text)

    # Two histories grow from one backup: the second is refused, at any size.
    for size, said in ((10, "bị quay lui"), (30, "bị rẽ nhánh"), (50, "bị viết lại")):
        shutil.copytree(tmp_path / "backup", tmp_path / f"restored-{size}")
        restored = Log(tuple(range(300)), tiles=TileFiles(tmp_path / f"restored-{size}"))
        restored.grow(range(2000, 2000 + size))
        with pytest.raises(AnchorRefused, match=said):
            await client_of(running.address, key, restored).keep(restored.note().write())

    # The older backup itself, and a tree that a thief of the true key wrote anew.
    older = Log(tuple(range(300)), tiles=TileFiles(tmp_path / "backup"))
    with pytest.raises(AnchorRefused, match="bị quay lui"):
        await client_of(running.address, key, older).keep(older.note().write())
    rewritten = Log((*range(17), 999, *range(18, 300), *range(1000, 1060)))
    with pytest.raises(AnchorRefused, match="bị viết lại"):
        await client_of(running.address, key, rewritten).keep(rewritten.note().write())

    # None of it changes after kill -9, and the honest log goes on.
    running.kill()
    running.start()
    with pytest.raises(AnchorRefused, match="bị viết lại"):
        await client_of(running.address, key, rewritten).keep(rewritten.note().write())
    assert await client.keep(log.note().write()) == await client.keep(last) == last
    log.grow(range(1030, 1031))
    await client.keep(log.note().write())
    for source in (SignedOverHttp(running.address), SignedInFolder(running.folder)):
        view = WitnessView(source, key, [LOG.verifier])
        assert list(await view.kept_roots(ORIGIN)) == [300, 330, 331]
    assert running.stop() in (0, -15)


async def test_whatever_it_answered_is_there_after_kill_9(
    running: RunningWitness, tmp_path: Path
) -> None:
    key = started(running)
    log = ward(tmp_path / "log", range(1))
    given: list[int] = []

    async def grow_for_ever() -> None:
        client = client_of(running.address, key, log)
        while True:
            await client.keep(log.note().write())
            given.append(log.size)
            if len(given) % 7 == 0:
                running.kill()
            log.grow(range(log.size, log.size + 1))

    for round_ in (1, 2):
        with pytest.raises(AnchorAway):
            await grow_for_ever()
        assert len(given) == round_ * 7
        running.start()
        view = WitnessView(SignedOverHttp(running.address), key)
        assert sorted(await view.kept_roots(ORIGIN)) == given


async def test_killed_between_store_and_answer_it_gives_the_same_to_who_asks_again(
    running: RunningWitness, tmp_path: Path
) -> None:
    key = started(running)
    log = ward(tmp_path / "log", range(5))
    body = log.request(0).write()
    head = f"POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ncontent-length: {len(body)}\r\n\r\n"
    kept = WitnessFolder(running.folder)
    with socket.create_connection(("127.0.0.1", running.port), 10) as connection:
        connection.sendall(head.encode() + body)
        assert wait_until(lambda: kept.newest(ORIGIN) is not None, 10)
        running.kill()
    stored = kept.newest(ORIGIN)
    running.start()
    fork = Log((*range(4), 99))
    with pytest.raises(AnchorRefused, match="bị rẽ nhánh"):
        await client_of(running.address, key, fork).keep(fork.note().write())
    cosigned = await client_of(running.address, key, log).keep(log.note().write())
    assert cosigned == stored


async def test_only_one_witness_runs_on_a_store(standing: RunningWitness) -> None:
    second = standing.run("--port", "0")
    assert second.returncode == 1
    pid = standing.process.pid if standing.process else None
    assert f"đang chạy, tiến trình {pid}" in second.stderr
    assert second.stdout == ""
    async with AsyncClient(base_url=standing.address) as visitor:
        assert NoteVerifier.read((await visitor.get("/key")).text.strip()).name


async def test_an_address_that_gives_no_cosignature_of_the_key_is_no_witness(
    standing: RunningWitness,
) -> None:
    log = Log((1, 2, 3))
    with pytest.raises(AnchorAway, match="không có chữ ký của khóa đã khai"):
        await client_of(standing.address, WITNESS.verifier, log).keep(log.note().write())
    with pytest.raises(AnchorAway, match="không có chữ ký của khóa đã khai"):
        await client_of(standing.address, WITNESS.verifier, log).newest()


async def test_a_witness_that_does_not_take_the_log_is_named_with_its_answer(
    standing: RunningWitness,
) -> None:
    other = Log((1, 2), origin="other.example/log")
    with pytest.raises(AnchorAway, match="404: chưa nhận làm chứng cho sổ này"):
        await client_of(standing.address, WITNESS.verifier, other).keep(other.note().write())
    unsigned = Log((1, 2), signer=STRANGER)
    with pytest.raises(AnchorAway, match="403: không biết khóa đang ký sổ"):
        await client_of(standing.address, WITNESS.verifier, unsigned).keep(unsigned.note().write())


async def test_a_log_whose_own_tiles_differ_from_what_it_signed_asks_nobody() -> None:
    log, other = Log((1, 2)), Log((1, 3))
    nobody = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(NotProven, match="another root than was signed"):
        await client_of(nobody, WITNESS.verifier, other).keep(log.note().write())
    with pytest.raises(AnchorAway, match="không trả lời"):
        await client_of(nobody, WITNESS.verifier, log).keep(log.note().write())
