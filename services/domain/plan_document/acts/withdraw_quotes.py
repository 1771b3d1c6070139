"""Rút trích dẫn đã gắn: what a document said beside the plan is taken back."""

from dataclasses import dataclass, replace
from typing import Annotated, Final

from services.domain import numerals
from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent
from services.domain.plan_document.authority import (
    SEEN_VERSION,
    known,
    require_loading,
    require_version,
)
from services.domain.plan_document.events import PlanDocumentLoaded, PlanQuotesWithdrawn
from services.domain.plan_document.laying import withdrawal
from services.domain.plan_document.rules import (
    NO_READING,
    NOT_LOADING,
    QUOTES_NOT_THERE,
    READING_MOVED,
)
from services.domain.plan_document.state import PlanReading


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawQuotes:
    """Rút trích dẫn văn bản đã gắn; `version` is that of the reading the person looked at."""

    stream: str
    version: Annotated[int, SEEN_VERSION]


def offer(reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to the chief of the Office and the leaders, of every document of the ward."""
    held = require_loading(context.holder, context.policy)
    known(reading)
    return Offer(held=held)


def decide(
    reading: PlanReading | None, command: WithdrawQuotes, context: DecisionContext
) -> Verdict:
    """The sentences of earlier documents hold again; the document may be laid anew."""
    held = offer(reading, context).held
    document = known(reading)
    require_version(document, command.version)
    if document.loaded is None or not document.loaded.event.beside:
        raise QUOTES_NOT_THERE.refuse()
    plan = document.loaded.event.plan_stream
    event = withdrawal(context.of(plan), document.read.file_sha256)
    return Verdict(held=held, ahead=(NewEvent(stream=plan, event=event),), events=(event,))


def _plan_beside(
    _reading: PlanReading | None, command: WithdrawQuotes, context: DecisionContext
) -> tuple[str, ...]:
    """The plan that the document was laid beside last."""
    laid = [fact.event for fact in context.of(command.stream)]
    plans = [event.plan_stream for event in laid if isinstance(event, PlanDocumentLoaded)]
    return tuple(plans[-1:])


def _withdrawn(reading: PlanReading, _event: PlanQuotesWithdrawn, _fact: Fact) -> PlanReading:
    return replace(reading, loaded=None)


def _describe(event: PlanQuotesWithdrawn, _names: Names) -> str:
    kept = numerals.count(len(event.holding))
    return f"Rút trích dẫn văn bản; còn trích dẫn gắn trước đó cho {kept} mục."


ACT: Final = Act(
    command=WithdrawQuotes,
    name="withdraw-quotes",
    said="rút trích dẫn văn bản",
    slug="rut-cau-chu",
    resource="quotes/withdraw",
    called="withdrawDocumentQuotes",
    done="Đã rút trích dẫn văn bản. Trích dẫn gắn trước đó, nếu có, lại có hiệu lực.",
    rules=(NOT_LOADING, NO_READING, READING_MOVED, QUOTES_NOT_THERE),
    offer=offer,
    decide=decide,
    reads_next=_plan_beside,
)
FACTS: Final = (
    FactKind(
        event=PlanQuotesWithdrawn,
        name="Rút trích dẫn đã gắn",
        apply=_withdrawn,
        describe=_describe,
    ),
)
