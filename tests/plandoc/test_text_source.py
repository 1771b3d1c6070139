"""Extracted text becomes paragraphs and tables; what is no text is refused in a sentence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.plandoc.sources.source import DocumentError, Paragraph, Table
from services.plandoc.sources.text_source import MOST_BYTES, MOST_LINES, read_text

TEXT = """KẾ HOẠCH

- ***Phát triển   nông nghiệp:*** Xây dựng sản phẩm.
- Việc khác;

STT\tNội dung\tĐơn vị tính
1\tTỷ lệ hộ nghèo\t%

\t\tnhằm
Nơi nhận:
"""


def test_lines_are_paragraphs_and_tabs_make_tables() -> None:
    document = read_text(TEXT.encode(), "kế hoạch.txt")
    title, first, second, table, last = document.blocks
    assert isinstance(table, Table)
    assert [each.text for each in (title, first, second, last) if isinstance(each, Paragraph)] == [
        "KẾ HOẠCH",
        "- Phát triển nông nghiệp: Xây dựng sản phẩm.",
        "- Việc khác;",
        "Nơi nhận:",
    ]
    assert (title.at, first.at, table.at, last.at) == (1, 3, 6, 10)


def test_a_page_break_inside_a_table_leaves_one_table_with_its_empty_cells() -> None:
    (table,) = (
        block for block in read_text(TEXT.encode(), "k.txt").blocks if isinstance(block, Table)
    )
    assert [row.cells for row in table.rows] == [
        ("STT", "Nội dung", "Đơn vị tính"),
        ("1", "Tỷ lệ hộ nghèo", "%"),
        ("", "", "nhằm"),
    ]
    assert [row.at for row in table.rows] == [6, 7, 9]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_unicode_encoding_of_the_office_reads_the_same(encoding: str) -> None:
    assert read_text(TEXT.encode(encoding), "k.txt") == read_text(TEXT.encode(), "k.txt")


def test_marks_typed_apart_from_their_letters_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", TEXT)
    assert apart != TEXT
    assert read_text(apart.encode(), "k.txt") == read_text(TEXT.encode(), "k.txt")


def test_an_indented_paragraph_is_no_table() -> None:
    (block,) = read_text("\tCăn cứ Luật Tổ chức chính quyền địa phương;".encode(), "k.txt").blocks
    assert block == Paragraph(text="Căn cứ Luật Tổ chức chính quyền địa phương;", at=1)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "document-empty", "không có chữ nào"),
        (b" \r\n\t \n", "document-empty", "không có chữ nào"),
        ("kế hoạch".encode("cp1258", "replace") + b"\xff\xf0", "document-encoding", "UTF-8"),
        (b"\x00\x01\x02\x03kh", "document-no-text", "không phải là tệp văn bản"),
        (b"a" * (MOST_BYTES + 1), "document-too-large", "lớn hơn 8 MB"),
        (b"a\n" * (MOST_LINES + 1), "document-too-large", "dài hơn 20000 dòng"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes, code: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as refused:
        read_text(content, "kh 2026.txt")
    assert refused.value.code == code
    assert "kh 2026.txt" in refused.value.sentence


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = read_text(content, "x.txt")
    except DocumentError as refused:
        said = refused.sentence
    else:
        said = f"Không đọc được tệp x.txt: {len(document.blocks)}"
    assert said.startswith("Không đọc được tệp x.txt: ")
    assert not said.endswith(": 0")
