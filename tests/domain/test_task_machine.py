"""Whatever people and the clock do with a task, its rules hold; and everything was tried."""

from collections import Counter
from functools import cache, partial
from typing import ClassVar

import pytest

from tests.domain.cause_machine import CauseTaskMachine
from tests.domain.chain_machine import ChainTaskMachine
from tests.domain.chasing_machine import ChasingTaskMachine
from tests.domain.contest_machine import ContestTaskMachine
from tests.domain.contribution_machine import ContributingTaskMachine
from tests.domain.correcting_machine import CorrectingTaskMachine
from tests.domain.exploring import explore
from tests.domain.overdue_machine import OverdueTaskMachine
from tests.domain.pure_kit import PureKit, UnderTest
from tests.domain.recognising_machine import RecognisingTaskMachine
from tests.domain.task_table import never_reached
from tests.domain.task_world import WORLDS
from tests.domain.undo_machine import EACH_UNDONE, UndoTaskMachine


class PureTaskMachine(
    ContributingTaskMachine,
    ChasingTaskMachine,
    CauseTaskMachine,
    ContestTaskMachine,
    UndoTaskMachine,
    RecognisingTaskMachine,
    CorrectingTaskMachine,
    ChainTaskMachine,
    OverdueTaskMachine,
):
    """The machine on the pure domain."""

    make_kit = partial(PureKit, under_test=UnderTest())
    reached: ClassVar[Counter[str]] = Counter()


@cache
def explored(world: str) -> Counter[str]:
    """One run in a world for both tests."""
    return explore(PureTaskMachine, examples=40, steps=40, worlds=[world])


@pytest.mark.parametrize("world", WORLDS)
def test_whatever_people_and_the_clock_do_the_rules_of_a_task_hold(world: str) -> None:
    assert explored(world)


def test_the_run_came_to_every_stage_act_action_and_refusal() -> None:
    for world in WORLDS:
        explored(world)
    assert never_reached(PureTaskMachine.reached, *EACH_UNDONE) == []
