"""The overview's words, its bars, and what stands in the addresses of its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.labels import figure_words, words
from services.domain import numerals
from services.domain.answers import Answer
from services.domain.assignment.events import Measure
from services.queries.overview_views import (
    BoxedTask,
    Count,
    CountFilter,
    IndicatorLine,
    OverviewFilter,
    Quarter,
)

SLUGS: Final[Mapping[CountFilter, str]] = {
    CountFilter.DONE_IN_TIME: "xong-dung-han",
    CountFilter.DONE_LATE: "xong-qua-han",
    CountFilter.RUNNING_IN_TIME: "trong-han",
    CountFilter.RUNNING_LATE: "dang-qua-han",
    CountFilter.NO_DUE_DATE: "khong-thoi-han",
    CountFilter.SUSPENDED: "tam-dung",
    CountFilter.WITHDRAWN: "thu-hoi",
    CountFilter.LATE: "da-hoac-dang-qua-han",
}
STANDINGS: Final = {slug: standing for standing, slug in SLUGS.items()}
NAMES: Final[Mapping[CountFilter, str]] = {
    CountFilter.DONE_IN_TIME: "Hoàn thành đúng hạn",
    CountFilter.DONE_LATE: "Hoàn thành quá hạn",
    CountFilter.RUNNING_IN_TIME: "Đang thực hiện trong hạn",
    CountFilter.RUNNING_LATE: "Đang thực hiện quá hạn",
    CountFilter.NO_DUE_DATE: "Không thời hạn",
    CountFilter.SUSPENDED: "Tạm dừng",
    CountFilter.WITHDRAWN: "Thu hồi, từ chối, thay thế",
    CountFilter.LATE: "Quá hạn, đã xong hoặc chưa",
}
# These stand beside the five, and in no total.
BESIDE: Final = (CountFilter.SUSPENDED, CountFilter.WITHDRAWN)
FIVE: Final = tuple(each for each in NAMES if each not in {*BESIDE, CountFilter.LATE})
# The trend tells three: in time, late, running.
TREND: Final[Mapping[CountFilter, str]] = {
    CountFilter.DONE_IN_TIME: "Đúng hạn",
    CountFilter.LATE: "Quá hạn",
    CountFilter.RUNNING_IN_TIME: "Đang thực hiện",
}
WIDTH: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a bar: where it begins, how wide it is, which pattern fills it."""

    x: int
    width: int
    fill: str


def bar(count: Count, standings: Sequence[CountFilter] = FIVE) -> tuple[Segment, ...]:
    """A stacked bar of whole units of its width; the pieces always fill it."""
    segments: list[Segment] = []
    amounts = [count.of(standing) for standing in standings]
    whole, reported = sum(amounts), 0
    for standing, amount in zip(standings, amounts, strict=True):
        start = reported * WIDTH // whole if whole else 0
        reported += amount
        end = reported * WIDTH // whole if whole else 0
        if amount:
            segments.append(Segment(x=start, width=end - start, fill=f"url(#{SLUGS[standing]})"))
    return tuple(segments)


def spoken(count: Count, names: Mapping[CountFilter, str]) -> str:
    """A bar for those who hear it."""
    reported = (
        f"{name.lower()} {numerals.count(count.of(standing))}"
        for standing, name in names.items()
        if count.of(standing)
    )
    return ", ".join(reported) or "chưa có việc nào"


def five() -> Mapping[CountFilter, str]:
    """The names of the five boxes."""
    return {standing: NAMES[standing] for standing in FIVE}


def next_to(ward: Count) -> Mapping[CountFilter, str]:
    """The names of what stands beside them, where the ward has any of it."""
    return {standing: NAMES[standing] for standing in BESIDE if ward.of(standing)}


def quarter(value: Quarter) -> str:
    """A quarter: quý IV/2026."""
    return words.period(f"{value.year}-Q{value.number}")


def last_value(line: IndicatorLine) -> str:
    """The last confirmed figure with its period."""
    if line.value is None or line.period is None:
        return "chưa có"
    if line.measure.is_yes_no:
        figure = figure_words.ANSWERS[Answer.of(line.value)].lower()
    else:
        figure = f"{numerals.written(line.value)} {line.measure.unit}"
    return f"{figure} ({words.period(line.period)})"


def target(measure: Measure) -> str:
    """What the plan wants of a measure."""
    return figure_words.target(measure)


def heading(which: OverviewFilter, units: Mapping[str, str]) -> str:
    """Which tasks are listed."""
    parts = [NAMES[which.standing] if which.standing else "Tất cả các việc"]
    if which.unit:
        parts.append(units.get(which.unit, which.unit))
    if which.quarter:
        parts.append(f"hạn trong {quarter(which.quarter)}")
    return " – ".join(parts)


def late_by(row: BoxedTask) -> str:
    """How long a task is late, in working days; before the first of them it is late by none."""
    return f"quá hạn {row.days_late} ngày làm việc" if row.days_late else "quá hạn"
