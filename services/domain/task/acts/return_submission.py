"""Trả lại: a rung asks for another version, with its ground, its reason and a working date."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, DayField, OneOf, StepName, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.authority import (
    JUDGED,
    leader_read,
    may_decide,
    require_rung,
    require_waiting,
    steps_back,
)
from services.domain.task.events import KEEPS_THE_DAY, DeadlineMissed, Ground
from services.domain.task.lateness import can_be_missed, is_held
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_IN_CHARGE,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    RESTRICTED,
    TASK_CLOSED,
    TASK_SUSPENDED,
    TWO_RUNGS,
)
from services.domain.task.state import Stage, Task
from services.domain.task.terms import GROUNDS, RETURN_CODES, RETURN_GROUNDS, rung_named
from services.domain.task.values import Approval, Grace

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
STEP_NOT_BEFORE: Final = Rule(
    code="step-not-before",
    sentence=(
        "Chỉ trả lại được cho một bước đã duyệt trước bước này, hoặc cho đơn vị (để trống). "
        "Hãy chọn lại."
    ),
    brief="bước được trả lại chưa duyệt bản báo cáo này",
    fields=("to_step",),
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
    correct_by: Annotated[date, DayField(label="Gửi lại chậm nhất ngày")]
    to_step: Annotated[
        str | None,
        StepName(
            label="Trả lại cho",
            about="Bước đã duyệt phải xem xét lại; để trống: trả lại cho đơn vị.",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReturned:
    """Trả lại: a rung asks for another version, with its ground, its reason and a working date.

    A restricted task gives a coded reason and no words. `to_step` is the earlier step that decides
    again; None where the unit makes another version, which alone is a return of its product.
    """

    TYPE: ClassVar[str] = "submission-returned"
    SCHEMA: ClassVar[int] = 2  # 2: three grounds, `to_step`

    submission: int
    rung: str
    ground: Ground
    reason: TextRef | None
    reason_code: str | None
    correct_by: date
    to_step: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered on the waiting rung: to who decides for any `ground`, to some for form alone."""
    rung = require_waiting(task, context)
    held = require_rung(task, context.policy, context.holder, rung, Ground.FORMAL_GAP)
    decides = may_decide(task, context.policy, context.holder)
    grounds = tuple(RETURN_GROUNDS) if decides else (Ground.FORMAL_GAP,)
    steps = steps_back(task, context.policy) if decides else ()
    return Offer(held=held, choices={"ground": grounds, "to_step": steps})


def decide(task: Task, command: ReturnSubmission, context: DecisionContext) -> Verdict:
    """The return, and the missed date where work that does not hold came back after it."""
    context = context.seeing(command.submission)
    steps = offer(task, context).choices["to_step"]
    rung = require_waiting(task, context)
    held = require_rung(task, context.policy, context.holder, rung, command.ground)
    if command.ground not in RETURN_GROUNDS:
        raise GROUND_UNKNOWN.refuse()
    if command.to_step is not None and command.to_step not in steps:
        raise STEP_NOT_BEFORE.refuse()
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
        to_step=command.to_step,
    )
    if command.to_step is not None:
        return Verdict(held=held, events=(event,))
    # Until the unit has signed, a date given earlier still runs: then only the clock may say so.
    can_show = task.effective_on is not None and can_be_missed(task) and not is_held(task)
    due_on = task.due_on if can_show else None
    if due_on is not None and today > due_on and command.ground not in KEEPS_THE_DAY:
        missed = DeadlineMissed(due_on=due_on, cause="returned_for_content")
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


def _to_step(task: Task, event: SubmissionReturned, fact: Fact) -> Task:
    """An earlier step decides again; the unit's signature and its day stay."""
    acted = [approval.rung for approval in task.approvals]
    kept = acted.index(event.to_step) if event.to_step in acted else len(acted)
    said = Approval(rung=event.rung, person_id=fact.actor.person_id, on=day_of(fact.occurred_at))
    return replace(
        task,
        approvals=task.approvals[:kept],
        taken_back=(*task.taken_back, *task.approvals[kept:], said),
        arrived_on=said.on,
        step_expired=False,
    )


def _returned(task: Task, event: SubmissionReturned, fact: Fact) -> Task:
    if event.to_step is not None:
        return _to_step(task, event, fact)
    grace, figures = task.grace, task.formal_figures
    if task.effective_on is not None:  # the unit had signed: only then does the ground matter
        grace = (
            Grace(counted_on=task.effective_on, correct_by=event.correct_by)
            if event.ground in KEEPS_THE_DAY
            else None
        )
        # What nobody has judged stays what the next report is held against.
        signed_on = task.signed_on or task.effective_on
        kept = task.grace is not None and signed_on <= task.grace.correct_by
        figures = figures if kept and not task.correction_judged else task.figures
    return replace(
        task,
        stage=Stage.ACKNOWLEDGED,
        returned=True,
        correct_by=event.correct_by,
        returns=task.returns + 1,
        return_grounds=(*task.return_grounds, event.ground),
        returned_submissions=(*task.returned_submissions, event.submission),
        approvals=(),
        taken_back=(),
        signed_on=None,
        effective_on=None,
        grace=grace,
        formal_figures=figures if grace is not None else None,
    )


def _describe(event: SubmissionReturned, _names: Names) -> str:
    ground = GROUNDS[event.ground].lower()
    coded = RETURN_CODES.get(event.reason_code or "")
    why = f"{ground}: {coded.lower()}" if coded else ground
    to = f" cho bước {rung_named(event.to_step)} xem xét lại" if event.to_step else ""
    return (
        f"Trả lại báo cáo bản {event.submission} (bước {rung_named(event.rung)}){to} – {why}; "
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
        NOT_IN_CHARGE,
        GROUND_UNKNOWN,
        STEP_NOT_BEFORE,
        REASON_NOT_LISTED,
        RESTRICTED,
        REASON_MISSING,
        REASON_UNKNOWN,
        CORRECT_BY,
    ),
    offer=offer,
    decide=decide,
    reads_next=leader_read,
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
