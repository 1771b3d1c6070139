"""Đôn đốc: the Office asks a unit for what it owes; counted, never a reminder of the clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, Refusal
from services.domain.facts import Fact, TextRef
from services.domain.fields import PaperField, TypedText
from services.domain.instants import day_of
from services.domain.papers import Paper, beside, check_paper
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.state import Stage, Task
from services.domain.task.terms import ENDINGS

NOT_CHASING: Final = Rule(
    code="not-chasing",
    sentence="Chỉ {offices} được đôn đốc các đơn vị.",
    brief="không có thẩm quyền đôn đốc",
    kind=NotAllowed,
)
CHASED_CLOSED: Final = Rule(
    code="task-closed",
    sentence="Việc đã kết thúc ({how}), không đôn đốc nữa.",
    brief="việc đã kết thúc",
)
CHASE_SUSPENDED: Final = Rule(
    code="task-suspended",
    sentence="Việc đang tạm dừng, không đôn đốc. Khi việc được tiếp tục thì đôn đốc lại được.",
    brief="việc đang tạm dừng",
)
CHASE_NOTHING_OWED: Final = Rule(
    code="chase-nothing-owed",
    sentence=(
        "Thủ trưởng đơn vị đã duyệt báo cáo, đơn vị không còn phải nộp gì. Việc đang chờ xác nhận."
    ),
    brief="đơn vị không còn phải nộp gì",
)
CHASE_TOO_EARLY: Final = Rule(
    code="chase-too-early",
    sentence="Việc chưa sắp đến hạn. Chỉ đôn đốc từ ngày {first_day:%d/%m/%Y}.",
    brief="chưa đến lúc đôn đốc",
)
CHASED_TODAY: Final = Rule(
    code="chased-today",
    sentence="Hôm nay đã đôn đốc việc này. Mỗi ngày chỉ đôn đốc một lần.",
    brief="hôm nay đã đôn đốc việc này",
)
RESTRICTED_CHASE: Final = Rule(
    code="restricted",
    sentence="Việc theo chế độ mật: không ghi nội dung đôn đốc, chỉ ghi số và ngày của công văn.",
    brief="việc theo chế độ mật",
    fields=("reason_code", "note", "paper_number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendChase:
    """Đôn đốc; `paper` is the letter that went out, where one did."""

    stream: str
    paper: Annotated[
        Paper | None,
        PaperField(label="công văn", example={"number": "15/CV-VP", "dated_on": "2026-12-01"}),
    ]
    note: Annotated[
        TextRef | None,
        TypedText(label="Nội dung đôn đốc", example="Đề nghị báo cáo trước ngày 10/12."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseSent:
    """Đôn đốc: the Office asked the unit for what it owes, with a letter or without; counted.

    `paper` is the number and day of the letter that went out. Of a restricted task no note.
    """

    TYPE: ClassVar[str] = "chase-sent"
    SCHEMA: ClassVar[int] = 1

    chase: int
    paper: Paper | None
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let chase, of a task that is nearly due or late."""
    chasing = context.policy.authorities.chase
    held = require_authorised(context.holder, chasing, context.policy, NOT_CHASING)
    refusal = chase_refusal(task, context.policy, day_of(context.now))
    if refusal is not None:
        raise refusal
    return Offer(held=held)


def chase_refusal(task: Task, policy: Policy, today: date) -> Refusal | None:
    """Why this task is not to be chased on that day; None where it is."""
    if task.ending:
        return CHASED_CLOSED.refuse(how=ENDINGS[task.ending])
    if task.suspended_at is not None:
        return CHASE_SUSPENDED.refuse()
    if task.stage is Stage.APPROVED:
        return CHASE_NOTHING_OWED.refuse()
    # Work without a due day has no day before which it is too early.
    first_day = task.due_on and task.due_on - timedelta(days=policy.chasing.near_days)
    if first_day is not None and today < first_day:
        return CHASE_TOO_EARLY.refuse(first_day=first_day)
    if task.last_chase_at is not None and day_of(task.last_chase_at) == today:
        return CHASED_TODAY.refuse()
    return None


def decide(task: Task, command: SendChase, context: DecisionContext) -> Verdict:
    """The next chase, with the letter that went out where one did."""
    held = offer(task, context).held
    if task.restricted and command.note is not None:
        raise RESTRICTED_CHASE.refuse()
    check_paper(command.paper, context.now)
    event = ChaseSent(chase=task.chases + 1, paper=command.paper, note=command.note)
    return Verdict(held=held, events=(event,))


def _chased(task: Task, event: ChaseSent, fact: Fact) -> Task:
    return replace(task, chases=event.chase, last_chase_at=fact.occurred_at)


def _describe(event: ChaseSent, _names: Names) -> str:
    return f"Đôn đốc lần {event.chase}{beside(event.paper)}."


ACT: Final = Act(
    command=SendChase,
    name="send-chase",
    said="đôn đốc",
    slug="don-doc",
    resource="chases",
    done="Đã đôn đốc việc này.",
    rules=(
        NOT_CHASING,
        CHASED_CLOSED,
        CHASE_SUSPENDED,
        CHASE_NOTHING_OWED,
        CHASE_TOO_EARLY,
        CHASED_TODAY,
        RESTRICTED_CHASE,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ChaseSent,
        name="Đôn đốc",
        apply=_chased,
        describe=_describe,
        text=lambda event: event.note,
        by_assigner=True,
    ),
)
