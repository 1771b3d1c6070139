"""Who read and exported what as an Excel file: one line a row."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from api.inspection import reads_words
from api.labels import words
from services.domain.instants import HANOI
from services.domain.numerals import count
from services.queries.access_reads import AccessReadLine, ReadsPage
from services.register.writing import CellOut, FileColumn, RegisterTitle, list_book

MOST_ROWS: Final = 5000
_COLUMNS: Final[Sequence[FileColumn]] = (
    FileColumn("Ngày", 12),
    FileColumn("Giờ", 10),
    FileColumn("Cán bộ", 28),
    FileColumn("Loại", 30),
    FileColumn("Trang", 44),
    FileColumn("Từ địa chỉ", 30),
)


def workbook(
    shown: ReadsPage, ward: str, about: Iterable[str], now: datetime, *, foot: str = ""
) -> bytes:
    """The whole file; `about` says who took it, `foot` stands at the foot of every page."""
    held = f"{count(len(shown.lines))} dòng"
    if shown.total > len(shown.lines):
        held += f" mới nhất trong {count(shown.total)}; hãy lọc hẹp hơn rồi tải lại"
    lines = (*about, f"Số liệu lúc {words.moment(now)}: {held}")
    return list_book(
        "Ai đã đọc, đã xuất",
        RegisterTitle(office=ward.upper(), title="AI ĐÃ ĐỌC, ĐÃ XUẤT", lines=lines, foot=foot),
        _COLUMNS,
        (_cells(line, shown) for line in shown.lines),
    )


def _cells(line: AccessReadLine, shown: ReadsPage) -> Sequence[CellOut]:
    at = line.at.astimezone(HANOI)
    return (
        at.date(),
        f"{at:%H:%M:%S}",
        reads_words.who(line),
        reads_words.KINDS[line.kind],
        reads_words.page_of(line, shown.tasks),
        reads_words.origin(line),
    )
