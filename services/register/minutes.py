"""The minutes of a reconciliation as a Word document: Biên bản đối soát."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Row as TableRow

from services.register.days import written_day
from services.register.minutes_view import MinutesList, MinutesView

_FONT: Final = "Times New Roman"
# What XML cannot hold.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GRID: Final = "Table Grid"
_COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"


def write_minutes(view: MinutesView) -> bytes:
    """Print the minutes: the sums of both sides as tables, the rows by kind, two signatures."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    _letterhead(document, view)
    _about(document, view)
    _sums(document, "1. Các dòng của tệp", view.file_sums)
    _sums(document, "2. Các dòng trong sổ của ta", view.our_sums)
    for number, each in enumerate(view.lists, 3):
        _list(document, f"{number}. {each.title}", each)
    if view.notes:
        _heading(document, f"{len(view.lists) + 3}. Điều cần biết về tệp")
        for note in view.notes:
            document.add_paragraph(_printable(f"- {note}"))
    _signatures(document, view)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _letterhead(document: WordDocument, view: MinutesView) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text, right.text = _printable(view.head.office), f"{_COUNTRY}\n{_MOTTO}"
    for cell in (left, right):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in cell.paragraphs[0].runs:
            run.bold = True
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("BIÊN BẢN ĐỐI SOÁT")
    run.bold, run.font.size = True, Pt(15)
    under = document.add_paragraph("Sổ theo dõi nhiệm vụ được giao")
    under.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _about(document: WordDocument, view: MinutesView) -> None:
    day = written_day(view.head.made_on)
    where = f"{view.head.place}, ngày {day}" if view.head.place else f"Ngày {day}"
    document.add_paragraph(_printable(f"{where}. Người lập: {view.head.made_by}."))
    for name, value in view.about:
        document.add_paragraph(_printable(f"{name}: {value}"))


def _sums(document: WordDocument, title: str, sums: Iterable[tuple[str, int]]) -> None:
    _heading(document, title)
    table = document.add_table(rows=1, cols=2, style=_GRID)
    _fill(table.rows[0], ("Loại", "Số dòng"), bold=True)
    rows = list(sums)
    for name, count in rows:
        _fill(table.add_row(), (name, str(count)), bold=(name, count) == rows[-1])


def _list(document: WordDocument, title: str, each: MinutesList) -> None:
    _heading(document, title)
    table = document.add_table(rows=1, cols=len(each.columns), style=_GRID)
    _fill(table.rows[0], each.columns, bold=True)
    for line in each.lines:
        _fill(table.add_row(), line)
    if each.left_out:
        document.add_paragraph(
            f"Còn {each.left_out} dòng không in ở đây; số cộng ở trên đã tính đủ, danh sách đầy "
            "đủ ở trên phần mềm."
        )


def _signatures(document: WordDocument, view: MinutesView) -> None:
    document.add_paragraph()
    table = document.add_table(rows=2, cols=2)
    _fill(table.rows[0], ("NGƯỜI LẬP", "LÃNH ĐẠO VĂN PHÒNG"), bold=True)
    _fill(table.rows[1], (f"\n\n\n{view.head.made_by}", ""))


def _heading(document: WordDocument, words: str) -> None:
    run = document.add_paragraph().add_run(words)
    run.bold = True


def _fill(row: TableRow, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = _printable(text)
        for run in cell.paragraphs[0].runs:
            run.bold = bold


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
