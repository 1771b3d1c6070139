"""Vì sao beside the rows of lists: a link to the task's page, and the same words on demand."""

import re
from datetime import timedelta

import pytest

from services.domain.task.events import DeadlineMissed
from services.domain.task.why_parts import WhyTopic
from tests.api.pages_said import said
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, live, report

pytestmark = pytest.mark.postgres
LISTS = ("/viec", "/don-doc?tinh-trang=tat-ca", "/bang-chung-cham-diem")
ASKS = re.compile(r'<a class="why" href="(/viec/[^"#]+)#([a-z-]+)">Vì sao\?</a>')


async def test_each_derived_state_of_a_list_leads_to_its_part_of_the_task_s_page(
    web: WebWard,
) -> None:
    await live(web)
    async with web.browser("chanhvp") as chief:
        for address in LISTS:
            asked = ASKS.findall((await chief.get(address)).text)
            assert asked, address
            for task, part in dict.fromkeys(asked):
                shown = (await chief.get(task)).text
                # What has no explanation any more leads to the page itself.
                if f'id="{part}"' not in shown:
                    assert part == "why-waits", (address, part)
                topic = part.removeprefix("why-")
                answer = await chief.get(f"{task}/vi-sao/{topic}")
                assert answer.status_code == 200
                assert f'data-why="{task}#{part}"' in answer.text


async def test_the_answer_is_what_the_task_s_page_says(web: WebWard) -> None:
    duty = web.task("51-08")
    missed_on = today() - timedelta(days=10)
    await clock(web, duty, DeadlineMissed(due_on=missed_on, cause="due_day_ended"))
    await act(web, "chuyenvien", report(duty, 0))
    async with web.browser("truongphong") as head:
        page = said(await head.get(f"/viec/{duty}"))
        for topic in (WhyTopic.DUE, WhyTopic.STATUS, WhyTopic.WAITS, WhyTopic.APPRAISED):
            words = said(await head.get(f"/viec/{duty}/vi-sao/{topic}")).removeprefix("Vì sao?")
            assert words.split(" Vì sao?")[0].strip()[:60] in page, topic
        appraised = said(await head.get(f"/viec/{duty}/vi-sao/appraised"))
        assert "Tính là chậm" in appraised
        assert "theo Nghị định 335 và 233 cho Phòng Kinh tế" in appraised
        assert "Không có nguyên nhân khách quan nào" in appraised
        gone = await head.get(f"/viec/{duty}/vi-sao/escalated")
        assert "không còn ở tình trạng đó" in said(gone)
        assert (await head.get(f"/viec/{duty}/vi-sao/khac")).status_code == 404


async def test_who_decided_a_step_asks_why_the_next_is_not_theirs(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    async with web.browser("truongphong") as head:
        shown = await head.get(f"/viec/{duty}/vi-sao/barred")
        assert shown.status_code == 200
        assert "data-why" in shown.text


async def test_what_is_not_somebody_s_to_see_is_not_explained(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("conganvien") as stranger:
        answer = await stranger.get(f"/viec/{duty}/vi-sao/status")
        assert answer.status_code == 404
