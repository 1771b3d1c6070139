"""Who works on a task inside each unit that owes something (giao trong đơn vị). Pure."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.roles import SIGNING, WORKING, Holder
from services.domain.task.contributing import contribution_due_on, owes
from services.domain.task.state import Task
from services.domain.task.values import NamedSpecialist


def units_signed_for(task: Task, holder: Holder) -> tuple[str, ...]:
    """The units that owe something and whose signature this person gives."""
    return tuple(unit for unit in task.owing if holder.find(SIGNING, unit) is not None)


def specialist_of(task: Task, unit: str) -> NamedSpecialist | None:
    """Who was named inside a unit; None where nobody is, or where the unit owes no longer."""
    if task.ending or unit not in task.owing:
        return None
    return next((named for named in task.specialists if named.unit == unit), None)


def named_specialists(task: Task) -> tuple[NamedSpecialist, ...]:
    """Everybody who is named, in the order of the units."""
    named = (specialist_of(task, unit) for unit in task.owing)
    return tuple(each for each in named if each is not None)


def waits_for_naming(task: Task, holder: Holder) -> bool:
    """Whether nobody works on it in a unit whose signature this person gives, though it owes."""
    units = () if task.ending else units_signed_for(task, holder)
    owing = (unit for unit in units if unit == task.lead or owes(task, unit))
    return any(specialist_of(task, unit) is None for unit in owing)


def works_in(person_id: UUID, context: DecisionContext) -> frozenset[str]:
    """The units in which somebody works today, as the facts say that the act reads."""
    facts: Sequence[Fact] = context.of(person_stream(person_id))
    person = fold_person(facts)
    if person is None:
        return frozenset()
    held = person.holder_on(day_of(context.now)).offices
    return frozenset(each.unit for each in held if each.unit and each.office in WORKING)


def unit_due_on(task: Task, unit: str) -> date | None:
    """The last day of what this unit owes; None where it has none."""
    return task.due_on if unit == task.lead else contribution_due_on(task)
