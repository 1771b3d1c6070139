"""Tiếp nhận nhiều việc: a unit takes its new tasks with one press, each by its own command."""

import pytest

from tests.api.reading import form_of
from tests.api.ward import WebWard
from tests.projections.lives import act, report

pytestmark = pytest.mark.postgres
TAKE = "/tiep-nhan-nhieu-viec/ghi"


async def test_a_unit_takes_all_its_new_tasks_at_once(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get("/viec"), TAKE)
        chosen = {name.removeprefix("chon.") for name in form.fields}
        assert duty in chosen
        answer = await specialist.post(TAKE, data=form.fields)
        assert answer.status_code == 303
        page = await specialist.get(answer.headers["location"])
        assert f"Đã tiếp nhận {len(chosen)} việc." in page.text
        assert TAKE not in page.text  # nothing is left to take
        before = [await web.states(stream) for stream in sorted(chosen)]
        again = await specialist.post(TAKE, data=form.fields)
        assert again.status_code == 303  # the same ids: the same outcome
        assert [await web.states(stream) for stream in sorted(chosen)] == before


async def test_only_the_own_unit_s_tasks_are_offered(web: WebWard) -> None:
    async with web.browser("phoihop") as other, web.browser("thanhtra") as inspector:
        assert f"chon.{web.task('51-08')}" not in (await other.get("/viec")).text
        assert TAKE not in (await inspector.get("/viec")).text


async def test_what_was_taken_meanwhile_changes_nothing_and_others_tasks_are_refused(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    async with web.browser("chuyenvien") as specialist, web.browser("phoihop") as other:
        form = form_of(await specialist.get("/viec"), TAKE)
        await act(web, "chuyenvien", report(duty, 0))
        taken = await specialist.post(TAKE, data={f"chon.{duty}": form.fields[f"chon.{duty}"]})
        assert taken.status_code == 303
        size = await web.size()
        refused = await other.post(TAKE, data={f"chon.{duty}": form.fields[f"chon.{duty}"]})
        assert refused.status_code == 403
        assert "Không tiếp nhận" in refused.text
        assert await web.size() <= size + 1  # the attempt alone
