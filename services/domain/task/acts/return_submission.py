"""Trả lại: a rung asks for another version, with its ground, its reason and a working date."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, DayField, OneOf, TypedText
from services.domain.instants import day_of, written_day
from services.domain.task.authority import JUDGED, may_decide, require_rung, require_waiting
from services.domain.task.events import KEEPS_THE_DAY, DeadlineMissed, Ground
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    RESTRICTED,
    TASK_CLOSED,
    TASK_SUSPENDED,
    TWO_RUNGS,
)
from services.domain.task.state import Grace, Stage, Task
from services.domain.task.terms import GROUNDS, RETURN_CODES, RETURN_GROUNDS, rung_named

CORRECT_BY: Final = Rule(
    code="correct-by",
    sentence=(
        "Ngày hoàn chỉnh phải từ hôm nay và không quá {correction_at_most_days} "
        "ngày theo lịch sau. Hãy sửa ngày."
    ),
    brief="ngày hoàn chỉnh ngoài khoảng cho phép",
    fields=("correct_by",),
)
GROUND_UNKNOWN: Final = Rule(
    code="field-ground",
    sentence="Chưa chọn căn cứ trả lại. Hãy chọn một trong các căn cứ.",
    brief="chưa chọn căn cứ trả lại",
    fields=("ground",),
)
REASON_NOT_LISTED: Final = Rule(
    code="field-reason",
    sentence="Lý do trả lại: hãy chọn một lý do trong danh sách.",
    brief="lý do không có trong danh sách",
    fields=("reason_code",),
)
REASON_MISSING: Final = Rule(
    code="reason-missing",
    sentence="Trả lại phải có lý do. Hãy ghi rõ cần bổ sung điều gì.",
    brief="thiếu lý do",
    fields=("reason", "why", "reason_code"),
)
REASON_UNKNOWN: Final = Rule(
    code="reason-unknown",
    sentence="Lý do trả lại không có trong danh sách. Hãy chọn lại.",
    brief="lý do không có trong danh sách",
    fields=("reason_code",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSubmission:
    """Trả lại một bản báo cáo, có lý do và ngày hoàn chỉnh."""

    stream: str
    submission: Annotated[int, JUDGED]
    ground: Annotated[
        Ground,
        OneOf(label="Căn cứ trả lại", of=Ground, words=RETURN_GROUNDS, unknown=GROUND_UNKNOWN),
    ]
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do trả lại", example="Thiếu số liệu quý III.")
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Lý do trả lại", among=RETURN_CODES, unknown=REASON_NOT_LISTED),
    ]
    correct_by: Annotated[date, DayField(label="Hoàn chỉnh trước hết ngày")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReturned:
    """Trả lại: a rung asks for another version, with its ground, its reason and a working date.

    A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "submission-returned"
    SCHEMA: ClassVar[int] = 2  # 2: with `supplement` and `failed_content`

    submission: int
    rung: str
    ground: Ground
    reason: TextRef | None
    reason_code: str | None
    correct_by: date


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered on the waiting rung: to who decides for any `ground`, to some for form alone."""
    rung = require_waiting(task, context)
    held = require_rung(task, context.policy, context.holder, rung, Ground.FORMAL_GAP)
    decides = may_decide(task, context.policy, context.holder)
    grounds = tuple(RETURN_GROUNDS) if decides else (Ground.FORMAL_GAP,)
    return Offer(held=held, choices={"ground": grounds})


def decide(task: Task, command: ReturnSubmission, context: DecisionContext) -> Verdict:
    """The return, and the missed date where work that does not hold came back after it."""
    context = context.seeing(command.submission)
    offer(task, context)
    rung = require_waiting(task, context)
    held = require_rung(task, context.policy, context.holder, rung, command.ground)
    if command.ground not in RETURN_GROUNDS:
        raise GROUND_UNKNOWN.refuse()
    today = day_of(context.now)
    _check(task, command)
    limit = context.policy.correction_at_most_days
    if not today <= command.correct_by <= today + timedelta(days=limit):
        raise CORRECT_BY.refuse(correction_at_most_days=limit)
    event = SubmissionReturned(
        submission=command.submission,
        rung=rung.name,
        ground=command.ground,
        reason=command.reason,
        reason_code=command.reason_code,
        correct_by=command.correct_by,
    )
    # Until the unit has signed, a date given earlier still runs: then only the clock may say so.
    overdue = task.effective_on is not None and today > task.due_on and not task.missed
    if overdue and command.ground not in KEEPS_THE_DAY:
        missed = DeadlineMissed(due_on=task.due_on, cause="returned_for_content")
        return Verdict(held=held, events=(event, missed))
    return Verdict(held=held, events=(event,))


def _check(task: Task, command: ReturnSubmission) -> None:
    """A reason in words; of restricted work a coded one and no words. Raises Refusal."""
    if task.restricted:
        if command.reason is not None or command.reason_code not in RETURN_CODES:
            raise RESTRICTED.refuse()
    elif command.reason is None:
        raise REASON_MISSING.refuse()
    if command.reason_code not in {None, *RETURN_CODES}:
        raise REASON_UNKNOWN.refuse()


def _returned(task: Task, event: SubmissionReturned, _fact: Fact) -> Task:
    grace, figures = task.grace, task.formal_figures
    if task.effective_on is not None:  # the unit had signed: only then does the ground matter
        grace = (
            Grace(counted_on=task.effective_on, correct_by=event.correct_by)
            if event.ground in KEEPS_THE_DAY
            else None
        )
        # What nobody has judged stays what the next report is held against.
        kept = task.grace is not None and task.approvals[0].on <= task.grace.correct_by
        figures = figures if kept and not task.correction_judged else task.figures
    return replace(
        task,
        stage=Stage.ACKNOWLEDGED,
        returned=True,
        correct_by=event.correct_by,
        returns=task.returns + 1,
        return_grounds=(*task.return_grounds, event.ground),
        approvals=(),
        effective_on=None,
        grace=grace,
        formal_figures=figures if grace is not None else None,
    )


def _describe(event: SubmissionReturned, _names: Names) -> str:
    ground = GROUNDS[event.ground].lower()
    coded = RETURN_CODES.get(event.reason_code or "")
    why = f"{ground}: {coded.lower()}" if coded else ground
    return (
        f"Trả lại báo cáo bản {event.submission} (bước {rung_named(event.rung)}) – {why}; "
        f"hoàn chỉnh trước hết ngày {written_day(event.correct_by)}."
    )


ACT: Final = Act(
    command=ReturnSubmission,
    name="return-submission",
    said="trả lại báo cáo",
    slug="tra-lai",
    resource="return",
    done="Đã trả lại báo cáo.",
    verb="return",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_THE_NEWEST,
        ALREADY_DECIDED,
        TWO_RUNGS,
        NOT_THIS_RUNG,
        GROUND_UNKNOWN,
        REASON_NOT_LISTED,
        RESTRICTED,
        REASON_MISSING,
        REASON_UNKNOWN,
        CORRECT_BY,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=SubmissionReturned,
        name="Trả lại",
        apply=_returned,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
