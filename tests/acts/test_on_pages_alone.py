"""What no program may do: each sample by its page, as it says; a program is refused."""

from contextlib import AsyncExitStack
from html import unescape
from typing import Final

import pytest

from services.domain.attempts import CommandRefused
from services.domain.errors import Refusal
from tests.acts.life import life_of
from tests.acts.scenes import SCENES, Scene, thing_at
from tests.acts.test_refused_alike import attempts, beside, is_attempt
from tests.acts.twins import since
from tests.acts.ways import by_call, by_form_alone, by_page
from tests.api.programs import problem, program
from tests.api.ward import WebWard, opened
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres
ON_PAGES: Final = [scene for scene in SCENES if not scene.sample.is_called]
HAPPENING: Final = [scene for scene in ON_PAGES if not scene.refused]
REFUSED: Final = [scene for scene in ON_PAGES if scene.refused]


async def test_a_page_does_it_and_the_same_form_again_is_one_command(scenes: Database) -> None:
    async with opened(scenes, "on_pages") as web:
        for scene in HAPPENING:
            async with web.browser(scene.doer.login) as browser:
                before = await web.size()
                thing = await thing_at(web.ward.ledger, scene)
                done = await by_page(browser, scene.sample, thing)
                assert done.status_code in {200, 303}, (scene.name, done.text)
                facts = await since(web, before)
                assert facts, scene.name
                assert not any(isinstance(fact.event, CommandRefused) for fact in facts)
                size = await web.size()
                sent = done.request
                kind = {"Content-Type": sent.headers["Content-Type"]}
                again = await browser.post(sent.url, content=sent.content, headers=kind)
                assert again.status_code == done.status_code, scene.name
                assert await web.size() == size, scene.name
    assert len(HAPPENING) > 5


def sentence_of(scene: Scene) -> str:
    """What the act says in a life of the pure domain."""
    life = life_of(scene.sample, scene.refused)
    with pytest.raises(Refusal) as raised:
        life.do(scene.sample, scene.refused)
    return raised.value.sentence


async def test_a_page_refuses_as_the_sample_says(scenes: Database) -> None:
    wrong = []
    async with opened(scenes, "on_pages") as web, AsyncExitStack() as stack:
        logins = {scene.doer.login for scene in REFUSED}
        browsers = {login: await stack.enter_async_context(web.browser(login)) for login in logins}
        for scene in REFUSED:
            assert scene.refused is not None
            thing = await thing_at(web.ward.ledger, scene)
            differs = scene.refused.sent
            sent = dict(differs(thing) if callable(differs) else differs)
            before = await web.size()
            shown = await by_form_alone(browsers[scene.doer.login], scene.sample, thing, sent)
            body = scene.sample.sent_to(thing, sent)
            outcome = {
                "status": 400 <= shown.status_code < 500,
                "sentence": sentence_of(scene) in unescape(shown.text),
                "kept": await attempts(web, before) == [scene.refused.code] * is_attempt(scene),
                "beside": beside(shown, scene, thing, body) in {None, scene.refused.field},
            }
            if not all(outcome.values()):
                failed = [name for name, right in outcome.items() if not right]
                wrong.append((scene.name, failed, shown.status_code))
    assert wrong == []
    assert len(REFUSED) > 20


async def test_a_program_is_refused_whoever_gave_it_its_token(scenes: Database) -> None:
    async with opened(scenes, "on_pages") as web:
        for scene in HAPPENING:
            if scene.sample.call:
                await _refused_to_programs(web, scene)


async def _refused_to_programs(web: WebWard, scene: Scene) -> None:
    thing = await thing_at(web.ward.ledger, scene)
    async with program(web, scene.doer.login) as client:
        before = await web.size()
        answer = await by_call(client, scene.sample, thing)
        problem(answer, 403, "token-not-administering")
        assert await web.size() == before, scene.name
