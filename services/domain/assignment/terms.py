"""The office's words for what is asked of an item, and for which period."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final


class DeliverableName(StrEnum):
    """What the lead hands in: a yearly plan, a yearly result, a progress note, a report."""

    PLAN = "plan"
    RESULT = "result"
    PROGRESS = "progress"
    REPORT = "report"


DELIVERABLES: Final[Mapping[str, str]] = {
    "plan": "Kế hoạch",
    "result": "Kết quả thực hiện",
    "progress": "Báo cáo tiến độ",
    "report": "Báo cáo",
}
ROMAN: Final = ("I", "II", "III", "IV")
HALVES: Final = ("6 tháng đầu năm", "6 tháng cuối năm")


def written_period(code: str) -> str:
    """A period in words: quý IV/2026, tháng 11/2026, năm học 2026 - 2027.

    Raises ValueError or IndexError for what is no code of ours.
    """
    year, _, part = code.partition("-")
    if year == "once":
        return f"một lần, hạn {date.fromisoformat(part):%d/%m/%Y}" if part else "một lần"
    if not part:
        return f"năm {year}"
    if part == "SY":
        return f"năm học {year} - {int(year) + 1}"
    kind, number = part[0], int(part[1:])
    if kind == "Q":
        return f"quý {ROMAN[number - 1]}/{year}"
    if kind == "H":
        return f"{HALVES[number - 1]} {year}"
    return f"tháng {number:02d}/{year}"


def period_or_code(code: str) -> str:
    """The same; what is no code of ours is said as it stands."""
    try:
        return written_period(code)
    except (ValueError, IndexError):
        return code
