"""Files of the signed log that are not what the ledger makes, and keys that nobody introduced."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.verify import checks
from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import examine
from infra.verify.witnesses import witnesses_named
from services.ledger.postgres_source import PostgresSource
from services.ledger.tlog.checkpoints import read_checkpoint, sign_checkpoint
from services.ledger.tlog.keys import KeyKind, NoteSigner, NoteVerifier
from tests.ledger.attacks.kit import AttackedWard, met
from tests.ledger.databases import installation_of
from tests.ledger.tlog.note_vectors import WITNESS

pytestmark = pytest.mark.postgres


def tile_of(ward: AttackedWard) -> Path:
    """The newest tile of leaves."""
    tiles = (ward.proved.there.log / "tile" / "0").rglob("*")
    return max((path for path in tiles if path.is_file()), key=lambda path: int(path.name))


def checkpoint_of(ward: AttackedWard) -> Path:
    checkpoints = (ward.proved.there.log / "checkpoints").rglob("*")
    return max((path for path in checkpoints if path.is_file()), key=lambda path: int(path.name))


async def test_a_tile_is_edited(ward: AttackedWard) -> None:
    path = tile_of(ward)
    kept = bytearray(path.read_bytes())
    kept[40] ^= 1
    path.write_bytes(kept)
    result = await ward.judged()
    assert met(result) == {Wrong.LOG_FILES}
    assert "Khối băm của nhật ký ký số đã bị sửa: tile/0/000.p/" in result.sentence


async def test_a_tile_is_gone(ward: AttackedWard) -> None:
    tile_of(ward).unlink()
    result = await ward.judged()
    assert met(result) == {Wrong.LOG_FILES}
    assert "Khối băm của nhật ký ký số chỉ còn đến sự kiện" in result.sentence


async def test_a_checkpoint_is_edited(ward: AttackedWard) -> None:
    path = checkpoint_of(ward)
    text = path.read_bytes()
    path.write_bytes(text.replace(text.split(b"\n")[2], b"A" * 43 + b"="))
    result = await ward.judged()
    assert met(result) == {Wrong.LOG_FILES}
    assert f"Điểm kiểm tra đã ký của {path.name} sự kiện đã bị sửa." in result.sentence


async def test_a_checkpoint_lies_under_another_size(ward: AttackedWard) -> None:
    path = checkpoint_of(ward)
    path.rename(path.with_name("3"))
    result = await ward.judged()
    assert "Điểm kiểm tra đã ký của 3 sự kiện đã bị sửa." in result.sentence


async def test_a_checkpoint_is_signed_by_a_key_that_the_ledger_does_not_name(
    ward: AttackedWard,
) -> None:
    path = checkpoint_of(ward)
    stranger = NoteSigner(ward.proved.origin, KeyKind.SIGNATURE, Ed25519PrivateKey.generate())
    text = path.read_text(encoding="utf-8").partition("\n\n")[0] + "\n"
    path.write_bytes(sign_checkpoint(read_checkpoint(text), [stranger]).write())
    result = await ward.judged()
    assert met(result) == {Wrong.KEY_UNKNOWN}
    assert f"Điểm kiểm tra đã ký của {path.name} sự kiện ký bằng khóa lạ." in result.sentence


@pytest.mark.parametrize("outside", [False, True])
async def test_the_whole_log_is_gone(ward: AttackedWard, outside: bool) -> None:
    ward.proved.there.log.rename(ward.proved.there.log.with_name("away"))
    result = await ward.judged(outside=outside)
    assert met(result) == {Wrong.LOG_FILES}
    assert "Nhật ký ký số không còn: " in result.sentence


async def test_only_the_old_checkpoints_are_left(ward: AttackedWard) -> None:
    (ward.proved.there.log / "checkpoint").unlink()
    shutil.rmtree(ward.proved.there.log / "tile")
    result = await ward.judged()
    assert met(result) == {Wrong.LOG_FILES}
    assert "Điểm kiểm tra đã ký mới nhất không còn." in result.sentence
    assert "Khối băm của nhật ký ký số chỉ còn đến sự kiện 0" in result.sentence


async def test_no_checkpoint_is_left(ward: AttackedWard) -> None:
    (ward.proved.there.log / "checkpoint").unlink()
    shutil.rmtree(ward.proved.there.log / "checkpoints")
    result = await ward.judged(outside=True)
    assert met(result) == {Wrong.LOG_FILES}
    assert "Không có điểm kiểm tra đã ký nào trong" in result.sentence


async def test_the_newest_checkpoint_lies_no_more_among_all(ward: AttackedWard) -> None:
    checkpoint_of(ward).unlink()
    result = await ward.judged()
    assert met(result) == {Wrong.LOG_FILES}
    assert "sự kiện trong checkpoints/ không còn." in result.sentence


async def test_a_partial_tile_that_a_wider_one_replaced_is_edited(ward: AttackedWard) -> None:
    tiles = (ward.proved.there.log / "tile" / "0" / "000.p").iterdir()
    path = min(tiles, key=lambda each: int(each.name))
    kept = bytearray(path.read_bytes())
    kept[5] ^= 1
    path.write_bytes(kept)
    for full in (True, False):
        result = await ward.judged(full=full, remembering=True)
        assert met(result) == {Wrong.LOG_FILES}
        assert f"đã bị sửa: tile/0/000.p/{path.name}." in result.sentence


async def test_facts_that_are_signed_while_it_reads_are_no_alarm(ward: AttackedWard) -> None:
    there = ward.proved.there
    outside = ward.witnesses()
    [(name, saw)] = outside.items()

    async def slow(origin: str, after: int) -> Mapping[int, bytes]:
        roots: Mapping[int, bytes] = await saw(origin, after)
        await ward.grow(3)
        await ward.signed()
        return roots

    asked = Examined(log=there.log, copies=ward.proved.copy.path, witnesses={name: slow})
    result = await examine(installation_of(ward.database.ward), asked)
    assert result.wrong is None, result.sentence


async def test_what_is_signed_behind_the_moment_of_reading_is_no_alarm(
    ward: AttackedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = checks.keys_of

    async def meanwhile(source: PostgresSource) -> Sequence[NoteVerifier]:
        keys = await read(source)
        await ward.grow(3)
        await ward.signed()
        return keys

    monkeypatch.setattr(checks, "keys_of", meanwhile)
    there = ward.proved.there
    asked = Examined(log=there.log, copies=ward.proved.copy.path, witnesses=ward.witnesses())
    result = await examine(installation_of(ward.database.ward), asked)
    assert result.wrong is None, result.sentence


async def test_a_witness_that_does_not_answer_is_said(ward: AttackedWard) -> None:
    nobody = "http://127.0.0.1:1"
    asked = Examined(
        log=ward.proved.there.log,
        witnesses=witnesses_named(nobody, WITNESS.verifier.text(), {}),
    )
    result = await examine(installation_of(ward.database.ward), asked)
    assert met(result) == {Wrong.OUT_OF_REACH}
    assert result.wrong is Wrong.OUT_OF_REACH
