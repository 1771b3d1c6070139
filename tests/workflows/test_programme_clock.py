"""A programme's own workflow: it ends the registration, opens the next one, asks for the result.

Neither relay nor reconcile runs here: what happens after a skip happens by the workflow's own
timer.
"""

from datetime import date, timedelta

import pytest

from services.domain.instants import day_of
from services.domain.programme.evolving import fold
from services.domain.programme.findings import open_findings
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod, period_on
from services.domain.programme.state import Programme
from tests import givens
from tests.domain.programme.programme_life import (
    closing,
    dropping,
    opening,
    registering,
    settling,
    signing,
)
from tests.givens import CHAIR, CHIEF, SPECIALIST
from tests.workflows.conftest import ClockWorld
from tests.workflows.test_clocks import act, keep
from tests.workflows.test_decided_clock import live

pytestmark = pytest.mark.temporal
OUTAGE = timedelta(days=9)
LATELY = timedelta(days=2)


async def opened(world: ClockWorld, ago: timedelta) -> ProgrammePeriod:
    """The programme of this month, opened so long ago, late: registered for a day or two."""
    await world.ward.register(SPECIALIST, CHIEF, CHAIR)
    period = period_on(ProgrammeKind.MONTH, day_of(world.ward.now + ago))
    await act(world, CHIEF, opening(period.code, units=("KTHTDT", "VHXH")))
    asked = {"stream": period.stream, "due_on": period.last_on, "supporting_units": ()}
    await act(world, SPECIALIST, registering(**asked))
    return period


async def programme(world: ClockWorld, stream: str) -> Programme:
    state = fold((await world.ward.ledger.read([stream])).of(stream))
    assert state is not None
    return state


@pytest.mark.parametrize("world", [OUTAGE], indirect=True)
async def test_nine_days_without_a_clock_over_the_last_day_lose_nothing_and_double_nothing(
    world: ClockWorld,
) -> None:
    period = await opened(world, OUTAGE)
    world.ward.now += OUTAGE
    await world.ring(period.stream)
    run_id = (await world.handle(period.stream).describe()).run_id

    async def is_over() -> bool:
        return "registration-closed" in await world.types(period.stream)

    await world.until(is_over)
    assert (await programme(world, period.stream)).missing == ("VHXH",)
    await live(world, period.stream, 45)

    async def is_asked() -> bool:
        return "programme-result-asked" in await world.types(period.stream)

    await world.until(is_asked)
    types = await world.types(period.stream)
    for once in ("registration-closed", "next-programme-opened", "programme-result-asked"):
        assert types.count(once) == 1, once
    assert "registration-reminded" not in types, "nobody is reminded of what is over"
    assert await world.types(period.following.stream) == ["programme-opened"]
    assert (await world.handle(period.stream).describe()).close_time is None, "it sleeps"
    await keep(world, period.stream, "programme-registration", run_id)


@pytest.mark.parametrize("world", [LATELY], indirect=True)
async def test_a_programme_whose_result_is_recorded_ends_its_workflow(world: ClockWorld) -> None:
    period = await opened(world, LATELY)
    world.ward.now += LATELY
    policy, calendar = givens.policy(), givens.calendar()
    state = await programme(world, period.stream)
    for finding in open_findings(state, policy, calendar):
        await act(world, CHIEF, settling(finding.key, stream=period.stream))
    await act(world, CHAIR, signing(stream=period.stream))
    await act(world, CHAIR, dropping(1, stream=period.stream))
    await world.ring(period.stream)
    run_id = (await world.handle(period.stream).describe()).run_id
    await live(world, period.stream, days_left(period.last_on, day_of(world.ward.now)) + 1)

    async def next_is_open() -> bool:
        return "next-programme-opened" in await world.types(period.stream)

    await world.until(next_is_open)
    await act(world, CHAIR, closing(period.code))
    await world.ring(period.stream)
    await world.handle(period.stream).result()
    assert (await world.types(period.stream))[-1] == "programme-closed"
    await keep(world, period.stream, "programme-close", run_id)


def days_left(last_on: date, today: date) -> int:
    """Days until a day is over."""
    return (last_on - today).days
