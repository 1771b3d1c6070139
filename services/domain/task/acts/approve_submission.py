"""Duyệt: a rung of the chain agrees to a report; the first rung is the unit's own signature."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import Stale
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.authority import (
    JUDGED,
    leader_read,
    require_rung,
    require_waiting,
    rungs_of,
)
from services.domain.task.corrections import (
    CORRECTED,
    CORRECTION_UNJUDGED,
    CORRECTION_UNKNOWN,
    counts_from,
    judged,
    missed_by,
    said_of_correction,
)
from services.domain.task.events import CorrectionKind
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_IN_CHARGE,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    TASK_CLOSED,
    TASK_SUSPENDED,
    TWO_RUNGS,
)
from services.domain.task.signing import signed
from services.domain.task.state import Stage, Task
from services.domain.task.terms import rung_named
from services.domain.task.values import Approval

ALREADY_APPROVED: Final = Rule(
    code="already-approved",
    sentence=(
        "Bản báo cáo này đã được duyệt ở bước trước và đang chờ xác nhận. Hãy tải lại trang."
    ),
    brief="báo cáo đã được duyệt",
    kind=Stale,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSubmission:
    """Duyệt một bản báo cáo.

    `correction` says what a correction was that changed figures after a return for form.
    """

    stream: str
    submission: Annotated[int, JUDGED]
    correction: Annotated[CorrectionKind | None, CORRECTED] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionApproved:
    """Duyệt: a rung of the chain agreed; the first rung is the unit's own signature.

    `correction` says whether figures that changed after a return for form were form or content;
    of content `counted_on` is the day that counts from now on.
    """

    TYPE: ClassVar[str] = "submission-approved"
    SCHEMA: ClassVar[int] = 3  # 3: a correction is form or content

    submission: int
    rung: str
    correction: CorrectionKind | None
    counted_on: date | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to those who hold the waiting rung, the last one excepted: that one confirms."""
    rung = require_waiting(task, context)
    if rung is rungs_of(task, context.policy)[-1]:
        raise ALREADY_APPROVED.refuse()
    return Offer(held=require_rung(task, context.policy, context.holder, rung))


def decide(task: Task, command: ApproveSubmission, context: DecisionContext) -> Verdict:
    """The agreement, and a missed date that a correction of content brings to light."""
    context = context.seeing(command.submission)
    held = offer(task, context).held
    correction = judged(task, command.correction)
    counted_on = counts_from(task, correction)
    event = SubmissionApproved(
        submission=command.submission,
        rung=require_waiting(task, context).name,
        correction=correction,
        counted_on=counted_on,
    )
    return Verdict(held=held, events=(event, *missed_by(task, counted_on)))


def _approved(task: Task, event: SubmissionApproved, fact: Fact) -> Task:
    on = day_of(fact.occurred_at)
    if task.effective_on is None:  # the unit's own signature: the day that counts
        task = signed(task, on)
    effective = task.effective_on
    if event.counted_on is not None:  # the correction was of content
        effective = event.counted_on
    approval = Approval(rung=event.rung, person_id=fact.actor.person_id, on=on)
    return replace(
        task,
        stage=Stage.APPROVED,
        approvals=(*task.approvals, approval),
        arrived_on=on,
        step_expired=False,
        effective_on=effective,
        correction_judged=task.correction_judged or event.correction is not None,
    )


def _describe(event: SubmissionApproved, _names: Names) -> str:
    rung, corrected = rung_named(event.rung), said_of_correction(event.correction)
    return f"Duyệt báo cáo bản {event.submission} (bước {rung}){corrected}."


ACT: Final = Act(
    command=ApproveSubmission,
    name="approve-submission",
    said="duyệt báo cáo",
    slug="duyet",
    resource="approval",
    done="Đã duyệt báo cáo.",
    verb="approve",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_THE_NEWEST,
        ALREADY_DECIDED,
        ALREADY_APPROVED,
        TWO_RUNGS,
        NOT_THIS_RUNG,
        NOT_IN_CHARGE,
        CORRECTION_UNKNOWN,
        CORRECTION_UNJUDGED,
    ),
    offer=offer,
    decide=decide,
    reads_next=leader_read,
)
FACTS: Final = (
    FactKind(event=SubmissionApproved, name="Duyệt", apply=_approved, describe=_describe),
)
