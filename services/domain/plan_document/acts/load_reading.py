"""Nạp văn bản kế hoạch: the document becomes the plan that the ward carries out."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent
from services.domain.fields import DayField, DrawnHere
from services.domain.instants import day_of
from services.domain.plan.activating import (
    ActivationTerms,
    activated,
    active_among,
    streams_of,
)
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import plan_stream
from services.domain.plan_document.authority import (
    SEEN_VERSION,
    require_loading,
    require_version,
    still_open,
)
from services.domain.plan_document.events import PlanDocumentLoaded, PlanQuoted
from services.domain.plan_document.open_findings import is_same_reading, undecided
from services.domain.plan_document.reading import Reading
from services.domain.plan_document.rules import (
    ACTIVE_FROM_FAR,
    CORRECTION_LOST,
    ERRORS_UNDECIDED,
    LOAD_OVERTAKEN,
    NO_READING,
    NOT_LOADING,
    PLAN_ACTIVE,
    READING_CHANGED,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    READING_MOVED,
)
from services.domain.plan_document.state import Loaded, PlanReading

FURTHEST = timedelta(days=366)  # beyond a year it is a slip of the hand, and it cannot be undone
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReading:
    """Nạp kế hoạch đã đọc, từ một ngày; bỏ trống là từ hôm nay.

    `version` is that of the reading the person looked at. `draft` is the plan as it was decided
    on, `quoted` are the document's own sentences.
    """

    stream: str
    version: Annotated[int, SEEN_VERSION]
    active_from: Annotated[date | None, DayField(label="Thực hiện từ ngày", example="2026-12-01")]
    reading: Annotated[Reading, DrawnHere()]
    draft: Annotated[PlanDraft, DrawnHere()]
    quoted: Annotated[PlanQuoted, DrawnHere()]


def offer(reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to the chief of the Office and the leaders, until the document is loaded."""
    held = require_loading(context.holder, context.policy)
    still_open(reading)
    return Offer(held=held)


def decide(reading: PlanReading | None, command: LoadReading, context: DecisionContext) -> Verdict:
    """Open every item of the plan, with the document's own sentences."""
    held = offer(reading, context).held
    document, today = still_open(reading), day_of(context.now)
    active_from = command.active_from or today
    _require_decided(document, command, context)
    if not today <= active_from <= today + FURTHEST:
        raise ACTIVE_FROM_FAR.refuse()
    require_version(document, command.version)
    terms = ActivationTerms(
        active_from=active_from, backfill_from=None, sha256=document.read.file_sha256
    )
    opened = activated(command.draft, terms, context.policy, context.of)
    plan = plan_stream(command.draft.code)
    quotes = (NewEvent(stream=plan, event=command.quoted),) if command.quoted.quotes else ()
    return Verdict(
        held=held,
        ahead=(*opened.events, *quotes),
        events=(PlanDocumentLoaded(plan_stream=plan, beside=False),),
        wakes=opened.wakes,
    )


def _require_decided(
    document: PlanReading, command: LoadReading, context: DecisionContext
) -> None:
    """Read as it was kept, no plan active meanwhile, no error undecided; raises Refusal."""
    if not is_same_reading(document, command.reading):
        raise READING_CHANGED.refuse()
    plan = plan_stream(command.draft.code)
    if active_among({**context.plans, plan: context.of(plan)}) is not None:
        raise PLAN_ACTIVE.refuse()
    missing = undecided(document, command.reading)
    if missing:
        places = "; ".join(each.place for each in missing[:_NAMED])
        more = " …" if len(missing) > _NAMED else ""
        raise ERRORS_UNDECIDED.refuse(count=len(missing), places=places, more=more)


def _of_draft(command: LoadReading) -> tuple[str, ...]:
    return streams_of(command.draft)


def _loaded(reading: PlanReading, event: PlanDocumentLoaded, fact: Fact) -> PlanReading:
    return replace(reading, loaded=Loaded(event=event, actor=fact.actor, at=fact.occurred_at))


def _describe(event: PlanDocumentLoaded, _names: Names) -> str:
    beside = " bên cạnh kế hoạch đang thực hiện" if event.beside else ""
    return f"Nạp văn bản kế hoạch{beside}."


ACT: Final = Act(
    command=LoadReading,
    name="load-plan",
    said="nạp kế hoạch",
    slug="nap",
    resource="load",
    called="loadPlanDocument",
    done="Đã nạp kế hoạch. Việc của kỳ này sẽ được giao từ ngày thực hiện.",
    rules=(
        NOT_LOADING,
        NO_READING,
        READING_LOADED,
        READING_LOADED_AS_PLAN,
        READING_CHANGED,
        PLAN_ACTIVE,
        ERRORS_UNDECIDED,
        CORRECTION_LOST,
        ACTIVE_FROM_FAR,
        READING_MOVED,
        LOAD_OVERTAKEN,
    ),
    offer=offer,
    decide=decide,
    reads=_of_draft,
    by_plans=True,
    overtaken=LOAD_OVERTAKEN,
)
FACTS: Final = (
    FactKind(
        event=PlanDocumentLoaded,
        name="Nạp văn bản kế hoạch",
        apply=_loaded,
        describe=_describe,
    ),
)
