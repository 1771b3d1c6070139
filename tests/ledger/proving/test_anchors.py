"""The copy of checkpoints in another folder: only added to, and never what it cannot follow."""

import shutil
from pathlib import Path

import pytest

from infra.errors import SettingsError
from infra.proving.anchor_folder import anchor_named, prepared_anchor
from infra.proving.anchors import AnchorAway, AnchorRefused, AnchorRunner
from infra.proving.folder_copy import FolderCopy
from infra.settings import Installation
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from tests.ledger.proving.kit import ProvedWard

pytestmark = pytest.mark.postgres


def runner(ward: ProvedWard) -> AnchorRunner:
    return AnchorRunner(ward.copy, ward.folder)


async def test_each_checkpoint_is_copied_as_it_was_signed(ward: ProvedWard) -> None:
    async with ward.job(ward.copy) as job:
        for _ in range(3):
            await ward.add(10)
            await ward.round(job)
    assert ward.copied_sizes() == ward.kept_sizes() == [11, 21, 31]
    for size in ward.copied_sizes():
        kept = ward.folder.checkpoint(size)
        assert kept is not None
        assert (ward.copy.path / f"{size}.checkpoint").read_bytes() == kept.write()


async def test_what_is_copied_already_is_not_written_again(ward: ProvedWard) -> None:
    await ward.signed_anew(ward.copy)
    copied = ward.copy.path / "1.checkpoint"
    copied.chmod(0o400)
    before = copied.stat()
    await runner(ward).once()
    assert copied.stat() == before


async def test_a_log_that_was_set_back_is_refused_and_said(ward: ProvedWard) -> None:
    await ward.signed_anew(ward.copy)
    backup = ward.folder.newest()
    assert backup is not None
    await ward.add(10)
    await ward.signed_anew(ward.copy)
    with pytest.raises(AnchorRefused, match="quay lui"):
        await ward.copy.keep(backup.write(), [])
    assert ward.copied_sizes() == [1, 11]


@pytest.mark.parametrize("size", [11, 12])
async def test_another_history_is_refused_and_said(ward: ProvedWard, size: int) -> None:
    await ward.add(10)
    await ward.signed_anew(ward.copy)
    signers = ward.keys.signers(await ward.log_keys(), ward.clocks.now)
    other = sign_checkpoint(Checkpoint(ward.origin, size, bytes(32)), signers)
    held = (ward.copy.path / "11.checkpoint").read_bytes()
    with pytest.raises(AnchorRefused, match="viết lại"):
        await ward.copy.keep(other.write(), [])
    assert (ward.copy.path / "11.checkpoint").read_bytes() == held
    assert ward.copied_sizes() == [11]


async def test_the_folder_of_another_ward_is_refused(ward: ProvedWard) -> None:
    await ward.signed_anew(ward.copy)
    signers = ward.keys.signers(await ward.log_keys(), ward.clocks.now)
    foreign = sign_checkpoint(Checkpoint("dondoc/real-1-aaaaaaaa", 2, bytes(32)), signers)
    with pytest.raises(AnchorRefused, match="sổ khác"):
        await ward.copy.keep(foreign.write(), [])


async def test_a_folder_that_is_not_mounted_delays_nothing_and_is_filled_later(
    ward: ProvedWard,
) -> None:
    moved = ward.copy.path.with_name("unmounted")
    ward.copy.path.rename(moved)
    async with ward.job(ward.copy) as job:
        await ward.round(job)
        [copying] = job.anchors
        assert (job.signed_size, copying.state) == (1, "anchor_away")
        assert "Hãy gắn lại ổ đĩa" in copying.said
        assert not ward.copy.path.exists()
        moved.rename(ward.copy.path)
        await ward.round(job)
        assert (copying.state, copying.size) == ("ok", 1)
    assert ward.copied_sizes() == [1]


async def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(AnchorAway, match="Không có thư mục"):
        await FolderCopy(tmp_path / "gone", "dondoc/none").newest()


def test_the_folder_is_made_where_it_is_named_and_never_later(tmp_path: Path) -> None:
    there = Installation(tmp_path / "data")
    named = anchor_named({"DONDOC_ANCHOR": str(tmp_path / "disk")})
    assert prepared_anchor(there, named).is_dir()
    assert prepared_anchor(there, None) == there.data / "anchor"
    assert (there.data / "anchor").is_dir()
    there.log.mkdir()
    shutil.rmtree(there.data / "anchor")
    assert not prepared_anchor(there, None).exists()


def test_a_folder_inside_the_log_is_refused(tmp_path: Path) -> None:
    there = Installation(tmp_path)
    with pytest.raises(SettingsError, match="không được nằm trong"):
        prepared_anchor(there, there.log / "anchor")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SettingsError, match="DONDOC_ANCHOR"):
        prepared_anchor(Installation(tmp_path), tmp_path / "file" / "anchor")
