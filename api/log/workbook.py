"""The log as an Excel file: one act a row, with who, office, work, figures, what was typed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from api.labels import phrases, words
from api.log import labels as log_phrases
from services.domain.instants import HANOI
from services.domain.numerals import count
from services.queries.log_views import LogLine, LogPage
from services.register.writing import CellOut, FileColumn, RegisterTitle, list_book

MOST_ROWS: Final = 5000


_COLUMNS: Final[Sequence[FileColumn]] = (
    FileColumn("Sự kiện số", 10),
    FileColumn("Ngày", 12),
    FileColumn("Giờ", 8),
    FileColumn("Người thực hiện (chức vụ, đơn vị)", 36),
    FileColumn("Việc", 40),
    FileColumn("Nội dung", 52),
    FileColumn("Lời nhập kèm theo", 40),
)


def workbook(
    found: LogPage, ward: str, about: Iterable[str], now: datetime, *, foot: str = ""
) -> bytes:
    """The whole file; `about` says what it was filtered by and who took it.

    `foot` is printed at the foot of every page.
    """
    lines = (*about, f"Số liệu lúc {words.moment(now)}: {_amount(found)}")
    return list_book(
        "Nhật ký",
        RegisterTitle(office=ward.upper(), title="NHẬT KÝ", lines=lines, foot=foot),
        _COLUMNS,
        (_cells(line, found) for line in found.lines),
    )


def _amount(found: LogPage) -> str:
    """How many acts the file holds, and that it does not hold all where it does not."""
    held = f"{count(len(found.lines))} sự kiện"
    if found.older is None and found.newer is None:
        return held
    return f"{held} đầu tiên; còn sự kiện khác, hãy lọc hẹp hơn rồi tải lại"


def _cells(line: LogLine, found: LogPage) -> Sequence[CellOut]:
    at = line.fact.occurred_at.astimezone(HANOI)
    by = phrases.doer(line.doer, found.units)
    behalf = f", thay mặt {phrases.doer(line.behalf, found.units)}" if line.behalf else ""
    return (
        line.fact.position,
        at.date(),
        f"{at:%H:%M}",
        by + behalf,
        log_phrases.work_of(line),
        log_phrases.sentence(line, found.units),
        "\n".join(line.words),
    )
