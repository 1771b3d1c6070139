"""A period that was withdrawn or replaced is never issued again."""

import pytest

from services.domain.agenda import Idle
from services.domain.assignment.events import assignment_stream
from services.domain.task.state import Ending
from tests.commands.task_kit import CommandsKit, finished
from tests.domain.sampling import sampled
from tests.domain.task_world import CAST, WORLDS


@pytest.mark.parametrize(
    ("act", "ending"),
    [("withdraw-task", Ending.WITHDRAWN), ("replace-task", Ending.REPLACED)],
)
def test_a_period_that_ended_without_a_result_is_not_issued_again(
    act: str, ending: Ending
) -> None:
    world = WORLDS["duty"]
    kit = CommandsKit(world)
    kit.send(CAST["chief"], sampled(kit, act))
    assert kit.task().ending is ending
    assert kit.agenda().idle is Idle.CLOSED
    planned = finished(kit.plan(assignment_stream(world.opened.code)))
    issued = {each.id for each in planned.agenda.due}
    assert f"issue/{world.opened.deliverables[0].name}/{world.period}" not in issued
