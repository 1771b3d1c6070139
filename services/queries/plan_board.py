"""Kế hoạch as a tree: each item with its state, its periods and what is open in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment, fold
from services.domain.errors import NotFound
from services.domain.facts import Fact
from services.domain.plan.draft import ItemKind
from services.domain.plan.events import PlanFinding, PlanFindingSettled
from services.domain.plan.findings import PlanFindings, fold_findings
from services.domain.plan.reading import Quote
from services.domain.task.lateness import Box, box
from services.domain.task.sight import Sight, Work, sight
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.quotes import quotes_of
from services.queries.task_rows import select_tasks, task_of
from services.queries.viewing import Viewing

KINDS = (ItemKind.INDICATOR, ItemKind.SCHEME, ItemKind.DUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which items are asked for; nothing chosen is all of them."""

    kind: str = ""
    unit: str = ""
    with_findings: bool = False
    without_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTask:
    """One issued period of an item: its task and the official box it stands in."""

    task: Task
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding and the newest decision on it; the words are None where they were erased."""

    finding: PlanFinding
    settled: Fact | None
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One item of the tree. `open_findings` counts those that nobody has decided."""

    item: Assignment
    quote: Quote | None
    periods: tuple[PeriodTask, ...]
    open_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBoard:
    """The items that were asked for, by kind; `total` counts all items of the plan."""

    kinds: tuple[tuple[ItemKind, tuple[PlanLine, ...]], ...]
    total: int
    general: tuple[FindingLine, ...]

    @property
    def shown(self) -> int:
        """How many items are shown."""
        return sum(len(lines) for _, lines in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemPage:
    """Everything that an item's own page shows."""

    line: PlanLine
    findings: tuple[FindingLine, ...]


async def plan_board(
    connection: AsyncConnection, ledger: Ledger, choice: Choice, viewing: Viewing
) -> PlanBoard:
    """The tree as the facts make it now; raises LedgerUnavailable."""
    found = await ledger.read_category("assignment")
    folded = (fold(found.of(stream)) for stream in sorted(found.facts))
    everything = [item for one in folded if one and (item := _seen(one, viewing))]
    plans = await _plans(ledger, everything)
    quotes = await quotes_of(connection, ledger)
    periods = await _periods(connection, ledger.ledger_id, viewing.today)
    lines = [_line(item, plans, quotes, periods.get(item.opened.code, ())) for item in everything]
    wanted = [line for line in lines if _chosen(line, choice)]
    general = [one for plan in plans.values() for one in plan.general]
    return PlanBoard(
        kinds=tuple(
            (kind, tuple(line for line in wanted if line.item.opened.kind == kind))
            for kind in KINDS
        ),
        total=len(lines),
        general=await _finding_lines(ledger, plans.values(), general),
    )


async def plan_item_page(
    connection: AsyncConnection, ledger: Ledger, stream: str, viewing: Viewing
) -> PlanItemPage:
    """One item, folded live; raises NotFound, LedgerUnavailable."""
    whole = fold((await ledger.read([stream])).of(stream))
    item = _seen(whole, viewing) if whole else None
    if item is None:
        raise NotFound("no-assignment", "Không có mục này trong kế hoạch.")
    plans = await _plans(ledger, [item])
    quotes = await quotes_of(connection, ledger, [item.opened.item_code])
    periods = await _periods(connection, ledger.ledger_id, viewing.today, item.opened.code)
    about = [one for plan in plans.values() for one in plan.of_item(item)]
    return PlanItemPage(
        line=_line(item, plans, quotes, periods.get(item.opened.code, ())),
        findings=await _finding_lines(ledger, plans.values(), about),
    )


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
    found = await ledger.read_category("plan")
    for stream in found.facts:
        plan = fold_findings(found.of(stream))
        if plan is not None and finding in {one.code for one in plan.general}:
            return stream
    raise NotFound("no-finding", "Kế hoạch không có điểm cần làm rõ này.")


async def _plans(ledger: Ledger, items: Sequence[Assignment]) -> dict[str, PlanFindings]:
    streams = {item.opened.plan_stream for item in items}
    found = await ledger.read(streams)
    plans = {stream: fold_findings(found.of(stream)) for stream in sorted(streams)}
    return {stream: plan for stream, plan in plans.items() if plan is not None}


def _line(
    item: Assignment,
    plans: Mapping[str, PlanFindings],
    quotes: Mapping[str, Quote],
    periods: Sequence[PeriodTask],
) -> PlanLine:
    plan = plans.get(item.opened.plan_stream)
    return PlanLine(
        item=item,
        quote=None if item.restricted else quotes.get(item.opened.item_code),
        periods=tuple(periods),
        open_findings=len(plan.open_of(item)) if plan else 0,
    )


def _chosen(line: PlanLine, choice: Choice) -> bool:
    item = line.item
    return (
        (not choice.kind or item.opened.kind == choice.kind)
        and (not choice.unit or choice.unit in {item.lead_unit, *item.supporting_units})
        and (not choice.with_findings or line.open_findings > 0)
        and (not choice.without_lead or item.lead_unit is None)
    )


async def _periods(
    connection: AsyncConnection, ledger_id: str, today: date, code: str | None = None
) -> dict[str, list[PeriodTask]]:
    statement = select_tasks(ledger_id)
    if code is not None:
        statement = statement.where(tasks.c.assignment == code)
    rows = await connection.execute(
        statement.order_by(tasks.c.original_due_on, tasks.c.deliverable, tasks.c.stream)
    )
    found: dict[str, list[PeriodTask]] = {}
    for row in rows:
        task = task_of(row)
        found.setdefault(task.assignment, []).append(PeriodTask(task=task, box=box(task, today)))
    return found


async def _finding_lines(
    ledger: Ledger, plans: Collection[PlanFindings], findings: Sequence[PlanFinding]
) -> tuple[FindingLine, ...]:
    settled = {code: fact for plan in plans for code, fact in plan.settled.items()}
    wanted = [settled[one.code] for one in findings if one.code in settled]
    ids = {fact.position: _text_id(fact) for fact in wanted}
    bodies = await ledger.texts(set(ids.values())) if ids else {}
    return tuple(
        FindingLine(
            finding=one,
            settled=(fact := settled.get(one.code)),
            words=bodies.get(ids[fact.position]) if fact else None,
        )
        for one in findings
    )


def _text_id(fact: Fact) -> UUID:
    event = fact.event
    assert isinstance(event, PlanFindingSettled), "the fold keeps nothing else"  # noqa: S101
    return event.decision.text_id
