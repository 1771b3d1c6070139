"""The tasks of an item that still wait for the figure of a measure. Pure."""

from collections.abc import Iterator
from typing import Any

from services.domain.assignment.events import task_stream
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext


def issued_tasks(item: Assignment | None) -> tuple[str, ...]:
    """The streams of all tasks that the item has issued, open or ended."""
    if item is None:
        return ()
    code = item.opened.code
    return tuple(sorted(task_stream(code, each.deliverable, each.period) for each in item.issued))


def tasks_asking(item: Assignment, measure: str, context: DecisionContext) -> Iterator[Any]:
    """The open tasks that ask for a figure of the measure; their streams must have been read."""
    for stream in issued_tasks(item):
        task = context.fold_task(context.of(stream))
        if task is None or task.ending is not None:
            continue
        if any(asked.code == measure for asked in task.measures):
            yield task
