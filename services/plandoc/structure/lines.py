"""The lines of a document, one for each paragraph and each row, and places in them."""

from dataclasses import dataclass

from services.plandoc.sources.source import Paragraph, Row, SourceDocument, Table

CELL_END = "\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Một đoạn chữ của văn bản: the line (from 0) and the characters from `start` up to `end`."""

    line: int
    start: int
    end: int


class DocumentLines:
    """Every line of a document in order: what joins to the whole of it, character by character."""

    def __init__(self, document: SourceDocument) -> None:
        self.texts: list[str] = []
        self._of_row: dict[int, int] = {}
        self._kept = document  # rows are known by identity, as long as they live
        for block in document.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    self._of_row[id(row)] = len(self.texts)
                    self.texts.append(CELL_END.join(row.cells))
            else:
                self.texts.append(block.text)

    @property
    def whole(self) -> str:
        """The whole document as one text, a line for each paragraph and each row."""
        return "\n".join(self.texts)

    def row(self, row: Row) -> Span:
        """Where a row of one of the document's tables stands."""
        line = self._of_row[id(row)]
        return Span(line=line, start=0, end=len(self.texts[line]))

    def cell(self, row: Row, at: int) -> Span:
        """Where a cell of a row stands."""
        start = sum(len(cell) + len(CELL_END) for cell in row.cells[:at])
        return Span(line=self._of_row[id(row)], start=start, end=start + len(row.cells[at]))


def span_of(paragraph: Paragraph, line: int) -> Span:
    """A whole paragraph as a place."""
    return Span(line=line, start=0, end=len(paragraph.text))
