"""A range of figures that was corrected while a task that asks for them was open."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.assignment.events import with_measure
from services.domain.assignment.issuing import TaskRangeCorrected
from services.domain.assignment.ranges import range_words
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.state import Task


def _corrected(task: Task, event: TaskRangeCorrected, _fact: Fact) -> Task:
    measures = with_measure(task.measures, event.measure, possible=event.after)
    return replace(task, measures=measures)


def _describe(event: TaskRangeCorrected, _names: Names) -> str:
    before, after = map(range_words, (event.before, event.after))
    return f"Giới hạn số liệu ({event.measure}) được sửa từ {before} thành {after}."


FACTS: Final = (
    FactKind(
        event=TaskRangeCorrected,
        name="Sửa giới hạn số liệu của việc",
        apply=_corrected,
        describe=_describe,
        by_assigner=True,
    ),
)
