"""The items of the plan that somebody may know of, and which of them are asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled
from services.domain.plan.draft import ItemKind
from services.domain.plan.events import PlanFinding
from services.domain.plan.evolving import fold_findings
from services.domain.plan.findings import PlanFindings
from services.domain.plan.rules import NO_FINDING
from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments
from services.projections.tables import plans as plan_rows
from services.projections.work import ASSIGNMENTS
from services.queries.past_reader import sight_of_item
from services.queries.search import asked_words, folded_title, holds
from services.queries.viewing import Viewing
from services.queries.visibility import visible

KINDS = (ItemKind.INDICATOR, ItemKind.SCHEME, ItemKind.DUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """Which items are asked for; nothing chosen is all of them. `sought` are words or a number."""

    kind: str = ""
    unit: str = ""
    with_findings: bool = False
    without_lead: bool = False
    sought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding and the newest decision on it; the words are None where they were erased."""

    finding: PlanFinding
    settled: Fact | None
    words: str | None


async def plan_items(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Sequence[Assignment]:
    """Every item that exists for this person, with what they may read of it; kind after kind.

    Of a ward's plan these are some hundred, and their states are read once (`state_rows`).
    """
    of_kind = case(
        {kind.value: place for place, kind in enumerate(KINDS)}, value=assignments.c.kind
    )
    statement = (
        select(assignments.c.state)
        .where(assignments.c.ledger_id == ledger_id)
        .where(visible(assignments, viewing.policy, viewing.holder))
        .order_by(of_kind, assignments.c.stream)
    )
    states = (ASSIGNMENTS.state_of(row) for row in await connection.execute(statement))
    return [item for state in states if (item := seen_item(state, viewing))]


def seen_item(item: Assignment, viewing: Viewing) -> Assignment | None:
    """The item with what this person may read of it; None where it does not exist for them."""
    match sight_of_item(item, viewing.policy, viewing.holder):
        case Sight.WHOLE:
            return item
        case Sight.NUMBER:
            opened = replace(item.opened, title="", measures=())
            return replace(item, opened=opened, measures=())
        case Sight.NOTHING:
            return None


def fitting(
    items: Sequence[Assignment], choice: PlanFilter, plans: Mapping[str, PlanFindings]
) -> Sequence[Assignment]:
    """The items that fit the choice, in their order."""
    asked = asked_words(choice.sought)
    return [
        item
        for item in items
        if (not choice.kind or item.opened.kind == choice.kind)
        and (not choice.unit or choice.unit in {item.lead_unit, *item.supporting_units})
        and (not choice.without_lead or is_unled(item))
        and (not choice.with_findings or open_findings(item, plans))
        and (not asked or holds(folded_title(f"{item.opened.code} {item.opened.title}"), asked))
    ]


def is_unled(item: Assignment) -> bool:
    """Whether the Office has still to name who leads the item."""
    return item.lead_unit is None and not item.closed


async def active_plan_stream(ledger: Ledger, finding: str) -> str:
    """The plan in force that has this finding of no item in particular; raises NotFound."""
    snapshot = await ledger.read_category("plan")
    for stream in snapshot.facts:
        plan = fold_findings(snapshot.of(stream))
        if plan is not None and finding in {each.code for each in plan.general}:
            return stream
    raise NO_FINDING.refuse()


async def findings_of_plans(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing
) -> dict[str, PlanFindings]:
    """What every plan that was ever activated leaves open, by its stream; for overseers alone."""
    if not viewing.holder.oversees:
        return {}
    statement = select(plan_rows.c.stream).where(plan_rows.c.ledger_id == ledger.ledger_id)
    streams = sorted((await connection.execute(statement)).scalars())
    snapshot = await ledger.read(streams)
    plans = {stream: fold_findings(snapshot.of(stream)) for stream in streams}
    return {stream: plan for stream, plan in plans.items() if plan is not None}


def open_findings(item: Assignment, plans: Mapping[str, PlanFindings]) -> frozenset[str]:
    """The findings about an item that nobody has decided, by their codes."""
    plan = plans.get(item.opened.plan_stream)
    return frozenset(each.code for each in plan.open_of(item)) if plan else frozenset()


async def general_lines(
    ledger: Ledger, plans: Mapping[str, PlanFindings]
) -> tuple[FindingLine, ...]:
    """The findings about no item in particular, each with its decision."""
    general = [finding for plan in plans.values() for finding in plan.general]
    return await finding_lines(ledger, plans.values(), general)


async def finding_lines(
    ledger: Ledger, plans: Collection[PlanFindings], findings: Sequence[PlanFinding]
) -> tuple[FindingLine, ...]:
    """Findings, each with the newest decision on it."""
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
