"""A document as its readers leave it: paragraphs and tables in reading order, nothing else.

Word, text and page cuts are gone from here on: whatever reads the plan sees only these blocks.
"""

from dataclasses import dataclass

from services.domain.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Một đoạn: one paragraph or heading.

    `text` is NFC on one line, with single blanks and without emphasis marks; an automatic number
    or bullet of Word stands in front of it as it is printed ("1. ", "a) ", "- "). `at` counts the
    document's blocks (for text files: its lines) from 1. `goes_on` is true of a line that paper
    parted from the paragraph before it; `layout` of what only the paper brought: a page number.
    """

    text: str
    at: int
    goes_on: bool = False
    layout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Một dòng của bảng. A cell that is merged into the one before or above it is "".

    `above` counts (from 0) the cells that go on from the row above. `layout` is true of what only
    the paper brought: the heading printed again on the next page, a page number.
    """

    cells: tuple[str, ...]
    at: int
    above: tuple[int, ...] = ()
    layout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Một bảng; a table that a page break cut in two is one table."""

    rows: tuple[Row, ...]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """Văn bản nguồn: its name, its blocks in order, and what was skipped, in Vietnamese."""

    name: str
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[str, ...]


class DocumentError(Refusal):
    """The document cannot be read at all; the sentence says why and what to do next."""

    def __init__(self, code: str, name: str, sentence: str) -> None:
        super().__init__(code, f"Không đọc được tệp {name}: {sentence}")
