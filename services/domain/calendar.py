"""Working days, rest days, swapped days, and the periods that reports are asked for.

Sources: Bộ luật Lao động, Điều 112 (rest days); the yearly decisions on swapped days; Nghị định
09/2019/NĐ-CP, Điều 12 (a reporting period closes on the 14th). All dates are calendar days in
Asia/Ho_Chi_Minh. What the ward may change is data: the years of the calendar and `PeriodRules`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from services.domain.errors import Refusal
from services.domain.rules import CALENDAR_MISSING

_DAY = timedelta(days=1)
_SATURDAY = 5
_MONTHS = 12
_SHORTEST_MONTH = 28


class Frequency(StrEnum):
    """How often something is reported: tháng, quý, nửa năm, năm, năm học, một lần."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    ONCE = "once"


class CalendarStatus(StrEnum):
    """Whether a year's days are decided (chính thức) or our estimate (dự kiến)."""

    OFFICIAL = "official"
    ESTIMATED = "estimated"


class CalendarMissing(Refusal):
    """Nobody has entered the rest days of this year: no working day of it can be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(CALENDAR_MISSING.code, CALENDAR_MISSING.sentence.format(year=year))
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class RestDay:
    """Ngày nghỉ: a weekday on which nobody works; `decision` names the document, or "dự kiến"."""

    on: date
    name: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUpDay:
    """Ngày làm bù: a weekend day that is worked in exchange for the rest day `instead_of`."""

    on: date
    instead_of: date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """Lịch nghỉ của một năm: all rest days and make-up days that fall in the year."""

    year: int
    status: CalendarStatus
    decision: str
    rest_days: tuple[RestDay, ...]
    make_up_days: tuple[MakeUpDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The known years together. A year that is not among them is refused, never guessed."""

    years: tuple[CalendarYear, ...]
    # The same days by date: a ward's clocks ask for hundreds of thousands of them in a year.
    _resting: frozenset[date] = field(init=False, repr=False, compare=False)
    _made_up: frozenset[date] = field(init=False, repr=False, compare=False)
    _known: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the days up once."""
        known = self.known_years
        resting = frozenset(day.on for year in known for day in year.rest_days)
        made_up = frozenset(day.on for year in known for day in year.make_up_days)
        object.__setattr__(self, "_resting", resting)
        object.__setattr__(self, "_made_up", made_up)
        object.__setattr__(self, "_known", frozenset(year.year for year in known))

    @property
    def known_years(self) -> tuple[CalendarYear, ...]:
        """Each year once, in their order; of two for one year the first."""
        known = {year.year: year for year in reversed(self.years)}
        return tuple(known[number] for number in sorted(known))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday without rest days, and the weekend days that are made up.

        Raises CalendarMissing where the year is not known.
        """
        if day.year not in self._known:
            raise CalendarMissing(day.year)
        if day.weekday() >= _SATURDAY:
            return day in self._made_up
        return day not in self._resting

    def next_working_day(self, after: date) -> date:
        """Find the first working day strictly after a day. Raises CalendarMissing."""
        return self.add_working_days(after, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """Find the `count`-th working day after a day, before it where `count` is negative.

        Zero gives the day itself, working or not. Raises CalendarMissing.
        """
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; negative when reversed.

        Raises CalendarMissing.
        """
        if end < start:
            return -self.working_days_between(end, start)
        if end == start:
            return 0
        first, worked = start + _DAY, 0
        for year in range(first.year, end.year + 1):
            counts = self._counts(year)
            before = _day_of_year(first) - 1 if year == first.year else 0
            last = _day_of_year(end) if year == end.year else len(counts) - 1
            worked += counts[last] - counts[before]
        return worked

    def _counts(self, year: int) -> tuple[int, ...]:
        """The working days in the first 0, 1, 2 … days of a year. Raises CalendarMissing."""
        if year not in self._known:
            raise CalendarMissing(year)
        return _working_days(year, self._resting, self._made_up)


# Because a list of five years asks for thousands of spans, and each would walk its days.
@lru_cache(maxsize=64)
def _working_days(
    year: int, resting: frozenset[date], made_up: frozenset[date]
) -> tuple[int, ...]:
    first, counts = date(year, 1, 1), [0]
    for number in range((date(year + 1, 1, 1) - first).days):
        day = first + _DAY * number
        works = day in made_up if day.weekday() >= _SATURDAY else day not in resting
        counts.append(counts[-1] + works)
    return tuple(counts)


def _day_of_year(day: date) -> int:
    return (day - date(day.year, 1, 1)).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRules:
    """Where periods close: the day of the month (Nghị định 09/2019: the 14th), the school year."""

    cutoff_day: int = 14
    school_year_starts: tuple[int, int] = (6, 1)

    def __post_init__(self) -> None:
        """Refuse days that some month does not have."""
        month, day = self.school_year_starts
        if not 1 <= self.cutoff_day <= _SHORTEST_MONTH:
            raise ValueError(f"cutoff_day {self.cutoff_day} is not a day of every month")
        if not (1 <= month <= _MONTHS and 1 <= day <= _SHORTEST_MONTH):
            raise ValueError(
                f"school_year_starts {self.school_year_starts} is not a month and day"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Kỳ báo cáo: from its first day to its cut-off, both belonging to it."""

    code: str
    frequency: Frequency
    first_day: date
    cutoff: date


_SPAN = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: _MONTHS,
}


def period_containing(frequency: str, day: date, rules: PeriodRules) -> Period:
    """Find the one period of a `Frequency` that a day lies in.

    Raises ValueError for an unknown frequency and for a one-off, which has dates of its own: see
    `one_off`.
    """
    frequency = Frequency(frequency)
    if frequency is Frequency.ONCE:
        raise ValueError("a one-off has dates of its own, see `one_off`")
    if frequency is Frequency.SCHOOL_YEAR:
        return _school_year(day, rules)
    # The month whose cut-off comes next, counted from year 0, so that arithmetic stays plain.
    month = day.year * _MONTHS + day.month - 1 + (day.day > rules.cutoff_day)
    span = _SPAN[frequency]
    number = month // span
    last = number * span + span - 1
    return Period(
        code=_code(frequency, last // _MONTHS, number % (_MONTHS // span) + 1),
        frequency=frequency,
        first_day=_on(last - span, rules.cutoff_day) + _DAY,
        cutoff=_on(last, rules.cutoff_day),
    )


def next_period(period: Period, rules: PeriodRules) -> Period | None:
    """Find the period that begins on the day after the cut-off; None after a one-off."""
    if period.frequency is Frequency.ONCE:
        return None
    return period_containing(period.frequency, period.cutoff + _DAY, rules)


def periods_between(
    frequency: str, first: date, last: date, rules: PeriodRules
) -> Iterator[Period]:
    """Yield every period that has a day in `first`..`last` (both counted), oldest first.

    Raises ValueError as `period_containing` does.
    """
    day = first
    while day <= last:
        period = period_containing(frequency, day, rules)
        yield period
        day = period.cutoff + _DAY


def one_off(starts_on: date, ends_on: date) -> Period:
    """Make the single period of something that is handed in once."""
    return Period(code="once", frequency=Frequency.ONCE, first_day=starts_on, cutoff=ends_on)


def one_off_by(starts_on: date, last_day: date) -> Period:
    """Make the period of what is done once by a day of its own: the day tells it from others."""
    return Period(
        code=f"once-{last_day.isoformat()}",
        frequency=Frequency.ONCE,
        first_day=min(starts_on, last_day),
        cutoff=last_day,
    )


def _school_year(day: date, rules: PeriodRules) -> Period:
    month, first = rules.school_year_starts
    year = day.year if (day.month, day.day) >= (month, first) else day.year - 1
    return Period(
        code=f"{year}-SY",
        frequency=Frequency.SCHOOL_YEAR,
        first_day=date(year, month, first),
        cutoff=date(year + 1, month, first) - _DAY,
    )


def _on(month: int, day: int) -> date:
    return date(month // _MONTHS, month % _MONTHS + 1, day)


def _code(frequency: Frequency, year: int, number: int) -> str:
    match frequency:
        case Frequency.MONTH:
            return f"{year}-M{number:02d}"
        case Frequency.QUARTER:
            return f"{year}-Q{number}"
        case Frequency.HALF_YEAR:
            return f"{year}-H{number}"
        case _:
            return f"{year}"
