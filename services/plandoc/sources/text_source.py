"""A plan document that was extracted as text: one paragraph a line, tables with tabs."""

import re
from collections.abc import Iterator

from services.plandoc.sources.characters import one_line, visible
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table

MOST_BYTES = 8 * 1024 * 1024  # a plan of a thousand pages has half of it
MOST_LINES = 20_000  # as many blocks as a Word file may have
_MOST_CONTROLS = 0.01
_INDENTED = 2  # cells of a line that one tab indents
_EMPHASIS = re.compile(r"\*{1,3}")
_FOREIGN_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def read_text(content: bytes, name: str) -> SourceDocument:
    """Read an extracted text into its blocks; `name` stands in the complaints.

    Raises DocumentError where it is empty, too large, no text, or not UTF-8 (with or without a
    byte-order mark) or UTF-16 with one.
    """
    if len(content) > MOST_BYTES:
        raise DocumentError(
            "document-too-large",
            name,
            f"tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tách phụ lục hoặc bỏ hình ảnh.",
        )
    text = visible(_decoded(content, name))
    if text.count("\n") > MOST_LINES:
        raise DocumentError(
            "document-too-large",
            name,
            f"tệp dài hơn {MOST_LINES} dòng. Hãy kiểm tra đã chọn đúng tệp kế hoạch chưa.",
        )
    blocks = tuple(_blocks(text))
    if not blocks:
        raise DocumentError(
            "document-empty", name, "tệp không có chữ nào. Hãy chọn đúng tệp kế hoạch."
        )
    return SourceDocument(name=name, blocks=blocks, notes=())


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentError(
            "document-encoding",
            name,
            "chữ trong tệp không theo bảng mã Unicode. Hãy mở bằng Word hoặc Notepad rồi lưu lại "
            "với mã UTF-8.",
        ) from None
    if len(_FOREIGN_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS:
        raise DocumentError(
            "document-no-text",
            name,
            "đây không phải là tệp văn bản. Hãy dùng tệp .docx, .txt hoặc .yaml.",
        )
    return text


def _blocks(text: str) -> Iterator[Paragraph | Table]:
    rows: list[Row] = []
    for at, line in enumerate(text.splitlines(), start=1):
        cells = tuple(map(_clean, line.split("\t")))
        if _is_row(cells, inside=bool(rows)):
            rows.append(Row(cells=cells, at=at))
            continue
        words = _clean(line)
        if not words:
            continue  # a blank line inside a table is only a page break
        if rows:
            yield Table(rows=tuple(rows), at=rows[0].at)
            rows = []
        yield Paragraph(text=words, at=at)
    if rows:
        yield Table(rows=tuple(rows), at=rows[0].at)


def _is_row(cells: tuple[str, ...], *, inside: bool) -> bool:
    """Tell a row from a paragraph that only begins with a tab."""
    filled = sum(1 for cell in cells if cell)
    return filled > 1 or (inside and filled == 1 and len(cells) > _INDENTED)


def _clean(words: str) -> str:
    """Without emphasis marks and control characters, with single blanks."""
    return one_line(_EMPHASIS.sub("", words))
