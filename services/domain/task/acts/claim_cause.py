"""Đề nghị xác nhận nguyên nhân khách quan: the lead unit claims that it could not help it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn, Refusal
from services.domain.facts import Fact, TextRef
from services.domain.fields import CodeOf, CountField, OneOf, PaperField, TypedText
from services.domain.instants import written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.authority import require_worker
from services.domain.task.cause_claims import claim_of, claimed_for, matters, refuse_taken_away
from services.domain.task.causes import CauseClaim, CauseMatter, CauseSubject
from services.domain.task.reasons import REASON_NOT_LISTED, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_LEAD_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task
from services.domain.task.terms import CAUSE_CODES, CAUSE_SUBJECTS

NOTHING_RECORDED: Final = Rule(
    code="nothing-late-or-returned",
    sentence=(
        "Việc này chưa bị ghi nhận quá hạn và chưa có báo cáo nào bị trả lại nên không có gì để "
        "nêu nguyên nhân. Nếu thấy sẽ chậm, hãy xin gia hạn trước khi hết hạn."
    ),
    brief="việc không quá hạn, không bị trả lại",
    kind=NothingToActOn,
)
SUBJECT_UNKNOWN: Final = Rule(
    code="field-about",
    sentence="Nêu nguyên nhân về điều gì: hãy chọn quá hạn hoặc báo cáo bị trả lại.",
    brief="chưa chọn nêu nguyên nhân về điều gì",
    fields=("about",),
)
SUBJECT_UNCLEAR: Final = Rule(
    code="cause-subject",
    sentence=(
        "Nguyên nhân của báo cáo bị trả lại phải chọn đúng bản bị trả lại; nguyên nhân của quá "
        "hạn thì không chọn bản báo cáo nào. Hãy chọn lại."
    ),
    brief="không rõ nêu nguyên nhân về bản báo cáo nào",
    fields=("submission",),
)
NOT_MISSED: Final = Rule(
    code="cause-not-missed",
    sentence=(
        "Việc này chưa bị ghi nhận quá hạn nên không có quá hạn để nêu nguyên nhân. Hãy chọn báo "
        "cáo bị trả lại."
    ),
    brief="chưa ghi nhận quá hạn",
    fields=("about",),
)
NOT_RETURNED: Final = Rule(
    code="cause-not-returned",
    sentence=(
        "Báo cáo bản {submission} không bị trả lại cho đơn vị. Hãy chọn một bản đã bị trả lại."
    ),
    brief="bản báo cáo không bị trả lại",
    fields=("submission",),
)
ALREADY_CLAIMED: Final = Rule(
    code="cause-claimed",
    sentence=(
        "Đã có đề nghị xác nhận nguyên nhân về {matter}, đang chờ trả lời. Hãy đợi người giao "
        "việc trả lời."
    ),
    brief="đã đề nghị, đang chờ trả lời",
    fields=("submission",),
)
ALREADY_ANSWERED: Final = Rule(
    code="cause-answered",
    sentence=(
        "Đề nghị xác nhận nguyên nhân về {matter} đã được trả lời; mỗi lần chỉ đề nghị một lần. "
        "Nếu có căn cứ mới, hãy trao đổi với người giao việc."
    ),
    brief="đề nghị đã được trả lời",
    fields=("submission",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCause:
    """Nêu nguyên nhân khách quan của quá hạn đã ghi nhận hoặc của một báo cáo bị trả lại."""

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
            label="Bản bị trả lại (để trống nếu về quá hạn)",
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
    """Đề nghị xác nhận nguyên nhân khách quan: why the lead could not help what is recorded.

    `claim` counts those of the task. `missed_on` is the recorded date that it is about, or
    `submission` the report that was returned. A restricted task gives a coded reason.
    """

    TYPE: ClassVar[str] = "cause-claimed"
    SCHEMA: ClassVar[int] = 1

    claim: int
    about: CauseSubject
    submission: int | None
    missed_on: date | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead for what is recorded against it, of each once; also when confirmed."""
    held = require_worker(task, context.holder)
    refuse_taken_away(task)
    recorded = matters(task)
    if not recorded:
        raise NOTHING_RECORDED.refuse()
    left = [matter for matter in recorded if claim_of(task, matter) is None]
    if not left:
        raise _claimed_before(task, recorded[0])
    about = dict.fromkeys(matter.about.value for matter in left)
    returned = tuple(str(each.submission) for each in left if each.submission is not None)
    return Offer(held=held, choices={"about": tuple(about), "submission": returned})


def decide(task: Task, command: ClaimCause, context: DecisionContext) -> Verdict:
    """The claim; what was recorded stays as it is."""
    held = offer(task, context).held
    matter = _meant(task, command)
    check_reason(task, command.reason, command.reason_code, CAUSE_CODES)
    check_paper(command.paper, context.now)
    event = CauseClaimed(
        claim=len(task.cause_claims) + 1,
        about=matter.about,
        submission=matter.submission,
        missed_on=task.missed_on if matter.about is CauseSubject.MISSED_DATE else None,
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _meant(task: Task, command: ClaimCause) -> CauseMatter:
    """What the claim is about: recorded, and not claimed before. Raises Refusal."""
    if (command.about is CauseSubject.RETURN) is (command.submission is None):
        raise SUBJECT_UNCLEAR.refuse()
    matter = CauseMatter(about=command.about, submission=command.submission)
    if claim_of(task, matter) is not None:
        raise _claimed_before(task, matter)
    if matter not in matters(task):
        if matter.submission is None:
            raise NOT_MISSED.refuse()
        raise NOT_RETURNED.refuse(submission=matter.submission)
    return matter


def _claimed_before(task: Task, matter: CauseMatter) -> Refusal:
    claim = claim_of(task, matter)
    waits = claim is not None and claim.answer is None
    return (ALREADY_CLAIMED if waits else ALREADY_ANSWERED).refuse(matter=claimed_for(matter))


def _claimed(task: Task, event: CauseClaimed, fact: Fact) -> Task:
    claim = CauseClaim(
        number=event.claim,
        matter=CauseMatter(about=event.about, submission=event.submission),
        unit=task.lead,
        missed_on=event.missed_on,
        person_id=fact.actor.person_id,
        made_at=fact.occurred_at,
    )
    return replace(task, cause_claims=(*task.cause_claims, claim))


def _describe(event: CauseClaimed, _names: Names) -> str:
    said = f"báo cáo bản {event.submission} bị trả lại"
    if event.missed_on is not None:
        said = f"quá hạn {written_day(event.missed_on)}"
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
        "Khi việc quá hạn hoặc báo cáo bị trả lại do nguyên nhân đơn vị không thể khắc phục; mỗi "
        "lần đề nghị một lần, kể cả sau khi việc đã hoàn thành. Điều đã ghi nhận vẫn giữ; kết "
        "quả xác nhận được ghi bên cạnh."
    ),
    resource="causes",
    done="Đã gửi đề nghị xác nhận nguyên nhân khách quan.",
    verb="claim_cause",
    rules=(
        NOT_LEAD_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_RECORDED,
        SUBJECT_UNKNOWN,
        SUBJECT_UNCLEAR,
        NOT_MISSED,
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
