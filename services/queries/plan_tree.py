"""Kế hoạch as a tree: sections that open one by one, one line for each number of the plan."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.assignment.state import Assignment
from services.domain.plan.draft import ItemKind
from services.domain.plan.findings import PlanFindings
from services.ledger.port import Ledger
from services.queries.plan_items import (
    KINDS,
    FindingLine,
    PlanFilter,
    findings_of_plans,
    fitting,
    general_lines,
    is_unled,
    open_findings,
    plan_items,
)
from services.queries.plan_places import PlanPlace, branches_of, natural
from services.queries.quarters import QuarterStandings, QuarterStrip, plan_years, standing_of
from services.queries.viewing import Viewing

AT_ONCE: Final = 20  # rows that are shown without opening a branch
NOT_DRAWN: Final = QuarterStrip(years=())  # of a row in a closed branch


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """One item in its row; `late` counts its tasks that are late now."""

    item: Assignment
    strip: QuarterStrip
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One number of the plan: one item, or one for each of the units that lead it.

    `strip` and `late` are of all of them; `findings` are those about the number as such that
    nobody has decided, by their codes.
    """

    code: str
    entries: tuple[PlanEntry, ...]
    strip: QuarterStrip
    late: int
    findings: frozenset[str]

    @property
    def open_findings(self) -> int:
        """How many findings about it nobody has decided."""
        return len(self.findings)

    @property
    def item(self) -> Assignment:
        """The item, or the first of several: they share title, kind and section."""
        return self.entries[0].item


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBranch:
    """A section, with how many rows of each kind it has; `rows` is None while it is closed.

    A finding about several of its rows is counted once.
    """

    place: PlanPlace
    amounts: Mapping[ItemKind, int]
    late: int
    open_findings: int
    unled: int
    in_annex: bool
    rows: tuple[PlanRow, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTree:
    """The branches that hold what fits the choice; `total` rows are in the plan.

    `unled` counts the items of the whole plan that wait for a lead.
    """

    branches: tuple[PlanBranch, ...]
    years: range
    found: int
    total: int
    unled: int
    general: tuple[FindingLine, ...]


async def plan_tree(
    connection: AsyncConnection,
    ledger: Ledger,
    choice: PlanFilter,
    viewing: Viewing,
    branch: str = "",
) -> PlanTree:
    """The tree with one branch open, or with all of them where little fits the choice.

    Raises LedgerUnavailable.
    """
    items = await plan_items(connection, ledger.ledger_id, viewing)
    plans = await findings_of_plans(connection, ledger, viewing)
    shown = fitting(items, choice, plans)
    codes, years = [item.opened.code for item in shown], plan_years(items, viewing.today)
    branch_of = branches_of([item.opened.section for item in items])
    at_once = len({item.opened.item_code for item in shown}) <= AT_ONCE
    drawn = {
        item.opened.code
        for item in shown
        if at_once or branch_of[item.opened.section].name == branch
    }
    standing = await standing_of(connection, ledger.ledger_id, viewing, codes, years, drawn=drawn)
    rows = _rows(shown, plans, standing, drawn)
    grown = _grown(rows, branch_of)
    return PlanTree(
        branches=tuple(
            _branch(place, grown[place], is_open=at_once or place.name == branch)
            for place in sorted(grown)
        ),
        years=years,
        found=len(rows),
        total=len({item.opened.item_code for item in items}),
        unled=sum(map(is_unled, items)),
        general=await general_lines(ledger, plans),
    )


async def plan_branch(
    connection: AsyncConnection,
    ledger: Ledger,
    choice: PlanFilter,
    viewing: Viewing,
    branch: str,
) -> PlanBranch:
    """One branch of the tree, open; raises NotFound, LedgerUnavailable."""
    tree = await plan_tree(connection, ledger, choice, viewing, branch)
    for each in tree.branches:
        if each.place.name == branch:
            return each
    raise NO_ASSIGNMENT.refuse()


def _grown(
    rows: Sequence[PlanRow], branch_of: Mapping[str, PlanPlace]
) -> Mapping[PlanPlace, list[PlanRow]]:
    """The rows under their branches; which branches there are says the whole plan."""
    branches: dict[PlanPlace, list[PlanRow]] = {}
    for row in rows:
        branches.setdefault(branch_of[row.item.opened.section], []).append(row)
    return branches


def _rows(
    items: Sequence[Assignment],
    plans: Mapping[str, PlanFindings],
    standing: QuarterStandings,
    drawn: Collection[str],
) -> list[PlanRow]:
    """The rows of all items; only those of open branches have a strip that somebody sees."""

    def strip_of(several: Sequence[Assignment]) -> QuarterStrip:
        codes = [item.opened.code for item in several]
        return standing.strip(codes) if codes[0] in drawn else NOT_DRAWN

    numbers: dict[str, list[Assignment]] = {}
    for item in sorted(items, key=_order):
        numbers.setdefault(item.opened.item_code, []).append(item)
    return [
        PlanRow(
            code=code,
            entries=tuple(
                PlanEntry(
                    item=item,
                    strip=strip_of([item]),
                    late=standing.late.get(item.opened.code, 0),
                )
                for item in of_code
            ),
            strip=strip_of(of_code),
            late=sum(standing.late.get(item.opened.code, 0) for item in of_code),
            findings=open_findings(of_code[0], plans),
        )
        for code, of_code in numbers.items()
    ]


def _order(item: Assignment) -> tuple[object, ...]:
    opened = item.opened
    return natural(opened.section), KINDS.index(ItemKind(opened.kind)), natural(opened.code)


def _branch(place: PlanPlace, rows: Sequence[PlanRow], *, is_open: bool) -> PlanBranch:
    return PlanBranch(
        place=place,
        amounts=Counter(ItemKind(row.item.opened.kind) for row in rows),
        late=sum(row.late for row in rows),
        open_findings=len(frozenset[str]().union(*(row.findings for row in rows))),
        unled=sum(is_unled(entry.item) for row in rows for entry in row.entries),
        in_annex=all("phụ lục" in row.item.opened.section for row in rows),
        rows=tuple(rows) if is_open else None,
    )
