"""A plan document that was extracted as text: one paragraph a line, tables with tabs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from services.plandoc.sources.characters import one_line, visible
from services.plandoc.sources.legacy_text import in_unicode, recognised
from services.plandoc.sources.pages import (
    MOST_HEADING_ROWS,
    PrintedLine,
    counts_on,
    page_numbers,
    repeated_heading,
)
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table
from services.plandoc.sources.wrapped_lines import join_wrapped

MOST_BYTES = 8 * 1024 * 1024  # a plan of a thousand pages has half of it
MOST_LINES = 20_000  # as many blocks as a Word file may have
_MOST_CONTROLS = 0.01
_INDENTED = 2  # cells of a line that one tab indents
_EMPHASIS = re.compile(r"\*{1,3}")
_FOREIGN_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def read_text(content: bytes, name: str) -> SourceDocument:
    """Read an extracted text into its blocks; `name` stands in the complaints.

    Raises DocumentError where it is empty, too large, no text, or neither UTF-8 (with or without
    a byte-order mark), nor UTF-16 with one, nor surely TCVN3 or VNI.
    """
    if len(content) > MOST_BYTES:
        raise DocumentError(
            "document-too-large",
            name,
            f"tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tách phụ lục hoặc bỏ hình ảnh.",
        )
    stored, converted = in_unicode(_decoded(content, name), name)
    text = visible(stored)
    if text.count("\n") > MOST_LINES:
        raise DocumentError(
            "document-too-large",
            name,
            f"tệp dài hơn {MOST_LINES} dòng. Hãy kiểm tra đã chọn đúng tệp kế hoạch chưa.",
        )
    lines = _lines(text)
    blocks, notes = join_wrapped(tuple(_blocks(lines)), _parted(lines))
    if not blocks:
        raise DocumentError(
            "document-empty", name, "tệp không có chữ nào. Hãy chọn đúng tệp kế hoạch."
        )
    return SourceDocument(name=name, blocks=blocks, notes=(*converted, *notes))


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = _of_before_unicode(content, name)
    if len(_FOREIGN_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS:
        raise DocumentError(
            "document-no-text",
            name,
            "đây không phải là tệp văn bản. Hãy dùng tệp .docx, .txt hoặc .yaml.",
        )
    return text


def _of_before_unicode(content: bytes, name: str) -> str:
    """The text as Windows-1252, where its letters are surely those of TCVN3 or VNI."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if recognised(text) is None:
        raise DocumentError(
            "document-encoding",
            name,
            "chữ trong tệp không theo bảng mã Unicode. Hãy mở bằng Word hoặc Notepad rồi lưu lại "
            "với mã UTF-8.",
        )
    return text


@dataclass(frozen=True, slots=True)
class _Line:
    """Một dòng của tệp: its number from 1, its words, its cells, whether it is a page number."""

    at: int
    text: str
    cells: tuple[str, ...]
    is_page: bool


def _lines(text: str) -> tuple[_Line, ...]:
    raw = text.splitlines(keepends=True)
    breaks = [line.endswith("\f") for line in raw]
    printed = [
        PrintedLine(
            text="" if "\t" in line else _clean(line),  # tabs are columns
            indent=len(line) - len(line.lstrip()),
            at_break=breaks[at] or (at > 0 and breaks[at - 1]),
        )
        for at, line in enumerate(raw)
    ]
    pages = page_numbers(printed)
    return tuple(
        _Line(
            at=at + 1,
            text=_clean(line),
            cells=tuple(map(_clean, line.split("\t"))),
            is_page=at in pages,
        )
        for at, line in enumerate(raw)
    )


def _parted(lines: Sequence[_Line]) -> frozenset[int]:
    """The lines before which a blank line stands."""
    return frozenset(line.at for before, line in pairwise(lines) if not before.text)


def _blocks(lines: Sequence[_Line]) -> Iterator[Paragraph | Table]:
    rows: list[Row] = []
    held: list[Row] = []  # page numbers behind a row, whose table may go on
    for line in lines:
        if line.is_page and rows:
            held.append(Row(cells=(line.text,), at=line.at, layout=True))
        elif not line.is_page and _is_row(line.cells, inside=bool(rows)):
            rows += [*held, Row(cells=line.cells, at=line.at)]
            held = []
        elif line.text:  # a blank line inside a table is only a page break
            yield from _tables(rows)
            yield from (Paragraph(text=row.cells[0], at=row.at, layout=True) for row in held)
            rows, held = [], []
            yield Paragraph(text=line.text, at=line.at, layout=line.is_page)
    yield from _tables(rows)
    yield from (Paragraph(text=row.cells[0], at=row.at, layout=True) for row in held)


def _tables(rows: Sequence[Row]) -> Iterator[Table]:
    """One table, with its heading once; more where the same heading begins to count anew."""
    table: list[Row] = []
    cells = [() if row.layout else row.cells for row in rows]
    begins = at = 0
    while at < len(rows):
        heading = cells[begins : min(at, begins + MOST_HEADING_ROWS)]
        again = repeated_heading(heading, cells[at : at + MOST_HEADING_ROWS])
        if again and not counts_on(cells, begins + again, at, at + again):
            yield Table(rows=tuple(table), at=table[0].at)
            table, begins, again = [], at, 0
        table += [replace(row, layout=True) for row in rows[at : at + again]]
        table += rows[at + again : at + again + 1]
        at += again + 1
    if table:
        yield Table(rows=tuple(table), at=table[0].at)


def _is_row(cells: tuple[str, ...], *, inside: bool) -> bool:
    """Tell a row from a paragraph that only begins with a tab."""
    filled = sum(1 for cell in cells if cell)
    return filled > 1 or (inside and filled == 1 and len(cells) > _INDENTED)


def _clean(words: str) -> str:
    """Without emphasis marks and control characters, with single blanks."""
    return one_line(_EMPHASIS.sub("", words))
