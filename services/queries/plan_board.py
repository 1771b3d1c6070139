"""The plan in force item by item, whole: each with its state, its periods and what is open in it.

As a tree, for the page that people read, see `plan_tree`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.correction_facts import ItemCorrection
from services.domain.assignment.evolving import fold
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.plan.findings import PlanFindings
from services.domain.plan_document.reading import SentenceQuote
from services.domain.task.lateness import OfficialStatus
from services.ledger.port import Ledger
from services.queries.item_periods import PeriodsOfItems, PeriodTask, periods_of_items
from services.queries.plan_items import (
    FindingLine,
    PlanFilter,
    finding_lines,
    findings_of_plans,
    fitting,
    general_lines,
    open_findings,
    plan_items,
    seen_item,
)
from services.queries.quarters import QuarterStrip, plan_years, standing_of
from services.queries.quotes import quotes_of
from services.queries.viewing import Viewing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One item of the plan. `open_findings` counts those that nobody has decided.

    `counts` are of all its tasks, `periods` those of the year that is shown and whatever runs.
    """

    item: Assignment
    quote: SentenceQuote | None
    counts: Mapping[OfficialStatus, int]
    periods: tuple[PeriodTask, ...]
    open_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBoard:
    """The items that fit a choice, kind after kind; `total` are in the plan."""

    lines: tuple[PlanLine, ...]
    total: int
    general: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemPage:
    """Everything that an item's own page shows; `years` are those in which periods were due.

    `corrections` are what decisions on its findings made of it, oldest first;
    `on_paper` what else was set of it by a paper, newest first.
    """

    line: PlanLine
    strip: QuarterStrip
    years: tuple[int, ...]
    findings: tuple[FindingLine, ...]
    corrections: tuple[ItemCorrection, ...]
    on_paper: tuple[Fact, ...]


async def plan_board(
    connection: AsyncConnection, ledger: Ledger, choice: PlanFilter, viewing: Viewing
) -> PlanBoard:
    """The items as the facts make them now, with all their periods; raises LedgerUnavailable."""
    items = await plan_items(connection, ledger.ledger_id, viewing)
    plans = await findings_of_plans(connection, ledger, viewing)
    shown = fitting(items, choice, plans)
    codes = [item.opened.code for item in shown]
    of = await periods_of_items(connection, ledger.ledger_id, viewing, codes)
    quotes = await quotes_of(connection, ledger, [item.opened.item_code for item in shown])
    return PlanBoard(
        lines=tuple(_line(item, plans, quotes, of) for item in shown),
        total=len(items),
        general=await general_lines(ledger, plans),
    )


async def plan_item_page(
    connection: AsyncConnection,
    ledger: Ledger,
    stream: str,
    viewing: Viewing,
    year: int | None = None,
) -> PlanItemPage:
    """One item, folded live; without a year with all its periods.

    Raises NotFound, LedgerUnavailable.
    """
    facts = (await ledger.read([stream])).of(stream)
    whole = fold(facts)
    item = seen_item(whole, viewing) if whole else None
    if item is None:
        raise NO_ASSIGNMENT.refuse()
    plans = await findings_of_plans(connection, ledger, viewing)
    quotes = await quotes_of(connection, ledger, [item.opened.item_code])
    codes = [item.opened.code]
    of = await periods_of_items(connection, ledger.ledger_id, viewing, codes, year)
    standing = await standing_of(
        connection, ledger.ledger_id, viewing, codes, plan_years([item], viewing.today)
    )
    own = plans.get(item.opened.plan_stream)
    about = own.of_item(item) if own else ()
    return PlanItemPage(
        line=_line(item, plans, quotes, of),
        strip=standing.strip(codes),
        years=of.years,
        findings=await finding_lines(ledger, plans.values(), about),
        corrections=tuple(fact.event for fact in facts if isinstance(fact.event, ItemCorrection)),
        on_paper=tuple(fact for fact in reversed(facts) if getattr(fact.event, "paper", None)),
    )


def _line(
    item: Assignment,
    plans: Mapping[str, PlanFindings],
    quotes: Mapping[str, SentenceQuote],
    of: PeriodsOfItems,
) -> PlanLine:
    code = item.opened.code
    return PlanLine(
        item=item,
        quote=None if item.restricted else quotes.get(item.opened.item_code),
        counts=of.counts.get(code, Counter()),
        periods=tuple(of.periods.get(code, ())),
        open_findings=len(open_findings(item, plans)),
    )
