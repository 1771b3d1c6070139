"""What stands in the addresses of the plan's pages: filters, the page of the items, the year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from api.web.filters import page_number
from services.queries.plan_board import PlanFilter

A_PAGE: Final = 20


_YEAR: Final = re.compile(r"20\d\d", re.ASCII)


def choice_of(asked: Mapping[str, str]) -> PlanFilter:
    """The filters of the plan's page as its address has them."""
    return PlanFilter(
        kind=asked.get("loai", ""),
        unit=asked.get("don-vi", ""),
        with_findings=asked.get("diem") == "1",
        without_lead=asked.get("chua-chu-tri") == "1",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPageTurn:
    """Which page of the items is open, and the year whose periods it shows (None: this one)."""

    number: int = 1
    year: int | None = None


def turned_of(asked: Mapping[str, str]) -> PlanPageTurn:
    """Page and year as the address has them; what cannot be one is the first, or this year."""
    year = asked.get("nam", "")
    return PlanPageTurn(
        number=page_number(asked), year=int(year) if _YEAR.fullmatch(year) else None
    )


def address(
    path: str, choice: PlanFilter, done: str = "", turned: PlanPageTurn | None = None
) -> str:
    """An address of the plan's page that keeps the filters; `done` is what was just done."""
    place = turned or PlanPageTurn()
    fields = {
        "loai": choice.kind,
        "don-vi": choice.unit,
        "diem": "1" if choice.with_findings else "",
        "chua-chu-tri": "1" if choice.without_lead else "",
        "trang": str(place.number) if place.number > 1 else "",
        "nam": str(place.year) if place.year else "",
        "xong": done,
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return f"{path}?{query}" if query else path
