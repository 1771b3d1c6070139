"""Each form says beforehand that its act is final; of what can be undone it says nothing."""

import pytest

from api.labels.undo_words import FINAL
from services.domain.task.acts import ACTS
from services.domain.task.acts.undo_act import ACT as UNDO
from services.domain.task.undoing import UNDOING
from tests.acts.scenes import SCENES, thing_at
from tests.acts.ways import page_address
from tests.api.ward import opened
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres
ON_PAGES = [scene for scene in SCENES if not scene.refused and scene.sample.act in ACTS]


def test_every_act_of_a_task_says_one_or_the_other() -> None:
    assert {act.slug for act in ACTS} == FINAL.keys()
    final = {undoing.said for undoing in UNDOING.values() if undoing.instead}
    for act in ACTS:
        assert bool(FINAL[act.slug]) is (act.said in final or act == UNDO), act.name
        assert not FINAL[act.slug] or f"“{act.said}” không hoàn tác được: " in FINAL[act.slug]


def forms_at(page: str, address: str) -> list[str]:
    """The markup of the forms that go there, or of which a button goes there."""
    parts = [part.partition("</form>")[0] for part in page.split("<form ")[1:]]
    return [part for part in parts if f'action="{address}"' in part]


async def test_the_form_of_a_final_act_says_so(scenes: Database) -> None:
    met = set()
    async with opened(scenes, "final_on_pages") as web:
        for scene in ON_PAGES:
            async with web.browser(scene.doer.login) as browser:
                thing = await thing_at(web.ward.ledger, scene)
                page = await browser.get(scene.sample.opens.format(**thing.names))
                act = scene.sample.act
                forms = forms_at(page.text, page_address(scene.sample, thing))
                if FINAL[act.slug]:
                    assert any(FINAL[act.slug] in form for form in forms), scene.name
                else:
                    said = f"“{act.said}” không hoàn tác được"
                    assert not any(said in form for form in forms), scene.name
                met.add(act.slug)
    assert met == FINAL.keys()
