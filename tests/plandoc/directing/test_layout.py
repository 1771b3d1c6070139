"""A directing text in clauses: numbered, lettered, dashed, wrapped; covered whatever it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.proposing import propose
from tests import givens
from tests.plandoc.directing.planted import PlantedText, planted, units

HEAD = "UBND PHƯỜNG XA\nSố: 12/UBND-VP\nXa, ngày 10 tháng 4 năm 2026\nV/v dọn kênh\n"
PIECES = [
    *("1. ", "1.1. ", "2) ", "a) ", "- ", "+ ", "II. ", "Thứ nhất, ", "Điều 1. ", "\t", "\r\n"),
    *(
        "\n",
        "\n\n",
        "\u00a0",
        "\u00ad",
        "\u0301",
        "e\u0302\u0301",
        "(",
        ")",
        ".",
        ";",
        "Nơi nhận:",
    ),
    *("TM. ỦY BAN NHÂN DÂN", "PHỤ LỤC", "Kính gửi: ", "Giao Công an phường ", "các trường học"),
    *("chủ trì, phối hợp với ", "trước ngày 31/02/2027", "hằng tuần", "trong 10 ngày làm việc"),
    *("ngày 99/99/9999", "quý IX", "đến khi", "trước Tết", "Phòng ", "số liệu ", "báo cáo "),
    *("999999999999 ngày làm việc", "kể từ ngày 31/12/9999", "\x00", "\ud7ff", "\U0001f600"),
]
pasted = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def words(text: str) -> list[tuple[str, int, str]]:
    """Each clause as its mark, its depth and its words on one line."""
    return [
        (each.mark, each.depth, " ".join(text[each.start : each.end].split()))
        for each in lay_out(text)
    ]


def assert_covered(text: str, clauses: tuple[TextClause, ...]) -> None:
    """Every character belongs to exactly one clause."""
    at = 0
    for each in clauses:
        assert each.start == at
        assert each.end > at
        at = each.end
    assert at == len(text)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), pasted))
def test_any_text_is_covered_once_and_proposed_for_without_an_error(text: str) -> None:
    clauses = lay_out(text)
    assert_covered(text, clauses)
    proposals = propose(text, clauses, units(), date(2026, 12, 2), givens.calendar())
    assert len(proposals) == len(clauses)
    assert all(each.reason for each in proposals)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(planted("texts")), st.data())
def test_a_real_text_with_pieces_torn_out_and_put_in_is_covered(
    text: PlantedText, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text.text)))
    until = data.draw(st.integers(at, len(text.text)))
    torn = text.text[:at] + data.draw(pasted) + text.text[until:]
    clauses = lay_out(torn)
    assert_covered(torn, clauses)
    proposals = propose(torn, clauses, units(), text.ordered_on, givens.calendar())
    assert len(proposals) == len(clauses)


def test_an_empty_text_has_no_clause() -> None:
    assert lay_out("") == ()


def test_head_body_and_signature_are_parted() -> None:
    text = (
        f"{HEAD}\nKính gửi: Công an phường\n\n1. Dọn kênh.\n2. Báo cáo.\n\nNơi nhận:\n"
        "- Như trên;\n"
        "- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Bình\n"
    )
    kinds = [each.kind for each in lay_out(text)]
    assert kinds == [TextPart.HEAD, TextPart.BODY, TextPart.BODY, TextPart.SIGNATURE]
    assert text[lay_out(text)[0].end :].startswith("1. Dọn kênh.")


def test_marks_of_any_kind_begin_a_clause_as_deep_as_they_were_met() -> None:
    text = (
        "I. Việc chung\n1. Kênh Ba Cây\na) Nạo vét.\n- Phía bắc.\n+ Đoạn đầu.\nb) Trồng cây.\n"
        "2. Chợ\nII. Việc riêng\n1. Quét dọn.\n"
    )
    assert [each[:2] for each in words(text)] == [
        ("I.", 0), ("1.", 1), ("a)", 2), ("-", 3), ("+", 4), ("b)", 2), ("2.", 1), ("II.", 0),
        ("1.", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("1. Giao việc", "1."),
        ("1.1. Giao việc", "1.1."),
        ("1.1 Giao việc", "1.1"),
        ("1/ Giao việc", "1/"),
        ("1) giao việc", "1)"),
        ("2- Giao việc", "2-"),
        ("(1) Giao việc", "(1)"),
        ("đ) giao việc", "đ)"),
        ("a. giao việc", "a."),
        ("IV. Giao việc", "IV."),
        ("A. Giao việc", "A."),
        ("Điều 2. Giao việc", "Điều 2."),
        ("Thứ nhất, giao việc", "Thứ nhất,"),
        ("Một là, giao việc", "Một là,"),
        ("Kết luận 3: giao việc", "Kết luận 3:"),
        ("-Giao việc", "-"),
        ("– Giao việc", "–"),
        ("+ Giao việc", "+"),
        ("• Giao việc", "•"),
        ("\uf0b7 Giao việc", "\uf0b7"),
        ("30 ngày sau giao việc", ""),
        ("15/12/2026 giao việc", ""),
        ("Thứ năm, ngày 03/12 giao việc", ""),
        ("3,5 tỷ đồng", ""),
        ("Vào lúc đó", ""),
    ],
)
def test_a_mark_is_read_as_it_is_printed_and_a_number_is_none(line: str, mark: str) -> None:
    assert lay_out(f"Giao như sau:\n{line}.")[-1].mark == mark


def test_a_line_that_goes_on_belongs_to_its_clause() -> None:
    text = (
        "1. Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với\n"
        "Công an phường kiểm tra, xong trước ngày\n15/12/2026.\n2. Việc sau.\n"
    )
    assert [each[0] for each in words(text)] == ["1.", "2."]


def test_a_paragraph_without_a_number_is_a_clause_of_its_own() -> None:
    text = "Công an phường trực gác.\nTrạm Y tế phường phun thuốc.\n\nVăn phòng báo cáo.\n"
    assert len(lay_out(text)) == 3


def test_a_list_that_was_typed_on_one_line_is_parted_where_it_counts_on() -> None:
    text = "Yêu cầu: 1. Quét dọn. 2. Trồng cây; a) cây sao; b) cây dầu. 7. Không phải mục."
    assert [each[0] for each in words(text)] == ["", "1.", "2.", "a)", "b)"]


def test_labels_below_a_numbered_work_belong_to_it() -> None:
    text = "1. Nạo vét kênh.\n- Chủ trì: Phòng A.\n- Thời hạn: 15/12.\n2. Trồng cây.\n"
    assert [each[0] for each in words(text)] == ["1.", "2."]


def test_rows_of_a_table_are_clauses() -> None:
    text = "TT\tNội dung\tChủ trì\n1\tQuét dọn\tCông an\n2\tTrồng cây\tVăn phòng\n"
    assert len(lay_out(text)) == 3


def test_a_heading_announces_what_stands_below_it() -> None:
    text = "I. VIỆC TRONG TUẦN\n1. Về môi trường\n- Quét dọn.\n2. Công an phường trực gác.\n"
    assert [each.kind for each in lay_out(text)] == [
        TextPart.HEADING, TextPart.HEADING, TextPart.BODY, TextPart.BODY,
    ]  # fmt: skip


def test_work_behind_a_signature_is_work_again() -> None:
    text = "1. Quét dọn.\nNơi nhận:\n- Lưu: VT.\nPHỤ LỤC\n1. Trồng cây.\n"
    assert [each.kind for each in lay_out(text)][-2:] != [TextPart.SIGNATURE] * 2
    assert lay_out(text)[-1].mark == "1."
