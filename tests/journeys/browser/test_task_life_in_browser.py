"""More time, a refusal, tasks suspended and undone, in real Chromium: mouse and keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
IDS = ["mouse-1280", "keyboard-360"]
WHY = "Ba tổ dân phố chưa gửi số liệu."
NOT_OURS = "Thuộc chức năng của Phòng Văn hóa - Xã hội."
SUNDAY, TUESDAY = "20/12/2026", "22/12/2026"


@asynccontextmanager
async def form(person: BrowserPerson, slug: str, name: str) -> AsyncIterator[None]:
    """One folded form of a task's page, opened."""
    section = f'section[aria-labelledby="{slug}"]'
    person.scope = section
    folded = person.page.locator(section).locator("details")
    if await folded.get_attribute("open") is None:
        await person.unfold(name)
    yield
    person.scope = "body"


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.EXTENSION_BY_MOUSE), (False, Item.EXTENSION_BY_KEYBOARD)],
    ids=IDS,
)
async def test_more_time_is_asked_for_and_granted(seats: Seats, mouse: bool, item: Item) -> None:
    stream = await stream_of(seats.site, item)
    async with seats.seat("kthtdt", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        async with form(specialist, "xin-gia-han", "Xin gia hạn"):
            await specialist.write("Xin gia hạn đến hết ngày", SUNDAY)
            await specialist.pick("Nguyên nhân", "Khách quan")
            await specialist.write("Lý do xin gia hạn", WHY)
            await specialist.write("Đã làm được", "Đã có số liệu của 9/12 tổ.")
            await specialist.press_here("Xin gia hạn")
        await specialist.says(f"Ngày {SUNDAY} là ngày nghỉ")
        await specialist.picture("extension-rest-day")
        async with form(specialist, "xin-gia-han", "Xin gia hạn"):
            await specialist.write("Xin gia hạn đến hết ngày", TUESDAY)
            await specialist.press_here("Xin gia hạn")
        await specialist.says("Đã gửi đề nghị gia hạn")
        await specialist.picture("extension-asked")
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.says("Chờ tôi duyệt, xác nhận")
        await chief.open_task(stream)
        await chief.says(WHY)
        await chief.says("Đã có số liệu của 9/12 tổ.")
        await chief.picture("extension-to-answer")
        async with form(chief, "dong-y-gia-han", "Đồng ý gia hạn"):
            await chief.press_here("Đồng ý gia hạn")
        await chief.says("Đã đồng ý gia hạn")
        await chief.says(TUESDAY)
        await chief.says("Hạn gốc")
        chief.scope = 'details:has(summary[aria-label*="theo quyết định đã ghi"])'
        await chief.unfold("Vì sao?")
        await chief.says(f"Hạn {TUESDAY} theo quyết định đã ghi; hạn gốc 15/12/2026.")
        await chief.picture("extension-granted")


@pytest.mark.parametrize(
    ("mouse", "item"), [(True, Item.REFUSAL_BY_MOUSE), (False, Item.REFUSAL_BY_KEYBOARD)], ids=IDS
)
async def test_a_task_is_refused_and_given_to_another_unit(
    seats: Seats, mouse: bool, item: Item
) -> None:
    stream = await stream_of(seats.site, item)
    async with seats.seat("kthtdt.truong", mouse=mouse) as head:
        await head.open_task(stream)
        async with form(head, "tu-choi", "Từ chối tiếp nhận"):
            await head.pick("Đề nghị giao cho đơn vị", "Phòng Văn hóa - Xã hội")
            await head.write("Lý do", NOT_OURS)
            await head.press_here("Từ chối tiếp nhận")
        await head.says(NOT_OURS)
        await head.picture("declined")
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.open_task(stream)
        async with form(chief, "giao-lai", "Giao lại cho đơn vị khác"):
            await chief.pick("Giao cho đơn vị", "Phòng Văn hóa - Xã hội")
            await chief.write("Lý do", "Đúng chức năng của phòng.")
            await chief.press_here("Giao lại cho đơn vị khác")
        await chief.says("Giao lại")
        await chief.picture("reassigned")
    async with seats.seat("vhxh", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.says(NOT_OURS)
        await specialist.press("Tiếp nhận việc")
        await specialist.says("Đã tiếp nhận")


@pytest.mark.parametrize(
    ("mouse", "items"),
    [
        (True, (Item.SUSPENSION_BY_MOUSE_1, Item.SUSPENSION_BY_MOUSE_2)),
        (False, (Item.SUSPENSION_BY_KEYBOARD_1, Item.SUSPENSION_BY_KEYBOARD_2)),
    ],
    ids=IDS,
)
async def test_several_tasks_are_suspended_resumed_and_given_away_after_a_preview(
    seats: Seats, mouse: bool, items: tuple[Item, Item]
) -> None:
    streams = [await stream_of(seats.site, item) for item in items]
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.page.goto(
            f"{seats.site.address}/don-doc?nhom=thuong-xuyen&tinh-trang=tat-ca&don-vi=TTHCC"
        )
        for stream in streams:
            await chief.tick(f'input[name="chon.{stream}"]')
        await chief.unfold("Việc khác…")
        await chief.press("Tạm dừng các việc đã chọn…")
        await chief.says("Sẽ tạm dừng (2)")
        await chief.picture("suspension-preview")
        await chief.write("Lý do", "Chờ kết luận của Ban Thường vụ.")
        await chief.press("Tạm dừng các việc này")
        await chief.says("Đã tạm dừng 2 việc.")
        await chief.picture("suspended")
        await chief.open_task(streams[1])
        await chief.press("Hoàn tác: tạm dừng việc")
        await chief.says("Đã hoàn tác.")
        await chief.says("(đã hoàn tác)")
        await chief.picture("undone")
        await chief.page.goto(
            f"{seats.site.address}/don-doc?nhom=thuong-xuyen&tinh-trang=tam-dung&don-vi=TTHCC"
        )
        await chief.tick(f'input[name="chon.{streams[0]}"]')
        await chief.unfold("Việc khác…")
        await chief.press("Cho tiếp tục các việc đã chọn…")
        await chief.says("Sẽ cho tiếp tục (1)")
        await chief.picture("resumption-preview")
        await chief.write("Lý do", "Đã có kết luận.")
        await chief.press("Cho tiếp tục các việc này")
        await chief.says("Đã cho tiếp tục 1 việc.")
        for stream in streams:
            await chief.tick(f'input[name="chon.{stream}"]')
        await chief.unfold("Việc khác…")
        await chief.press("Giao lại các việc đã chọn…")
        await chief.pick("Giao cho đơn vị", "Phòng Văn hóa - Xã hội")
        await chief.write("Lý do", "Thuộc chức năng của Phòng Văn hóa - Xã hội.")
        await chief.picture("reassignment-preview")
        await chief.press("Giao lại các việc này")
        await chief.says("Đã giao lại 2 việc.")
        await chief.picture("given-away")
