"""Điều chỉnh hạn theo chương trình: the chair's programme gives a task another last day."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from services.domain.act import FactKind, Names
from services.domain.assignment.terms import period_or_code
from services.domain.facts import Fact
from services.domain.instants import day_of, written_day
from services.domain.papers import Paper, beside
from services.domain.replacing import replace
from services.domain.task.contributing import following
from services.domain.task.state import Task
from services.domain.task.values import DueDate


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRescheduled:
    """Điều chỉnh hạn theo chương trình: a signed programme, or a decision on a row, moves it.

    `programme` is the code of its period, `row` the number of the row, which says why.
    `was_due_on` is None of work that had no day.
    """

    TYPE: ClassVar[str] = "task-rescheduled"
    SCHEMA: ClassVar[int] = 1

    programme: str
    row: int
    was_due_on: date | None
    due_on: date
    paper: Paper | None


def _rescheduled(task: Task, event: TaskRescheduled, fact: Fact) -> Task:
    if task.due is None:
        due = DueDate(original=event.due_on, counted=event.due_on)
    else:
        due = replace(task.due, extended_to=event.due_on)
    return replace(
        task,
        due=due,
        clock_from=fact.occurred_at,
        contributions=following(task, day_of(fact.occurred_at), fact.occurred_at),
        extension=None,
    )


def _describe(event: TaskRescheduled, _names: Names) -> str:
    was = f"từ {written_day(event.was_due_on)} " if event.was_due_on else ""
    return (
        f"Điều chỉnh thời hạn {was}đến hết ngày {written_day(event.due_on)} theo chương trình "
        f"công tác {period_or_code(event.programme)}, dòng {event.row}{beside(event.paper)}."
    )


FACTS: Final = (
    FactKind(
        event=TaskRescheduled,
        name="Điều chỉnh hạn theo chương trình",
        apply=_rescheduled,
        describe=_describe,
        by_assigner=True,
    ),
)
