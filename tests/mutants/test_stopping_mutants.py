"""Bugs of suspended, ended and reassigned tasks that are kept: each must turn the machine red."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.facts import Fact
from services.domain.instants import end_of
from services.domain.task import evolving
from services.domain.task.acts.reassign_task import ReassignTask
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.authority import is_stopped
from services.domain.task.events import DeadlineMissed
from services.domain.task.state import Task
from tests.domain.deciding import decide
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.overdue_machine import OverdueTaskMachine
from tests.domain.pure_kit import UnderTest
from tests.due_days import due_day
from tests.mutants.test_task_mutants import Soonest, run


class StoppedTaskMachine(ExtensionTaskMachine, OverdueTaskMachine):
    """Tasks that are suspended, extended, reassigned, missed and taken back."""

    @initialize(chosen=st.booleans())
    def some_go_to_another_unit_after_their_day(self, chosen: bool) -> None:
        """The clock was away when the day ended; it runs once the other unit has the task."""
        before = self.kit.task()
        if not chosen or is_stopped(before) or before.missed or before.due is None:
            return
        self.go(max(self.kit.now, end_of(due_day(before)) + timedelta(hours=1)))
        assert self.send(self.the_assigner(), self.handed_on())
        self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        self.the_laws_hold()


def runs_on_until_the_end(task: Task | None, fact: Fact) -> Task:
    """What ends while it is suspended is counted as if its clock had run until then."""
    after = evolving.evolve(task, fact)
    return replace(after, stopped_at=after.ended_at) if after.ended_at else after


def moves_no_due_day(task: Task | None, fact: Fact) -> Task:
    """The due day stays whatever a suspension took."""
    after = evolving.evolve(task, fact)
    return replace(after, due=task.due) if task and isinstance(fact.event, TaskResumed) else after


def leaves_the_miss_to_the_clock(task: Task, command: ActCommand, **given: object) -> Verdict:
    """A reassignment overlooks that the due day had ended."""
    verdict = decide(task, command, **given)  # type: ignore[arg-type]
    if not isinstance(command, ReassignTask):
        return verdict
    kept = tuple(each for each in verdict.events if not isinstance(each, DeadlineMissed))
    return replace(verdict, events=kept)


def lets_the_new_lead_miss_it(task: Task | None, fact: Fact) -> Task:
    """The day on which a unit got the task is overlooked."""
    after = evolving.evolve(task, fact)
    return replace(after, given_on=after.issued_on)


MUTANTS = {
    "a task ended in its suspension misses a later day": UnderTest(evolve=runs_on_until_the_end),
    "a due day ends in a suspension": UnderTest(evolve=moves_no_due_day),
    "the new lead misses the day of the former": UnderTest(
        decide=leaves_the_miss_to_the_clock, evolve=lets_the_new_lead_miss_it
    ),
}

SOONEST: Mapping[str, Soonest] = {
    "a task ended in its suspension misses a later day": ("restricted", 50),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_rule_of_stopped_tasks_turns_the_machine_red(name: str) -> None:
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(MUTANTS[name], over=StoppedTaskMachine, soonest=SOONEST.get(name))


def test_the_real_rules_leave_the_same_machine_green() -> None:
    run(UnderTest(), rounds=[5], over=StoppedTaskMachine)
