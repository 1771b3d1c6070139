"""Which closed tasks still have a clock: SQL and the rule of lateness say the same."""

from datetime import timedelta

import pytest

from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.events import DeadlineMissed, DueDateMoved
from services.domain.task.evolving import fold
from services.domain.task.lateness import miss_moment
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard, run_clock
from tests.moment import today
from tests.projections.lives import Typing, act, approval, clock, figures, report

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres


def confirmation(stream: str) -> Typing:
    """The chief of the Office confirms the first version."""
    return lambda _: ConfirmSubmission(stream=stream, submission=1)


async def test_a_closed_task_has_a_clock_exactly_while_the_rule_owes_its_lateness(
    web: WebWard,
) -> None:
    late, in_time = web.task("51-08"), web.task("CT10")
    moved = DueDateMoved(
        from_on=today(), due_on=today() - timedelta(days=2), calendar_version="given"
    )
    await clock(web, late, moved, name="moved")
    for stream, content in ((late, report(late, 0)), (in_time, figures(in_time))):
        await act(web, "chuyenvien", content)
        await act(web, "truongphong", approval(stream, 1))
        await act(web, "chanhvp", confirmation(stream))
    asked = set(await web.ward.agendas.open_streams())
    for code in ("51-08", "54-02", "58-01", "CT10"):
        stream = web.task(code)
        task = fold((await web.ward.ledger.read([stream])).of(stream))
        assert task is not None
        assert (stream in asked) == (not task.ending or miss_moment(task) is not None), code
    assert late in asked
    assert in_time not in asked
    now = (await web.ward.ledger.read([late])).read_at
    assert late in await web.ward.due_actions.reconcile(now)
    await run_clock(web.ward, late)
    assert (await web.states(late))[-1] == DeadlineMissed.TYPE
    assert late not in await web.ward.agendas.open_streams()
