"""What an address asks of the evidence: a period, a unit, an official, a page of its lines."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from api.labels import words
from api.web.filters import page_number
from api.web.forms import BadForm
from services.domain.task.appraisal_lines import (
    AppraisalPeriod,
    month_of,
    period_of,
    quarter_of,
)
from services.queries.appraisal_views import AppraisalFilter
from services.queries.stretch import WHOLE, Stretch

_WRONG_PERIOD: Final = (
    "Kỳ: chỉ xem được theo tháng hoặc theo quý. Hãy chọn một kỳ trong danh sách."
)

EVERY_LINE: Final = "tat-ca"  # in the place of a page's number: for paper all lines are on one
LINES_A_PAGE: Final = 20  # of evidence: each says a task, its days and what was recorded of it
_MONTHS: Final = 15  # of the choice: a year and the quarter before
_QUARTERS: Final = 6


def period_asked(code: str, today: date) -> AppraisalPeriod:
    """The period that is named, this month where none is; raises BadForm."""
    period = period_of(code) if code else month_of(today)
    if period is None:
        raise BadForm("field-period", _WRONG_PERIOD, field="ky")
    return period


def understood(asked: Mapping[str, str], today: date) -> AppraisalFilter:
    """The lines that an address of the page asks for; raises BadForm."""
    period, unit, person = (asked.get(name, "").strip() for name in ("ky", "don-vi", "can-bo"))
    return AppraisalFilter(
        period=period_asked(period, today),
        unit=unit or None,
        person_id=_person(person) if person else None,
    )


def _person(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise BadForm(
            "field-choice", "Cán bộ: hãy chọn một người trong danh sách.", field="can-bo"
        ) from None


def page_asked(asked: Mapping[str, str]) -> int | None:
    """Which page of the lines an address asks for; None where all of them are to be on one."""
    return None if asked.get("trang", "") == EVERY_LINE else page_number(asked)


def stretch_of(number: int | None) -> Stretch:
    """The lines of a page, or all of them."""
    return WHOLE if number is None else Stretch.of_page(number, LINES_A_PAGE)


def period_choices(today: date, asked: str) -> tuple[tuple[str, str], ...]:
    """The periods to choose from, the newest first, and the one that is asked for."""
    months, quarters = [month_of(today)], [quarter_of(today)]
    while len(months) < _MONTHS:
        months.append(month_of(date.fromordinal(months[-1].first_day.toordinal() - 1)))
    while len(quarters) < _QUARTERS:
        quarters.append(quarter_of(date.fromordinal(quarters[-1].first_day.toordinal() - 1)))
    codes = [each.code for each in (*months, *quarters)]
    if asked not in codes:
        codes.insert(0, asked)
    return tuple((code, words.period(code)) for code in codes)
