"""The items and measures beside which a document's sentences may stand: nothing restricted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold
from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.plan.draft import PlanDraft, expand
from services.domain.plan.events import PlanActivated


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedItem:
    """An item of a plan that is worked on, and the section that it comes from."""

    code: str
    title: str
    section: str


def item_streams(plan: PlanActivated) -> list[str]:
    """The streams of a plan's assignments."""
    return [assignment_stream(code) for code in plan.assignments]


def open_items(
    plan: PlanActivated, facts_of: Callable[[str], Sequence[Fact]]
) -> tuple[QuotedItem, ...]:
    """The items whose sentences may be shown: none of an item's assignments is restricted."""
    states = [fold(facts_of(stream)) for stream in item_streams(plan)]
    items = [item for item in states if item is not None]
    secret = {item.opened.item_code for item in items if item.restricted}
    return tuple(
        {
            item.opened.item_code: _plan_item(item)
            for item in items
            if item.opened.item_code not in secret
        }.values()
    )


def open_codes(draft: PlanDraft) -> frozenset[str]:
    """The same of a plan that is not in force yet: the codes of its items and measures."""
    secret = {
        assignment_draft.item_code
        for assignment_draft in expand(draft)
        if assignment_draft.restricted
    }
    return frozenset(
        code
        for item in draft.items
        if item.code not in secret and not item.restricted
        for code in (item.code, *(measure.code for measure in item.measures))
    )


def _plan_item(item: Assignment) -> QuotedItem:
    opened = item.opened
    return QuotedItem(code=opened.item_code, title=opened.title, section=opened.section)
