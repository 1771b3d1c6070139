"""The due day of a task of which a test knows that it has one."""

from datetime import date, timedelta

from services.domain.task.state import Task
from services.domain.task.values import DueDate


def due_of(task: Task) -> DueDate:
    """The due date; fails where the task has none."""
    assert task.due is not None, f"{task.stream} has no due day"
    return task.due


def due_day(task: Task) -> date:
    """The last day in time."""
    return due_of(task).on


def last_day(task: Task) -> date:
    """The last day in time; of work without one a day like it, on which nothing happens."""
    return task.due.on if task.due else task.issued_on + timedelta(days=22)


def is_quarterly(task: Task) -> bool:
    """Whether it is one of a quarter of the plan."""
    return task.periodic is not None and task.periodic.frequency == "quarter"
