"""Giao lại cho đơn vị khác: who assigned a task gives it to another lead unit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.facts import Fact, TextRef
from services.domain.fields import UnitCode
from services.domain.instants import day_of, end_of
from services.domain.papers import Paper
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING
from services.domain.task.authority import refuse_stopped
from services.domain.task.contributing import missing_units, moved_to
from services.domain.task.events import ContributionMissed, RequestKind
from services.domain.task.lateness import is_held, missed_once_answered
from services.domain.task.leads import LEAD_RULES, require_new_lead
from services.domain.task.reasons import (
    GROUNDS_RULES,
    PAPER,
    REASON,
    REASON_CODE,
    check_grounds,
    said_grounds,
)
from services.domain.task.requests import require_answering
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Stage, Task
from services.domain.task.stopping import described_unjudged, unjudged


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignTask:
    """Giao lại một việc cho đơn vị chủ trì khác."""

    stream: str
    lead_unit: Annotated[str, UnitCode(label="Giao cho đơn vị", example="VHXH")]
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReassigned:
    """Giao lại: another unit leads the task from now on, against the same due day.

    The supporting units stay, but for the one that leads now. `acknowledge_by` is the last day
    before the new lead's silence is acceptance; `unjudged` is the submission of the former lead
    that waited for a decision and gets none.
    """

    TYPE: ClassVar[str] = "task-reassigned"
    SCHEMA: ClassVar[int] = 1

    former_unit: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    acknowledge_by: date
    unjudged: int | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task, while it runs."""
    held, _ = require_answering(task, RequestKind.DECLINE, context)
    refuse_stopped(task)
    return Offer(held=held)


def decide(task: Task, command: ReassignTask, context: DecisionContext) -> Verdict:
    """The new lead begins with what was contributed and said; a missed day is the former's.

    Raises CalendarMissing.
    """
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    require_new_lead(task, command.lead_unit, context)
    assert context.calendar is not None  # noqa: S101  (the act asks for it)
    event = TaskReassigned(
        former_unit=task.lead,
        lead_unit=command.lead_unit,
        supporting_units=tuple(unit for unit in task.supporting if unit != command.lead_unit),
        acknowledge_by=context.calendar.add_working_days(
            day_of(context.now), context.policy.acknowledge_within_working_days
        ),
        unjudged=unjudged(task),
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )
    # Before the lead changes, and its request is closed: who led on the due day has missed it.
    cause = "task_reassigned" if is_held(task) else "due_day_ended"
    missed = missed_once_answered(task, context.now, cause)
    supported = _missed_in_support(task, command.lead_unit, context.now, context.calendar)
    return Verdict(held=held, events=(*missed, *supported, event))


def _missed_in_support(
    task: Task, unit: str, now: datetime, calendar: Calendar
) -> tuple[ContributionMissed, ...]:
    """The day that the new lead missed as a supporting unit, where the clock was away."""
    due = task.contributions.due
    if due is None or end_of(due.on) > now or unit not in missing_units(task):
        return ()
    if moved_to(task, calendar, now) is not None:
        return ()
    return (ContributionMissed(unit=unit, due_on=due.on),)


def _reassigned(task: Task, event: TaskReassigned, fact: Fact) -> Task:
    return replace(
        task,
        lead=event.lead_unit,
        supporting=event.supporting_units,
        given_on=day_of(fact.occurred_at),
        clock_from=fact.occurred_at,
        acknowledge_by=event.acknowledge_by,
        reassigned=task.reassigned + 1,
        decline=None,
        extension=None,
        stage=Stage.ISSUED,
        returned=False,
        correct_by=None,
        submitted_by=None,
        # Who was named in the former lead unit works on it no longer, also where it comes back.
        specialists=tuple(
            each
            for each in task.specialists
            if each.unit in {event.lead_unit, *event.supporting_units}
        ),
        chain=None,
        approvals=(),
        taken_back=(),
        signed_on=None,
        arrived_on=None,
        step_expired=False,
        effective_on=None,
        grace=None,
        formal_figures=None,
        changed_figures=(),
        correction_judged=False,
        answered_chases=task.chases,
        answered_overdue=len(task.overdue_escalations),
        promises=(),  # the former lead's; what a leader asked is of the work, and stays
        last_contact=None,
        # What lay there for the report was the former lead's; contributions keep their own.
        files=tuple(file for file in task.files if file.contribution_of in event.supporting_units),
    )


def _describe(event: TaskReassigned, names: Names) -> str:
    former, lead = names.unit(event.former_unit), names.unit(event.lead_unit)
    waited = described_unjudged(event.unjudged)
    why = said_grounds(event)
    return f"Giao lại từ {former} cho {lead}{why}{waited}; hạn không đổi."


def _reads(command: ReassignTask) -> tuple[str, ...]:
    return (unit_stream(command.lead_unit),)


ACT: Final = Act(
    command=ReassignTask,
    name="reassign-task",
    said="giao lại cho đơn vị khác",
    slug="giao-lai",
    explained=(
        "Đơn vị mới chủ trì từ lúc này, hạn không đổi; hạn đã hết trước lúc này không tính quá "
        "hạn cho đơn vị mới. Nội dung phối hợp và các bản báo cáo đã "
        "gửi vẫn đọc được; báo cáo đang chờ và đề nghị của đơn vị cũ được khép lại, bản nháp và "
        "tệp chưa gửi của đơn vị cũ không chuyển sang."
    ),
    resource="reassignment",
    done="Đã giao việc cho đơn vị mới.",
    verb="reassign",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        *GROUNDS_RULES,
        *LEAD_RULES,
        CALENDAR_MISSING,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=TaskReassigned,
        name="Giao lại",
        apply=_reassigned,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
