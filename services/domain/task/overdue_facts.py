"""The facts of the overdue ladder: a step that was told somebody, or skipped."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.replacing import replace
from services.domain.task.events import OverdueEscalated, OverdueStepSkipped
from services.domain.task.overdue import step_of
from services.domain.task.state import Task
from services.domain.task.values import OverdueStepTaken

SKIPPED_STEPS: Final = {"higher_step": "đã đến bước báo cáo cao hơn"}


def _escalated(task: Task, event: OverdueEscalated, _fact: Fact) -> Task:
    return replace(
        task,
        overdue_steps=_with(task, event),
        overdue_escalations=(*task.overdue_escalations, event),
    )


def _skipped(task: Task, event: OverdueStepSkipped, _fact: Fact) -> Task:
    return replace(task, overdue_steps=_with(task, event))


def _with(
    task: Task, event: OverdueEscalated | OverdueStepSkipped
) -> tuple[OverdueStepTaken, ...]:
    step = step_of(event)
    return task.overdue_steps if step in task.overdue_steps else (*task.overdue_steps, step)


def _describe(event: OverdueEscalated, names: Names) -> str:
    late = f"quá hạn {written_day(event.due_on)} đã {event.overdue_working_days} ngày làm việc"
    to = receivers(event, names)
    if event.as_request:
        return f"Việc {late}: {to} đề nghị đơn vị báo cáo kết quả thực hiện."
    return f"Việc {late}: báo cáo {to}."


def _describe_skip(event: OverdueStepSkipped, _names: Names) -> str:
    why = SKIPPED_STEPS.get(event.reason, "không cần nữa")
    return (
        f"Bỏ qua bước báo cáo sau {event.after_working_days} ngày làm việc kể từ hạn "
        f"{written_day(event.due_on)}: {why}."
    )


def receivers(event: OverdueEscalated, names: Names) -> str:
    """Whom a step was told: the leader in charge by name, or the offices with their unit."""
    offices = ", ".join(dict.fromkeys(names.office(office, event.unit) for office in event.to))
    if event.person_id is not None:
        return f"{offices} {names.person}" if names.person else offices
    return offices


FACTS: Final = (
    FactKind(
        event=OverdueEscalated,
        name="Báo cáo việc quá hạn",
        apply=_escalated,
        describe=_describe,
        person=lambda event: event.person_id,
    ),
    FactKind(
        event=OverdueStepSkipped,
        name="Bỏ qua bước báo cáo quá hạn",
        apply=_skipped,
        describe=_describe_skip,
    ),
)
