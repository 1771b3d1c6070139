"""Verify reads on behind what it found sound, and everything again when it is asked to."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.verify import checks
from infra.verify.asked import Examined
from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import examine
from infra.verify.remembered import FILE, Remembered, remembered
from services.commands.file_audit import NamedFile, SeenFile
from services.ledger import postgres_source
from services.ledger.verify import NOTHING_VERIFIED, Verified
from tests.ledger.attacks.kit import AttackedWard
from tests.ledger.databases import installation_of
from tests.moment import MOMENT

pytestmark = pytest.mark.postgres


async def test_the_second_time_only_what_is_new_is_read(ward: AttackedWard) -> None:
    first = await ward.judged(full=False, remembering=True)
    assert (first.wrong, first.report["start"]) == (None, 0)
    await ward.grow(3)
    await ward.signed()
    await ward.grow(2)
    second = await ward.judged(outside=True, full=False, remembering=True)
    assert second.wrong is None, second.sentence
    assert second.report["start"] == first.report["size"]
    assert second.report["size"] == first.report["size"] + 5
    assert second.report["root"] == (await ward.judged()).report["root"]
    assert f"Chỉ đọc từ sự kiện {first.report['size'] + 1}" in second.sentence
    await ward.signed()
    third = await ward.judged(outside=True, full=False, remembering=True)
    assert (third.wrong, third.report["start"]) == (None, second.report["size"])


async def test_what_is_new_is_judged_on_what_was_before(ward: AttackedWard) -> None:
    first = await ward.judged(full=False, remembering=True)
    await ward.ward.opening.open_ledger("11002", "phường cho sẵn")
    await ward.grow(1)
    newest = first.report["size"] + 1
    ward.rewritten(newest, {}, {"version": 7})
    second = await ward.judged(full=False, remembering=True)
    assert f"vị trí {newest}: thiếu sự kiện trước đó của cùng luồng" in second.sentence


async def test_what_was_changed_before_is_found_by_reading_all(ward: AttackedWard) -> None:
    await ward.judged(full=False, remembering=True)
    ward.rewritten(5, {}, {"build": "9.9.9+unknown"})
    assert (await ward.judged(full=False, remembering=True)).wrong is None
    assert (await ward.judged(full=True, remembering=True)).wrong is Wrong.FORKED


async def test_a_cut_behind_what_was_verified_is_found_at_once(ward: AttackedWard) -> None:
    first = await ward.judged(full=False, remembering=True)
    ward.restored_to(first.report["size"] - 2)
    result = await ward.judged(full=False, remembering=True)
    assert result.wrong is Wrong.ROLLED_BACK
    assert f"nay sổ chỉ còn {first.report['size'] - 2} sự kiện, lần kiểm tra" in result.sentence


async def test_a_wrong_ledger_is_not_remembered_as_sound(ward: AttackedWard) -> None:
    ward.rewritten(5, {}, {"build": "9.9.9+unknown"})
    await ward.judged(full=False, remembering=True)
    assert not (ward.proved.there.data / FILE).exists()


async def test_an_interrupted_verification_goes_on_where_it_was(
    ward: AttackedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_source, "BATCH", 1)
    monkeypatch.setattr(checks, "_SAVED_EVERY", -1.0)
    heard: list[tuple[int, int]] = []

    def interrupted(done: int, of: int) -> None:
        heard.append((done, of))
        if done > 9:
            raise KeyboardInterrupt

    there = ward.proved.there
    asked = Examined(log=there.log, state=there.data / FILE, progress=interrupted)
    with pytest.raises(KeyboardInterrupt):
        await examine(installation_of(ward.database.ward), asked)
    whole = await ward.judged()
    size: int = whole.report["size"]
    assert heard == [(done, size) for done in range(1, 11)]
    result = await examine(installation_of(ward.database.ward), replace(asked, progress=None))
    assert result.wrong is None, result.sentence
    assert 0 < result.report["start"] < 10
    assert result.report["root"] == whole.report["root"]


async def test_a_root_of_before_is_held_against_the_ledger_by_reading_all(
    ward: AttackedWard,
) -> None:
    first = await ward.judged(full=False, remembering=True)
    root = bytes.fromhex(first.report["root"])
    there = ward.proved.there
    asked = Examined(state=there.data / FILE, kept_roots={4: root})
    result = await examine(installation_of(ward.database.ward), asked)
    assert (result.wrong, result.report["start"]) == (Wrong.FORKED, 0)


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"peaks": ["zz"]}'])
def test_a_file_that_says_nothing_is_as_none(tmp_path: Path, said: str) -> None:
    (tmp_path / FILE).write_text(said, encoding="utf-8")
    assert remembered(tmp_path / FILE, "real-1-aaaaaaaa").verified == NOTHING_VERIFIED


def test_a_file_of_another_ledger_is_as_none(tmp_path: Path) -> None:
    file = NamedFile(position=1, stream="task-1", sha256="00" * 32, item="51-08")
    kept = Remembered(
        ledger_id="real-1-bbbbbbbb",
        verified=Verified(peaks=(b"\x00" * 32,), size=1, payloads=1, newest_at=MOMENT),
        rows={"tasks task-1": "1:00"},
        files=(SeenFile(file=file, stamp="3.1.1.1", read_in=2),),
        run=2,
    )
    kept.write(tmp_path / FILE)
    assert remembered(tmp_path / FILE, "real-1-aaaaaaaa").verified == NOTHING_VERIFIED
    assert remembered(tmp_path / FILE, "real-1-bbbbbbbb") == kept
