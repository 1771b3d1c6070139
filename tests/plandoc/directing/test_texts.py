"""The text of an uploaded file: Word or text, tables with tabs, refused as plans are."""

from datetime import date

import pytest

from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.texts import text_of
from services.plandoc.sources.source import DocumentError
from tests.plandoc.directing.planted import PlantedText, planted, read
from tests.plandoc.docx_making import docx_of, paragraph, table


def test_a_word_file_is_read_with_its_tables_as_lines_of_cells() -> None:
    content = docx_of(
        [
            paragraph("THÔNG BÁO"),
            paragraph("1. Công an phường trực gác, xong trước ngày 15/12/2026."),
            table(
                [
                    ["TT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"],
                    ["1", "Quét dọn chợ", "Trạm Y tế phường", "20/12/2026"],
                ]
            ),
        ]
    )
    text = text_of(content, "giao-viec.docx").text
    assert text.splitlines() == [
        "THÔNG BÁO",
        "1. Công an phường trực gác, xong trước ngày 15/12/2026.",
        "TT\tNội dung\tĐơn vị chủ trì\tThời hạn",
        "1\tQuét dọn chợ\tTrạm Y tế phường\t20/12/2026",
    ]
    *_, first, _, row = (proposal for _, proposal in read(text, date(2026, 12, 1)))
    assert first.lead is not None
    assert row.lead is not None
    assert (first.lead.code, row.lead.code) == ("CAP", "TYT")
    assert row.due is not None
    assert row.due.on == date(2026, 12, 20)


@pytest.mark.parametrize("text", planted("texts")[:6], ids=lambda text: text.name)
def test_a_text_file_gives_the_same_orders_as_what_was_pasted(text: PlantedText) -> None:
    uploaded = text_of(text.text.encode(), f"{text.name}.txt").text
    pasted = [each for _, each in read(text.text, text.ordered_on)]
    again = [each for _, each in read(uploaded, text.ordered_on)]
    assert [(each.asks, each.lead and each.lead.code) for each in pasted] == [
        (each.asks, each.lead and each.lead.code) for each in again
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document-empty"),
        (b"%PDF-1.7", "document-pdf"),
        (b"PK\x03\x04 no word file", "document-broken"),
        ("văn bản".encode() + b"\xff\xfe\xff", "document-encoding"),
        (b"a\n" * 20_001, "document-too-large"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_plan_would_be(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        text_of(content, "giao-viec.docx")
    assert caught.value.code == code
    assert "giao-viec.docx" in caught.value.sentence


def test_a_word_file_of_three_hundred_pages_is_read_whole() -> None:
    pages, lines = 300, 12
    blocks = [
        paragraph(f"{page * lines + line + 1}. Công an phường trực gác điểm {page}, {line}.")
        for page in range(pages)
        for line in range(lines)
    ]
    text = text_of(docx_of(blocks), "dày.docx").text
    assert text.count("\n") == pages * lines - 1
    clauses = lay_out(text)
    assert clauses[-1].end == len(text)


def test_page_numbers_are_left_out_and_counted() -> None:
    body = "".join(f"{at}. Việc thứ {at} của phường.\n\n- {at} -\n" for at in range(1, 8))
    directing = text_of(body.encode(), "trang.txt")
    assert [line for line in directing.text.splitlines() if line.startswith("-")] == []
    assert any("Bỏ qua 7 dòng" in note for note in directing.notes)
