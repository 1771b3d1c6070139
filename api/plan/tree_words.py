"""The office's words for the tree of the plan: branches, numbers, quarters."""

from collections.abc import Mapping
from typing import Final

from api.labels import titles, words
from services.domain import numerals
from services.domain.assignment.state import Assignment
from services.domain.plan.draft import ItemKind
from services.domain.task.lateness import OfficialStatus
from services.queries.plan_items import KINDS as KINDS_IN_ORDER
from services.queries.plan_places import ANNEX, OTHER
from services.queries.plan_tree import PlanBranch, PlanRow
from services.queries.quarters import QuarterStrip, StripQuarter

KINDS: Final[Mapping[ItemKind, str]] = {kind: words.KINDS[kind] for kind in KINDS_IN_ORDER}
_QUARTERS: Final = ("I", "II", "III", "IV")
_NOTHING: Final = "không có việc đến hạn"


def branch_name(branch: PlanBranch) -> str:
    """What a branch is called: Mục II.2 và phụ lục."""
    name = branch.place.name
    if name == ANNEX:
        return "Phụ lục"
    if name == OTHER:
        return "Mục khác"
    return f"Mục {name} và phụ lục" if branch.in_annex else f"Mục {name}"


def branch_id(branch: PlanBranch) -> str:
    """The branch as the id of a part of the page."""
    return f"nhanh-{branch.place.name.replace('.', '-')}"


def amounts(branch: PlanBranch) -> str:
    """What a branch holds: 6 đề án · 29 nhiệm vụ."""
    return " · ".join(
        f"{numerals.count(branch.amounts[kind])} {KINDS[kind].lower()}"
        for kind in KINDS
        if branch.amounts.get(kind)
    )


def title(item: Assignment) -> str:
    """A title without the kind that stands before its number: not “Đề án DA1: Đề án …”."""
    whole, kind = titles.item_title(item), words.KINDS.get(item.opened.kind, "Mục")
    if not whole.casefold().startswith(f"{kind.casefold()} "):
        return whole
    rest = whole[len(kind) :].strip()
    return rest[:1].upper() + rest[1:]


def heading(item: Assignment) -> str:
    """An item's number of the plan with its title."""
    kind = words.KINDS.get(item.opened.kind, "Mục")
    return f"{kind} {item.opened.item_code}: {title(item)}"


def lead(row: PlanRow, names: Mapping[str, str]) -> str:
    """Who leads a number of the plan; of several units how many there are."""
    if len(row.entries) > 1:
        return f"{numerals.count(len(row.entries))} đơn vị"
    unit = row.item.lead_unit
    return names.get(unit, unit) if unit else "Chưa có"


def quarter(shown: StripQuarter) -> str:
    """One square: Quý III/2027: 2 hoàn thành đúng hạn."""
    return f"Quý {_QUARTERS[shown.number - 1]}/{shown.year}: {_counts(shown.counts) or _NOTHING}"


def strip(shown: QuarterStrip) -> str:
    """The whole strip for who does not see it: each year with what was due in it."""
    years = [(quarters[0].year, _year_counts(quarters)) for quarters in shown.years]
    said = [f"năm {year}: {counts}" for year, counts in years if counts]
    return "; ".join(said) or _NOTHING


def _year_counts(quarters: tuple[StripQuarter, ...]) -> str:
    return _counts(
        {
            status: sum(quarter.counts.get(status, 0) for quarter in quarters)
            for status in OfficialStatus
        }
    )


def _counts(counts: Mapping[OfficialStatus, int]) -> str:
    return ", ".join(
        f"{numerals.count(counts[status])} {words.BOXES[status].lower()}"
        for status in OfficialStatus
        if counts.get(status)
    )
