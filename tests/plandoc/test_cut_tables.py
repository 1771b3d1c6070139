"""A table that goes on after a page is one table; its heading and page numbers count once."""

import time
from collections.abc import Sequence

import pytest

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.source import Row, SourceDocument, Table
from services.plandoc.sources.source_store import dump, load
from services.plandoc.sources.text_source import read_text
from tests.plandoc.docx_making import Cell, cell, docx_of, paragraph, raw_docx, table

HEAD = ("KẾ HOẠCH", "Phát triển xã Đồng Rươi giai đoạn 2026 - 2030", "PHỤ LỤC")
Rows = Sequence[tuple[str, ...]]

INDICATORS: Rows = (
    ("STT", "Chỉ tiêu", "Đơn vị tính", "Đến năm 2030", "Cơ quan chủ trì"),
    ("1", "Tỷ lệ hộ dùng nước sạch", "%", "98", "Phòng Kinh tế"),
    ("2", "Tỷ lệ trẻ tiêm đủ mũi", "%", "95", "Trạm Y tế"),
    ("3", "Số nhà văn hóa thôn", "nhà", "12", "Phòng Văn hóa - Xã hội"),
)
WORK: Rows = (
    ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
    ("1", "Kiểm tra đê bao trước mùa lũ", "Phòng Kinh tế", "Công an xã"),
    ("2", "Tập huấn sơ cứu cho ngư dân", "Trạm Y tế", ""),
    ("3", "Rà soát tàu cá", "Công an xã", "Phòng Kinh tế"),
)
TWO_LINES: Rows = (
    ("Số TT", "Nội dung", "ĐVT", "Mục tiêu", ""),
    ("", "", "", "Năm 2026", "Năm 2027"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("1", "Số ao nuôi có giấy phép", "ao", "40", "45"),
    ("2", "Số hộ có bể nước mưa", "hộ", "300", "350"),
    ("3", "Số cây trồng ven đê", "cây", "900", "1000"),
)
KINDS = {"indicators": (INDICATORS, 1), "work": (WORK, 1), "two lines": (TWO_LINES, 3)}


def _line(row: tuple[str, ...]) -> str:
    return "\t".join(row)


def in_text(*lines: str) -> SourceDocument:
    return read_text("\n".join((*HEAD, *lines)).encode(), "k.txt")


def in_word(*tables: Rows) -> SourceDocument:
    blocks = [*map(paragraph, HEAD)]
    for each in tables:
        blocks += [table(each, widths=(900,) * len(each[0])), paragraph()]
    return read_docx(docx_of(blocks), "k.docx")


def grids(document: SourceDocument) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def kept(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [row.cells for row in rows if not row.layout]


def same(reading: Reading, other: Reading) -> bool:
    return reading.draft == other.draft and reading.findings == other.findings


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [-2, -1])
@pytest.mark.parametrize("again", [True, False], ids=["heading again", "no heading"])
def test_a_table_that_goes_on_is_one_in_text_and_in_word(kind: str, cut: int, again: bool) -> None:
    rows, heading = KINDS[kind]
    before, after = rows[:cut], (*(rows[:heading] if again else ()), *rows[cut:])
    number = "                              7"
    whole = read_document(in_text(*map(_line, rows)))
    for document in (
        in_text(*map(_line, before), "", *map(_line, after)),
        in_text(*map(_line, before), number, "", *map(_line, after)),
        in_word(before, after),
    ):
        (grid,) = grids(document)
        assert kept(grid.rows) == list(rows)
        assert [row.at for row in grid.rows] == sorted({row.at for row in grid.rows})
        assert same(read_document(document), whole)
        assert load(dump(document)) == document


def test_what_the_paper_brought_is_form_and_nothing_is_left_out() -> None:
    page = "                              7"
    lines = [*map(_line, INDICATORS[:3]), page, *map(_line, (INDICATORS[0], INDICATORS[3]))]
    reading = read_document(in_text(*lines))
    said = [piece.text.strip("\n") for piece in reading.pieces if piece.role is PieceRole.FORM]
    assert "7" in said
    assert said.count(_line(INDICATORS[0])) == 2
    shown = [line.strip() for line in (*HEAD, *lines)]
    assert "".join(piece.text for piece in reading.pieces) == "\n".join(shown)


@pytest.mark.parametrize("rows", [INDICATORS, WORK])
def test_a_table_that_counts_anew_is_another_one(rows: Rows) -> None:
    other = (rows[0], ("1", "Việc khác", *rows[1][2:]))
    for document in (in_text(*map(_line, (*rows, *other))), in_word(rows, other)):
        assert [kept(grid.rows) for grid in grids(document)] == [list(rows), list(other)]


def test_a_row_that_a_page_cut_stays_behind_its_first_part() -> None:
    rest = ("", "ven sông", "", "", "")
    for document in (
        in_text(*map(_line, (*INDICATORS, INDICATORS[0], rest))),
        in_word(INDICATORS, (INDICATORS[0], rest)),
    ):
        (grid,) = grids(document)
        assert kept(grid.rows) == [*INDICATORS, rest]


def test_parts_of_a_table_may_count_with_roman_numbers() -> None:
    rows = (INDICATORS[0], ("I", "Kinh tế", "", "", ""), *INDICATORS[1:])
    after = (INDICATORS[0], ("II", "Xã hội", "", "", ""), INDICATORS[1])
    (grid,) = grids(in_text(*map(_line, (*rows, *after))))
    assert kept(grid.rows) == [*rows, *after[1:]]
    assert len(grids(in_text(*map(_line, (*rows, *rows))))) == 2


def test_a_figure_alone_in_its_row_is_no_page_number() -> None:
    (grid,) = grids(in_text(*map(_line, INDICATORS), "\t\t\t97\t", "4\tSố chợ\tchợ\t2\t"))
    assert [row.layout for row in grid.rows] == [False] * 6


def test_a_merged_heading_is_known_again() -> None:
    top: list[str | Cell] = ["STT", cell("Chỉ tiêu", down="restart"), cell("Mục tiêu", span=2)]
    below: list[str | Cell] = ["", cell(down="continue"), "2029", "2030"]
    parts = [table([top, below, [str(n), "a", "9", "9"]]) for n in (1, 2)]
    (grid,) = grids(read_docx(docx_of(parts), "k.docx"))
    assert [row.layout for row in grid.rows] == [False, False, False, True, True, False]


@pytest.mark.parametrize("form", ["text", "word"])
def test_nothing_but_headings_takes_linear_time(form: str) -> None:
    def seconds(times: int) -> float:
        heading = _line(INDICATORS[0])
        began = time.perf_counter()
        if form == "text":
            in_text(*[heading] * times)
        else:
            cell_of = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
            cells = "".join(map(cell_of, INDICATORS[0]))
            read_docx(raw_docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" * times), "k.docx")
        return time.perf_counter() - began

    small, large = seconds(500), seconds(5_000)
    assert large < 30 * small + 0.3
    assert large < 6
