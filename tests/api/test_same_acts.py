"""What has no sample, by page and by call; samples and table together leave no act out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.openapi.utils import get_openapi

from api.rest_app import create_rest
from tests.acts import SAMPLES
from tests.acts.twins import Twins, plainly, since, twins
from tests.api.programs import problem
from tests.api.same_acts import (
    ACTS,
    DECIDE,
    HAND_IN,
    LOAD,
    ONLY_CALLED,
    ONLY_ON_PAGES,
    SameAct,
    SameWorld,
)
from tests.api.same_directive_acts import DIRECTIVE_ACTS
from tests.api.same_inspection_acts import INSPECTION_ACTS, WITHDRAWING_ACTS
from tests.api.same_programme_acts import PROGRAMME_ACTS
from tests.api.ward import WebWard
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres


@dataclass
class SamePair:
    """The two wards as the acts of the table see them."""

    paged: SameWorld
    called: SameWorld
    two: Twins

    async def compare(self, act: SameAct) -> list[Any]:
        """Do it on both sides; what became true here and there."""
        if act.on is not None:
            await self.two.later(act.on)
        sides = (
            (self.paged, act.page, self.two.browsers[act.login]),
            (self.called, act.call, self.two.programs[act.login]),
        )
        kept = []
        for world, way, client in sides:
            before = await world.web.size()
            answer = await way(client, world)
            assert answer.status_code in {200, 303}, (act.operation, answer.text)
            facts = await since(world.web, before)
            kept.append([await plainly(world.web, fact, world.document) for fact in facts])
        assert kept[0], act.operation
        return kept


@asynccontextmanager
async def pair(template: Database, acts: Sequence[SameAct]) -> AsyncIterator[SamePair]:
    """Two copies of a ward for these acts."""
    async with twins(template, [act.login for act in acts]) as two:
        yield SamePair(paged=SameWorld(two.paged), called=SameWorld(two.called), two=two)


@pytest.mark.parametrize(
    "acts",
    [
        pytest.param(ACTS, id="documents-and-work"),
        pytest.param(DIRECTIVE_ACTS, id="directives-and-register"),
        pytest.param(PROGRAMME_ACTS, id="programmes"),
        pytest.param(INSPECTION_ACTS, id="findings"),
        pytest.param(WITHDRAWING_ACTS, id="findings-withdrawn"),
    ],
)
async def test_the_same_act_by_page_and_by_call_gives_the_same_events(
    filled: Database, acts: Sequence[SameAct]
) -> None:
    async with pair(filled, acts) as both:
        for act in acts:
            by_page, by_call = await both.compare(act)
            assert by_page == by_call, act.operation


async def test_a_plan_is_loaded_alike_by_page_and_by_call(bare: Database) -> None:
    async with pair(bare, [HAND_IN]) as both:
        handed = await both.compare(HAND_IN)
        assert handed[0] == handed[1]
        errors = [each for each in handed[0][0][3]["findings"] if each["severity"] == "error"]
        assert errors
        for act in (*[DECIDE] * len(errors), LOAD):
            by_page, by_call = await both.compare(act)
            assert by_page == by_call, act.operation


async def test_every_call_is_one_command_under_its_key(filled: Database) -> None:
    """The same key again is the same answer and no fact; with another wish it is refused."""
    async with pair(filled, ACTS) as both:
        world, other = both.called, {"note": "Khác."}
        for act in ACTS:
            client = both.two.programs[act.login]
            first = await act.call(client, world)
            size = await world.web.size()
            sent = first.request
            once = {"Idempotency-Key": sent.headers["Idempotency-Key"]}
            kind = {"Content-Type": sent.headers.get("Content-Type", "application/octet-stream")}
            again = await client.post(sent.url, content=sent.content, headers={**once, **kind})
            assert again.json() == first.json(), act.operation
            reused = await client.post(world.at("/tasks/{duty}/chases"), json=other, headers=once)
            problem(reused, 422, "command-reused")
            assert await world.web.size() == size, act.operation


def _posts(spec: dict[str, Any]) -> dict[str, str]:
    """The addresses to which something is posted, with the operations' ids."""
    return {
        path: ways["post"]["operationId"] for path, ways in spec["paths"].items() if "post" in ways
    }


async def test_the_table_names_every_act_of_the_pages_and_of_the_interface(web: WebWard) -> None:
    done = (
        *ACTS,
        *DIRECTIVE_ACTS,
        *PROGRAMME_ACTS,
        *INSPECTION_ACTS,
        *WITHDRAWING_ACTS,
        LOAD,
    )
    named = {act.route for act in done} | {sample.page for sample in SAMPLES}
    pages = _posts(get_openapi(title="pages", version="1", routes=web.app.routes))
    assert pages.keys() == named | ONLY_ON_PAGES.keys()
    assert all(reason for reason in ONLY_ON_PAGES.values())
    rest = create_rest(web.app.state.services).openapi()
    operations = set(_posts(rest).values())
    called = {act.operation for act in done}
    sampled = {sample.name for sample in SAMPLES if sample.is_called}
    assert operations == called | sampled | ONLY_CALLED.keys()
