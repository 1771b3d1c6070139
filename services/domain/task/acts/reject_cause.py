"""Không xác nhận nguyên nhân khách quan: who assigned the task does not agree."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.task.acts import confirm_cause
from services.domain.task.answering import require_open
from services.domain.task.cause_claims import (
    ANSWERED_CLAIM,
    NO_CAUSE_CLAIM,
    OTHER_CAUSE_CLAIM,
    answered,
)
from services.domain.task.events import RequestKind
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import CAUSE_REJECTION_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectCause:
    """Không xác nhận nguyên nhân khách quan mà đơn vị nêu, có lý do."""

    stream: str
    claim: Annotated[int, ANSWERED_CLAIM]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do không xác nhận", example="Đơn vị đã được báo trước một tháng."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=CAUSE_REJECTION_CODES, unknown=REASON_NOT_LISTED),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRejected:
    """Không xác nhận nguyên nhân khách quan: the claim is answered, once and for all.

    A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "cause-rejected"
    SCHEMA: ClassVar[int] = 1

    claim: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who may confirm it."""
    return confirm_cause.offer(task, context)


def decide(task: Task, command: RejectCause, context: DecisionContext) -> Verdict:
    """The answer to that claim."""
    offer(task, context)
    held = require_open(task, RequestKind.CAUSE, command.claim, context, OTHER_CAUSE_CLAIM)
    check_reason(task, command.reason, command.reason_code, CAUSE_REJECTION_CODES)
    event = CauseRejected(
        claim=command.claim, reason=command.reason, reason_code=command.reason_code
    )
    return Verdict(held=held, events=(event,))


def _rejected(task: Task, event: CauseRejected, fact: Fact) -> Task:
    return answered(task, event.claim, fact, confirmed=False)


def _describe(event: CauseRejected, _names: Names) -> str:
    why = coded(event.reason_code, CAUSE_REJECTION_CODES)
    return f"Không xác nhận nguyên nhân khách quan theo đề nghị {event.claim}{why}."


ACT: Final = Act(
    command=RejectCause,
    name="reject-cause",
    said="không xác nhận nguyên nhân khách quan",
    slug="khong-xac-nhan-nguyen-nhan",
    explained=("Trả lời có lý do; mỗi lần quá hạn, phối hợp chậm, trả lại chỉ trả lời một lần."),
    resource="cause-rejection",
    done="Đã trả lời: không xác nhận nguyên nhân khách quan.",
    verb="reject_cause",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NO_CAUSE_CLAIM,
        OTHER_CAUSE_CLAIM,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=CauseRejected,
        name="Không xác nhận nguyên nhân khách quan",
        apply=_rejected,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
