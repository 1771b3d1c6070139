"""The same plan as Word and as extracted text gives the same reading."""

import pytest

from services.domain.plan_document.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import SourceDocument
from services.plandoc.sources.text_source import read_text
from tests.plandoc import docx_making as word
from tests.plandoc.clean_plan import CLEAN
from tests.plandoc.real_plan import real_document
from tests.plandoc.word_plan import as_word


def _of_word(document: SourceDocument, *, extra: str = "") -> Reading:
    return read_document(read_source(as_word(document, extra=extra), "kế hoạch.docx"))


@pytest.mark.parametrize("name", ["real", "clean"])
def test_word_with_automatic_numbers_merged_and_cut_cells_reads_the_same(name: str) -> None:
    document = real_document() if name == "real" else read_text(CLEAN.encode(), "k.txt")
    assert _of_word(document) == read_document(document)


def test_a_text_box_is_skipped_with_a_note_and_changes_nothing_else() -> None:
    document = read_text(CLEAN.encode(), "k.txt")
    plain, boxed = (
        read_document(document),
        _of_word(document, extra=word.paragraph(word.text_box("DỰ THẢO"))),
    )
    assert boxed.notes
    assert boxed.draft == plain.draft
    assert boxed.findings == plain.findings


def test_a_lead_that_is_merged_over_several_rows_leads_each_of_them() -> None:
    head = ["STT", "Chỉ tiêu", "ĐVT", "Đến năm 2030", "Chủ trì", "Phối hợp"]
    office, ward = "Văn phòng HĐND&UBND", "Tổ dân phố"
    annex = word.table(
        [
            head,
            ["1", "Tỷ lệ đường hoa", "%", "90", word.cell(office, down="restart"), ward],
            ["2", "Tỷ lệ ngõ sáng", "%", "95", word.cell(down="continue"), ward],
            ["3", "Tỷ lệ hồ sạch", "%", "80", "", ward],
        ]
    )
    title = word.paragraph("Phát triển phường Hòa Bình giai đoạn 2026 - 2030")
    content = word.docx_of([word.paragraph("KẾ HOẠCH"), title, word.paragraph("PHỤ LỤC"), annex])
    reading = read_document(read_source(content, "k.docx"))
    assert [item.lead for item in reading.draft.items] == ["VP", "VP", None]
    leaderless = [finding.items for finding in reading.findings if finding.code == "no-lead"]
    assert leaderless == [("CT03",)]
