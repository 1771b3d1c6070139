"""Vì sao beside the rows of lists: a link to the task's page, and the same words on demand."""

import re
from datetime import timedelta

import pytest

from services.domain.roles import Office
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.events import (
    DeadlineMissed,
    RequestEscalated,
    RequestKind,
    StepTimeExpired,
)
from services.domain.task.rules import TWO_RUNGS
from services.domain.task.why_parts import WhyTopic
from tests.api.pages_said import said
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, live, report, sampled, sampled_of

pytestmark = pytest.mark.postgres
GONE = "không còn ở tình trạng đó"
LISTS = ("/viec", "/don-doc?tinh-trang=tat-ca", "/bang-chung-cham-diem")
ASKS = re.compile(
    r'<a class="why" href="(/viec/[^"#]+)#([a-z-]+)">Vì sao\? '
    r'<span class="visually-hidden">([^<]+)</span></a>'
)


async def test_each_derived_state_of_a_list_leads_to_its_part_of_the_task_s_page(
    web: WebWard,
) -> None:
    await live(web)
    async with web.browser("chanhvp") as chief:
        for address in LISTS:
            asked = ASKS.findall((await chief.get(address)).text)
            assert asked, address
            for task, part, word in dict.fromkeys(asked):
                shown = (await chief.get(task)).text
                assert f'id="{part}"' in shown, (address, task, part)
                topic = part.removeprefix("why-")
                answer = await chief.get(f"{task}/vi-sao/{topic}")
                assert GONE not in said(answer), (address, task, part)
                assert f'data-why="{task}#{part}" data-word="{word}"' in answer.text


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
        assert GONE in said(gone)
        assert (await head.get(f"/viec/{duty}/vi-sao/khac")).status_code == 404


async def test_a_request_that_climbed_and_a_step_out_of_time_are_explained_where_they_stand(
    web: WebWard,
) -> None:
    """On the board and on the page of the task, with the rules that decided it."""
    declined, sent = web.task("51-08"), web.task("CT10")
    await act(web, "truongphong", sampled("decline-task", declined, lead_unit="VHXH"))
    explained = RequestEscalated(
        kind=RequestKind.DECLINE, request=1, to=(Office.CHAIR,), person_id=None
    )
    await clock(web, declined, explained)
    reported = ReportSubmitted(
        submission=1,
        text=None,
        figures=(),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
    )
    expired = StepTimeExpired(
        submission=1,
        rung="unit_head",
        arrived_on=today() - timedelta(days=9),
        due_on=today() - timedelta(days=1),
        to=(Office.CHIEF_OF_OFFICE,),
    )
    await clock(web, sent, reported, expired)
    async with web.browser("chanhvp") as chief:
        board = (await chief.get("/don-doc?tinh-trang=tat-ca")).text
        for task, topic, words in (
            (declined, WhyTopic.UNANSWERED, "được báo cáo Chủ tịch ngày"),
            (sent, WhyTopic.EXPIRED, "bước này xử lý hết ngày"),
        ):
            assert f'href="/viec/{task}#why-{topic}"' in board
            assert f'id="why-{topic}"' in (await chief.get(f"/viec/{task}")).text
            assert words in said(await chief.get(f"/viec/{task}/vi-sao/{topic}"))


async def test_who_decided_a_step_asks_why_the_next_is_not_theirs(web: WebWard) -> None:
    duty = web.task("51-08")
    person = {"person_id": str(await web.person_id("truongphong"))}
    chief = {"office": Office.CHIEF_OF_OFFICE.value, "unit": "VP", "until_on": None}
    await act(web, "quantri", sampled_of("grant-office", person, **chief))
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    async with web.browser("truongphong") as head:
        asked = ASKS.findall((await head.get("/viec?nhom=cho-noi-khac")).text)
        assert (f"/viec/{duty}", "chua-lam-duoc", "chưa làm được") in asked
        shown = said(await head.get(f"/viec/{duty}/vi-sao/barred"))
        assert GONE not in shown
        assert TWO_RUNGS.sentence in shown


async def test_what_is_not_somebody_s_to_see_is_not_explained(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("conganvien") as stranger:
        answer = await stranger.get(f"/viec/{duty}/vi-sao/status")
        assert answer.status_code == 404
