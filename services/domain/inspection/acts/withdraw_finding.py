"""Rút kiến nghị kiểm tra: an inspector takes a finding back, which stays visible."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInspectionFinding:
    """Rút một kiến nghị kiểm tra."""

    stream: str
    text: Annotated[TextRef | None, TypedText(label="Lý do rút", example="Lập nhầm kỳ.")]
    paper: Annotated[Paper | None, PaperField(label="Văn bản kèm theo")]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFindingWithdrawn:
    """Rút kiến nghị kiểm tra: nothing is asked of the unit any more, and why."""

    TYPE: ClassVar[str] = "inspection-finding-withdrawn"
    SCHEMA: ClassVar[int] = 1

    text: TextRef | None
    paper: Paper | None


def offer(state: InspectionFinding | None, context: DecisionContext) -> Offer:
    """Offered to inspectors while the finding has not ended."""
    held, finding = require_inspecting(context), require_known(state)
    require_running(finding)
    return Offer(held=held)


def decide(
    state: InspectionFinding | None, command: WithdrawInspectionFinding, context: DecisionContext
) -> Verdict:
    """The end of a finding, with the reason."""
    offered, finding = offer(state, context), require_known(state)
    check_said(command.text, command.paper, context, restricted=finding.restricted)
    event = InspectionFindingWithdrawn(text=command.text, paper=command.paper)
    return Verdict(held=offered.held, events=(event,))


def _applied(
    finding: InspectionFinding, event: InspectionFindingWithdrawn, fact: Fact
) -> InspectionFinding:
    said = words_of(event.text, event.paper, fact)
    return replace(finding, ended=said, withdrawn=True)


def _describe(event: InspectionFindingWithdrawn, _names: Names) -> str:
    return f"Rút kiến nghị kiểm tra{beside(event.paper)}."


ACT: Final = Act(
    command=WithdrawInspectionFinding,
    name="withdraw-inspection-finding",
    said="rút kiến nghị kiểm tra",
    slug="rut",
    resource="withdrawal",
    done="Đã rút kiến nghị.",
    verb="withdraw",
    rules=(NO_INSPECTION_FINDING, NOT_INSPECTING, INSPECTION_ENDED, *WORDS_RULES),
    reads_next=thing_read,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=InspectionFindingWithdrawn,
        name="Rút kiến nghị kiểm tra",
        apply=_applied,
        describe=_describe,
        text=lambda event: event.text,
        by_assigner=True,
    ),
)
