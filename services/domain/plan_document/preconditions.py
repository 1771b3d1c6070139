"""What must have been so before a recorded act on a plan document, or on a plan in force."""

from collections.abc import Mapping
from typing import Final

from services.domain.facts import Event
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled
from services.domain.plan.findings import PlanFindings
from services.domain.plan.rules import NO_FINDING
from services.domain.plan_document.authority import known, still_open
from services.domain.plan_document.events import (
    FindingSettled,
    PlanDocumentLoaded,
    PlanDocumentRead,
    PlanQuotesWithdrawn,
)
from services.domain.plan_document.rules import QUOTES_NOT_THERE, READING_KNOWN
from services.domain.plan_document.state import PlanReading
from services.domain.precondition import NotThereYet, Precondition, passing


def _withdrawn(state: PlanReading | PlanFindings | None, _event: PlanQuotesWithdrawn) -> str:
    if isinstance(state, PlanFindings):  # the same fact on the plan's own stream
        return ""
    loaded = known(state).loaded
    return "" if loaded is not None and loaded.event.beside else QUOTES_NOT_THERE.brief


def _settled(plan: PlanFindings | None, event: PlanFindingSettled) -> str:
    known_codes = {each.code for each in plan.findings} if plan else set()
    return "" if event.finding in known_codes else NO_FINDING.brief


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    PlanDocumentRead: NotThereYet(READING_KNOWN.brief),
    FindingSettled: passing(still_open),
    PlanDocumentLoaded: passing(still_open),
    PlanQuotesWithdrawn: _withdrawn,
    PlanFindingSettled: _settled,
}
