"""What an address asks of the evidence: a period, a unit, an official."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from api.web.forms import BadForm
from services.domain.task.appraisal_lines import AppraisalPeriod, month_of, period_of
from services.queries.appraisal_views import AppraisalFilter

_WRONG_PERIOD: Final = (
    "Kỳ: chỉ xem được theo tháng hoặc theo quý. Hãy chọn một kỳ trong danh sách."
)


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
