"""What an explanation of a task is made of: topic, sentence, facts, counted days. Pure."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.counted_days import CountedDays, count_days
from services.domain.replacing import replace
from services.domain.task.running_days import stood_between
from services.domain.task.state import Task

# The task after each of its facts, by the fact's version.
History = Sequence[tuple[int, Task]]
T = TypeVar("T")


class WhyTopic(StrEnum):
    """Which derived state is explained."""

    DUE = "due"
    STATUS = "status"
    WAITS = "waits"
    ESCALATED = "escalated"
    CLIMBED = "climbed"
    UNANSWERED = "unanswered"  # a request that nobody answered in its time
    EXPIRED = "expired"  # the time of the step at which a report waits
    APPRAISED = "appraised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One sentence, and behind it the facts by their versions and the days that were counted.

    `by_policy` and `by_calendar` say whether the ward's rules and its calendar were asked;
    `rules_version` is the fact that holds the rules which decided then, None where it is judged
    by those of today.
    """

    topic: WhyTopic
    sentence: str
    facts: tuple[int, ...]
    days: CountedDays | None = None
    by_policy: bool = False
    by_calendar: bool = False
    rules_version: str | None = None


def if_known(calendar: Calendar | None, counting: Callable[[Calendar], T]) -> T | None:
    """What is counted on the calendar; None where a year that it needs has none yet."""
    with suppress(CalendarMissing):
        return None if calendar is None else counting(calendar)
    return None


def counted_between(
    calendar: Calendar | None, after_on: date, until_on: date, late: Task | None = None
) -> CountedDays | None:
    """The days of a span; of a task that is late in it also how many its clock stood."""

    def count(known: Calendar) -> CountedDays:
        days = count_days(known, after_on, until_on)
        stood = stood_between(late, known, after_on, until_on) if late else 0
        return replace(days, suspended_days=stood)

    return if_known(calendar, count)


def changing(history: History, part: Callable[[Task], object]) -> tuple[int, ...]:
    """The versions of the facts that changed a part of the state, the issue among them."""
    changed = (
        version
        for (_, before), (version, after) in pairwise(history)
        if part(after) != part(before)
    )
    return (history[0][0], *changed)
