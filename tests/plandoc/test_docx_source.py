"""A Word file becomes the paragraphs and tables that are printed, in reading order."""

import unicodedata
from collections.abc import Iterable

import pytest
from docx import Document

from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import cell, docx_of, paragraph, table


def read(*blocks: str, lists: Iterable[str] = (), styles: Iterable[str] = ()) -> SourceDocument:
    return read_docx(docx_of(blocks, lists=lists, styles=styles), "k.docx")


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: SourceDocument) -> list[list[tuple[str, ...]]]:
    return [
        [row.cells for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


HEADER = ["STT", "Nội dung", "Đơn vị tính"]
ROMAN = ("upperRoman", "%1.")
DECIMAL = ("decimal", "%2.")


def test_blocks_come_in_reading_order_and_are_counted() -> None:
    result = read(
        paragraph("KẾ HOẠCH"),
        paragraph(),
        table([HEADER, ["1", "Tỷ lệ hộ nghèo", "%"]]),
        paragraph("Nơi nhận:"),
    )
    assert result == SourceDocument(
        name="k.docx",
        blocks=(
            Paragraph(text="KẾ HOẠCH", at=1),
            Table(
                rows=(
                    Row(cells=("STT", "Nội dung", "Đơn vị tính"), at=2),
                    Row(cells=("1", "Tỷ lệ hộ nghèo", "%"), at=3),
                ),
                at=2,
            ),
            Paragraph(text="Nơi nhận:", at=4),
        ),
        notes=(),
    )


def test_content_controls_are_read_wherever_they_stand() -> None:
    row_inside = word.control(word.row(["2", "b", "%"]))
    grid = table([HEADER, ["1", "a", "%"]]).replace("</w:tbl>", f"{row_inside}</w:tbl>")
    blocks = read(
        word.control(paragraph("một"), word.control(paragraph("hai"))),
        paragraph("ba ", word.control(word.run("bốn"))),
        word.control(grid),
    )
    assert texts(blocks) == ["một", "hai", "ba bốn"]
    assert rows(blocks) == [[tuple(HEADER), ("1", "a", "%"), ("2", "b", "%")]]


def test_a_paragraph_is_one_line_of_composed_letters_with_single_blanks() -> None:
    apart = unicodedata.normalize("NFD", "Phường  đẩy mạnh")
    blocks = read(
        paragraph(apart, word.tab(), "số hóa", word.line_break(), " 15,2%\u00a0/năm\x85")
    )
    assert texts(blocks) == ["Phường đẩy mạnh số hóa 15,2% /năm"]


def test_words_of_a_word_that_is_cut_into_runs_stay_together() -> None:
    blocks = read(paragraph("Ủy b", "an", " nhân", word.run(" "), "dân"))
    assert texts(blocks) == ["Ủy ban nhân dân"]


def test_tracked_changes_are_read_as_accepted() -> None:
    blocks = read(paragraph("Tăng ", word.deleted("10%"), word.inserted("12%"), " mỗi năm"))
    assert texts(blocks) == ["Tăng 12% mỗi năm"]


def test_a_deleted_end_joins_two_paragraphs_and_counts_once() -> None:
    lists = [word.numbered_list(90, ("decimal", "%1."))]
    blocks = read(
        paragraph("một", number=(90, 0), joined=True),
        paragraph("tiếp", number=(90, 0)),
        paragraph(word.deleted("bỏ"), number=(90, 0), joined=True),
        paragraph("hai", number=(90, 0)),
        paragraph("ba", joined=True),
        table([HEADER]),
        paragraph("bốn", joined=True),
        lists=lists,
    )
    assert texts(blocks) == ["1. một tiếp", "2. hai", "ba", "bốn"]
    assert [block.at for block in blocks.blocks] == [1, 2, 3, 4, 5]


def test_a_deleted_row_is_not_read() -> None:
    gone = word.row(["2", "b", "%"], properties="<w:del/>")
    grid = table([HEADER, ["1", "a", "%"]]).replace("</w:tbl>", f"{gone}</w:tbl>")
    assert rows(read(grid)) == [[tuple(HEADER), ("1", "a", "%")]]


def test_links_and_results_of_fields_are_read_and_codes_are_not() -> None:
    inner = word.field("PAGE", "4")
    nested = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}' + word.field("x", "").replace(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""
    )
    blocks = read(
        paragraph(word.hyperlink("Luật Quy hoạch"), " năm ", word.field("DATE", "2026")),
        paragraph("trước", nested, "sau"),
        paragraph("mở", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "mã không đóng"),
        paragraph("đoạn kế tiếp"),
    )
    assert texts(blocks) == ["Luật Quy hoạch năm 2026", "trướcsau", "mở", "đoạn kế tiếp"]


def test_what_is_skipped_is_shown_once_for_each_kind() -> None:
    blocks = read(
        paragraph("a", word.text_box("khung"), word.old_text_box("khung cũ"), word.footnote()),
        paragraph("b", word.picture(), word.picture(), word.picture()),
        paragraph("c", word.hidden("ẩn"), word.drawn_line(), word.text_box(" ")),
    )
    assert texts(blocks) == ["a", "b", "c"]
    assert [note.split(":")[0] for note in blocks.notes] == [
        "Bỏ qua 2 khung chữ",
        "Bỏ qua 3 hình ảnh",
        "Bỏ qua 1 chú thích cuối trang",
        "Bỏ qua 1 đoạn chữ ẩn",
    ]


def test_headers_and_footers_are_not_read() -> None:
    document = Document()
    document.add_paragraph("thân")
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    assert texts(read_docx(word.saved(document), "k.docx")) == ["thân"]


def test_levels_count_on_and_restart_below_a_new_one() -> None:
    lists = [word.numbered_list(90, ROMAN, DECIMAL, ("lowerLetter", "%3)"), ("bullet", "·"))]
    blocks = read(
        *(paragraph("x", number=(90, level)) for level in (0, 1, 2, 2, 1, 2, 3, 0, 1)),
        lists=lists,
    )
    assert [text.removesuffix(" x") for text in texts(blocks)] == [
        *("I.", "1.", "a)", "b)", "2.", "a)", "-", "II.", "1."),
    ]


@pytest.mark.parametrize(
    ("form", "start", "printed"),
    [
        ("decimal", 3, "3. 4."),
        ("decimalZero", 9, "09. 10."),
        ("lowerLetter", 4, "d. e."),
        ("upperLetter", 26, "Z. AA."),
        ("lowerRoman", 8, "viii. ix."),
        ("upperRoman", 1994, "MCMXCIV. MCMXCV."),
        ("none", 1, ". ."),
        ("chicken", 1, "1. 2."),
    ],
)
def test_every_form_is_printed_as_word_prints_it(form: str, start: int, printed: str) -> None:
    lists = [word.numbered_list(90, (form, "%1."), start=start)]
    blocks = read(*[paragraph("x", number=(90, 0))] * 2, lists=lists)
    assert " ".join(text.removesuffix(" x") for text in texts(blocks)) == printed


def test_a_number_of_several_levels_may_turn_roman_into_plain_figures() -> None:
    extra = {2: "<w:isLgl/>"}
    lists = [word.numbered_list(90, ROMAN, ("decimal", "%1.%2."), ROMAN, extra=extra)]
    lists[0] = lists[0].replace(
        'w:val="%1."/></w:lvl></w:abs', 'w:val="%1.%2.%3"/></w:lvl></w:abs'
    )
    blocks = read(*(paragraph("x", number=(90, level)) for level in (0, 1, 2)), lists=lists)
    assert texts(blocks) == ["I. x", "I.1. x", "1.1.1 x"]


def test_a_level_that_says_so_counts_through() -> None:
    lists = [word.numbered_list(90, ROMAN, DECIMAL, extra={1: '<w:lvlRestart w:val="0"/>'})]
    blocks = read(*(paragraph("x", number=(90, level)) for level in (0, 1, 0, 1)), lists=lists)
    assert texts(blocks) == ["I. x", "1. x", "II. x", "2. x"]


def test_two_lists_of_one_pattern_count_on_unless_one_begins_anew() -> None:
    lists = [
        word.numbered_list(90, ("decimal", "%1.")),
        word.list_use(91, 90),
        word.list_use(92, 90, word.restart(0, 7)),
    ]
    blocks = read(
        *(paragraph("x", number=(list_id, 0)) for list_id in (90, 91, 92, 92, 90)), lists=lists
    )
    assert texts(blocks) == ["1. x", "2. x", "7. x", "8. x", "9. x"]


def test_a_list_may_replace_a_level_of_its_pattern() -> None:
    change = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt '
        'w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    )
    lists = [word.numbered_list(90, ("decimal", "%1.")), word.list_use(91, 90, change)]
    assert texts(read(paragraph("x", number=(91, 0)), lists=lists)) == ["e) x"]


def test_numbers_come_through_styles_and_their_parents_and_can_be_taken_off() -> None:
    extra = {1: '<w:pStyle w:val="Muc"/>'}
    lists = [word.numbered_list(90, ("decimal", "Điều %1."), ("decimal", "%1.%2"), extra=extra)]
    styles = [
        word.numbered_style("Dieu", 90),
        word.numbered_style("Con", None, "Dieu"),
        word.numbered_style("Muc", 90),
    ]
    blocks = read(
        paragraph("a", style="Dieu"),
        paragraph("b", style="Con"),
        paragraph("c", style="Muc"),
        paragraph("d", style="Dieu", number=(0, 0)),
        lists=lists,
        styles=styles,
    )
    assert texts(blocks) == ["Điều 1. a", "Điều 2. b", "2.1 c", "d"]


def test_a_list_may_take_its_levels_from_a_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="91"><w:numStyleLink w:val="S"/></w:abstractNum>'
    lists = [word.numbered_list(90, ROMAN), linked, word.list_use(91, 91)]
    blocks = read(
        paragraph("x", number=(91, 0)), lists=lists, styles=[word.numbered_style("S", 90)]
    )
    assert texts(blocks) == ["I. x"]


def test_bullets_become_dashes_but_a_plus_stays() -> None:
    lists = [word.numbered_list(90, ("bullet", "\uf0b7"), ("bullet", "+"))]
    blocks = read(paragraph("a", number=(90, 0)), paragraph("b", number=(90, 1)), lists=lists)
    assert texts(blocks) == ["- a", "+ b"]


def test_a_merged_cell_is_empty_beside_and_below_the_first() -> None:
    blocks = read(
        table(
            [
                [cell("STT", down="restart"), cell("Chỉ tiêu", span=2), "Ghi chú"],
                [cell("", down="continue"), "2026", "2027", ""],
                [cell("nhóm", span=4)],
            ]
        )
    )
    assert rows(blocks) == [
        [("STT", "Chỉ tiêu", "", "Ghi chú"), ("", "2026", "2027", ""), ("nhóm", "", "", "")]
    ]


def test_a_row_that_begins_later_or_ends_sooner_keeps_its_columns() -> None:
    sides = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    short = word.row(["giữa"], properties=sides)
    blocks = read(table([HEADER]).replace("</w:tbl>", f"{short}</w:tbl>"))
    assert rows(blocks) == [[tuple(HEADER), ("", "giữa", "")]]


def test_paragraphs_of_a_cell_are_joined_with_their_numbers() -> None:
    lists = [
        word.numbered_list(90, ("bullet", "o")),
        word.numbered_list(91, ("decimal", "%1")),
    ]
    dashes = [paragraph(each, number=(90, 0)) for each in ("giảm nghèo;", "việc làm")]
    number = cell(paragraph(number=(91, 0)))
    blocks = read(
        table([HEADER, [number, cell("Mục tiêu:", *dashes), "%"], [number, "b", "%"]]), lists=lists
    )
    assert rows(blocks)[0][1:] == [
        ("1", "Mục tiêu: - giảm nghèo; - việc làm", "%"),
        ("2", "b", "%"),
    ]


def test_a_table_inside_of_a_cell_is_read_into_it() -> None:
    inner = table([["a", "b"], ["c", ""]])
    blocks = read(table([HEADER, ["1", cell("trước", inner, "sau"), "%"]]))
    assert rows(blocks) == [[tuple(HEADER), ("1", "trước a b c sau", "%")]]


def test_a_cut_table_is_one_and_its_cut_row_stays_as_it_is() -> None:
    blocks = read(
        table([HEADER, ["1", "Tỷ lệ hộ", "%"]], widths=(700, 6000, 1500)),
        paragraph(),
        table([["", "nghèo", ""], ["2", "b", "%"]], widths=(710, 5990, 1500)),
        paragraph("hết"),
    )
    (row,) = rows(blocks)
    assert row[1:] == [("1", "Tỷ lệ hộ", "%"), ("", "nghèo", ""), ("2", "b", "%")]
    assert [block.at for block in blocks.blocks] == [1, 5]


@pytest.mark.parametrize(
    "after",
    [
        [paragraph("B. Phụ lục"), table([["1", "a", "%"]])],
        [table([HEADER, ["1", "a", "%"]])],
        [table([["1", "a", "%", ""]])],
        [table([["1", "a", "%"]], widths=(100, 100, 100))],
    ],
    ids=["words between", "a header", "another width", "a narrower grid"],
)
def test_another_table_is_another_table(after: list[str]) -> None:
    assert len(rows(read(table([HEADER, ["9", "z", "%"]], widths=(9, 9, 999)), *after))) == 2


def test_tables_that_lay_out_a_page_are_paragraphs_cell_by_cell() -> None:
    blocks = read(
        table(
            [
                [
                    cell("ỦY BAN NHÂN DÂN", "PHƯỜNG X"),
                    cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
                ],
                ["Số: 01/KH-UBND", "X, ngày 05 tháng 01 năm 2026"],
            ]
        ),
        table([[cell("Nơi nhận:", "- Như trên;"), cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")]]),
    )
    assert texts(blocks) == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG X",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 01/KH-UBND",
        "X, ngày 05 tháng 01 năm 2026",
        "Nơi nhận:",
        "- Như trên;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]
    assert len(rows(blocks)) == 0


def test_a_small_table_with_a_header_and_a_table_in_a_frame_stay_tables() -> None:
    small = table([["TT", "Nội dung"], ["1", cell("Việc một", "kèm theo")]])
    frame = table([[cell("Khung", table([HEADER, ["1", "a", "%"]]))]])
    blocks = read(small, paragraph("giữa"), frame)
    assert texts(blocks) == ["giữa", "Khung"]
    assert rows(blocks) == [
        [("TT", "Nội dung"), ("1", "Việc một kèm theo")],
        [tuple(HEADER), ("1", "a", "%")],
    ]


def test_a_document_of_too_many_blocks_is_refused() -> None:
    body = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    assert len(read_docx(word.raw_docx(body * 20_000), "k.docx").blocks) == 20_000
    with pytest.raises(DocumentError, match="quá dài") as refused:
        read_docx(word.raw_docx(body * 20_001), "k.docx")
    assert refused.value.code == "document-too-large"
