"""Tables that only lay out a page: the heading block and the signature of a text."""

import re

from services.plandoc.sources.source import Table
from services.plandoc.structure.lines import DocumentLines, Span

_LAYOUT_COLUMNS = 2
_LAYOUT = re.compile(
    r"CỘNG H[ÒO]|Độc lập|Số\s*:|Nơi nhận|(?:TM|KT)\.\s|.*ngày[\s.…\d]*tháng", re.IGNORECASE
)


def side_by_side(table: Table, lines: DocumentLines) -> list[tuple[str, Span]]:
    """The two columns of a heading block or a signature of a text, one below the other."""
    places = sorted({at for row in table.rows for at, cell in enumerate(row.cells) if cell})
    words = [cell for row in table.rows for cell in row.cells]
    if len(places) > _LAYOUT_COLUMNS or not any(_LAYOUT.match(cell) for cell in words):
        return []
    return [
        (row.cells[at], lines.cell(row, at))
        for at in places
        for row in table.rows
        if at < len(row.cells) and row.cells[at]
    ]
