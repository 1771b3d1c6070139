"""Gắn trích dẫn văn bản: a document is laid beside the plan that the ward carries out."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import NewEvent
from services.domain.fields import DrawnHere
from services.domain.plan.activating import ActivePlan
from services.domain.plan_document.authority import (
    SEEN_VERSION,
    require_loading,
    require_version,
    still_open,
)
from services.domain.plan_document.events import PlanDocumentLoaded, PlanQuoted
from services.domain.plan_document.laying import Laying, require_same_plan
from services.domain.plan_document.quotable import item_streams, open_items
from services.domain.plan_document.rules import (
    ANOTHER_PLAN,
    ITEMS_MOVED,
    NO_PLAN,
    NO_QUOTES,
    NO_READING,
    NOT_LOADING,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    READING_MOVED,
)
from services.domain.plan_document.state import PlanReading


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDocument:
    """Gắn trích dẫn văn bản vào từng mục.

    `version` is that of the reading the person looked at. `plan` is the plan in force as it was
    read, None where there was none; `quoted` holds the sentences of its open `items`.
    """

    stream: str
    version: Annotated[int, SEEN_VERSION]
    plan: Annotated[ActivePlan | None, DrawnHere()]
    items: Annotated[AbstractSet[str], DrawnHere()]
    laying: Annotated[Laying | None, DrawnHere()]
    quoted: Annotated[PlanQuoted, DrawnHere()]


def offer(reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to the chief of the Office and the leaders, until the document is loaded."""
    held = require_loading(context.holder, context.policy)
    still_open(reading)
    return Offer(held=held)


def decide(
    reading: PlanReading | None, command: QuoteDocument, context: DecisionContext
) -> Verdict:
    """The sentences on the plan's stream; the document knows beside which plan it lies."""
    held = offer(reading, context).held
    document, plan = still_open(reading), command.plan
    if plan is None:
        raise NO_PLAN.refuse()
    require_version(document, command.version)
    if command.laying is not None:
        require_same_plan(plan.activated, command.laying)
    if {item.code for item in open_items(plan.activated, context.of)} != command.items:
        raise ITEMS_MOVED.refuse()
    return Verdict(
        held=held,
        ahead=(NewEvent(stream=plan.stream, event=command.quoted),),
        events=(PlanDocumentLoaded(plan_stream=plan.stream, beside=True),),
    )


def _of_plan(command: QuoteDocument) -> tuple[str, ...]:
    plan = command.plan
    return () if plan is None else (plan.stream, *item_streams(plan.activated))


ACT: Final = Act(
    command=QuoteDocument,
    name="quote-plan",
    said="gắn trích dẫn văn bản",
    slug="ghi-cau-chu",
    resource="quotes",
    called="layDocumentBeside",
    done="Đã gắn trích dẫn văn bản vào từng mục.",
    rules=(
        NOT_LOADING,
        NO_READING,
        READING_LOADED,
        READING_LOADED_AS_PLAN,
        NO_PLAN,
        READING_MOVED,
        NO_QUOTES,
        ANOTHER_PLAN,
        ITEMS_MOVED,
    ),
    offer=offer,
    decide=decide,
    reads=_of_plan,
)
