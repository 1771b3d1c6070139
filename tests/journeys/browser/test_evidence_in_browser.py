"""A contested line by mouse, and Vì sao beside a row of a list by keyboard, in real Chromium."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.labels.words import day
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of
from tests.journeys.browser.test_task_life_in_browser import form
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
LIST = "/viec?nhom=con-lai"
PAGE = "/bang-chung-cham-diem"
WHY = "Biểu số 2 đã gửi kèm từ đầu."


async def test_a_line_is_contested_and_answered(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.CONTESTED_BY_MOUSE)
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.open_task(stream)
        await specialist.write("Nội dung báo cáo", "Đã tổ chức ba buổi.")
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")
    async with seats.seat("kthtdt.truong", mouse=True) as head:
        await head.open_task(stream)
        await head.unfold("Trả lại báo cáo")
        await head.choose("Thiếu về thể thức, giấy tờ")
        await head.write("Lý do và nội dung cần bổ sung", "Thiếu biểu số 2.")
        await head.write("Gửi lại chậm nhất ngày", day(today() + timedelta(days=5)))
        await head.press("Trả lại báo cáo bản 1")
        await head.says("Đã trả lại báo cáo.")
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.page.goto(f"{seats.site.address}{PAGE}")
        specialist.scope = f'tr:has(a[href="/viec/{stream}"])'
        await specialist.unfold("Đề nghị xem lại")
        await specialist.pick("Xem lại điều gì", "Lần trả lại báo cáo bản 1")
        await specialist.write("Lý do", WHY)
        await specialist.picture("contest-form", whole=False)
        await specialist.press_here("Gửi đề nghị")
        specialist.scope = "body"
        await specialist.says("Đã gửi đề nghị xem lại")
        await specialist.says(f"đang đề nghị xem lại: {WHY}")
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.open_task(stream)
        await chief.says(WHY)
        async with form(chief, "chap-nhan-xem-lai", "Chấp nhận đề nghị xem lại"):
            await chief.write("Lý do chấp nhận", "Có biểu số 2 trong tệp.")
            await chief.press_here("Chấp nhận đề nghị xem lại")
        await chief.says("Đã chấp nhận đề nghị xem lại.")
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.page.goto(f"{seats.site.address}{PAGE}")
        await specialist.says("được chấp nhận: Có biểu số 2 trong tệp.")
        await specialist.fits()
        await specialist.picture("contest-accepted")


async def test_why_is_asked_in_a_list_and_stays_open(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.ASKED_WHY)
    async with seats.seat("kthtdt", mouse=False) as specialist:
        await specialist.page.goto(f"{seats.site.address}{LIST}")
        row = specialist.page.locator(f'tr:has(a[href="/viec/{stream}"])').first
        await expect(row).to_be_visible()
        await specialist.follow_to(f'tr:has(a[href="/viec/{stream}"]) .row-more > summary')
        await specialist.follow_to(f'a.why[href="/viec/{stream}#why-status"]')
        shown = row.locator("details[data-why]")
        await expect(shown).to_contain_text("Hôm nay")
        await expect(shown.locator("summary")).to_be_focused()
        assert specialist.page.url.endswith(LIST)
        await specialist.fits()
        await specialist.picture("why-in-list", whole=False)
        await specialist.page.keyboard.press("Enter")
        await expect(shown).not_to_have_attribute("open", "")


async def test_the_link_itself_leads_to_its_part_of_the_task_s_page(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.ASKED_WHY)
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.page.goto(f"{seats.site.address}{LIST}")
        address = await specialist.page.locator(
            f'a.why[href="/viec/{stream}#why-due"]'
        ).first.get_attribute("href")
        await specialist.page.goto(f"{seats.site.address}{address}")
        await expect(specialist.page.locator("#why-due")).to_be_visible()
