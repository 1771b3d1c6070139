"""The first fact of a task, whichever of the two it is, told without the domain's own answer."""

from collections.abc import Sequence
from typing import TypeAlias

from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import Fact
from services.domain.task.births import TaskAssigned

Opening: TypeAlias = TaskIssued | TaskAssigned


def opening_of(facts: Sequence[Fact]) -> Opening:
    """How the task was issued, or assigned."""
    opening = facts[0].event
    assert isinstance(opening, Opening)
    return opening


def chosen_by(opening: Opening) -> tuple[str, str]:
    """The kind of work and the item by which the rules choose its approval chain."""
    if isinstance(opening, TaskIssued):
        return opening.kind, opening.assignment
    return "assigned", ""
