"""A run of a task machine through the worlds."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.domain.task_machine import TaskMachine
from tests.domain.task_world import WORLDS


def explore(
    machine: type[TaskMachine],
    *,
    examples: int,
    steps: int,
    worlds: Collection[str] = WORLDS,
    **more: Any,
) -> Counter[str]:
    """Run a machine in these worlds under the profile in force (CI: derandomized).

    Gives what every run of the machine reached; `more` are settings of Hypothesis.
    """
    chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None, **more)
    for world in worlds:
        in_world = type(f"{machine.__name__}_{world}", (machine,), {"world": world})
        run_state_machine_as_test(in_world, settings=chosen)
    return machine.reached
