"""Chấp nhận đề nghị xem lại: who assigned the task agrees with who contests a line."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.task.answering import answerable, require_open
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
from services.domain.task.terms import CONTEST_ACCEPTANCE_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptContest:
    """Chấp nhận đề nghị xem lại một dòng bằng chứng, có lý do."""

    stream: str
    contest: Annotated[int, ANSWERED_CONTEST]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Lý do chấp nhận", example="Văn bản giấy đóng dấu đúng hạn."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do", among=CONTEST_ACCEPTANCE_CODES, unknown=REASON_NOT_LISTED),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestAccepted:
    """Chấp nhận đề nghị xem lại: it stands beside what was recorded, and changes nothing.

    A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "contest-accepted"
    SCHEMA: ClassVar[int] = 1

    contest: int
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who answers an open contest; also of a confirmed task."""
    numbers = answerable(task, RequestKind.CONTEST, context, NO_CONTEST)
    return Offer(choices={"contest": tuple(str(number) for number in numbers)})


def decide(task: Task, command: AcceptContest, context: DecisionContext) -> Verdict:
    """The answer to that contest."""
    offer(task, context)
    held = require_open(task, RequestKind.CONTEST, command.contest, context, OTHER_CONTEST)
    check_reason(task, command.reason, command.reason_code, CONTEST_ACCEPTANCE_CODES)
    event = ContestAccepted(
        contest=command.contest, reason=command.reason, reason_code=command.reason_code
    )
    return Verdict(held=held, events=(event,))


def _accepted(task: Task, event: ContestAccepted, fact: Fact) -> Task:
    return answered(task, event.contest, fact, accepted=True)


def _describe(event: ContestAccepted, _names: Names) -> str:
    why = coded(event.reason_code, CONTEST_ACCEPTANCE_CODES)
    return f"Chấp nhận xem lại bằng chứng chấm điểm theo đề nghị {event.contest}{why}."


ACT: Final = Act(
    command=AcceptContest,
    name="accept-contest",
    said="chấp nhận đề nghị xem lại",
    slug="chap-nhan-xem-lai",
    explained=(
        "Trả lời được ghi bên cạnh dòng bằng chứng và đếm riêng; trạng thái và điều đã ghi nhận "
        "không đổi, không có điểm nào được tính."
    ),
    resource="contest-acceptance",
    done="Đã chấp nhận đề nghị xem lại.",
    verb="accept_contest",
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
        event=ContestAccepted,
        name="Chấp nhận đề nghị xem lại",
        apply=_accepted,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
