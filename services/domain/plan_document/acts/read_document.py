"""Đọc văn bản kế hoạch: somebody of the Office hands a document in, and it can be read."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain import numerals
from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DrawnHere
from services.domain.plan_document.authority import require_settling
from services.domain.plan_document.events import FindingRead, PlanDocumentHead, PlanDocumentRead
from services.domain.plan_document.rules import NOT_SETTLING, READING_KNOWN
from services.domain.plan_document.state import PlanReading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """Đọc một văn bản kế hoạch: all of it is made of the one file that was sent.

    `source` are its blocks, `findings` what this release reads in them.
    """

    stream: str
    name: Annotated[TextRef, DrawnHere()]
    source: Annotated[TextRef, DrawnHere()]
    file_sha256: Annotated[str, DrawnHere()]
    file_bytes: Annotated[int, DrawnHere()]
    findings: Annotated[tuple[FindingRead, ...], DrawnHere()]
    head: Annotated[PlanDocumentHead | None, DrawnHere()] = None


def offer(_reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to who may decide on what a document leaves open."""
    return Offer(held=require_settling(context.holder, context.policy))


def decide(
    reading: PlanReading | None, command: ReadDocument, context: DecisionContext
) -> Verdict:
    """A document is handed in once."""
    held = offer(reading, context).held
    if reading is not None:
        raise READING_KNOWN.refuse()
    event = PlanDocumentRead(
        name=command.name,
        source=command.source,
        file_sha256=command.file_sha256,
        file_bytes=command.file_bytes,
        findings=command.findings,
        head=command.head,
    )
    return Verdict(held=held, events=(event,))


def handed_in(event: PlanDocumentRead, fact: Fact) -> PlanReading:
    """The document before anything was decided."""
    return PlanReading(
        stream=fact.stream,
        version=fact.version,
        read=event,
        actor=fact.actor,
        at=fact.occurred_at,
        settled={},
        loaded=None,
    )


def _read(_reading: PlanReading, event: PlanDocumentRead, fact: Fact) -> PlanReading:
    return handed_in(event, fact)


def _describe(event: PlanDocumentRead, _names: Names) -> str:
    return f"Đọc văn bản kế hoạch: {numerals.count(len(event.findings))} điểm cần làm rõ."


ACT: Final = Act(
    command=ReadDocument,
    name="read-plan",
    said="tải lên văn bản kế hoạch",
    slug="tai-len",
    called="handInPlanDocument",
    done="Đã đọc văn bản.",
    rules=(NOT_SETTLING, READING_KNOWN),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=PlanDocumentRead,
        name="Đọc văn bản kế hoạch",
        apply=_read,
        describe=_describe,
    ),
)
