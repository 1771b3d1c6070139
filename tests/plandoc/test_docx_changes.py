"""Tracked changes of Word are counted in a note and read both ways: accepted, or rejected."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.sources.docx_changes import Tracked
from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import Paragraph, SourceDocument, Table
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import cell, docx_of, paragraph, table

HEADER = ["STT", "Nội dung", "Đơn vị tính"]


def both(*blocks: str, lists: Iterable[str] = ()) -> tuple[SourceDocument, SourceDocument]:
    content = docx_of(blocks, lists=lists)
    return read_docx(content, "k.docx"), read_docx(content, "k.docx", Tracked.REJECTED)


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document: SourceDocument) -> list[tuple[str, ...]]:
    return [
        row.cells for block in document.blocks if isinstance(block, Table) for row in block.rows
    ]


@pytest.mark.parametrize(
    ("runs", "accepted", "rejected"),
    [
        (
            ("Tăng ", word.deleted("10%"), word.inserted("12%"), " mỗi năm"),
            "Tăng 12% mỗi năm",
            "Tăng 10% mỗi năm",
        ),
        (
            ("Giao ", word.inserted("Trạm Y tế "), "kiểm tra bếp ăn", word.deleted(" bán trú")),
            "Giao Trạm Y tế kiểm tra bếp ăn",
            "Giao kiểm tra bếp ăn bán trú",
        ),
        (
            ("- Rà soát ", f"<w:ins>{word.deleted('hai ')}{word.run('ba ')}</w:ins>", "bến đò"),
            "- Rà soát ba bến đò",
            "- Rà soát bến đò",
        ),
    ],
)
def test_words_are_read_both_ways(runs: tuple[str, ...], accepted: str, rejected: str) -> None:
    now, before = both(paragraph(*runs))
    assert (texts(now), texts(before)) == ([accepted], [rejected])


def test_moved_words_stand_in_one_place_only() -> None:
    now, before = both(
        paragraph("một ", word.moved_away("hai"), " ba"),
        paragraph("bốn ", word.moved_here("hai")),
    )
    assert texts(now) == ["một ba", "bốn hai"]
    assert texts(before) == ["một hai ba", "bốn"]


def test_a_moved_paragraph_stands_in_one_place_only() -> None:
    now, before = both(
        paragraph(word.moved_away("Công an xã trực đêm."), mark="moveFrom"),
        paragraph("Trạm Y tế tiêm phòng."),
        paragraph(word.moved_here("Công an xã trực đêm."), mark="moveTo"),
        paragraph("Hết."),
    )
    assert texts(now) == ["Trạm Y tế tiêm phòng.", "Công an xã trực đêm.", "Hết."]
    assert texts(before) == ["Công an xã trực đêm.", "Trạm Y tế tiêm phòng.", "Hết."]


def test_a_changed_end_of_a_paragraph_joins_or_parts_it() -> None:
    lists = [word.numbered_list(90, ("decimal", "%1."))]
    now, before = both(
        paragraph("a", number=(90, 0), mark="del"),
        paragraph("b", number=(90, 0)),
        paragraph("c", number=(90, 0), mark="ins"),
        paragraph("d", number=(90, 0)),
        lists=lists,
    )
    assert texts(now) == ["1. a b", "2. c", "3. d"]
    assert texts(before) == ["1. a", "2. b", "3. c d"]


def test_rows_and_cells_are_read_both_ways() -> None:
    changed = [word.row(["1", "a", "%"], properties="<w:del/>")]
    changed += [word.row(["2", "b", "%"], properties="<w:ins/>")]
    changed += [word.row(["3", cell("c", change="cellDel"), cell("d", change="cellIns"), "%"])]
    now, before = both(table([HEADER]).replace("</w:tbl>", f"{''.join(changed)}</w:tbl>"))
    assert cells(now) == [tuple(HEADER), ("2", "b", "%"), ("3", "d", "%")]
    assert cells(before) == [tuple(HEADER), ("1", "a", "%"), ("3", "c", "%")]


def test_a_number_that_a_change_added_is_not_read_before_it() -> None:
    lists = [word.numbered_list(90, ("decimal", "%1."))]
    was = "<w:pPrChange><w:pPr/></w:pPrChange></w:pPr>"
    changed = paragraph("b", number=(90, 0)).replace("</w:pPr>", was, 1)
    now, before = both(paragraph("a", number=(90, 0)), changed, lists=lists)
    assert texts(now) == ["1. a", "2. b"]
    assert texts(before) == ["1. a", "b"]


def test_changes_are_counted_by_kind_and_the_note_says_how_they_were_read() -> None:
    now, before = both(
        paragraph(word.inserted("hai"), word.inserted(" đoạn liền"), word.deleted("một")),
        paragraph(word.inserted("cả đoạn"), mark="ins"),
        paragraph("đoạn", mark="ins"),
        paragraph(word.moved_away("đi"), "x", word.moved_here("đến")),
    )
    (accepted,), (rejected,) = now.notes, before.notes
    counted = "Văn bản còn 3 chỗ thêm, 1 chỗ xóa, 1 chỗ chuyển đi nơi khác đang theo dõi thay đổi"
    assert accepted.startswith(f"{counted}: đã đọc như mọi thay đổi được chấp nhận.")
    assert rejected.startswith(f"{counted}: đã đọc bản trước khi sửa")


def test_a_document_without_changes_reads_the_same_both_ways_without_a_note() -> None:
    now, before = both(paragraph("a"), table([HEADER, ["1", "b", "%"]]))
    assert now == before
    assert now.notes == ()


def test_a_text_has_no_changes() -> None:
    content = "1. Trạm Y tế khám bệnh.\n".encode()
    assert read_source(content, "k.txt", Tracked.REJECTED) == read_source(content, "k.txt")


SIDES = st.lists(
    st.tuples(st.sampled_from(["same", "in", "out"]), st.sampled_from(["một", "hai ba", "bốn, "])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(SIDES)
def test_no_word_is_lost_or_doubled_either_way(runs: list[tuple[str, str]]) -> None:
    made = {"same": word.run, "in": word.inserted, "out": word.deleted}
    now, before = both(
        paragraph("đầu ", *(made[side](f"{words} ") for side, words in runs)), paragraph("cuối")
    )
    for document, gone in ((now, "out"), (before, "in")):
        kept = " ".join(words for side, words in runs if side != gone)
        assert texts(document) == [" ".join(f"đầu {kept}".split()), "cuối"]


def _seconds(changes: int) -> float:
    run = f"{word.inserted('x ')}{word.deleted('y ')}"
    lines = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run * 5}</w:p>" * (changes // 10)
    content = word.raw_docx(lines)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        read_docx(content, "k.docx")
        times.append(time.perf_counter() - began)
    return min(times)


def test_ten_thousand_changes_take_linear_time() -> None:
    small, large = _seconds(2_000), _seconds(10_000)
    assert large < 12 * small + 0.2
    assert large < 3
