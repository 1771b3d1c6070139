"""The same act by page and by call gives the same events; the table of acts leaves none out."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from fastapi.openapi.utils import get_openapi
from httpx2 import AsyncClient

from api.rest.app import create_rest
from infra.randomness import RANDOMNESS
from services.domain.facts import Fact, TextRef
from tests.api.board import due
from tests.api.programs import problem, program
from tests.api.same_acts import (
    ACTS,
    ADMINISTRATION,
    DECIDE,
    HAND_IN,
    LOAD,
    ONLY_ON_PAGES,
    PAPER,
    REPORT,
    TYPED_PAPER,
    WORDS,
    Act,
    World,
)
from tests.api.same_refusals import AFTER, BEFORE, HANDED_IN, Refused
from tests.api.ward import WebWard, opened
from tests.ledger.databases import House as Database
from tests.moment import today

pytestmark = pytest.mark.postgres
MANY = 10_000


@dataclass
class Twins:
    """Two wards alike: in one everything is done on pages, in the other by calls."""

    paged: World
    called: World
    browsers: dict[str, AsyncClient]
    programs: dict[str, AsyncClient]

    async def compare(self, act: Act) -> list[Any]:
        """Do it on both sides; what became true here and there."""
        sides = (
            (self.paged, act.page, self.browsers[act.login]),
            (self.called, act.call, self.programs[act.login]),
        )
        told = []
        for world, way, client in sides:
            before = await world.web.size()
            answer = await way(client, world)
            assert answer.status_code in {200, 303}, (act.operation, answer.text)
            told.append([await _told(world, one) for one in await _since(world, before)])
        assert told[0], act.operation
        return told


@asynccontextmanager
async def twins(template: Database, acts: Sequence[Act | Refused]) -> AsyncIterator[Twins]:
    """Two copies of a ward, with everybody's browsers in one and programs in the other."""
    async with AsyncExitStack() as stack:
        paged = await stack.enter_async_context(opened(template, "by_page"))
        called = await stack.enter_async_context(opened(template, "by_call"))
        logins = {act.login for act in acts}
        yield Twins(
            paged=World(paged),
            called=World(called),
            browsers={one: await stack.enter_async_context(paged.browser(one)) for one in logins},
            programs={
                one: await stack.enter_async_context(program(called, one)) for one in logins
            },
        )


async def _since(world: World, position: int) -> Sequence[Fact]:
    return await world.web.ward.ledger.tail(position, MANY)


async def _told(world: World, fact: Fact) -> tuple[object, ...]:
    """A fact without what is drawn anew: ids of texts and documents."""
    stream = fact.stream.replace(world.document, "…") if world.document else fact.stream
    actor = (fact.actor.kind, fact.actor.office, fact.actor.person_id, fact.actor.unit)
    return stream, fact.event.TYPE, actor, await _plain(world, fact.event)


async def _plain(world: World, value: Any) -> Any:
    """A payload with the words themselves in the place of their texts."""
    if isinstance(value, TextRef):
        return (await world.web.ward.ledger.texts([value.text_id]))[value.text_id]
    if isinstance(value, tuple):
        return [await _plain(world, one) for one in value]
    if is_dataclass(value):
        return {one.name: await _plain(world, getattr(value, one.name)) for one in fields(value)}
    return value


async def test_the_same_act_by_page_and_by_call_gives_the_same_events(filled: Database) -> None:
    async with twins(filled, ACTS) as two:
        for world in (two.paged, two.called):
            await due(world.web, "CT10", today() + timedelta(days=2))
        for act in ACTS:
            by_page, by_call = await two.compare(act)
            assert by_page == by_call, act.operation


async def test_both_doors_refuse_alike_and_name_the_field(filled: Database) -> None:
    """The code, the sentence, whether it is an attempt; what is too long is cut at neither."""
    field_errors = (*BEFORE, *AFTER)
    async with twins(filled, [HANDED_IN, *field_errors]) as two:
        for field_error in field_errors:
            if field_error is AFTER[0]:
                await two.compare(HANDED_IN)
            before = [await world.web.size() for world in (two.called, two.paged)]
            refused = await field_error.call(two.programs[field_error.login], two.called)
            shown = await field_error.page(two.browsers[field_error.login], two.paged)
            sizes = [await world.web.size() for world in (two.called, two.paged)]
            attempts = [now - then for now, then in zip(sizes, before, strict=True)]
            assert 400 <= shown.status_code < 500, (field_error.code, shown.status_code)
            assert attempts == [field_error.attempt, field_error.attempt], field_error.code
            said = refused.json()
            assert said["code"] == field_error.code
            if field_error.same_words:
                assert said["detail"] in unescape(shown.text), field_error.code
            assert [one["field"] for one in said["errors"]] == [field_error.field] * bool(
                field_error.field
            )


async def test_a_plan_is_loaded_alike_by_page_and_by_call(bare: Database) -> None:
    async with twins(bare, [HAND_IN]) as two:
        handed = await two.compare(HAND_IN)
        assert handed[0] == handed[1]
        errors = [one for one in handed[0][0][3]["findings"] if one["severity"] == "error"]
        assert errors
        for act in (*[DECIDE] * len(errors), LOAD):
            by_page, by_call = await two.compare(act)
            assert by_page == by_call, act.operation


async def test_every_call_is_one_command_under_its_key(filled: Database) -> None:
    """The same key again is the same answer and no fact; with another wish it is refused."""
    async with twins(filled, ACTS) as two:
        world, other = two.called, {"note": "Khác."}
        await due(world.web, "CT10", today() + timedelta(days=2))
        for act in ACTS:
            client = two.programs[act.login]
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


async def test_a_form_and_a_call_with_one_key_are_one_command(filled: Database) -> None:
    """What a page began a program may send again, and the other way round; never another act."""
    async with twins(filled, [REPORT]) as two:
        world, login = two.called, REPORT.login
        task = world.at("/tasks/{duty}/report")
        typed = {"after_submission": "0", "text": WORDS, **TYPED_PAPER}
        sent = {"after_submission": 0, "text": WORDS, "paper": PAPER}
        once = str(RANDOMNESS.new_id())
        async with world.web.browser(login) as browser:
            form = {"command_id": once, **typed}
            first = await browser.post(world.at("/viec/{duty}/bao-cao"), data=form)
            assert first.status_code == 303
            size = await world.web.size()
            again = await two.programs[login].post(
                task, json=sent, headers={"Idempotency-Key": once}
            )
            assert again.json()["last_position"] is not None
            other = {**sent, "text": f"{WORDS} Thêm."}
            reused = await two.programs[login].post(
                task, json=other, headers={"Idempotency-Key": once}
            )
            problem(reused, 422, "command-reused")
        assert await world.web.size() == size


def _posts(spec: dict[str, Any]) -> dict[str, str]:
    """The addresses to which something is posted, with the operations' ids."""
    return {
        path: ways["post"]["operationId"] for path, ways in spec["paths"].items() if "post" in ways
    }


async def test_the_table_names_every_act_of_the_pages_and_of_the_interface(web: WebWard) -> None:
    named = {act.route for act in (*ACTS, LOAD)}
    pages = _posts(get_openapi(title="pages", version="1", routes=web.app.routes))
    administered = {route for route in pages if route.startswith(ADMINISTRATION)}
    assert pages.keys() == named | ONLY_ON_PAGES.keys() | administered
    assert all(reason for reason in ONLY_ON_PAGES.values())
    rest = create_rest(web.app.state.house).openapi()
    operations = set(_posts(rest).values())
    called = {act.operation for act in (*ACTS, LOAD)}
    others = {
        ways["post"]["operationId"]
        for ways in rest["paths"].values()
        if "administration" in ways.get("post", {}).get("tags", [])
    }
    assert operations - others == called
