"""Duyệt và mở việc tiếp theo: from one decision to the next that waits for the same person."""

import pytest

from tests.api.reading import form_of
from tests.api.ward import WebWard
from tests.projections.lives import act, approval, figures, report

pytestmark = pytest.mark.postgres
ON = {"tiep": "1"}


async def test_a_head_goes_from_one_report_to_the_next_and_then_to_the_list(web: WebWard) -> None:
    duty, indicator = web.task("51-08"), web.task("CT10")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "chuyenvien", figures(indicator))
    async with web.browser("truongphong") as head:
        form = form_of(await head.get(f"/viec/{duty}"), "/duyet")
        answer = await head.post(f"/viec/{duty}/duyet", data={**form.fields, **ON})
        assert answer.headers["location"] == f"/viec/{indicator}?vua-xong=duyet"
        following = await head.get(answer.headers["location"])
        assert "Việc trước: Đã duyệt" in following.text
        form = form_of(following, "/duyet")
        last = await head.post(f"/viec/{indicator}/duyet", data={**form.fields, **ON})
        assert last.headers["location"] == "/viec?vua-xong=duyet"
        assert "Đã duyệt" in (await head.get(last.headers["location"])).text


async def test_without_the_button_the_task_itself_is_shown(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    async with web.browser("chanhvp") as chief:
        form = form_of(await chief.get(f"/viec/{duty}"), "/xac-nhan")
        answer = await chief.post(f"/viec/{duty}/xac-nhan", data=form.fields)
        assert answer.headers["location"] == f"/viec/{duty}?xong=xac-nhan"


async def test_a_refused_decision_goes_nowhere(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    async with web.browser("truongphong") as head:
        form = form_of(await head.get(f"/viec/{duty}"), "/duyet")
        stale = {**form.fields, **ON, "submission": "7"}
        answer = await head.post(f"/viec/{duty}/duyet", data=stale)
        assert answer.status_code == 409
        assert "vua-xong" not in str(answer.url)


async def test_an_address_says_only_what_is_known(web: WebWard) -> None:
    async with web.browser("truongphong") as head:
        page = await head.get("/viec?vua-xong=khac&da-tiep-nhan=khac")
        assert 'class="alert alert-success"' not in page.text


async def test_who_decides_reads_the_newest_version_before_anything_else(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    async with web.browser("truongphong") as head, web.browser("chuyenvien") as specialist:
        text = (await head.get(f"/viec/{duty}")).text
        places = [text.index(mark) for mark in ('id="ban-moi-nhat"', "action-bar", 'id="yeu-cau"')]
        assert places == sorted(places)
        assert 'id="ban-moi-nhat"' not in (await specialist.get(f"/viec/{duty}")).text
