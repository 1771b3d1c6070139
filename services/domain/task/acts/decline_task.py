"""Từ chối tiếp nhận: the lead's head says, once, that the work is not its unit's."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.facts import Fact, TextRef
from services.domain.fields import UnitCode
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.roles import SIGNING
from services.domain.task.authority import refuse_stopped
from services.domain.task.leads import LEAD_RULES, require_new_lead
from services.domain.task.reasons import REASON, REASON_CODE, REASON_RULES, check_reason, coded
from services.domain.task.rules import NOT_LEAD_HEAD, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.running_days import last_day_of
from services.domain.task.state import Stage, Task
from services.domain.task.values import Decline

DECLINED_BEFORE: Final = Rule(
    code="declined-before",
    sentence=(
        "Việc này đã từ chối tiếp nhận một lần; mỗi việc chỉ từ chối một lần. Đơn vị làm tiếp, "
        "hoặc trao đổi với người giao việc."
    ),
    brief="việc đã từ chối tiếp nhận một lần",
)
DECLINED_AFTER_REPORT: Final = Rule(
    code="declined-after-report",
    sentence="Đơn vị đã gửi báo cáo của việc này nên không từ chối tiếp nhận được nữa.",
    brief="đơn vị đã gửi báo cáo",
)
DECLINED_TOO_LATE: Final = Rule(
    code="declined-too-late",
    sentence=(
        "Chỉ từ chối tiếp nhận trong {decline_within_working_days} ngày làm việc từ ngày giao, "
        "đến hết ngày {last_day:%d/%m/%Y}. Hãy trao đổi với người giao việc."
    ),
    brief="hết thời hạn từ chối tiếp nhận",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineTask:
    """Từ chối tiếp nhận một việc; `lead_unit` is the unit that is proposed in its place."""

    stream: str
    lead_unit: Annotated[str, UnitCode(label="Đề nghị giao cho đơn vị", example="VHXH")]
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDeclined:
    """Từ chối tiếp nhận: the lead says that the work is not its unit's, and whose it would be.

    Until who assigned it answers, the task stays with the unit and its clock runs.
    """

    TYPE: ClassVar[str] = "task-declined"
    SCHEMA: ClassVar[int] = 1

    proposed_unit: str
    reason: TextRef | None
    reason_code: str | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead's head, once, in the first days. Raises CalendarMissing."""
    held = context.holder.find(SIGNING, task.lead)
    if held is None:
        raise NOT_LEAD_HEAD.refuse()
    refuse_stopped(task)
    if task.has_declined:
        raise DECLINED_BEFORE.refuse()
    if task.returned or task.stage not in {Stage.ISSUED, Stage.ACKNOWLEDGED}:
        raise DECLINED_AFTER_REPORT.refuse()
    last_day = decline_by(task, context)
    if day_of(context.now) > last_day:
        days = context.policy.requests.decline_within_working_days
        raise DECLINED_TOO_LATE.refuse(decline_within_working_days=days, last_day=last_day)
    return Offer(held=held)


def decline_by(task: Task, context: DecisionContext) -> date:
    """The last day on which the lead may decline; days of a suspension do not count."""
    assert context.calendar is not None  # noqa: S101  (the act asks for it)
    days = context.policy.requests.decline_within_working_days
    return last_day_of(task, task.given_on, days, context.calendar)


def decide(task: Task, command: DeclineTask, context: DecisionContext) -> Verdict:
    """A request to who assigned the task; nothing else changes."""
    held = offer(task, context).held
    check_reason(task, command.reason, command.reason_code)
    require_new_lead(task, command.lead_unit, context)
    event = TaskDeclined(
        proposed_unit=command.lead_unit,
        reason=command.reason,
        reason_code=command.reason_code,
    )
    return Verdict(held=held, events=(event,))


def _declined(task: Task, event: TaskDeclined, fact: Fact) -> Task:
    decline = Decline(
        unit=task.lead,
        person_id=fact.actor.person_id,
        proposed_unit=event.proposed_unit,
        made_at=fact.occurred_at,
    )
    return replace(task, decline=decline, has_declined=True)


def _describe(event: TaskDeclined, names: Names) -> str:
    proposed = names.unit(event.proposed_unit)
    return f"Từ chối tiếp nhận, đề nghị giao cho {proposed}{coded(event.reason_code)}."


def _reads(command: DeclineTask) -> tuple[str, ...]:
    return (unit_stream(command.lead_unit),)


ACT: Final = Act(
    command=DeclineTask,
    name="decline-task",
    said="từ chối tiếp nhận",
    slug="tu-choi",
    explained=(
        "Khi việc không đúng chức năng của đơn vị: mỗi việc một lần, trong những ngày đầu. Người "
        "giao việc quyết định giữ nguyên, giao đơn vị khác hay thu hồi; trong lúc chờ, hạn vẫn "
        "tính và việc vẫn là của đơn vị. Tiếp nhận hoặc gửi báo cáo là thôi từ chối."
    ),
    resource="decline",
    done="Đã gửi đề nghị từ chối tiếp nhận. Việc vẫn của đơn vị đến khi có quyết định.",
    verb="decline",
    rules=(
        NOT_LEAD_HEAD,
        TASK_CLOSED,
        TASK_SUSPENDED,
        DECLINED_BEFORE,
        DECLINED_AFTER_REPORT,
        DECLINED_TOO_LATE,
        *REASON_RULES,
        *LEAD_RULES,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=TaskDeclined,
        name="Từ chối tiếp nhận",
        apply=_declined,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)
