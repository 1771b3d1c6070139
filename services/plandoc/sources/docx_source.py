"""A plan document in Word's own format, as paragraphs and tables in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from services.plandoc.sources.docx_changes import Tracked, TrackedChanges
from services.plandoc.sources.docx_fonts import read_fonts
from services.plandoc.sources.docx_numbering import BULLETS, Numbering, read_numbering
from services.plandoc.sources.docx_package import open_docx
from services.plandoc.sources.docx_tables import (
    Cell,
    CutTable,
    Grid,
    MergedAbove,
    Piece,
    cells_of,
    is_layout,
    width_of,
    words_of_cell,
)
from services.plandoc.sources.docx_text import (
    EMBEDDED,
    OBJECTS,
    PICTURES,
    PrintedText,
    Skipped,
    chosen,
    notes_of,
)
from services.plandoc.sources.docx_xml import (
    Element,
    attribute,
    broken,
    child,
    count,
    local,
    too_large,
)
from services.plandoc.sources.legacy_text import recognised
from services.plandoc.sources.pages import PrintedLine, page_numbers
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table
from services.plandoc.sources.wrapped_lines import join_wrapped

MOST_BLOCKS = 20_000
_MOST_PARAGRAPHS = 100_000  # with those inside of cells
_MOST_COLUMNS = 100  # Word itself stops at 63
_MACROS = "Tệp có macro: phần macro không được đọc và không được chạy."
_PASSED_OVER = frozenset({"", "pPr", "sdtEndPr", "sdtPr", "sectPr"})
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"})
# Other files that Word shows inside of this one.
_EMBEDDED = frozenset({"altChunk", "subDoc"})


def read_docx(content: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> SourceDocument:
    """Read a Word file into its blocks, as it is printed; `name` stands in the complaints.

    `tracked` says whether tracked changes are read as accepted or as rejected. Raises
    DocumentError where it is too large, a bomb, locked, broken, or without any words.
    """
    parts = open_docx(content, name)
    body = child(parts.document, "body")
    if body is None:
        raise broken(name)
    changes = TrackedChanges(tracked)
    printed = PrintedText(changes, read_fonts(body, parts.styles, changes))
    printed.survey(body)
    reader = _Reader(name, read_numbering(parts.numbering, parts.styles), printed)
    read = tuple(_numbered(_flat(reader.pieces(body, in_cell=False)), name))
    if not read:
        raise _without_words(name, printed.skipped)
    _refuse_unknown_font(read, name)
    blocks, wrapped = join_wrapped(_without_page_numbers(read))
    notes = (
        *changes.notes(body),
        *printed.legacy.notes(name),
        *wrapped,
        *notes_of(printed.skipped),
        *((_MACROS,) if parts.has_macros else ()),
    )
    return SourceDocument(name=name, blocks=blocks, notes=notes)


@dataclass(slots=True)
class _Reader:
    """Goes through the document once, from top to bottom, because numbers are counted so."""

    name: str
    numbering: Numbering
    printed: PrintedText
    paragraphs: int = 0

    def pieces(self, holder: Element, *, in_cell: bool) -> Iterator[Piece]:
        """The paragraphs with words, and the tables, of a body or of a cell."""
        carried: list[str] = []
        for element in self._blocks_of(holder):
            if local(element) == "tbl":
                yield from _sentence(carried)
                carried = []
                yield self._grid(element)
                continue
            carried.append(self.printed.words_of(element))
            if not self.printed.changes.ends_here(element):
                continue  # its end was changed away: it goes on in the next paragraph
            yield from self._line(element, "".join(_sentence(carried)), in_cell=in_cell)
            carried = []
        yield from _sentence(carried)

    def _line(self, paragraph: Element, words: str, *, in_cell: bool) -> Iterator[str]:
        self.paragraphs += 1
        if self.paragraphs > _MOST_PARAGRAPHS:
            raise too_large(self.name)
        properties = self.printed.changes.properties(paragraph, "pPr")
        number = self.numbering.in_front_of(properties)
        # A column of automatic numbers has nothing else in its cells.
        kept = words or (in_cell and number not in BULLETS)
        yield from _sentence((number, words) if kept else ())

    def _grid(self, table: Element) -> Grid:
        rows = [
            self._row(element)
            for element in self._children(table, "tr")
            if self.printed.changes.has_row(element)
        ]
        filled = tuple(row for row in rows if any(row))
        return Grid(rows=filled, width=width_of(table))

    def _row(self, row: Element) -> tuple[Cell, ...]:
        properties = child(row, "trPr")
        cells: list[Cell] = [()] * self._columns(child(properties, "gridBefore"), 0)
        for element in self._children(row, "tc"):
            if not self.printed.changes.has_cell(element):
                continue
            settings = child(element, "tcPr")
            if _goes_on(child(settings, "vMerge")):
                cells.append(MergedAbove())
            elif _goes_on(child(settings, "hMerge")):
                cells.append(())
            else:
                cells.append(tuple(self.pieces(element, in_cell=True)))
            cells += [()] * (self._columns(child(settings, "gridSpan"), 1) - 1)
            self._columns(None, len(cells))
        return (*cells, *[()] * self._columns(child(properties, "gridAfter"), 0))

    def _columns(self, said: Element | None, otherwise: int) -> int:
        number = count(said)
        number = otherwise if number is None else number
        if number > _MOST_COLUMNS:
            raise too_large(self.name)
        return number

    def _blocks_of(self, holder: Element) -> Iterator[Element]:
        """Paragraphs and tables, also those inside of content controls and kept changes."""
        gone = self.printed.changes.gone
        for each in holder.iterchildren():
            name = local(each)
            if name in {"p", "tbl"}:
                yield each
            elif name == "AlternateContent":
                shown = chosen(each)
                yield from () if shown is None else self._blocks_of(shown)
            elif name in _EMBEDDED:
                self.printed.skipped[EMBEDDED] += 1
            elif name not in _PASSED_OVER and name not in gone:
                yield from self._blocks_of(each)

    def _children(self, holder: Element, wanted: str) -> Iterator[Element]:
        """The rows of a table or cells of a row, also those inside of content controls."""
        gone = self.printed.changes.gone
        for each in holder.iterchildren():
            name = local(each)
            if name == wanted:
                yield each
            elif name in _HOLDERS and name not in gone:
                yield from self._children(each, wanted)


def _sentence(parts: Iterable[str]) -> Iterator[str]:
    """Put what is there of a line together; nothing where nothing is there."""
    filled = " ".join(filter(None, parts))
    if filled:
        yield filled


def _goes_on(merge: Element | None) -> bool:
    return merge is not None and attribute(merge) in {None, "continue"}


def _flat(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Dissolve tables that only lay out a page, and put tables together that a page cut."""
    table: CutTable | None = None
    for piece in pieces:
        if table is not None and isinstance(piece, Grid) and table.take(piece):
            continue
        if table is not None:
            yield table.whole()
            table = None
        if isinstance(piece, str):
            yield piece
        elif is_layout(piece):
            for cell in cells_of(piece):
                yield from _flat(cell)
        else:
            table = CutTable(piece)
    if table is not None:
        yield table.whole()


def _numbered(pieces: Iterable[Piece], name: str) -> Iterator[Paragraph | Table]:
    at = 1
    for piece in pieces:
        size = 1 if isinstance(piece, str) else len(piece.rows)
        if at + size - 1 > MOST_BLOCKS:
            raise too_large(name)
        if isinstance(piece, str):
            yield Paragraph(text=piece, at=at)
        elif piece.rows:
            yield Table(rows=tuple(_rows(piece, at)), at=at)
        at += size


def _rows(table: Grid, at: int) -> Iterator[Row]:
    for number, cells in enumerate(table.rows):
        yield Row(
            cells=tuple(map(words_of_cell, cells)),
            at=at + number,
            above=tuple(
                place for place, cell in enumerate(cells) if isinstance(cell, MergedAbove)
            ),
            layout=number in table.layout,
        )


def _without_page_numbers(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The same blocks; a page number that somebody typed is said to be one."""
    lines = [
        PrintedLine(block.text if isinstance(block, Paragraph) else "", 0) for block in blocks
    ]
    pages = page_numbers(lines)
    return tuple(
        replace(block, layout=True) if at in pages and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    )


def _refuse_unknown_font(blocks: Sequence[Paragraph | Table], name: str) -> None:
    """Refuse letters of an old encoding in fonts that are not known to print them."""
    encoding = recognised("\n".join(_texts(blocks)))
    if encoding is not None:
        raise DocumentError(
            "document-legacy-font",
            name,
            f"chữ trong tệp có vẻ theo bảng mã {encoding.name} nhưng phông không phải của bảng mã "
            "đó. Hãy chuyển văn bản sang phông Unicode (Times New Roman) rồi tải lại.",
        )


def _texts(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells)


def _without_words(name: str, skipped: Skipped) -> DocumentError:
    if skipped[EMBEDDED] or skipped[OBJECTS]:
        return DocumentError(
            "document-embedded",
            name,
            "nội dung nằm trong tệp khác được chèn vào. Hãy mở tệp bằng Word, lưu lại thành tệp "
            ".docx mới rồi thử lại.",
        )
    if skipped[PICTURES]:
        return DocumentError(
            "document-picture",
            name,
            "tệp Word chỉ có hình ảnh, có lẽ là bản quét. Hãy lấy tệp Word gốc có chữ.",
        )
    return DocumentError(
        "document-empty", name, "tệp không có chữ nào. Hãy chọn đúng tệp kế hoạch."
    )
