"""Kết luận kiến nghị kiểm tra: an inspector ends a finding that the unit has answered."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import PaperField, TypedText
from services.domain.inspection.authority import (
    WORDS_RULES,
    check_said,
    require_inspecting,
    require_known,
    require_running,
)
from services.domain.inspection.restriction import thing_read
from services.domain.inspection.rules import (
    INSPECTION_ENDED,
    NO_INSPECTION_FINDING,
    NOT_INSPECTING,
)
from services.domain.inspection.state import InspectionFinding, words_of
from services.domain.papers import Paper, beside
from services.domain.replacing import replace

NOT_ANSWERED: Final = Rule(
    code="not-answered",
    sentence="Đơn vị chưa trả lời kiến nghị này. Hãy chờ trả lời, hoặc rút kiến nghị.",
    brief="đơn vị chưa trả lời",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInspectionFinding:
    """Kết luận một kiến nghị kiểm tra."""

    stream: str
    text: Annotated[
        TextRef | None,
        TypedText(label="Kết luận", example="Giải trình đầy đủ, không có sai phạm."),
    ]
    paper: Annotated[Paper | None, PaperField(label="Văn bản kèm theo")]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFindingClosed:
    """Kết luận kiến nghị kiểm tra: what the inspector concludes from the unit's answers."""

    TYPE: ClassVar[str] = "inspection-finding-closed"
    SCHEMA: ClassVar[int] = 1

    text: TextRef | None
    paper: Paper | None


def offer(state: InspectionFinding | None, context: DecisionContext) -> Offer:
    """Offered to inspectors once the unit has answered."""
    held, finding = require_inspecting(context), require_known(state)
    require_running(finding)
    if not finding.answers:
        raise NOT_ANSWERED.refuse()
    return Offer(held=held)


def decide(
    state: InspectionFinding | None, command: CloseInspectionFinding, context: DecisionContext
) -> Verdict:
    """The end of a finding, with its conclusion."""
    offered, finding = offer(state, context), require_known(state)
    check_said(command.text, command.paper, context, restricted=finding.restricted)
    event = InspectionFindingClosed(text=command.text, paper=command.paper)
    return Verdict(held=offered.held, events=(event,))


def _applied(
    finding: InspectionFinding, event: InspectionFindingClosed, fact: Fact
) -> InspectionFinding:
    said = words_of(event.text, event.paper, fact)
    return replace(finding, ended=said)


def _describe(event: InspectionFindingClosed, _names: Names) -> str:
    return f"Kết luận kiến nghị kiểm tra{beside(event.paper)}."


ACT: Final = Act(
    command=CloseInspectionFinding,
    name="close-inspection-finding",
    said="kết luận kiến nghị kiểm tra",
    slug="ket-luan",
    resource="closing",
    done="Đã kết luận kiến nghị.",
    verb="close",
    rules=(NO_INSPECTION_FINDING, NOT_INSPECTING, INSPECTION_ENDED, NOT_ANSWERED, *WORDS_RULES),
    reads_next=thing_read,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=InspectionFindingClosed,
        name="Kết luận kiến nghị kiểm tra",
        apply=_applied,
        describe=_describe,
        text=lambda event: event.text,
        by_assigner=True,
    ),
)
