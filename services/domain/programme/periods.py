"""The calendar periods of work programmes: a year of quarters, a quarter of months. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from services.domain.instants import YEARS
from services.domain.streams import Family

_CODE: Final = re.compile(r"(?P<year>[1-9]\d{3})(?:-(?:Q(?P<quarter>[1-4])|M(?P<month>\d{2})))?")
_MONTHS: Final = 12
_OF_QUARTER: Final = 3
_DAY: Final = timedelta(days=1)


class ProgrammeKind(StrEnum):
    """Of which length a programme is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePeriod:
    """A year, quarter or month of the calendar; both days belong to it (Asia/Ho_Chi_Minh).

    `code` is that of reports: `2027`, `2027-Q1`, `2027-M01`.
    """

    code: str
    kind: ProgrammeKind
    first_on: date
    last_on: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first_on <= day <= self.last_on

    @property
    def stream(self) -> str:
        """The stream of its programme."""
        return programme_stream(self.code)

    @property
    def following(self) -> "ProgrammePeriod":
        """The next period of the same length."""
        return period_on(self.kind, self.last_on + _DAY)

    @property
    def preceding(self) -> "ProgrammePeriod":
        """The one before, of the same length."""
        return period_on(self.kind, self.first_on - _DAY)

    @property
    def parts(self) -> tuple["ProgrammePeriod", ...]:
        """The periods that it is composed of: quarters of a year, months of a quarter."""
        smaller = _PART.get(self.kind)
        if smaller is None:
            return ()
        parts, day = [], self.first_on
        while day <= self.last_on:
            part = period_on(smaller, day)
            parts.append(part)
            day = part.last_on + _DAY
        return tuple(parts)


_PART: Final = {
    ProgrammeKind.YEAR: ProgrammeKind.QUARTER,
    ProgrammeKind.QUARTER: ProgrammeKind.MONTH,
}


def programme_stream(code: str) -> str:
    """The stream of one programme."""
    return f"{Family.PROGRAMME}{code}"


def programme_code_of(stream: str) -> str | None:
    """Which period's programme this is: the inverse of `programme_stream`, known here alone."""
    before = programme_stream("")
    return stream[len(before) :] if stream.startswith(before) else None


def period_on(kind: ProgrammeKind, day: date) -> ProgrammePeriod:
    """The period of this length that a day lies in."""
    match kind:
        case ProgrammeKind.YEAR:
            first, count, code = 1, _MONTHS, f"{day.year}"
        case ProgrammeKind.QUARTER:
            quarter = (day.month - 1) // _OF_QUARTER
            first, count, code = (
                quarter * _OF_QUARTER + 1,
                _OF_QUARTER,
                f"{day.year}-Q{quarter + 1}",
            )
        case ProgrammeKind.MONTH:
            first, count, code = day.month, 1, f"{day.year}-M{day.month:02d}"
    behind = day.year * _MONTHS + first - 1 + count
    return ProgrammePeriod(
        code=code,
        kind=kind,
        first_on=date(day.year, first, 1),
        last_on=date(behind // _MONTHS, behind % _MONTHS + 1, 1) - _DAY,
    )


def period_of(code: str) -> ProgrammePeriod | None:
    """The period of a code; None for what is no code of a programme, or of no year of ours."""
    match = _CODE.fullmatch(code)
    if match is None or int(match["year"]) not in YEARS:
        return None
    year = int(match["year"])
    if match["quarter"]:
        month = int(match["quarter"]) * _OF_QUARTER
        return period_on(ProgrammeKind.QUARTER, date(year, month, 1))
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= _MONTHS:
            return None
        return period_on(ProgrammeKind.MONTH, date(year, month, 1))
    return period_on(ProgrammeKind.YEAR, date(year, 1, 1))
