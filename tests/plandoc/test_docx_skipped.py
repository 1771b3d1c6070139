"""What of a Word file is not read is said in a sentence; what is read stands in order."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.source import DocumentError, Paragraph, SourceDocument, Table
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import cell, docx_of, paragraph, raw_docx, table


def read(*blocks: str) -> SourceDocument:
    return read_docx(docx_of(blocks), "k.docx")


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("skipped", "said"),
    [
        (word.commented("chữ"), "Bỏ qua 1 nhận xét bên lề"),
        (word.endnote(), "Bỏ qua 1 chú thích cuối văn bản"),
        (word.footnote(), "Bỏ qua 1 chú thích cuối trang"),
        (word.workbook(), "Bỏ qua 1 đối tượng nhúng"),
        (word.symbol("Wingdings", "F0FE"), "Bỏ qua 1 ký hiệu đặc biệt"),
        (word.text_box("khung"), "Bỏ qua 1 khung chữ"),
    ],
)
def test_what_is_not_read_is_said_with_what_to_do(skipped: str, said: str) -> None:
    document = read(paragraph("trước ", skipped, " sau"))
    (note,) = document.notes
    assert note.startswith(said)
    assert "hãy" in note.casefold()
    (line,) = texts(document)
    assert line.split() in (["trước", "sau"], ["trước", "chữ", "sau"])


def test_content_of_another_file_is_named_wherever_it_stands() -> None:
    inside = table([["STT", "Nội dung"], ["1", cell(paragraph("a"), word.other_file())]])
    document = read(
        paragraph("một"), word.other_file(), word.control(word.other_file()), inside, "<w:subDoc/>"
    )
    (note,) = document.notes
    assert note.startswith("Bỏ qua 4 phần nội dung của tệp khác chèn vào văn bản (altChunk)")
    assert "Word gộp nội dung" in note


@pytest.mark.parametrize("block", [word.other_file(), paragraph(word.workbook())])
def test_a_file_that_only_shows_another_one_is_refused_by_that(block: str) -> None:
    with pytest.raises(DocumentError, match="tệp khác được chèn vào") as refused:
        read(block)
    assert refused.value.code == "document-embedded"


def test_nested_and_repeated_other_files_cost_next_to_nothing() -> None:
    nested = "<w:altChunk>" * 150 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:altChunk>" * 150
    many = '<w:altChunk r:id="a"/>' * 50_000
    began = time.perf_counter()
    document = read_docx(raw_docx(f"<w:p><w:r><w:t>a</w:t></w:r></w:p>{nested}{many}"), "k.docx")
    assert time.perf_counter() - began < 5
    assert texts(document) == ["a"]
    assert document.notes[0].startswith("Bỏ qua 50001 phần")


def test_signs_of_symbol_fonts_are_comparisons_and_bullets() -> None:
    document = read(
        paragraph("Tỷ lệ ", word.symbol("Symbol", "F0B3"), " 95%"),
        paragraph("Hộ nghèo ", word.symbol("Symbol", "00A3"), " 1%"),
        paragraph(word.symbol("Wingdings", "F0D8"), "Trồng cây"),
        paragraph("\uf0a7 Dọn rác"),
    )
    assert texts(document) == ["Tỷ lệ ≥ 95%", "Hộ nghèo ≤ 1%", "- Trồng cây", "- Dọn rác"]
    assert document.notes == ()


def test_blanks_that_nobody_sees_part_and_join_nothing() -> None:
    document = read(
        paragraph("Trạm\u00a0Y\u202ftế\u200b kiểm\u2003tra", word.line_break(), "bếp\u200d ăn"),
        paragraph("\ufeffTháng\u00ad 12", "<w:r><w:softHyphen/></w:r>", "\u2011\u200e2027"),
        paragraph("\u200b\u00a0"),
    )
    assert texts(document) == ["Trạm Y tế kiểm tra bếp ăn", "Tháng 12-2027"]


WORDS = st.text("aăâbcdđeêô ơưAÁẢ1.,;:()-“”\u00a0\u200b\u00ad\t", max_size=30)
BLOCKS = st.lists(
    st.one_of(
        st.lists(WORDS, min_size=1, max_size=4),
        st.tuples(*[st.lists(WORDS, min_size=3, max_size=3)] * 2),
    ),
    min_size=1,
    max_size=6,
)


def _shown(words: str) -> list[str]:
    return words.replace("\u200b", "").replace("\u00ad", "").split()


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(BLOCKS)
def test_every_word_of_a_word_file_stands_in_its_blocks_in_order(
    blocks: list[list[str] | tuple[list[str], list[str]]],
) -> None:
    made, wanted = [paragraph("đầu")], ["đầu"]
    for block in blocks:
        if isinstance(block, list):
            made.append(paragraph(*block))
            wanted += _shown("".join(block))
        else:
            made.append(table([["STT", "Nội dung", "Ghi chú"], *block]))
            wanted += ["STT", "Nội", "dung", "Ghi", "chú"]
            wanted += [each for row in block for words in row for each in _shown(words)]
    read_words: list[str] = []
    for each in read(*made).blocks:
        if isinstance(each, Table):
            read_words += [
                said for row in each.rows for words in row.cells for said in words.split()
            ]
        else:
            read_words += each.text.split()
    assert read_words == wanted
