"""A calendar day as people type it: every page, filter and correction reads it here. Pure.

Day first, then month, then year: 1/12/2026, 1.12.2026, 1-12-2026, 1 12 2026, 05/12/26 (of this
century) and 05122026, as a telephone's number keys give it.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_MARK: Final = r"\s*[./\s–-]\s*"
_WHOLE: Final = re.compile(
    rf"(?P<day>[0-9]{{1,2}}){_MARK}(?P<month>[0-9]{{1,2}}){_MARK}(?P<year>[0-9]{{4}}|[0-9]{{2}})"
)
_KEYED: Final = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})")
_SHORT: Final = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:{_MARK}(?P<month>[0-9]{{1,2}}))?")
_MONTH: Final = re.compile(rf"(?P<month>[0-9]{{1,2}}){_MARK}(?P<year>[0-9]{{4}}|[0-9]{{2}})")
_CENTURY: Final = 2000
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDay:
    """What was typed in the form of a day, whether the calendar has it or not."""

    day: int
    month: int
    year: int

    @property
    def on(self) -> date | None:
        """The day; None where the calendar has none."""
        return None if self.why_not else date(self.year, self.month, self.day)

    @property
    def why_not(self) -> str:
        """Why the calendar has no such day; blank where it has."""
        if not self.year:
            return "không có năm 0000"
        if not 1 <= self.month <= _MONTHS:
            return f"không có tháng {self.month}"
        last = monthrange(self.year, self.month)[1]
        if not 1 <= self.day <= last:
            return f"tháng {self.month:02}/{self.year:04} có các ngày từ 1 đến {last}"
        return ""


def read_typed_day(typed: str) -> TypedDay | None:
    """The day, month and year that were typed; None for anything else."""
    match = _WHOLE.fullmatch(typed.strip()) or _KEYED.fullmatch(typed.strip())
    if match is None:
        return None
    return TypedDay(day=int(match["day"]), month=int(match["month"]), year=_year(match["year"]))


def read_short_day(typed: str) -> tuple[int, int | None] | None:
    """A day and its month, None where only the day was typed; None for anything else."""
    match = _SHORT.fullmatch(typed.strip())
    return (int(match["day"]), int(match["month"]) if match["month"] else None) if match else None


def read_typed_month(typed: str) -> date | None:
    """The first day of a month typed as 12/2026, 12.2026 or 12/26; None for anything else."""
    match = _MONTH.fullmatch(typed.strip())
    if match is None:
        return None
    return TypedDay(day=1, month=int(match["month"]), year=_year(match["year"])).on


def _year(typed: str) -> int:
    return int(typed) if len(typed) > 2 else _CENTURY + int(typed)  # noqa: PLR2004  (26 is 2026)
