"""A refusal of a sample by page and by call: one code, one sentence, one field, one attempt."""

import re
from collections import Counter
from html import unescape
from typing import Any, Final

import pytest
from httpx2 import Response

from services.domain.attempts import CommandRefused
from services.domain.errors import Refusal, Stale
from tests.acts.life import life_of
from tests.acts.outcomes import by_body, control_of, in_body
from tests.acts.sample import Thing
from tests.acts.scenes import SCENES, Scene, thing_at
from tests.acts.twins import since, twins
from tests.acts.ways import by_call, by_form_alone, page_address
from tests.acts.wrong_inputs import wrong_inputs
from tests.api.ward import WebWard
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres
REFUSED: Final = [scene for scene in SCENES if scene.refused and scene.sample.is_called]
_MARKED: Final = re.compile(r"<[^>]*\baria-invalid\b[^>]*>")
_NAMES: Final = re.compile(r'\bname="([^"]*)"')
# On the board several tasks are chosen at once: each refusal stands at its row, and who may not
# chase is not shown the board.
ON_THE_BOARD: Final = "/don-doc"


def beside(shown: Response, scene: Scene, thing: Thing, body: dict[str, Any]) -> str | None:
    """The part of the body beside which the page says what is wrong; None without such a field."""
    address = re.escape(page_address(scene.sample, thing))
    if scene.sample.file is not None:  # its button stands in the form of the report
        address = address.removesuffix(re.escape("/tep")) + "/bao-cao"
    form = re.search(rf'<form[^>]*action="{address}["?].*?</form>', shown.text, re.DOTALL)
    names = (
        {in_body(scene.sample, name, body) for name in _NAMES.findall(form[0])} if form else set()
    )
    if scene.refused is None or control_of(scene.sample, scene.refused.field) not in names:
        return None
    tags = [_NAMES.findall(tag) for tag in _MARKED.findall(shown.text)]
    return in_body(scene.sample, tags[0][0], body) if tags and tags[0] else ""


def is_attempt(scene: Scene) -> bool:
    """Whether the refusal is kept: what cannot be read is not, nor what another was first to."""
    assert scene.refused is not None
    life = life_of(scene.sample, scene.refused)
    try:
        command = life.read(scene.sample, scene.refused)
    except Refusal:
        return False
    with pytest.raises(Refusal) as raised:
        life.decide(scene.doer.holder, command)
    return not isinstance(raised.value, Stale)


async def attempts(web: WebWard, position: int) -> list[str]:
    """The reasons that were kept after a position; nothing else was."""
    facts = await since(web, position)
    assert all(isinstance(fact.event, CommandRefused) for fact in facts)
    return [fact.event.rule for fact in facts if isinstance(fact.event, CommandRefused)]


async def test_page_and_call_refuse_a_sample_alike(scenes: Database) -> None:
    wrong = []
    codes: Counter[str] = Counter()
    placed = 0
    async with twins(scenes, [scene.doer.login for scene in REFUSED]) as two:
        for scene in REFUSED:
            assert scene.refused is not None
            sample, code, login = scene.sample, scene.refused.code, scene.doer.login
            thing = await thing_at(two.paged.ward.ledger, scene)
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
            body = sample.sent_to(thing, sent)
            place = beside(shown, scene, thing, body)
            on_board = sample.page == ON_THE_BOARD
            codes[code] += 1
            placed += place is not None
            outcome = {
                "code": said["code"] == code,
                "sentence": on_board or said["detail"] in unescape(shown.text),
                "kept": kept == [[code] * is_attempt(scene)] * 2,
                "field": fields == [scene.refused.field] * bool(scene.refused.field),
                "beside": on_board or place in {None, control_of(sample, scene.refused.field)},
            }
            if not all(outcome.values()):
                failed = [name for name, right in outcome.items() if not right]
                wrong.append((scene.name, failed, said["code"], fields, place, kept))
    assert wrong == []
    assert len(codes) > 30
    assert placed > 10


# Each interface asks for its own way of writing a day or a number.
OWN_WORDS: Final = frozenset({"field-day", "field-number"})


async def test_what_cannot_be_read_is_said_alike_and_is_no_attempt(scenes: Database) -> None:
    """One wrong input for each code and field: over the real routes, at real pages."""
    happening = [scene for scene in SCENES if not scene.refused and scene.sample.is_called]
    tried: Counter[str] = Counter()
    async with twins(scenes, [scene.doer.login for scene in happening]) as two:
        for scene in happening:
            sample, login = scene.sample, scene.doer.login
            thing = await thing_at(two.paged.ward.ledger, scene)
            unread = {
                (outcome.code, outcome.field): wrong
                for wrong in wrong_inputs(sample, thing)
                if (outcome := by_body(sample, thing, wrong)).code
            }
            before = [await web.size() for web in (two.paged, two.called)]
            for (code, field), wrong in unread.items():
                sent = {wrong.name: wrong.sent}
                shown = await by_form_alone(two.browsers[login], sample, thing, sent, wrong.typed)
                answer = await by_call(two.programs[login], sample, thing, sent)
                assert 400 <= answer.status_code == shown.status_code, (scene.name, code)
                said = answer.json()
                fields = [problem["field"] for problem in said["errors"]]
                assert (said["code"], fields) == (code, [field] * bool(field)), scene.name
                assert code in OWN_WORDS or said["detail"] in unescape(shown.text), scene.name
                tried[code] += 1
            assert [await web.size() for web in (two.paged, two.called)] == before, scene.name
    assert len(tried) > 7
