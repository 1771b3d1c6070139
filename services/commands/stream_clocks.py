"""Which categories of streams keep time, and how what they hold plans and acts at a moment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

from services.contracts import (
    ASSIGNMENT_WORKFLOW,
    DIRECTIVE_WORKFLOW,
    PROGRAMME_WORKFLOW,
    TASK_WORKFLOW,
)
from services.domain.agenda import Action, Agenda
from services.domain.assignment import agenda as assignment_agenda
from services.domain.assignment.actions import AssignmentAction
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.state import Assignment
from services.domain.calendar_facts import CalendarInForce
from services.domain.directive import agenda as directive_agenda
from services.domain.directive.actions import DirectiveAction
from services.domain.directive.assigning import AssigningRules
from services.domain.directive.evolving import fold as fold_directive
from services.domain.directive.state import Directive
from services.domain.facts import Decision, Fact, NewEvent
from services.domain.policy import PolicyInForce
from services.domain.programme import agenda as programme_agenda
from services.domain.programme.actions import ProgrammeAction
from services.domain.programme.evolving import fold as fold_programme
from services.domain.programme.state import Programme
from services.domain.roles import Holder
from services.domain.streams import Category, category_of
from services.domain.task import agenda as task_agenda
from services.domain.task import evolving as task_state
from services.domain.task.actions import TaskAction
from services.domain.task.state import Task

AnAction = TypeVar("AnAction", bound=Action)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesOfDay:
    """The rules and the calendar of one moment, made once for planning and acting."""

    policy: PolicyInForce
    calendar: CalendarInForce


class AtMoment(Protocol[AnAction]):
    """Something that keeps time, as its facts make it at one moment."""

    @property
    def plan_version(self) -> str | None:
        """The fact that put its plan in force, for the envelope; None of work of no plan."""
        ...

    def agenda(self) -> Agenda[AnAction]:
        """What is due, and what comes next. Raises CalendarMissing."""
        ...

    def unit_reported(self, action: AnAction) -> str | None:
        """The unit whose leader in charge the action must know; None for nobody."""
        ...

    def act(self, action: AnAction, in_charge: Holder | None) -> Decision:
        """The facts of one due action; `in_charge` leads the unit that `unit_told` named."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamClock:
    """How the streams of one category keep time: in which workflow, and as what at a moment.

    `at` gives None where a stream has no facts yet.
    """

    workflow: str
    at: Callable[[Sequence[Fact], RulesOfDay, datetime], AtMoment[Any] | None]


@dataclass(frozen=True, slots=True)
class _Assignment:
    assignment: Assignment
    rules: assignment_agenda.IssueRules
    now: datetime

    @property
    def plan_version(self) -> str:
        return self.assignment.plan_version

    def agenda(self) -> Agenda[AssignmentAction]:
        return assignment_agenda.agenda(self.assignment, self.rules, self.now)

    def unit_reported(self, action: AssignmentAction) -> str | None:
        del action  # a period is issued and an item concluded whoever leads
        return None

    def act(self, action: AssignmentAction, in_charge: Holder | None) -> Decision:
        del in_charge
        return assignment_agenda.act(self.assignment, self.rules, self.now, action)


@dataclass(frozen=True, slots=True)
class _Task:
    task: Task
    rules: task_agenda.Rules
    now: datetime

    @property
    def plan_version(self) -> str | None:
        return self.task.periodic.plan_version if self.task.periodic else None

    def agenda(self) -> Agenda[TaskAction]:
        return task_agenda.agenda(self.task, self.rules, self.now)

    def unit_reported(self, action: TaskAction) -> str | None:
        return self.task.lead if task_agenda.tells_a_leader(action) else None

    def act(self, action: TaskAction, in_charge: Holder | None) -> Decision:
        events = task_agenda.act(self.task, self.rules, self.now, action, in_charge)
        return tuple(NewEvent(stream=self.task.stream, event=event) for event in events)


@dataclass(frozen=True, slots=True)
class _Directive:
    directive: Directive
    rules: AssigningRules

    @property
    def plan_version(self) -> None:
        return None

    def agenda(self) -> Agenda[DirectiveAction]:
        return directive_agenda.agenda(self.directive, self.rules)

    def unit_reported(self, action: DirectiveAction) -> str | None:
        del action  # an occurrence is assigned whoever leads
        return None

    def act(self, action: DirectiveAction, in_charge: Holder | None) -> Decision:
        del in_charge
        return directive_agenda.act(self.directive, self.rules, action)


@dataclass(frozen=True, slots=True)
class _Programme:
    programme: Programme
    rules: programme_agenda.ProgrammeClock

    @property
    def plan_version(self) -> None:
        return None

    def agenda(self) -> Agenda[ProgrammeAction]:
        return programme_agenda.agenda(self.programme, self.rules)

    def unit_reported(self, action: ProgrammeAction) -> str | None:
        del action  # units are reminded whoever leads them
        return None

    def act(self, action: ProgrammeAction, in_charge: Holder | None) -> Decision:
        del in_charge
        return programme_agenda.act(self.programme, self.rules, action)


def _assignment_at(
    facts: Sequence[Fact], rules: RulesOfDay, now: datetime
) -> AtMoment[AssignmentAction] | None:
    state = fold_item(facts)
    issuing = assignment_agenda.IssueRules(
        policy=rules.policy.policy, calendar=rules.calendar.calendar
    )
    return _Assignment(state, issuing, now) if state else None


def _task_at(
    facts: Sequence[Fact], rules: RulesOfDay, now: datetime
) -> AtMoment[TaskAction] | None:
    state = task_state.fold(facts)
    keeping = task_agenda.Rules(
        policy=rules.policy.policy,
        calendar=rules.calendar.calendar,
        calendar_version=rules.calendar.version,
    )
    return _Task(state, keeping, now) if state else None


def _directive_at(
    facts: Sequence[Fact], rules: RulesOfDay, now: datetime
) -> AtMoment[DirectiveAction] | None:
    state = fold_directive(facts)
    assigning = AssigningRules(
        policy=rules.policy.policy, calendar=rules.calendar.calendar, now=now
    )
    return _Directive(state, assigning) if state else None


def _programme_at(
    facts: Sequence[Fact], rules: RulesOfDay, now: datetime
) -> AtMoment[ProgrammeAction] | None:
    state = fold_programme(facts)
    keeping = programme_agenda.ProgrammeClock(
        policy=rules.policy.policy, calendar=rules.calendar.calendar, now=now
    )
    return _Programme(state, keeping) if state else None


_CLOCKS: Final[Mapping[Category, StreamClock]] = {
    Category.ASSIGNMENT: StreamClock(workflow=ASSIGNMENT_WORKFLOW, at=_assignment_at),
    Category.TASK: StreamClock(workflow=TASK_WORKFLOW, at=_task_at),
    Category.DIRECTIVE: StreamClock(workflow=DIRECTIVE_WORKFLOW, at=_directive_at),
    Category.PROGRAMME: StreamClock(workflow=PROGRAMME_WORKFLOW, at=_programme_at),
}


def clock_of(stream: str) -> StreamClock:
    """How a stream keeps time. Raises LookupError for a category without a clock."""
    return _CLOCKS[category_of(stream)]


def workflow_of(stream: str) -> str | None:
    """The workflow type that keeps the time of a stream; None for a category without a clock.

    Raises UnknownCategory.
    """
    clock = _CLOCKS.get(category_of(stream))
    return clock.workflow if clock else None
