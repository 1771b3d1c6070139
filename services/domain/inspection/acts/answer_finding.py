"""Trả lời kiến nghị kiểm tra: the head of the unit answers; once more adds to what was said."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import PaperField, TypedText
from services.domain.inspection.authority import (
    WORDS_RULES,
    check_said,
    require_known,
    require_running,
)
from services.domain.inspection.restriction import thing_read
from services.domain.inspection.rules import (
    INSPECTION_ENDED,
    NO_INSPECTION_FINDING,
    NOT_ANSWERING,
)
from services.domain.inspection.state import InspectionFinding, words_of
from services.domain.papers import Paper, beside
from services.domain.replacing import replace
from services.domain.roles import SIGNING


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInspectionFinding:
    """Trả lời một kiến nghị kiểm tra."""

    stream: str
    text: Annotated[
        TextRef | None,
        TypedText(
            label="Nội dung trả lời", example="Số liệu đã đối chiếu, gửi kèm bảng giải trình."
        ),
    ]
    paper: Annotated[Paper | None, PaperField(label="Văn bản kèm theo")]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFindingAnswered:
    """Trả lời kiến nghị kiểm tra: what the unit says; of restricted work by a paper alone."""

    TYPE: ClassVar[str] = "inspection-finding-answered"
    SCHEMA: ClassVar[int] = 1

    text: TextRef | None
    paper: Paper | None


def offer(state: InspectionFinding | None, context: DecisionContext) -> Offer:
    """Offered to the head of the unit while the finding has not ended."""
    finding = require_known(state)
    held = context.holder.find(SIGNING, finding.unit)
    if held is None:
        raise NOT_ANSWERING.refuse()
    require_running(finding)
    return Offer(held=held)


def decide(
    state: InspectionFinding | None, command: AnswerInspectionFinding, context: DecisionContext
) -> Verdict:
    """One more answer of the unit."""
    offered, finding = offer(state, context), require_known(state)
    check_said(command.text, command.paper, context, restricted=finding.restricted)
    event = InspectionFindingAnswered(text=command.text, paper=command.paper)
    return Verdict(held=offered.held, events=(event,))


def _applied(
    finding: InspectionFinding, event: InspectionFindingAnswered, fact: Fact
) -> InspectionFinding:
    said = words_of(event.text, event.paper, fact)
    return replace(finding, answers=(*finding.answers, said))


def _describe(event: InspectionFindingAnswered, _names: Names) -> str:
    return f"Trả lời kiến nghị kiểm tra{beside(event.paper)}."


ACT: Final = Act(
    command=AnswerInspectionFinding,
    name="answer-inspection-finding",
    said="trả lời kiến nghị kiểm tra",
    slug="tra-loi",
    resource="answers",
    done="Đã gửi trả lời. Thanh tra sẽ kết luận.",
    verb="answer",
    rules=(NO_INSPECTION_FINDING, NOT_ANSWERING, INSPECTION_ENDED, *WORDS_RULES),
    reads_next=thing_read,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=InspectionFindingAnswered,
        name="Trả lời kiến nghị kiểm tra",
        apply=_applied,
        describe=_describe,
        text=lambda event: event.text,
        by_assigner=True,
    ),
)
