"""What an address asks of the register, and the address of what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from api.register.labels import SOURCE_SLUGS, STATE_SLUGS
from api.web.filters import LONGEST, ROWS_A_PAGE, page_number
from api.web.forms import read_code, read_day
from api.web.mistakes import Mistakes
from services.domain.instants import written_day
from services.queries.register_views import RegisterFilter
from services.queries.stretch import WHOLE, Stretch
from services.register.writing import PaperSize

REGISTER: Final = "/so-theo-doi"
FILE: Final = "so.xlsx"
DUE_FROM: Final = "han-tu"
DUE_UNTIL: Final = "han-den"
_SMALL: Final = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """How the register is shown: page by page, or all rows for a paper of that size."""

    number: int
    printed: bool
    size: PaperSize

    @property
    def stretch(self) -> Stretch:
        """The rows that are shown."""
        return WHOLE if self.printed else Stretch.of_page(self.number, ROWS_A_PAGE)


def filter_of(given: Mapping[str, str]) -> RegisterFilter:
    """The filter of an address; raises BadForm where a day is none.

    What is no source and no state of ours asks for everything.
    """
    sources = {slug: source for source, slug in SOURCE_SLUGS.items()}
    states = {slug: state for state, slug in STATE_SLUGS.items()}
    unit, due_from, due_until = None, None, None
    mistakes = Mistakes()
    with mistakes:
        unit = read_code(given.get("don-vi", "").strip(), label="Đơn vị", field="don-vi")
    with mistakes:
        due_from = _day(given, DUE_FROM, "Hạn từ ngày")
    with mistakes:
        due_until = _day(given, DUE_UNTIL, "Hạn đến ngày")
    mistakes.settle()
    return RegisterFilter(
        unit=unit,
        source=sources.get(given.get("nguon", "")),
        state=states.get(given.get("tinh-trang", "")),
        wanted=given.get("tim", "").strip()[:LONGEST],
        due_from=due_from,
        due_until=due_until,
    )


def view_of(given: Mapping[str, str]) -> RegisterView:
    """How the register is to be shown."""
    small = given.get("kho", "") == _SMALL
    return RegisterView(
        number=page_number(given),
        printed=given.get("in", "") == "1",
        size=PaperSize.A4 if small else PaperSize.A3,
    )


def link(
    asked: RegisterFilter,
    *,
    number: int = 1,
    size: PaperSize | None = None,
    file: bool = False,
) -> str:
    """The address of a page of these rows, of all of them on paper, or of their Excel file."""
    fields = {
        "don-vi": asked.unit,
        "nguon": SOURCE_SLUGS[asked.source] if asked.source else None,
        "tinh-trang": STATE_SLUGS[asked.state] if asked.state else None,
        "tim": asked.wanted,
        DUE_FROM: written_day(asked.due_from) if asked.due_from else None,
        DUE_UNTIL: written_day(asked.due_until) if asked.due_until else None,
        "trang": str(number) if number > 1 else None,
        "in": "1" if size and not file else None,
        "kho": _SMALL if size is PaperSize.A4 else None,
    }
    kept = urlencode({name: value for name, value in fields.items() if value})
    path = f"{REGISTER}/{FILE}" if file else REGISTER
    return f"{path}?{kept}" if kept else path


def _day(given: Mapping[str, str], name: str, label: str) -> date | None:
    typed = given.get(name, "").strip()
    return read_day(typed, label=label, field=name) if typed else None
