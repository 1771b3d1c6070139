"""A measure of the item that was corrected while a task that asks for its figure was open."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.assignment.events import with_measure
from services.domain.assignment.issuing import TaskRangeCorrected, TaskUnitCorrected
from services.domain.assignment.ranges import range_words
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.state import Task


def _in_other_range(task: Task, event: TaskRangeCorrected, _fact: Fact) -> Task:
    measures = with_measure(task.measures, event.measure, possible=event.after)
    return replace(task, measures=measures)


def _describe_range(event: TaskRangeCorrected, _names: Names) -> str:
    before, after = map(range_words, (event.before, event.after))
    return f"Giới hạn số liệu ({event.measure}) được sửa từ {before} thành {after}."


def _in_other_unit(task: Task, event: TaskUnitCorrected, _fact: Fact) -> Task:
    after = event.after
    measures = with_measure(task.measures, event.measure, unit=after.unit, possible=after.possible)
    return replace(task, measures=measures)


def _describe_unit(event: TaskUnitCorrected, _names: Names) -> str:
    before, after = event.before.unit, event.after.unit
    return f"Đơn vị tính ({event.measure}) được đính chính từ {before} thành {after}."


FACTS: Final = (
    FactKind(
        event=TaskRangeCorrected,
        name="Sửa giới hạn số liệu của việc",
        apply=_in_other_range,
        describe=_describe_range,
        by_assigner=True,
    ),
    FactKind(
        event=TaskUnitCorrected,
        name="Đính chính đơn vị tính của việc",
        apply=_in_other_unit,
        describe=_describe_unit,
        by_assigner=True,
    ),
)
