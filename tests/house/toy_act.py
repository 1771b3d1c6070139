"""Xin ý kiến: the lead asks how something is meant. A toy that a test adds to a copy."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.task.authority import refuse_ended, require_worker
from services.domain.task.rules import NOT_LEAD_UNIT, TASK_CLOSED
from services.domain.task.state import Stage, Task

ADVICE_LATE: Final = Rule(
    code="advice-late",
    sentence="Báo cáo đã được duyệt, không còn gì để xin ý kiến.",
    brief="báo cáo đã được duyệt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForAdvice:
    """Xin ý kiến Văn phòng về một việc."""

    stream: str
    question: Annotated[TextRef, TypedText(label="Điều cần hỏi", example="Lấy số đến ngày nào?")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceAsked:
    """Xin ý kiến: the lead unit asked the Office how something is meant."""

    TYPE: ClassVar[str] = "advice-asked"
    SCHEMA: ClassVar[int] = 1

    question: TextRef


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead unit until its report is signed."""
    refuse_ended(task)
    held = require_worker(task, context.holder)
    if task.stage is Stage.APPROVED:
        raise ADVICE_LATE.refuse()
    return Offer(held=held)


def decide(task: Task, command: AskForAdvice, context: DecisionContext) -> Verdict:
    """The question, as often as it is asked."""
    held = offer(task, context).held
    return Verdict(held=held, events=(AdviceAsked(question=command.question),))


def _asked(task: Task, _event: AdviceAsked, _fact: Fact) -> Task:
    return task


def _describe(_event: AdviceAsked, _names: Names) -> str:
    return "Xin ý kiến Văn phòng."


ACT: Final = Act(
    command=AskForAdvice,
    name="ask-for-advice",
    said="xin ý kiến",
    slug="xin-y-kien",
    resource="advice",
    verb="advice",
    done="Đã gửi câu hỏi.",
    rules=(TASK_CLOSED, NOT_LEAD_UNIT, ADVICE_LATE),
    offer=offer,
    decide=decide,
)
FACTS: Final = (FactKind(event=AdviceAsked, name="Xin ý kiến", apply=_asked, describe=_describe),)
