"""Xác nhận hoàn thành: the last rung accepts a report that the unit's head has signed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.instants import written_day
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
from services.domain.task.lateness import is_held
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_IN_CHARGE,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    TASK_CLOSED,
    TASK_SUSPENDED,
    TWO_RUNGS,
)
from services.domain.task.state import Ending, Stage, Task

NOT_APPROVED_YET: Final = Rule(
    code="not-approved-yet",
    sentence="Thủ trưởng đơn vị chưa duyệt bản báo cáo này nên chưa thể xác nhận.",
    brief="thủ trưởng đơn vị chưa duyệt",
)

EXTENSION_FIRST: Final = Rule(
    code="extension-first",
    sentence=(
        "Đơn vị đã xin gia hạn trước khi hết hạn {due} và chưa được trả lời, nên chưa biết việc "
        "đúng hạn hay quá hạn. Hãy quyết định đề nghị gia hạn rồi xác nhận."
    ),
    brief="đề nghị gia hạn chưa được trả lời",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSubmission:
    """Xác nhận hoàn thành một bản báo cáo; `correction` as in `ApproveSubmission`."""

    stream: str
    submission: Annotated[int, JUDGED]
    correction: Annotated[CorrectionKind | None, CORRECTED] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionConfirmed:
    """Xác nhận hoàn thành: the last rung accepted; `counted_on` is the day that counts.

    `correction` as in `SubmissionApproved`.
    """

    TYPE: ClassVar[str] = "submission-confirmed"
    SCHEMA: ClassVar[int] = 3  # 3: a correction is form or content

    submission: int
    rung: str
    counted_on: date
    correction: CorrectionKind | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to those who hold the last rung, once the unit's head has signed."""
    rung = require_waiting(task, context)
    if rung is not rungs_of(task, context.policy)[-1] or task.effective_on is None:
        raise NOT_APPROVED_YET.refuse()
    return Offer(held=require_rung(task, context.policy, context.holder, rung))


def decide(task: Task, command: ConfirmSubmission, context: DecisionContext) -> Verdict:
    """The end of the task, with the day that counts."""
    context = context.seeing(command.submission)
    held = offer(task, context).held
    correction = judged(task, command.correction)
    counted_on = counts_from(task, correction)
    accepted_on = counted_on or task.effective_on
    assert accepted_on is not None, "only what the unit has signed is offered"  # noqa: S101
    if task.due is not None and is_held(task) and accepted_on > task.due.on:
        raise EXTENSION_FIRST.refuse(due=written_day(task.due.on))
    event = SubmissionConfirmed(
        submission=command.submission,
        rung=require_waiting(task, context).name,
        counted_on=accepted_on,
        correction=correction,
    )
    return Verdict(held=held, events=(event, *missed_by(task, counted_on)))


def _confirmed(task: Task, event: SubmissionConfirmed, fact: Fact) -> Task:
    return replace(
        task,
        stage=Stage.CONFIRMED,
        ending=Ending.CONFIRMED,
        ended_at=fact.occurred_at,
        counted_on=event.counted_on,
    )


def _describe(event: SubmissionConfirmed, _names: Names) -> str:
    return (
        f"Xác nhận hoàn thành theo báo cáo bản {event.submission}; ngày tính hoàn thành "
        f"{written_day(event.counted_on)}{said_of_correction(event.correction)}."
    )


ACT: Final = Act(
    command=ConfirmSubmission,
    name="confirm-submission",
    said="xác nhận hoàn thành",
    slug="xac-nhan",
    resource="confirmation",
    done="Đã xác nhận hoàn thành.",
    verb="confirm",
    rules=(
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_THE_NEWEST,
        ALREADY_DECIDED,
        NOT_APPROVED_YET,
        TWO_RUNGS,
        NOT_THIS_RUNG,
        NOT_IN_CHARGE,
        CORRECTION_UNKNOWN,
        CORRECTION_UNJUDGED,
        EXTENSION_FIRST,
    ),
    offer=offer,
    decide=decide,
    reads_next=leader_read,
)
FACTS: Final = (
    FactKind(
        event=SubmissionConfirmed,
        name="Xác nhận hoàn thành",
        apply=_confirmed,
        describe=_describe,
    ),
)
