"""Xác nhận nguyên nhân khách quan: who assigned the task agrees with what a unit claims."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.task.answering import answerable, require_open
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
from services.domain.task.terms import CAUSE_CONFIRMATION_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCause:
    """Xác nhận nguyên nhân khách quan mà đơn vị nêu, có căn cứ."""

    stream: str
    claim: Annotated[int, ANSWERED_CLAIM]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Căn cứ xác nhận", example="Thành phố đã có công điện về đợt mưa lũ."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Căn cứ", among=CAUSE_CONFIRMATION_CODES, unknown=REASON_NOT_LISTED),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseConfirmed:
    """Xác nhận nguyên nhân khách quan: it stands beside what was recorded, and changes nothing.

    A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "cause-confirmed"
    SCHEMA: ClassVar[int] = 1

    claim: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who answers an open claim; also of a confirmed task."""
    numbers = answerable(task, RequestKind.CAUSE, context, NO_CAUSE_CLAIM)
    return Offer(choices={"claim": tuple(str(number) for number in numbers)})


def decide(task: Task, command: ConfirmCause, context: DecisionContext) -> Verdict:
    """The answer to that claim."""
    offer(task, context)
    held = require_open(task, RequestKind.CAUSE, command.claim, context, OTHER_CAUSE_CLAIM)
    check_reason(task, command.reason, command.reason_code, CAUSE_CONFIRMATION_CODES)
    event = CauseConfirmed(
        claim=command.claim, reason=command.reason, reason_code=command.reason_code
    )
    return Verdict(held=held, events=(event,))


def _confirmed(task: Task, event: CauseConfirmed, fact: Fact) -> Task:
    return answered(task, event.claim, fact, confirmed=True)


def _describe(event: CauseConfirmed, _names: Names) -> str:
    why = coded(event.reason_code, CAUSE_CONFIRMATION_CODES)
    return f"Xác nhận nguyên nhân khách quan theo đề nghị {event.claim}{why}."


ACT: Final = Act(
    command=ConfirmCause,
    name="confirm-cause",
    said="xác nhận nguyên nhân khách quan",
    slug="xac-nhan-nguyen-nhan",
    explained=(
        "Việc xác nhận được ghi bên cạnh quá hạn, lần phối hợp chậm hoặc lần trả lại để làm bằng "
        "chứng; trạng thái và điều đã ghi nhận không đổi."
    ),
    resource="cause-confirmation",
    done="Đã xác nhận nguyên nhân khách quan.",
    verb="confirm_cause",
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
        event=CauseConfirmed,
        name="Xác nhận nguyên nhân khách quan",
        apply=_confirmed,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
