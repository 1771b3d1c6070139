"""Rest days and make-up days as facts of the ledger, one stream a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.domain.calendar import Calendar, CalendarYear
from services.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAdopted:
    """Ban hành lịch nghỉ: the days of one year, each with the decision that made it so."""

    TYPE: ClassVar[str] = "calendar-adopted"
    SCHEMA: ClassVar[int] = 1

    calendar: CalendarYear


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarInForce:
    """The known years, and the newest fact among them (`calendar-2026@1`).

    Facts of a ledger have one order, so the newest one says which calendar all of them made.
    """

    calendar: Calendar
    version: str | None


def calendar_stream(year: int) -> str:
    """The stream of one year's calendar."""
    return f"calendar-{year}"


def calendar_streams(around: date) -> tuple[str, ...]:
    """The years that dates counted from a day may fall in, and those of what is still open.

    A task or a period of the plan's first year may be open in its last: six years back.
    """
    return tuple(calendar_stream(year) for year in range(around.year - 6, around.year + 3))


def calendar_in_force(facts: Iterable[Fact]) -> CalendarInForce:
    """The newest version of each year."""
    newest: dict[int, CalendarYear] = {}
    last: Fact | None = None
    for fact in sorted(facts, key=lambda fact: fact.position):
        if isinstance(fact.event, CalendarAdopted):
            newest[fact.event.calendar.year] = fact.event.calendar
            last = fact
    return CalendarInForce(
        calendar=Calendar(years=tuple(newest.values())),
        version=None if last is None else f"{last.stream}@{last.version}",
    )
