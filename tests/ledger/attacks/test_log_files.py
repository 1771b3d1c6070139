"""Files of the signed log that are not what the ledger makes, and keys that nobody introduced."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import examine
from infra.verify.witnesses import witnesses_named
from services.ledger.tlog.checkpoints import read_checkpoint, sign_checkpoint
from services.ledger.tlog.keys import KeyKind, NoteSigner
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


async def test_a_ward_without_a_signed_log_says_so(ward: AttackedWard) -> None:
    ward.proved.there.log.rename(ward.proved.there.log.with_name("away"))
    result = await ward.judged()
    assert "Nhật ký ký số: chưa có." in result.sentence


async def test_a_witness_that_does_not_answer_is_said(ward: AttackedWard) -> None:
    nobody = "http://127.0.0.1:1"
    asked = Examined(
        log=ward.proved.there.log,
        witnesses=witnesses_named(nobody, WITNESS.verifier.text(), {}),
    )
    result = await examine(installation_of(ward.database.ward), asked)
    assert met(result) == {Wrong.OUT_OF_REACH}
    assert result.wrong is Wrong.OUT_OF_REACH
