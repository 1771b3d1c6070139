"""Bugs of a task's rules that are kept: each must turn the machine red, or it watches nothing.

Leaf bytes, dense positions and a command applied once have theirs in
`tests/ledger/test_mutants.py`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

import pytest
from hypothesis import Phase

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.agenda import Agenda
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.task import agenda as clock
from services.domain.task import evolving
from services.domain.task.actions import Miss, TaskAction
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.events import DeadlineMissed
from services.domain.task.state import Stage, Task
from services.domain.task.values import Approval, Grace
from tests.domain.chasing_machine import ChasingTaskMachine
from tests.domain.deciding import decide
from tests.domain.exploring import explore
from tests.domain.overdue_machine import OverdueTaskMachine
from tests.domain.pure_kit import PureKit, UnderTest
from tests.domain.task_machine import TaskMachine

# A run ends with the first mistake, and every world is asked for a little before one is asked for
# much: a rule that is broken shows itself at once in the worlds where it matters.
ROUNDS, STEPS = (10, 50, 200), 40
Soonest = tuple[str, int]  # a world, and how many examples are asked for


def run(
    under_test: UnderTest,
    rounds: Sequence[int] = ROUNDS,
    over: type[TaskMachine] = TaskMachine,
    soonest: Soonest | None = None,
) -> None:
    """The machine over some functions, without time spent on a smallest example.

    `soonest` is where this mistake once showed itself soonest: that is asked before all.
    """

    class Machine(over):  # type: ignore[misc, valid-type]
        make_kit = partial(PureKit, under_test=under_test)
        reached: ClassVar[Counter[str]] = Counter()

    # The same run each time: a mutant that is found today is found tomorrow.
    look = partial(explore, Machine, steps=STEPS, derandomize=True, phases=(Phase.generate,))
    if soonest is not None:
        world, examples = soonest
        look(examples=examples, worlds=[world])
    for examples in rounds:
        look(examples=examples)


def forgets_a_missed_date(task: Task | None, fact: Fact) -> Task:
    """The fold overlooks that the date was missed: it is recorded at every plan."""
    if isinstance(fact.event, DeadlineMissed):
        assert task is not None
        return task
    return evolving.evolve(task, fact)


def misses_again_at_a_return(task: Task, command: ActCommand, **given: object) -> Verdict:
    """A return for quality records the missed date whatever was recorded before."""
    return decide(replace(task, missed=False), command, **given)  # type: ignore[arg-type]


def ends_a_day_too_early(task: Task, rules: clock.Rules, now: datetime) -> Agenda[TaskAction]:
    """The due day counts to its beginning, not to its end."""
    agenda = clock.agenda(task, rules, now)
    if task.missed or task.ending or day_of(now) != task.due_on or task.effective_on is not None:
        return agenda
    early = Miss(due_on=task.due_on, at=now)
    return replace(agenda, due=(*agenda.due, early))


def forgets_who_submitted(task: Task | None, fact: Fact) -> Task:
    """The submitter may decide on the own report."""
    after = evolving.evolve(task, fact)
    if isinstance(fact.event, ReportSubmitted):
        return replace(after, submitted_by=None)
    return after


def forgets_who_approved(task: Task | None, fact: Fact) -> Task:
    """One person may act on two rungs."""
    after = evolving.evolve(task, fact)
    return replace(
        after, approvals=tuple(replace(approval, person_id=None) for approval in after.approvals)
    )


def counts_from_the_confirmation(task: Task, command: ActCommand, **given: object) -> Verdict:
    """The Office's day counts in place of the unit's."""
    verdict = decide(task, command, **given)  # type: ignore[arg-type]
    now = given["now"]
    assert isinstance(now, datetime)
    return replace(
        verdict,
        events=tuple(
            replace(event, counted_on=day_of(now))
            if isinstance(event, SubmissionConfirmed)
            else event
            for event in verdict.events
        ),
    )


def keeps_the_approvals_of_a_returned_report(task: Task | None, fact: Fact) -> Task:
    """What was returned comes back as if the unit had signed the new version."""
    after = evolving.evolve(task, fact)
    if isinstance(fact.event, ReportSubmitted) and task is not None and task.returns:
        day = day_of(fact.occurred_at)
        return replace(after, approvals=(Approval(rung="unit_head", person_id=None, on=day),))
    return after


def gives_grace_for_quality(task: Task | None, fact: Fact) -> Task:
    """A return for quality gives a new due date."""
    after = evolving.evolve(task, fact)
    event = fact.event
    if isinstance(event, SubmissionReturned) and task is not None and task.effective_on:
        grace = Grace(counted_on=task.effective_on, correct_by=event.correct_by)
        return replace(after, grace=grace)
    return after


def sends_every_reminder_again(
    task: Task | None, fact: Fact, fold: Callable[[Task | None, Fact], Task] = evolving.evolve
) -> Task:
    """The fold overlooks which reminders went out: the clock never comes to rest."""
    return replace(fold(task, fact), reminded=())


def forgets_that_it_climbed(task: Task | None, fact: Fact) -> Task:
    """The fold overlooks that the leaders were told: they are told at every plan."""
    return replace(evolving.evolve(task, fact), escalated_at=None)


def forgets_a_step_of_an_overdue_task(task: Task | None, fact: Fact) -> Task:
    """The fold overlooks which steps went out: each goes out at every plan."""
    return replace(evolving.evolve(task, fact), overdue_steps=())


def escalates_what_is_signed(task: Task, rules: clock.Rules, now: datetime) -> Agenda[TaskAction]:
    """The clock overlooks the signature of the unit."""
    signed = task.stage is Stage.APPROVED and task.missed
    return clock.agenda(replace(task, stage=Stage.SUBMITTED) if signed else task, rules, now)


def chases_what_is_signed(task: Task, command: ActCommand, **given: object) -> Verdict:
    """The Office chases whatever the unit has done."""
    chased = isinstance(command, SendChase) and task.stage is Stage.APPROVED
    asked_for = replace(task, stage=Stage.SUBMITTED) if chased else task
    return decide(asked_for, command, **given)  # type: ignore[arg-type]


MUTANTS = {
    "a missed date is forgotten": UnderTest(evolve=forgets_a_missed_date),
    "a missed date is recorded again at a return": UnderTest(decide=misses_again_at_a_return),
    "a due day ends too early": UnderTest(agenda=ends_a_day_too_early),
    "the submitter decides": UnderTest(evolve=forgets_who_submitted),
    "one person climbs two rungs": UnderTest(evolve=forgets_who_approved),
    "the day of the confirmation counts": UnderTest(decide=counts_from_the_confirmation),
    "a rung is skipped after a return": UnderTest(evolve=keeps_the_approvals_of_a_returned_report),
    "quality is treated as form": UnderTest(evolve=gives_grace_for_quality),
    "reminders repeat": UnderTest(evolve=sends_every_reminder_again),
}
# Only an Office that chases meets these.
OF_CHASES = {
    "a chase climbs again and again": UnderTest(evolve=forgets_that_it_climbed),
    "signed work is chased": UnderTest(decide=chases_what_is_signed),
}
# Only a date that is missed for days meets these.
OF_OVERDUE = {
    "a step of an overdue task goes out again": UnderTest(
        evolve=forgets_a_step_of_an_overdue_task
    ),
    "signed work is escalated as overdue": UnderTest(agenda=escalates_what_is_signed),
}


# Where the mistakes are seen within a second that the first world does not show. Whichever is not
# seen there any more is looked for everywhere, as all others are.
SOONEST: Mapping[str, Soonest] = {
    "a missed date is forgotten": ("restricted", 10),
    "the submitter decides": ("long", 10),
    "one person climbs two rungs": ("long", 10),
    "the day of the confirmation counts": ("restricted", 10),
    "quality is treated as form": ("restricted", 50),
    "signed work is chased": ("scheme", 10),
    "signed work is escalated as overdue": ("unsigned", 10),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_rule_turns_the_machine_red(name: str) -> None:
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(MUTANTS[name], soonest=SOONEST.get(name))


@pytest.mark.parametrize("name", OF_CHASES)
def test_a_broken_rule_of_chases_turns_the_machine_red(name: str) -> None:
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(OF_CHASES[name], over=ChasingTaskMachine, soonest=SOONEST.get(name))


@pytest.mark.parametrize("name", OF_OVERDUE)
def test_a_broken_rule_of_overdue_tasks_turns_the_machine_red(name: str) -> None:
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(OF_OVERDUE[name], over=OverdueTaskMachine, soonest=SOONEST.get(name))


def test_the_real_rules_leave_the_same_machine_green() -> None:
    """Short here: the long run is `tests/domain/test_task_machine.py`."""
    run(UnderTest(), rounds=[5], over=ChasingTaskMachine)
    run(UnderTest(), rounds=[5], over=OverdueTaskMachine)
