"""What stands in the addresses of the plan's pages: filters, the open branch, the year."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from api.web.filters import LONGEST
from services.queries.plan_items import PlanFilter
from services.queries.search import readable

_YEAR: Final = re.compile(r"20\d\d", re.ASCII)
ALL: Final = PlanFilter()


def choice_of(asked: Mapping[str, str]) -> PlanFilter:
    """The filters of the plan's page as its address has them."""
    return PlanFilter(
        kind=asked.get("loai", ""),
        unit=asked.get("don-vi", ""),
        with_findings=asked.get("diem") == "1",
        without_lead=asked.get("chua-chu-tri") == "1",
        sought=readable(asked.get("tim", "")[:LONGEST]),
    )


def branch_of(asked: Mapping[str, str]) -> str:
    """The branch of the tree that the address opens; blank where it opens none."""
    return asked.get("muc", "")


def year_of(asked: Mapping[str, str]) -> int | None:
    """The year whose periods an item's page shows; None is this one."""
    year = asked.get("nam", "")
    return int(year) if _YEAR.fullmatch(year) else None


def address(path: str, choice: PlanFilter, done: str = "", branch: str = "") -> str:
    """An address of the plan's page that keeps the filters; `done` is what was just done."""
    fields = {
        "loai": choice.kind,
        "don-vi": choice.unit,
        "diem": "1" if choice.with_findings else "",
        "chua-chu-tri": "1" if choice.without_lead else "",
        "tim": choice.sought,
        "muc": branch,
        "xong": done,
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return f"{path}?{query}" if query else path
