"""Whatever people and the clock do with a task, its rules hold; and everything was tried."""

from collections import Counter
from functools import cache, partial
from typing import ClassVar

from tests.domain.cause_machine import CauseTaskMachine
from tests.domain.chain_machine import ChainTaskMachine
from tests.domain.chasing_machine import ChasingTaskMachine
from tests.domain.contribution_machine import ContributingTaskMachine
from tests.domain.pure_kit import PureKit, UnderTest
from tests.domain.task_machine import explore
from tests.domain.task_table import never_reached
from tests.domain.undo_machine import EACH_UNDONE, UndoTaskMachine


class PureTaskMachine(
    ContributingTaskMachine,
    ChasingTaskMachine,
    CauseTaskMachine,
    UndoTaskMachine,
    ChainTaskMachine,
):
    """The machine on the pure domain."""

    make_kit = partial(PureKit, under_test=UnderTest())
    reached: ClassVar[Counter[str]] = Counter()


@cache
def reached() -> Counter[str]:
    """One run for both tests."""
    return explore(PureTaskMachine, examples=70, steps=40)


def test_whatever_people_and_the_clock_do_the_rules_of_a_task_hold() -> None:
    assert reached()


def test_the_run_came_to_every_stage_act_action_and_refusal() -> None:
    assert never_reached(reached(), *EACH_UNDONE) == []
