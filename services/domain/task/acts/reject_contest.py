"""Không chấp nhận đề nghị xem lại: who assigned the task does not agree."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.task.acts import accept_contest
from services.domain.task.answering import require_open
from services.domain.task.contesting import (
    ANSWERED_CONTEST,
    NO_CONTEST,
    OTHER_CONTEST,
    answered,
)
from services.domain.task.events import RequestKind
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import CONTEST_REJECTION_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectContest:
    """Không chấp nhận đề nghị xem lại một dòng bằng chứng, có lý do."""

    stream: str
    contest: Annotated[int, ANSWERED_CONTEST]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do không chấp nhận", example="Văn bản giấy đến sau hạn."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=CONTEST_REJECTION_CODES, unknown=REASON_NOT_LISTED),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRejected:
    """Không chấp nhận đề nghị xem lại: the contest is answered; the line stays as it is.

    A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "contest-rejected"
    SCHEMA: ClassVar[int] = 1

    contest: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who may confirm it."""
    return accept_contest.offer(task, context)


def decide(task: Task, command: RejectContest, context: DecisionContext) -> Verdict:
    """The answer to that contest."""
    offer(task, context)
    held = require_open(task, RequestKind.CONTEST, command.contest, context, OTHER_CONTEST)
    check_reason(task, command.reason, command.reason_code, CONTEST_REJECTION_CODES)
    event = ContestRejected(
        contest=command.contest, reason=command.reason, reason_code=command.reason_code
    )
    return Verdict(held=held, events=(event,))


def _rejected(task: Task, event: ContestRejected, fact: Fact) -> Task:
    return answered(task, event.contest, fact, accepted=False)


def _describe(event: ContestRejected, _names: Names) -> str:
    why = coded(event.reason_code, CONTEST_REJECTION_CODES)
    return f"Không chấp nhận xem lại bằng chứng chấm điểm theo đề nghị {event.contest}{why}."


ACT: Final = Act(
    command=RejectContest,
    name="reject-contest",
    said="không chấp nhận đề nghị xem lại",
    slug="khong-chap-nhan-xem-lai",
    explained="Trả lời có lý do; có căn cứ mới thì cán bộ được đề nghị lại.",
    resource="contest-rejection",
    done="Đã trả lời: không chấp nhận đề nghị xem lại.",
    verb="reject_contest",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NO_CONTEST,
        OTHER_CONTEST,
        *REASON_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContestRejected,
        name="Không chấp nhận đề nghị xem lại",
        apply=_rejected,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
