"""The text of an uploaded paper that gives orders, from a Word file or a text; tables by tabs."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.plandoc.sources.docx_changes import Tracked
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import Paragraph, SourceDocument, Table
from services.plandoc.structure.lines import CELL_END


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectingText:
    """Văn bản giao việc: its words, a line for each paragraph and each row; what was left out."""

    text: str
    notes: tuple[str, ...]


def text_of(content: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> DirectingText:
    """Read the words of an uploaded Word file or text; `name` stands in the complaints.

    The limits and refusals are those of plan documents: raises DocumentError, and nothing else,
    for whatever is no such file. A row of a table is one line with its cells parted by tabs; a
    line that the paper's width cut is put together again; page numbers and headings of tables
    that a new page repeats are left out, and a note says so.
    """
    document = read_source(content, name, tracked)
    left_out = sum(1 for line in _lines(document) if line.layout)
    notes = document.notes
    if left_out:
        notes = (*notes, f"Bỏ qua {left_out} dòng chỉ là số trang hoặc tiêu đề bảng in lại.")
    return DirectingText(text=_joined(document), notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    goes_on: bool = False
    layout: bool = False


def _lines(document: SourceDocument) -> Iterator[_Line]:
    for block in document.blocks:
        match block:
            case Paragraph():
                yield _Line(text=block.text, goes_on=block.goes_on, layout=block.layout)
            case Table():
                for row in block.rows:
                    yield _Line(text=CELL_END.join(row.cells), layout=row.layout)


def _joined(document: SourceDocument) -> str:
    pieces: list[str] = []
    for line in _lines(document):
        if line.layout:
            continue
        if pieces:
            pieces.append(" " if line.goes_on else "\n")
        pieces.append(line.text)
    return "".join(pieces)
