"""One person on two devices: no words of the one are lost by the other without a word."""

import asyncio

import pytest

from tests.api.reading import alert, form_of, read, send
from tests.api.test_period_sheet import address_of, fields_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
FIRST, SECOND = "Đã gặp mặt 45 doanh nghiệp.", "Bản nhập trên máy tính bảng."
ELSEWHERE = "Nội dung bạn nhập trên thiết bị khác"


async def test_a_blank_row_that_was_opened_earlier_erases_nothing(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as kit, web.browser("chuyenvien") as tablet:
        blank = fields_of(await tablet.get(address))
        typed = {**fields_of(await kit.get(address)), f"{duty}:text": FIRST}
        await kit.post(f"{address}/luu", data=typed)
        for act in ("luu", "gui"):
            answer = await tablet.post(f"{address}/{act}", data=blank)
            assert fields_of(answer)[f"{duty}:text"] == FIRST, act
        assert fields_of(await kit.get(address))[f"{duty}:text"] == FIRST


async def test_a_row_touched_on_both_is_kept_twice_and_sent_at_the_second_press(
    web: WebWard,
) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as kit, web.browser("chuyenvien") as tablet:
        old = {**fields_of(await tablet.get(address)), f"{duty}:text": SECOND, "only": duty}
        typed = {**fields_of(await kit.get(address)), f"{duty}:text": FIRST}
        await kit.post(f"{address}/luu", data=typed)
        by_itself = await tablet.post(f"{address}/luu", data=old, headers={"X-Save": "1"})
        assert by_itself.status_code == 204
        page = await kit.get(address)
        assert ELSEWHERE in page.text
        assert {FIRST, SECOND} <= set(read(page).areas)
        refused = await tablet.post(f"{address}/gui", data=old)
        assert refused.status_code == 422
        assert "trên thiết bị khác" in refused.text
        assert {FIRST, SECOND} <= set(read(refused).areas)
        assert "report-submitted" not in await web.states(duty)
        again = await tablet.post(f"{address}/gui", data={**fields_of(refused), "only": duty})
        assert again.status_code == 200, alert(again)
        person = await web.person_id("chuyenvien")
        assert await web.app.state.services.drafts.of(person, [duty]) == {}
    assert (await web.states(duty)).count("report-submitted") == 1


async def test_of_devices_that_save_at_the_same_moment_no_words_are_lost(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as kit, web.browser("chuyenvien") as tablet:
        typed = [
            (each, {**fields_of(await each.get(address)), f"{duty}:text": text})
            for each, text in ((kit, FIRST), (tablet, SECOND))
        ]
        await asyncio.gather(*(each.post(f"{address}/luu", data=form) for each, form in typed))
        assert {FIRST, SECOND} <= set(read(await kit.get(address)).areas)


async def test_what_one_page_saves_itself_is_never_called_another_device(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as kit:
        sent = fields_of(await kit.get(address))
        for text in (FIRST, SECOND, ""):
            sent |= {f"{duty}:text": text}
            await kit.post(f"{address}/luu", data=sent, headers={"X-Save": "1"})
        page = await kit.get(address)
        assert fields_of(page)[f"{duty}:text"] == ""
        assert ELSEWHERE not in page.text


async def test_a_task_s_page_refuses_once_and_shows_both(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as kit, web.browser("chuyenvien") as tablet:
        form = form_of(await tablet.get(f"/viec/{duty}"), "/bao-cao")
        typed = {**fields_of(await kit.get(address)), f"{duty}:text": FIRST}
        await kit.post(f"{address}/luu", data=typed)
        refused = await tablet.post(form.action, data={**form.fields, "text": SECOND})
        assert refused.status_code == 422
        assert {FIRST, SECOND} <= set(read(refused).areas)
        again = form_of(refused, "/bao-cao")
        assert again.fields["text"] == SECOND
        assert (await tablet.post(again.action, data=again.fields)).status_code == 303
        person = await web.person_id("chuyenvien")
        assert await web.app.state.services.drafts.of(person, [duty]) == {}


async def test_acknowledging_keeps_the_report_that_is_being_typed(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("chuyenvien") as kit:
        answer = await send(kit, f"/viec/{duty}", "/tiep-nhan", {"text": FIRST})
        assert answer.status_code == 303
        page = await kit.get(f"/viec/{duty}")
        assert form_of(page, "/bao-cao").fields["text"] == FIRST
        assert "Nội dung bạn nhập dở đã được giữ lại" in page.text
    assert (await web.states(duty)).count("task-acknowledged") == 1


async def test_acknowledging_restricted_work_keeps_nothing_of_its_paper(web: WebWard) -> None:
    secret = web.task("58-01")
    async with web.browser("conganvien") as officer:
        typed = {
            "paper_number": "12",
            "acknowledge_command_id": str(web.app.state.services.randomness.new_id()),
        }
        answer = await officer.post(f"/viec/{secret}/tiep-nhan", data=typed)
        assert answer.status_code == 303
    person = await web.person_id("conganvien")
    assert await web.app.state.services.drafts.of(person, [secret]) == {}
