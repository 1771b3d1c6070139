"""Kế hoạch as a tree: each item with its state, its periods and what is open in it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.evolving import fold
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled
from services.domain.plan.draft import ItemKind
from services.domain.plan.events import PlanFinding
from services.domain.plan.evolving import fold_findings
from services.domain.plan.findings import PlanFindings
from services.domain.plan.rules import NO_FINDING
from services.domain.plan_document.reading import SentenceQuote
from services.domain.task.lateness import OfficialStatus
from services.domain.task.sight import Sight, Work, sight
from services.ledger.port import Ledger
from services.projections.tables import assignments
from services.projections.tables import plans as plan_rows
from services.projections.work import ASSIGNMENTS
from services.queries.item_periods import PeriodsOfItems, PeriodTask, periods_of_items
from services.queries.quotes import quotes_of
from services.queries.stretch import WHOLE, Stretch
from services.queries.viewing import Viewing
from services.queries.visibility import visible

KINDS = (ItemKind.INDICATOR, ItemKind.SCHEME, ItemKind.DUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """Which items are asked for; nothing chosen is all of them."""

    kind: str = ""
    unit: str = ""
    with_findings: bool = False
    without_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding and the newest decision on it; the words are None where they were erased."""

    finding: PlanFinding
    settled: Fact | None
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One item of the tree. `open_findings` counts those that nobody has decided.

    `counts` are of all its tasks, `periods` those of the year that is shown and whatever runs.
    """

    item: Assignment
    quote: SentenceQuote | None
    counts: Mapping[OfficialStatus, int]
    periods: tuple[PeriodTask, ...]
    open_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBoard:
    """The items of one page; `amounts` of each kind fit the choice, `total` are in the plan.

    `years` are those in which periods of the shown items were due, the newest first.
    """

    kinds: tuple[tuple[ItemKind, tuple[PlanLine, ...]], ...]
    amounts: Mapping[ItemKind, int]
    total: int
    years: tuple[int, ...]
    general: tuple[FindingLine, ...]

    @property
    def found(self) -> int:
        """How many items fit the choice, on whatever page."""
        return sum(self.amounts.values())

    @property
    def shown(self) -> int:
        """How many items this page shows."""
        return sum(len(lines) for _, lines in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemPage:
    """Everything that an item's own page shows."""

    line: PlanLine
    years: tuple[int, ...]
    findings: tuple[FindingLine, ...]


async def plan_board(
    connection: AsyncConnection,
    ledger: Ledger,
    choice: PlanFilter,
    viewing: Viewing,
    *,
    stretch: Stretch = WHOLE,
    year: int | None = None,
) -> PlanBoard:
    """A stretch of the tree as the facts make it now, with the periods of a year, or all.

    Raises LedgerUnavailable.
    """
    fitting, total = await _fitting(connection, ledger.ledger_id, choice, viewing)
    plans = await _plans(connection, ledger)
    if choice.with_findings:  # which items these are about, only their whole state says
        every = await _items(connection, ledger.ledger_id, viewing, list(fitting))
        fitting = {
            each.stream: fitting[each.stream] for each in every if _open_findings(each, plans)
        }
    streams = stretch.of(list(fitting))
    shown = await _items(connection, ledger.ledger_id, viewing, streams)
    of = await periods_of_items(
        connection, ledger.ledger_id, viewing, [item.opened.code for item in shown], year
    )
    quotes = await quotes_of(connection, ledger, [item.opened.item_code for item in shown])
    lines = [_line(item, plans, quotes, of) for item in shown]
    general = [each for plan in plans.values() for each in plan.general]
    return PlanBoard(
        kinds=tuple(
            (kind, tuple(line for line in lines if line.item.opened.kind == kind))
            for kind in KINDS
        ),
        amounts=Counter(fitting.values()),
        total=total,
        years=of.years,
        general=await _finding_lines(ledger, plans.values(), general),
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
    whole = fold((await ledger.read([stream])).of(stream))
    item = _seen(whole, viewing) if whole else None
    if item is None:
        raise NO_ASSIGNMENT.refuse()
    plans = await _plans(connection, ledger)
    quotes = await quotes_of(connection, ledger, [item.opened.item_code])
    of = await periods_of_items(connection, ledger.ledger_id, viewing, [item.opened.code], year)
    own = plans.get(item.opened.plan_stream)
    about = own.of_item(item) if own else ()
    return PlanItemPage(
        line=_line(item, plans, quotes, of),
        years=of.years,
        findings=await _finding_lines(ledger, plans.values(), about),
    )


async def _fitting(
    connection: AsyncConnection, ledger_id: str, choice: PlanFilter, viewing: Viewing
) -> tuple[dict[str, ItemKind], int]:
    """The items that fit the choice with their kinds, kind after kind; and how many there are."""
    own = assignments.c.ledger_id == ledger_id
    seen = visible(assignments, viewing.policy, viewing.holder)
    total = select(func.count()).select_from(assignments).where(own, seen)
    of_kind = case(
        {kind.value: place for place, kind in enumerate(KINDS)}, value=assignments.c.kind
    )
    statement = (
        select(assignments.c.stream, assignments.c.kind)
        .where(own, seen)
        .order_by(of_kind, assignments.c.stream)
    )
    if choice.kind:
        statement = statement.where(assignments.c.kind == choice.kind)
    if choice.unit:
        supports = assignments.c.supporting_units.contains([choice.unit])
        statement = statement.where(or_(assignments.c.lead_unit == choice.unit, supports))
    if choice.without_lead:
        statement = statement.where(assignments.c.lead_unit.is_(None))
    # An address may hold a character that PostgreSQL has not: no item has it either.
    askable = "\x00" not in f"{choice.kind}{choice.unit}"
    rows = await connection.execute(statement) if askable else ()
    collected = {stream: ItemKind(kind) for stream, kind in rows}
    return collected, int((await connection.execute(total)).scalar_one())


async def _items(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, streams: Sequence[str]
) -> Sequence[Assignment]:
    """The items of some streams, in their order."""
    statement = select(assignments.c.stream, assignments.c.state).where(
        assignments.c.ledger_id == ledger_id, assignments.c.stream.in_(streams)
    )
    rows = await connection.execute(statement)
    states = {stream: ASSIGNMENTS.read(state) for stream, state in rows}
    result = (states[stream] for stream in streams if stream in states)
    return [item for each in result if (item := _seen(each, viewing))]


def _seen(item: Assignment, viewing: Viewing) -> Assignment | None:
    """The item with what this person may read of it; None where it does not exist for them."""
    work = Work(item.lead_unit, item.supporting_units, item.restricted)
    match sight(work, viewing.policy, viewing.holder):
        case Sight.WHOLE:
            return item
        case Sight.NUMBER:
            opened = replace(item.opened, title="", measures=())
            return replace(item, opened=opened, measures=())
        case Sight.NOTHING:
            return None


async def active_plan_stream(ledger: Ledger, finding: str) -> str:
    """The plan in force that has this finding of no item in particular; raises NotFound."""
    snapshot = await ledger.read_category("plan")
    for stream in snapshot.facts:
        plan = fold_findings(snapshot.of(stream))
        if plan is not None and finding in {each.code for each in plan.general}:
            return stream
    raise NO_FINDING.refuse()


async def _plans(connection: AsyncConnection, ledger: Ledger) -> dict[str, PlanFindings]:
    """What every plan that was ever activated leaves open, by its stream."""
    statement = select(plan_rows.c.stream).where(plan_rows.c.ledger_id == ledger.ledger_id)
    streams = sorted((await connection.execute(statement)).scalars())
    snapshot = await ledger.read(streams)
    plans = {stream: fold_findings(snapshot.of(stream)) for stream in streams}
    return {stream: plan for stream, plan in plans.items() if plan is not None}


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
        counts=of.counts.get(code, {}),
        periods=tuple(of.periods.get(code, ())),
        open_findings=_open_findings(item, plans),
    )


def _open_findings(item: Assignment, plans: Mapping[str, PlanFindings]) -> int:
    plan = plans.get(item.opened.plan_stream)
    return len(plan.open_of(item)) if plan else 0


async def _finding_lines(
    ledger: Ledger, plans: Collection[PlanFindings], findings: Sequence[PlanFinding]
) -> tuple[FindingLine, ...]:
    settled = {code: fact for plan in plans for code, fact in plan.settled.items()}
    wanted = [settled[finding.code] for finding in findings if finding.code in settled]
    ids = {fact.position: _text_id(fact) for fact in wanted}
    bodies = await ledger.texts(set(ids.values())) if ids else {}
    return tuple(
        FindingLine(
            finding=each,
            settled=(fact := settled.get(each.code)),
            words=bodies.get(ids[fact.position]) if fact else None,
        )
        for each in findings
    )


def _text_id(fact: Fact) -> UUID:
    event = fact.event
    assert isinstance(event, PlanFindingSettled), "the fold keeps nothing else"  # noqa: S101
    return event.decision.text_id
