"""Documents of the genre in a dozen styles: what is read of each, and what is found in it."""

from pathlib import Path

import pytest

from services.plandoc.bodies.bodies import UnitBook, listed
from services.plandoc.bodies.cells import codes_of
from services.plandoc.items.claims import claims_of
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from tests.plandoc.clean_plan import defects, keyed, read
from tests.plandoc.genre_reading import DOCUMENTS, GENRE, expected_of, reported
from tests.plandoc.word_plan import as_word

PARTS = (GENRE / "phan_thu_nhat.txt").read_text(encoding="utf-8")
PLAIN = (GENRE / "khong_phu_luc.txt").read_text(encoding="utf-8")
ONE_YEAR = (GENRE / "mot_nam_bang.txt").read_text(encoding="utf-8")

# A defect in a document that is laid out quite unlike the clean plan: its kind, the old, the new.
DEFECTS = [
    (PARTS, "figure-differs", "đạt trên 32 tỷ đồng", "đạt trên 33 tỷ đồng"),
    (PARTS, "operator-differs", "đạt ít nhất 95 triệu", "đạt trên 95 triệu"),
    (PARTS, "year-differs", "d) Đến năm 2030 có thêm", "d) Đến năm 2028 có thêm"),
    (PARTS, "missing-heading", "PHẦN THỨ BA", "PHẦN THỨ TƯ"),
    (PARTS, "no-lead", "Khoảng 78\tPhòng VH&XH", "Khoảng 78\t"),
    (PARTS, "several-leads", "≥ 96\tPhòng Kinh tế", "≥ 96\tPhòng Kinh tế/Trạm Y tế"),
    (PARTS, "support-empty", "≥ 96\tPhòng Kinh tế\tCác thôn", "≥ 96\tPhòng Kinh tế\t"),
    (PARTS, "unit-missing", "gieo trồng hằng năm\tHa", "gieo trồng hằng năm\t"),
    (PARTS, "target-empty", "70\tKhoảng 78", "70\t"),
    (PARTS, "duty-in-past", "trước 30/9 hằng năm", "trước ngày 30/9/2025"),
    (PARTS, "recipient-missing", "Công an xã; Trạm Y tế;", "Công an xã;"),
    (PARTS, "place-spellings", "UBND xã Tân Lập)", "UBND xã Tân Lâp)"),
    (PARTS, "numbers-differ", "theo Kế hoạch số 45/KH", "theo Kế hoạch số 46/KH"),
    (PLAIN, "no-lead", "(Phòng Kinh tế chủ trì)", "(giao sau)"),
    (PLAIN, "range-target", "hằng năm đạt 92,5%", "hằng năm đạt 90 - 92,5%"),
    (ONE_YEAR, "figure-differs", "thủy sản đạt không dưới 4.200", "thủy sản đạt không dưới 4.300"),
    (ONE_YEAR, "recipient-missing", "- Trạm Y tế; Trường", "- Trường"),
    (ONE_YEAR, "scheme-without-date", "Phòng Kinh tế\tTháng 6/2026", "Phòng Kinh tế\t"),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    assert reported(path) == expected_of(path)


@pytest.mark.parametrize(
    ("text", "code", "old", "new"),
    DEFECTS,
    ids=[f"{at}-{defect[1]}" for at, defect in enumerate(DEFECTS)],
)
def test_one_defect_gives_exactly_its_finding(text: str, code: str, old: str, new: str) -> None:
    assert text.count(old) == 1
    before, after = defects(text.replace(old, new)), defects(text)
    assert [each.code for key, each in before.items() if key not in after] == [code]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_same_document_as_a_word_file_is_read_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("< ", "dưới ")  # the writer keeps "<" as XML
    source = read_source(text.encode(), path.name)
    printed, typed = read_document(read_source(as_word(source), "k.docx")), read_document(source)
    assert printed.draft.items == typed.draft.items
    assert {finding.key for finding in printed.findings} == {
        finding.key for finding in typed.findings
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_keys_stay_when_an_unrelated_paragraph_is_added(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before = keyed(read(text))
    after = keyed(
        read(text.replace("\nNơi nhận", "\nToàn văn đăng tại trang tin.\n\nNơi nhận", 1))
    )
    assert set(before) == set(after)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_sentence_of_a_finding_has_a_hole(path: Path) -> None:
    for each in keyed(read(path.read_text(encoding="utf-8"))).values():
        for words in (each.sentence, each.assumed, each.place):
            assert words.strip()
            assert not {"None", ": .", "“”"} & {*words.split(), words[-3:], words[:2]}, words


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Phòng KT, HT&ĐT; P. VHXH", ["KTHTDT", "VHXH"]),
        ("Ban CHQS/Công an xã", ["BCHQS", "CAX"]),
        ("Phòng VH&XH Trạm Y tế", ["VHXH", "TYT"]),
        ("TT PVHCC, VP HĐND và UBND xã", ["TTHCC", "VP"]),
        ("Hội Nông dân - Đoàn Thanh niên", ["HND", "DTN"]),
        ("Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội", ["MTTQ"]),
        ("Trường Tiểu học An Bình, các thôn", ["TTHAB", "THON"]),
    ],
)
def test_a_cell_names_its_units_in_any_of_their_usual_forms(cell: str, units: list[str]) -> None:
    book = UnitBook()
    codes, unread = codes_of(cell, book)
    assert (list(codes), unread) == (units, ())
    assert listed(book, codes)


@pytest.mark.parametrize(
    "work",
    ["Phòng chống sạt lở bờ biển", "Ban hành quy chế bến cá", "Đội ngũ cán bộ được tập huấn"],
)
def test_a_verb_that_begins_like_a_unit_names_none(work: str) -> None:
    text = PLAIN.replace("duy trì mô hình nhà sạch, vườn đẹp.", f"\n- {work}.")
    names = {unit.name for unit in read(text).draft.units}
    assert names == {unit.name for unit in read(PLAIN).draft.units}


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("Tỷ lệ hộ nghèo giảm từ 5,1% năm 2025 xuống còn 2% vào năm 2030.", ["2"]),
        ("Nâng tỷ lệ đô thị hóa từ 62% lên 75% đến năm 2030.", ["75"]),
        ("Mỗi năm thành lập mới từ 02 đến 03 hợp tác xã.", ["2"]),
        ("Tổng vốn đầu tư 5 năm đạt khoảng 4.500 tỷ đồng.", ["4500"]),
        ("Đến năm 2030 có 12 bác sĩ trên một vạn dân.", ["12"]),
        ("Đến năm 2030 có 12 bác sĩ trên 10.000 dân.", ["12"]),
    ],
)
def test_only_what_is_promised_is_a_figure(words: str, values: list[str]) -> None:
    assert [format(claim.value, "f") for claim in claims_of(words) if claim.value] == values
