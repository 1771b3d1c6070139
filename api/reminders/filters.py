"""Which promised reminders an address asks for: a month, a unit, what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from api.reminders.labels import OUTCOMES_BY_SLUG, SLUGS
from api.web.filters import LONGEST
from api.web.forms import BadForm, of_our_time
from services.domain.task.reminder_promises import PromiseOutcome
from services.domain.typed_days import read_typed_month
from services.queries.reminder_promises import PromiseFilter

ADDRESS: Final = "/loi-hua-nhac-viec"


@dataclass(frozen=True, slots=True)
class TypedPromiseFilter:
    """The filters as they stand in the address."""

    thang: str = ""
    don_vi: str = ""
    ket_qua: str = ""


def typed_filter(query: Mapping[str, str]) -> TypedPromiseFilter:
    """What the address says, without blanks around it."""
    said = (query.get(name, "").strip()[:LONGEST] for name in ("thang", "don-vi", "ket-qua"))
    return TypedPromiseFilter(*said)


def promise_filter(typed: TypedPromiseFilter, today: date) -> PromiseFilter:
    """The filters as the query takes them; a blank month is this one. Raises BadForm."""
    outcome = OUTCOMES_BY_SLUG.get(typed.ket_qua)
    if typed.ket_qua and outcome is None:
        raise BadForm(
            "field-choice",
            "Kết quả: lựa chọn không có trong danh sách. Hãy chọn lại.",
            field="ket-qua",
        )
    month = read_month(typed.thang) if typed.thang else today.replace(day=1)
    return PromiseFilter(month=month, unit=typed.don_vi, outcome=outcome)


def read_month(typed: str) -> date:
    """The first day of a month from mm/yyyy; raises BadForm."""
    first_day = read_typed_month(typed)
    if first_day is None:
        raise BadForm(
            "field-day",
            f"Tháng: “{typed:.40}” không phải là tháng. "
            "Hãy nhập theo dạng tháng/năm, ví dụ 12/2026.",
            field="thang",
        )
    return of_our_time(first_day, label="Tháng", field="thang")


def written_month(month: date) -> str:
    """A month as the office writes it: 12/2026."""
    return f"{month.month:02d}/{month.year:04d}"


def address(chosen: PromiseFilter, outcome: PromiseOutcome | None, page: int = 1) -> str:
    """The list of one outcome, or of all, under the same month and unit."""
    fields = {
        "thang": written_month(chosen.month),
        "don-vi": chosen.unit,
        "ket-qua": SLUGS[outcome] if outcome else "",
        "trang": str(page) if page > 1 else "",
    }
    return f"{ADDRESS}?{urlencode({name: value for name, value in fields.items() if value})}"
