"""The Office chases two tasks in real Chromium: with a mouse, and with a keyboard alone."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.labels.words import day
from infra.clocks.ward_clock import WardClock
from infra.wiring import make_ward
from services.domain.task.events import DueDateMoved
from services.ledger.engine import make_engine
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.site import Site
from tests.journeys.browser.test_task_in_browser import stream_of
from tests.moment import MOMENT, today
from tests.projections.lives import tell

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.mark.parametrize(
    ("mouse", "items"),
    [
        (True, (Item.CHASE_BY_MOUSE_1, Item.CHASE_BY_MOUSE_2)),
        (False, (Item.CHASE_BY_KEYBOARD_1, Item.CHASE_BY_KEYBOARD_2)),
    ],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_two_late_tasks_are_chased_with_one_letter(
    seats: Seats, mouse: bool, items: tuple[Item, Item]
) -> None:
    streams = [await late(seats.site, item) for item in items]
    async with seats.seat("vanphong", mouse=mouse) as checker:
        await checker.follow("Bảng đôn đốc")
        await checker.follow_to('.count-groups a[href*="nhom=thuong-xuyen"]')
        await checker.says("Các đơn vị chủ trì")
        await checker.says("Toàn phường")
        await checker.picture("board", whole=False)
        await checker.fits()
        for stream in streams:
            await checker.tick(f'input[name="chon.{stream}"]')
        await checker.write("Số công văn (nếu đã gửi)", "21/UBND-VP")
        await checker.write("Ngày công văn", "31/02/2026")
        await checker.press("Đôn đốc")
        await checker.says("“31/02/2026” không phải là ngày")
        for stream in streams:
            kept = checker.page.locator(f'input[name="chon.{stream}"]')
            await expect(kept).to_be_checked()
        await checker.write("Ngày công văn", day(today()))
        await checker.press("Đôn đốc")
        await checker.says("Đã đôn đốc 2 việc.")
        await checker.says(f"1 lần, gần nhất {day(today())}")
        await checker.picture("chased")
    async with seats.seat("thanhtra", mouse=mouse) as inspector:
        await inspector.page.goto(f"{seats.site.address}/don-doc?nhom=thuong-xuyen")
        await inspector.says("Các đơn vị chủ trì")
        assert await inspector.page.get_by_role("button", name="Đôn đốc").count() == 0


async def late(site: Site, item: Item) -> str:
    """An official calendar moved the item's due date: it was yesterday."""
    stream = await stream_of(site, item)
    engine = make_engine(site.logins.app)
    ledger = make_ward(engine, site.logins.ledger_id, WardClock(MOMENT)).ledger
    yesterday = today() - timedelta(days=1)
    moved = DueDateMoved(from_on=yesterday, due_on=yesterday, calendar_version="calendar-2026@1")
    await tell(ledger, stream, moved, name=item)
    await engine.dispose()
    return stream
