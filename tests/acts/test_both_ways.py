"""Every sample by page and by call: the same facts, and under one key one command."""

from functools import partial
from typing import Any

import pytest
from httpx2 import AsyncClient

from infra.randomness import RANDOMNESS
from services.domain.fields import PlainLine, TypedText
from tests.acts.scenes import SCENES, Scene, thing_at
from tests.acts.twins import plainly, since, twins
from tests.acts.ways import by_call, by_form_alone, by_page
from tests.api.programs import problem
from tests.api.ward import WebWard
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres
HAPPENING = [scene for scene in SCENES if not scene.refused and scene.sample.is_called]
LOGINS = {scene.doer.login for scene in HAPPENING}


async def done(web: WebWard, client: AsyncClient, scene: Scene, way: Any) -> list[Any]:
    """Do a sample in one way; what became true."""
    before = await web.size()
    thing = await thing_at(web.ward.ledger, scene)
    answer = await way(client, scene.sample, thing)
    assert answer.status_code in {200, 303}, (scene.name, answer.text)
    return [await plainly(web, fact) for fact in await since(web, before)]


async def test_the_same_act_by_page_and_by_call_gives_the_same_events(scenes: Database) -> None:
    async with twins(scenes, LOGINS) as two:
        for scene in HAPPENING:
            login = scene.doer.login
            paged = await done(two.paged, two.browsers[login], scene, by_page)
            called = await done(two.called, two.programs[login], scene, by_call)
            assert paged, scene.name
            assert paged == called, scene.name


async def test_every_call_is_one_command_under_its_key(scenes: Database) -> None:
    """The same key again is the same answer and no fact; with another content it is refused."""
    async with twins(scenes, LOGINS) as two:
        web = two.called
        for scene in HAPPENING:
            client = two.programs[scene.doer.login]
            thing = await thing_at(web.ward.ledger, scene)
            once = {"Idempotency-Key": str(RANDOMNESS.new_id())}
            first = await by_call(client, scene.sample, thing, once=once)
            assert first.status_code == 200, (scene.name, first.text)
            size = await web.size()
            again = await by_call(client, scene.sample, thing, once=once)
            assert again.json() == first.json(), scene.name
            other = f"/tasks/{thing.names['task']}/chases"
            reused = await client.post(other, json={"note": "Khác."}, headers=once)
            problem(reused, 422, "command-reused")
            assert await web.size() == size, scene.name


async def test_a_form_and_a_call_with_one_key_are_one_command(scenes: Database) -> None:
    """What a page began a program may send again, and the other way round."""
    async with twins(scenes, LOGINS) as two:
        web = two.called
        for number, scene in enumerate(HAPPENING):
            login, sample = scene.doer.login, scene.sample
            key = str(RANDOMNESS.new_id())
            thing = await thing_at(web.ward.ledger, scene)
            before = await web.size()
            async with web.browser(login) as browser:
                ids = {"command_id": key, "file_command_id": key}
                if sample.page == "/don-doc":  # each row has a key of its own
                    ids = {f"chon.{thing.names['stream']}": key}
                once = {"Idempotency-Key": key}
                ways = [
                    partial(by_form_alone, browser, sample, thing, {}, ids),
                    partial(by_call, two.programs[login], sample, thing, once=once),
                ]
                first, second = ways if number % 2 else reversed(ways)
                began = await first()
                answered = {began.status_code}
                size = await web.size()
                again = await second()
                answered |= {again.status_code}
                assert answered == {200, 303}, (scene.name, began.text[-300:], again.text[-300:])
            for name, kind, _ in sample.declared:
                words = sample.sent_to(thing).get(name)
                if type(kind) in {TypedText, PlainLine} and words:
                    other = {name: f"{words} Thêm."}
                    client = two.programs[login]
                    reused = await by_call(client, sample, thing, other, once=once)
                    problem(reused, 422, "command-reused")
            assert await web.size() == size > before, scene.name
