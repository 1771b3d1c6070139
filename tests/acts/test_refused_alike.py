"""A refusal of a sample by page and by call: one code, one sentence, one field, one attempt."""

import re
from collections import Counter
from html import unescape
from typing import Final

import pytest
from httpx2 import Response

from api.forms import BadForm
from services.domain.attempts import CommandRefused
from services.domain.errors import Refusal, Stale
from tests.acts.life import life_of
from tests.acts.scenes import SCENES, Scene, thing_at
from tests.acts.test_wrong_inputs import in_body
from tests.acts.twins import since, twins
from tests.acts.ways import by_call, by_form_alone
from tests.api.ward import WebWard
from tests.ledger.databases import House as Database

pytestmark = pytest.mark.postgres
REFUSED: Final = [scene for scene in SCENES if scene.refused is not None]
_MARKED: Final = re.compile(r"<[^>]*\baria-invalid\b[^>]*>")
_NAME: Final = re.compile(r'\bname="([^"]*)"')


def marked(shown: Response) -> str:
    """The name of the field beside which the page says what is wrong; blank where it is none."""
    tags = _MARKED.findall(shown.text)
    names = [_NAME.search(tag) for tag in tags]
    return names[0][1] if names and names[0] else ""


def is_attempt(scene: Scene) -> bool:
    """Whether the refusal is kept: what cannot be read is not, nor what another was first to."""
    assert scene.refused is not None
    life = life_of(scene.sample, scene.refused)
    with pytest.raises(Refusal) as raised:
        life.do(scene.sample, scene.refused)
    return not isinstance(raised.value, BadForm | Stale)


async def attempts(web: WebWard, position: int) -> list[str]:
    """The reasons that were kept after a position; nothing else was."""
    facts = await since(web, position)
    assert all(isinstance(fact.event, CommandRefused) for fact in facts)
    return [fact.event.rule for fact in facts if isinstance(fact.event, CommandRefused)]


async def test_page_and_call_refuse_a_sample_alike(scenes: Database) -> None:
    wrong = []
    codes: Counter[str] = Counter()
    async with twins(scenes, [scene.doer.login for scene in REFUSED]) as two:
        for scene in REFUSED:
            assert scene.refused is not None
            sample, code, login = scene.sample, scene.refused.code, scene.doer.login
            thing = await thing_at(two.paged.ward.ledger, sample, scene.code)
            differs = scene.refused.sent
            sent = dict(differs(thing) if callable(differs) else differs)
            before = [await web.size() for web in (two.paged, two.called)]
            shown = await by_form_alone(two.browsers[login], sample, thing, sent)
            answer = await by_call(two.programs[login], sample, thing, sent)
            assert 400 <= shown.status_code < 500, (scene.name, shown.status_code)
            said = answer.json()
            kept = [
                await attempts(web, position)
                for web, position in zip((two.paged, two.called), before, strict=True)
            ]
            fields = [problem["field"] for problem in said["errors"]]
            beside = in_body(marked(shown), sample.sent_to(thing, sent))
            codes[code] += 1
            outcome = {
                "code": said["code"] == code,
                "sentence": said["detail"] in unescape(shown.text),
                "kept": kept == [[code] * is_attempt(scene)] * 2,
                "field": fields == [scene.refused.field] * bool(scene.refused.field),
                "beside": not scene.refused.field or beside == scene.refused.field,
            }
            if not all(outcome.values()):
                failed = [name for name, right in outcome.items() if not right]
                wrong.append((scene.name, failed, said["code"], fields, beside, kept))
    print(*wrong, sep="\n")
    assert wrong == []
    assert len(codes) > 30
