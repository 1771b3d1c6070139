"""Đề nghị xác nhận nguyên nhân khách quan: a unit claims that it could not help it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import Refusal
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, CountField, OneOf, PaperField, TypedText
from services.domain.instants import written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.replacing import replace
from services.domain.roles import WORKING, Holder
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.answering import refuse_taken_away
from services.domain.task.cause_claims import (
    claim_of,
    claimed_for,
    matters,
    unit_of,
)
from services.domain.task.cause_rules import (
    ALREADY_ANSWERED,
    ALREADY_CLAIMED,
    NOT_LATE,
    NOT_MISSED,
    NOT_RECORDED_UNIT,
    NOT_RETURNED,
    NOTHING_RECORDED,
    SUBJECT_UNCLEAR,
    SUBJECT_UNKNOWN,
)
from services.domain.task.causes import CauseClaim, CauseMatter, CauseSubject
from services.domain.task.contributing import late_of
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import CAUSE_CODES, CAUSE_SUBJECTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCause:
    """Nêu nguyên nhân khách quan của quá hạn, phối hợp chậm hoặc một báo cáo bị trả lại."""

    stream: str
    about: Annotated[
        CauseSubject,
        OneOf(
            label="Nêu nguyên nhân về",
            of=CauseSubject,
            words=CAUSE_SUBJECTS,
            unknown=SUBJECT_UNKNOWN,
        ),
    ]
    submission: Annotated[
        int | None,
        CountField(
            label="Bản bị trả lại (để trống nếu về quá hạn, phối hợp chậm)",
            example=1,
            among="returned_submissions",
        ),
    ]
    reason: Annotated[
        TextRef | None,
        TypedText(label="Nguyên nhân khách quan", example="Mưa lũ từ ngày 12 đến ngày 18."),
    ]
    reason_code: Annotated[
        str | None,
        CodeOf(label="Nguyên nhân", among=CAUSE_CODES, unknown=REASON_NOT_LISTED),
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseClaimed:
    """Đề nghị xác nhận nguyên nhân khách quan: why a unit could not help what is recorded.

    `claim` counts those of the task. `missed_on` is the recorded date that it is about, or
    `submission` the report that was returned; `supporter` is the unit whose contribution was
    late, None where the unit claims that led. A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "cause-claimed"
    SCHEMA: ClassVar[int] = 2

    claim: int
    about: CauseSubject
    submission: int | None
    supporter: str | None
    missed_on: date | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to a unit for what is recorded against it, of each once; also when confirmed."""
    recorded = _own(task, context.holder)
    if not recorded and context.holder.find(WORKING, task.lead) is None:
        raise NOT_RECORDED_UNIT.refuse()
    refuse_taken_away(task)
    if not recorded:
        raise NOTHING_RECORDED.refuse()
    left = [matter for matter in recorded if claim_of(task, matter) is None]
    if not left:
        raise _claimed_before(task, recorded[0])
    held = context.holder.find(WORKING, unit_of(task, left[0]))
    about = dict.fromkeys(matter.about.value for matter in left)
    returned = tuple(str(each.submission) for each in left if each.submission is not None)
    return Offer(held=held, choices={"about": tuple(about), "submission": returned})


def decide(task: Task, command: ClaimCause, context: DecisionContext) -> Verdict:
    """The claim; what was recorded stays as it is."""
    offer(task, context)
    matter = _meant(task, command, context.holder)
    check_reason(task, command.reason, command.reason_code, CAUSE_CODES)
    check_paper(command.paper, context.now)
    event = CauseClaimed(
        claim=len(task.cause_claims) + 1,
        about=matter.about,
        submission=matter.submission,
        supporter=matter.supporter,
        missed_on=_missed_on(task, matter),
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )
    return Verdict(held=context.holder.find(WORKING, unit_of(task, matter)), events=(event,))


def _own(task: Task, holder: Holder) -> tuple[CauseMatter, ...]:
    """What is recorded against a unit of this person."""
    return tuple(
        matter
        for matter in matters(task)
        if holder.find(WORKING, unit_of(task, matter)) is not None
    )


def _missed_on(task: Task, matter: CauseMatter) -> date | None:
    """The day whose miss was recorded; None of a return."""
    if matter.supporter is not None:
        late = late_of(task, matter.supporter)
        return late.due_on if late else None
    return task.missed_on if matter.about is CauseSubject.MISSED_DATE else None


def _meant(task: Task, command: ClaimCause, holder: Holder) -> CauseMatter:
    """What the claim is about: recorded of the own unit, not claimed before. Raises Refusal."""
    if (command.about is CauseSubject.RETURN) is (command.submission is None):
        raise SUBJECT_UNCLEAR.refuse()
    own = [
        matter
        for matter in _own(task, holder)
        if (matter.about, matter.submission) == (command.about, command.submission)
    ]
    if not own:
        raise _not_recorded(command)
    left = [matter for matter in own if claim_of(task, matter) is None]
    if not left:
        raise _claimed_before(task, own[0])
    return left[0]


def _not_recorded(command: ClaimCause) -> Refusal:
    if command.about is CauseSubject.LATE_CONTRIBUTION:
        return NOT_LATE.refuse()
    if command.submission is None:
        return NOT_MISSED.refuse()
    return NOT_RETURNED.refuse(submission=command.submission)


def _claimed_before(task: Task, matter: CauseMatter) -> Refusal:
    claim = claim_of(task, matter)
    waits = claim is not None and claim.answer is None
    return (ALREADY_CLAIMED if waits else ALREADY_ANSWERED).refuse(matter=claimed_for(matter))


def _claimed(task: Task, event: CauseClaimed, fact: Fact) -> Task:
    claim = CauseClaim(
        number=event.claim,
        matter=CauseMatter(
            about=event.about, submission=event.submission, supporter=event.supporter
        ),
        # Earlier releases let the lead of that time claim for what another unit had led.
        unit=event.supporter or fact.actor.unit or task.lead,
        missed_on=event.missed_on,
        person_id=fact.actor.person_id,
        made_at=fact.occurred_at,
    )
    return replace(task, cause_claims=(*task.cause_claims, claim))


def _describe(event: CauseClaimed, names: Names) -> str:
    said = f"báo cáo bản {event.submission} bị trả lại"
    if event.missed_on is not None:
        said = f"quá hạn {written_day(event.missed_on)}"
        if event.supporter is not None:
            said = f"{names.unit(event.supporter)} phối hợp chậm, {said}"
    return (
        f"Đề nghị {event.claim}: xác nhận nguyên nhân khách quan của {said}"
        f"{coded(event.reason_code, CAUSE_CODES)}{beside(event.paper)}."
    )


ACT: Final = Act(
    command=ClaimCause,
    name="claim-cause",
    said="đề nghị xác nhận nguyên nhân khách quan",
    slug="neu-nguyen-nhan",
    explained=(
        "Khi việc quá hạn, nội dung phối hợp chậm hoặc báo cáo bị trả lại do nguyên nhân đơn vị "
        "không thể khắc phục; mỗi lần đề nghị một lần, kể cả sau khi việc đã hoàn thành. Điều đã "
        "ghi nhận vẫn giữ; kết quả xác nhận được ghi bên cạnh."
    ),
    resource="causes",
    done="Đã gửi đề nghị xác nhận nguyên nhân khách quan.",
    verb="claim_cause",
    rules=(
        NOT_RECORDED_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_RECORDED,
        SUBJECT_UNKNOWN,
        SUBJECT_UNCLEAR,
        NOT_MISSED,
        NOT_LATE,
        NOT_RETURNED,
        ALREADY_CLAIMED,
        ALREADY_ANSWERED,
        *REASON_RULES,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=CauseClaimed,
        name="Đề nghị xác nhận nguyên nhân khách quan",
        apply=_claimed,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
