"""The overview's words, its bars, and what stands in the addresses of its numbers."""

from collections.abc import Mapping
from typing import Final

from api.labels import result_words, words
from services.queries.overview_views import (
    BoxedTask,
    Count,
    CountedYear,
    CountFilter,
    Overview,
    OverviewFilter,
    Quarter,
    Within,
)
from services.queries.results import IndicatorRow

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
# The period of an address: since the plan began, a year, a quarter.
SINCE_THE_BEGINNING: Final = "luy-ke"
SORTS: Final[Mapping[str, str]] = {
    "han": "Hạn sớm trước",
    "han-muon": "Hạn muộn trước",
    "don-vi": "Theo đơn vị",
}
DOT_WIDTH: Final = 104
_DOT_MARGIN: Final = 4


def dot(count: Count) -> float:
    """Where the share of late work of a unit lies on its line, from left to right."""
    return round(_DOT_MARGIN + count.late_share * (DOT_WIDTH - 2 * _DOT_MARGIN), 1)


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{round(100 * share)}%"


def five() -> Mapping[CountFilter, str]:
    """The names of the five boxes."""
    return {standing: NAMES[standing] for standing in FIVE}


def next_to(ward: Count) -> Mapping[CountFilter, str]:
    """The names of what stands beside them, where the ward has any of it."""
    return {standing: NAMES[standing] for standing in BESIDE if ward.of(standing)}


def quarter(value: Quarter) -> str:
    """A quarter: quý IV/2026."""
    return words.period(f"{value.year}-Q{value.number}")


def slug(within: Within) -> str:
    """A period as an address has it."""
    if within is None:
        return SINCE_THE_BEGINNING
    if isinstance(within, Quarter):
        return f"{within.year}-Q{within.number}"
    return str(within.year)


def period(within: Within) -> str:
    """A period in words."""
    return "luỹ kế từ đầu kế hoạch" if within is None else words.period(slug(within))


def periods(page: Overview) -> tuple[list[Within], list[Within]]:
    """What the picker offers: everything and the years; the quarters of the year looked at."""
    years = range(page.first_year, page.today.year + 1)
    year = CountedYear(page.within.year if page.within else page.today.year)
    return [None, *map(CountedYear, years)], list(year.quarters)


def punctual(page: Overview) -> str:
    """How much of what was due was done in time, and the change from the period before."""
    now = page.ward.punctual
    if now is None:
        return "chưa có việc đến hạn"
    before = page.before.punctual if page.before else None
    change = "" if before is None else f" ({_signed(now - before)} điểm so với kỳ trước)"
    return f"{now}% đúng hạn{change}"


def _signed(change: int) -> str:
    if not change:
        return "bằng"
    return f"+{change}" if change > 0 else f"−{-change}"


def longest(page: Overview) -> str:
    """How long the task that is late for longest is so."""
    days = page.latest[0].days_late if page.latest else None
    return f"lâu nhất {days} ngày làm việc" if days else ""


def row_name(row: IndicatorRow) -> str:
    """The title of a row of the plan; nothing of restricted work."""
    if row.restricted:
        return "Mục thuộc bí mật nhà nước"
    return row.items[0].item.opened.title


def row_measure(row: IndicatorRow, units: Mapping[str, str]) -> str:
    """Which measure, and whose, stands for a row that has several."""
    if row.shown is None:
        return ""
    item, series = row.shown
    parts = [series.measure.title] if series.measure.title != row_name(row) else []
    if len(row.items) > 1 and item.lead_unit:
        parts.append(units.get(item.lead_unit, item.lead_unit))
    return " – ".join(parts)


def row_counts(row: IndicatorRow) -> str:
    """How many of a row's measures, or of its units, reach what they should."""
    whole = len(row.required)
    if whole <= 1:
        return ""
    of = "đơn vị" if len(row.items) > 1 else "chỉ tiêu thành phần"
    return f"{row.reached}/{whole} {of} đạt"


def row_since(row: IndicatorRow) -> str:
    """Since which period the row stands so, by the series that stands for it."""
    if row.shown is None or row.shown[1].standing.outcome is not row.attainment:
        return ""
    return result_words.since(row.shown[1].standing)


def heading(which: OverviewFilter, units: Mapping[str, str]) -> str:
    """Which tasks are listed."""
    parts = [NAMES[which.standing] if which.standing else "Tất cả các việc"]
    if which.unit:
        parts.append(units.get(which.unit, which.unit))
    if which.within:
        parts.append(f"hạn trong {period(which.within)}")
    return " – ".join(parts)


def late_by(row: BoxedTask) -> str:
    """How long a task is late, in working days; before the first of them it is late by none."""
    return f"quá hạn {row.days_late} ngày làm việc" if row.days_late else "quá hạn"
