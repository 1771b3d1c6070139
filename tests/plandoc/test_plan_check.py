"""`dondoc plan check`: what it prints, its exit codes, what it says of files that are no plan."""

import json
from pathlib import Path

import pytest

from services.plandoc.sources.text_source import read_text
from services.planyaml.yaml_plan import read_plan
from tests.command_line import Reported, run_command
from tests.house.tree import ROOT
from tests.plandoc.clean_plan import CLEAN, spoilt
from tests.plandoc.docx_making import inserted, paragraph
from tests.plandoc.word_plan import as_word

LISTS = {"indicators", "measures", "schemes", "duties", "units", "findings", "document"}
PLAN = ROOT / "infra" / "plans" / "thach-khoi-2026-2030.yaml"
TWO_LEADS = (
    "4\tTỷ lệ rác thải được phân loại\t%\t30\t≥ 80\t\tPhòng KTHTĐT\t",
    "4\tTỷ lệ rác thải được phân loại\t%\t30\t≥ 80\t\tPhòng KTHTĐT; Phòng VH-XH\t",
)


def check(*arguments: object) -> Reported:
    """Run the command; whatever it is given, it ends in order."""
    reported = run_command("plan", "check", *arguments)
    assert "Traceback" not in reported.err
    return reported


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    file = tmp_path / "kế hoạch.txt"
    file.write_text(CLEAN, encoding="utf-8")
    return file


def test_a_program_reads_the_lists_and_a_person_the_counts(clean: Path, tmp_path: Path) -> None:
    report = json.loads(check(clean, "--json").out)
    assert report.keys() >= LISTS
    assert report["document"] == {
        "code": "hoa-binh-2026-2030",
        "title": "Kế hoạch phát triển kinh tế - xã hội của phường Hòa Bình giai đoạn 2026 - 2030",
        "number": "12/KH-UBND",
        "date": "2026-02-05",
        "dated": "ngày 05 tháng 02 năm 2026",
        "place": "Hòa Bình",
        "period": {"from": 2026, "to": 2030},
        "replaces": None,
    }
    assert [each["lead"] for each in report["indicators"]] == ["KTHTDT", "KTHTDT", "VP", "KTHTDT"]
    assert report["measures"][3]["operator"] == "at_least"
    assert report["measures"][3]["target_final"] == "80"
    assert report["schemes"][0]["quote"]["place"] == "mục II.2(1)"
    assert "Đọc được 4 chỉ tiêu (4 chỉ số), 2 đề án, 5 nhiệm vụ" in check(clean).out
    word = tmp_path / "kế hoạch.docx"
    word.write_bytes(as_word(read_text(CLEAN.encode(), "k.txt")))
    assert json.loads(check(word, "--json").out) == report


def test_tracked_changes_are_read_as_rejected_where_that_is_asked(tmp_path: Path) -> None:
    clean = read_text(CLEAN.encode(), "k.txt")
    added = paragraph(inserted("- Xây dựng nhà văn hóa tổ dân phố số 9."))
    file = tmp_path / "kế hoạch.docx"
    file.write_bytes(as_word(clean, extra=added))
    accepted, rejected = check(file), check(file, "--tracked", "rejected")
    assert "1 chỗ thêm" in accepted.out
    assert "như mọi thay đổi được chấp nhận" in accepted.out
    assert "bản trước khi sửa" in rejected.out
    assert check(file, "--tracked", "both").code == 2


def test_the_exit_code_says_whether_it_was_read_and_with_strict_whether_errors_are_left(
    clean: Path, tmp_path: Path
) -> None:
    faulty = tmp_path / "lỗi.txt"
    faulty.write_text(spoilt(TWO_LEADS), encoding="utf-8")
    assert [check(file, *more).code for file, more in (
        (clean, ()), (clean, ("--strict",)), (faulty, ()), (faulty, ("--strict",)),
    )] == [0, 0, 0, 2]  # fmt: skip
    (finding,) = [
        load
        for load in json.loads(check(faulty, "--json").out)["findings"]
        if load["severity"] == "error"
    ]
    assert finding["code"] == "several-leads"
    assert finding["quotes"][0]["text"] == "Phòng KTHTĐT; Phòng VH-XH"
    assert finding["corrects"] == {"item": "CT04", "field": "lead"}


def test_the_document_is_printed_with_the_role_of_each_line(clean: Path) -> None:
    printed = check(clean, "--coverage").out.splitlines()
    words = [line.partition("| ")[2] for line in printed if "| " in line]
    document = read_text(CLEAN.encode(), "k.txt")
    assert len(words) >= len(document.blocks)
    assert any(line.startswith("mục CT01") and "được chiếu sáng" in line for line in printed)
    assert printed[-1].startswith("CHƯA ĐỌC ĐƯỢC: ")
    report = json.loads(check(clean, "--coverage", "--json").out)
    assert sum(report["partition"]["lines"].values()) > 30


def test_a_draft_is_written_once_and_is_a_plan_file(clean: Path, tmp_path: Path) -> None:
    draft = tmp_path / "nháp.yaml"
    assert check(clean, "--draft", draft).code == 0
    written = draft.read_text(encoding="utf-8")
    assert "# mục II.1(2): Số hợp tác xã thành lập mới bình quân 3 hợp tác xã/năm." in written
    assert read_plan(written, draft.name).place == "Hòa Bình"
    again = check(clean, "--draft", draft)
    assert again.code == 1
    assert "đã có" in again.err
    assert draft.read_text(encoding="utf-8") == written
    assert "LỖI: 0" in check(draft).out
    nowhere = check(clean, "--draft", tmp_path / "không có" / "nháp.yaml")
    assert (nowhere.code, "Không ghi được" in nowhere.err) == (1, True)


def test_a_plan_of_our_own_schema_gives_the_same_lists() -> None:
    report = json.loads(check(PLAN, "--json").out)
    assert report.keys() >= LISTS
    assert [len(report[name]) for name in ("indicators", "measures", "schemes", "duties")] == [
        15,
        40,
        7,
        72,
    ]
    assert check(PLAN, "--strict").code == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trống.docx", b"", "tệp trống"),
        ("quét.docx", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("ảnh.txt", b"\x89PNG\r\n\x1a\n0000", "hình ảnh"),
        ("vỡ.docx", b"PK\x03\x04 gone", "docx"),
        ("khác.txt", "Thư mời họp ngày mai, lúc tám giờ.".encode(), "không thấy chỉ tiêu"),
        ("vỡ.yaml", b"plan: [", "YAML"),
        ("lớn.txt", b"a" * (17 * 1024 * 1024), "lớn hơn"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    reported = check(file)
    assert (reported.code, reported.out) == (1, "")
    assert name in reported.err
    assert words in reported.err


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    reported = check(tmp_path / "đâu.docx")
    assert (reported.code, "Không có tệp" in reported.err) == (1, True)


def test_a_reading_is_compared_with_what_is_expected(clean: Path, tmp_path: Path) -> None:
    expected = tmp_path / "mong đợi.yaml"
    said = "complete: false\nitems: [{kind: indicator, words: rác thải, lead: %s}]"
    expected.write_text(said % "Phòng KTHTĐT", encoding="utf-8")
    exact = check(clean, "--score", expected)
    assert (exact.code, "CHƯA ĐẠT: 0" in exact.out) == (0, True)
    expected.write_text(said % "Trạm Y tế", encoding="utf-8")
    missed = check(clean, "--score", expected)
    assert missed.code == 1
    assert "đơn vị chủ trì: đọc được 0/1 (0,0%)" in missed.out
    assert "mong đợi: Trạm Y tế" in missed.out
    report = check(clean, "--score", expected, "--json")
    assert report.code == 1
    assert json.loads(report.out)["figures"]["leads"]["recall"] == 0
    assert json.loads(report.out)["shortfalls"][0]["expected"] == "Trạm Y tế"


def test_a_score_writes_no_draft_and_says_so(clean: Path, tmp_path: Path) -> None:
    expected, draft = tmp_path / "mong đợi.yaml", tmp_path / "nháp.yaml"
    expected.write_text("items: []", encoding="utf-8")
    for option in (("--draft", draft), ("--strict",)):
        reported = check(clean, "--score", expected, *option)
        assert (reported.code, reported.out) == (1, "")
        assert "--score" in reported.err
    assert not draft.exists()


@pytest.mark.parametrize("content", [b"items: [{kind: duty}]", b"plan: [", b"", None])
def test_an_expected_file_that_is_wrong_is_said_with_a_code_of_its_own(
    clean: Path, tmp_path: Path, content: bytes | None
) -> None:
    expected = tmp_path / "mong đợi.yaml"
    if content is not None:
        expected.write_bytes(content)
    reported = check(clean, "--score", expected)
    assert (reported.code, reported.out) == (2, "")
    assert expected.name in reported.err


def test_a_plan_of_our_own_schema_is_scored_without_lines(tmp_path: Path) -> None:
    expected = tmp_path / "mong đợi.yaml"
    expected.write_text("complete: false\nitems: []", encoding="utf-8")
    report = json.loads(check(PLAN, "--score", expected, "--json").out)
    assert "lines" not in report["figures"]
