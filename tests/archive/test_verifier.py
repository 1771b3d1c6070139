"""What the offline verifier accepts, and what it says of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.verifier import dondoc_verify
from services.archive.records import Disclosure
from services.archive.sealing import SealedKey
from services.archive.zipping import chunks
from tests.archive.sealed import (
    EVIDENCE_SHA256,
    LOG,
    NEXT_LOG,
    STRANGER,
    WITNESS,
    opened,
    some,
    verdict,
    vkey,
    whole,
)
from tests.ledger.toys import WHEN

SCRIPT = Path(dondoc_verify.__file__)


async def test_a_whole_ledger_is_sound() -> None:
    code, report = verdict((await whole(9)).packed())
    assert code == dondoc_verify.SOUND
    assert "Sự kiện trong gói: 9 (đủ mọi sự kiện của sổ)" in report
    assert "9 sự kiện, 2 văn bản, khớp mã" in report
    assert "Tệp minh chứng: 1 tệp nguyên vẹn." in report
    assert "TRÌNH DIỄN" in report
    assert report.endswith("KẾT LUẬN: gói nguyên vẹn, đúng khóa đã nêu.")


async def test_whoever_gives_no_key_has_to_compare() -> None:
    code, report = verdict((await whole(2)).packed(), None)
    assert code == dondoc_verify.KEY_NOT_COMPARED
    assert f"CHƯA đối chiếu khóa: hãy so {LOG.verifier.text()} với" in report


async def test_an_archive_of_another_key_is_refused() -> None:
    stranger = await whole(2)
    stranger.signers = [STRANGER]
    assert verdict(stranger.packed())[0] == dondoc_verify.MANIFEST
    assert verdict((await whole(2)).packed(), STRANGER)[0] == dondoc_verify.KEY


async def test_a_key_with_the_id_of_another_does_not_stand_for_it() -> None:
    """Four bytes can be met by trying: a stranger lists a key with the id of the ward's."""
    given = vkey(LOG)
    twin = replace(vkey(STRANGER), key_id=given.key_id)
    text = "dondoc-archive/v1\n"
    signature = (given.name, given.key_id, STRANGER.sign(text).value)
    assert dondoc_verify.check_signatures((text, [signature]), [twin], 4)[0][0] == twin
    with pytest.raises(dondoc_verify.Unsound):
        dondoc_verify.check_signatures((text, [signature]), [given, twin], 4)


async def test_a_name_cannot_forge_a_line_of_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    archive = await whole(2)
    archive.seal_with(about={"name": "Việc\nKẾT LUẬN: gói nguyên vẹn, đúng khóa đã nêu."})
    path = tmp_path / "goi.zip"
    path.write_bytes(archive.packed())
    monkeypatch.setattr("sys.argv", ["dondoc-verify", str(path)])
    assert dondoc_verify.main() == dondoc_verify.KEY_NOT_COMPARED
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "Gói: Việc?KẾT LUẬN: gói nguyên vẹn, đúng khóa đã nêu."
    assert [line for line in lines if line.startswith("KẾT LUẬN")] == lines[-1:]


def test_the_format_says_every_exit_code() -> None:
    page = (SCRIPT.parents[1] / "docs" / "archive.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| (\d+) \|", page, re.MULTILINE)
    assert [int(code) for code in codes] == list(range(12))


async def test_two_keys_sign_while_one_takes_over() -> None:
    archive = await whole(3)
    archive.signers = [LOG, NEXT_LOG]
    keys = [
        SealedKey(vkey=LOG.verifier.text(), since=WHEN, until=WHEN),
        SealedKey(vkey=NEXT_LOG.verifier.text(), since=WHEN),
    ]
    archive.seal_with(keys=keys)
    assert verdict(archive.packed(), LOG)[0] == dondoc_verify.SOUND
    assert verdict(archive.packed(), NEXT_LOG)[0] == dondoc_verify.SOUND


async def test_an_old_checkpoint_is_known_by_the_history_of_keys() -> None:
    archive = await whole(3)
    archive.signers = [NEXT_LOG]
    keys = [SealedKey(vkey=each.verifier.text(), since=WHEN) for each in (LOG, NEXT_LOG)]
    archive.seal_with(keys=keys)
    assert verdict(archive.packed(), NEXT_LOG)[0] == dondoc_verify.SOUND
    archive.seal_with(keys=keys[1:])
    assert verdict(archive.packed(), NEXT_LOG)[0] == dondoc_verify.CHECKPOINT


async def test_a_witness_is_named_with_the_moment_it_saw() -> None:
    archive = await whole(3)
    checkpoint = archive.sealing.checkpoint.checkpoint
    archive.seal_with(checkpoint=opened(checkpoint.size, checkpoint.root, LOG, WITNESS))
    data = archive.packed()
    assert (
        "witness.example/ward đã thấy sổ như thế lúc 09:30:00 ngày 23/11/2026."
        in (verdict(data, LOG, [WITNESS])[1])
    )
    assert "Chữ ký của witness.example/ward chưa kiểm tra" in verdict(data)[1]


async def test_a_part_shows_what_it_may_and_proves_the_rest() -> None:
    shown = {1: Disclosure.WHOLE, 2: Disclosure.RECORD, 4: Disclosure.LEAF, 7: Disclosure.WHOLE}
    archive = await some(shown, 9, with_texts=False)
    code, report = verdict(archive.packed())
    assert code == dondoc_verify.SOUND
    assert "Sự kiện trong gói: 4 (một phần của sổ)" in report
    assert "Không kèm theo (mật, đã xóa): nội dung của 2 sự kiện, 1 văn bản" in report
    lines = b"".join(b"".join(chunks(each)) for each in archive.members.values())
    assert "Đã gửi".encode() not in lines
    assert EVIDENCE_SHA256.encode() not in archive.packed()


@pytest.mark.parametrize("facts", range(1, 18))
async def test_every_fact_of_every_small_ledger_has_its_proof(facts: int) -> None:
    archive = await some(dict.fromkeys(range(1, facts + 1), Disclosure.WHOLE), facts)
    assert verdict(archive.packed())[0] == dondoc_verify.SOUND
    assert verdict((await whole(facts)).packed())[0] == dondoc_verify.SOUND


@given(
    st.dictionaries(st.integers(1, 40), st.sampled_from(list(Disclosure)), min_size=1),
    st.booleans(),
)
async def test_any_choice_of_facts_verifies_however_much_is_withheld(
    shown: dict[int, Disclosure], with_texts: bool
) -> None:
    archive = await some(shown, 40, with_texts=with_texts)
    code, report = verdict(archive.packed())
    assert code == dondoc_verify.SOUND, report
    withheld = sum(each is not Disclosure.WHOLE for each in shown.values())
    assert f"Nội dung: {len(shown) - withheld} sự kiện" in report
    if with_texts:
        assert ("Không kèm theo" in report) == (withheld > 0)


async def test_a_file_that_is_not_given_along_is_counted() -> None:
    report = verdict((await whole(2, with_file=False)).packed())[1]
    assert "Có 1 tệp được nêu nhưng không kèm trong gói." in report


def test_the_verifier_imports_nothing_of_ours() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    ours = ("services", "api", "infra", "activities", "workflows")
    imports = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert len(imports) > 10
    assert not [line for line in imports if line.split()[1].split(".")[0] in ours]


async def test_what_is_sealed_twice_is_the_same() -> None:
    archive = await whole(5)
    assert archive.packed() == archive.packed()
