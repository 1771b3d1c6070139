"""What waits for somebody is told in the title of whatever page they look at."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


async def test_a_title_counts_what_waits_on_every_page(seats: Seats) -> None:
    site, stream = seats.site, await stream_of(seats.site, Item.WAITING)
    async with (
        seats.seat("kthtdt.truong", mouse=True) as head,
        seats.seat("kthtdt", mouse=True) as specialist,
    ):
        await head.page.goto(f"{site.address}/viec")
        before = await head.page.locator("#nhom-decide tbody tr").count()
        other = await head.page.context.new_page()
        await other.goto(f"{site.address}/phieu")
        await expect(other).to_have_title(_titled(before, "Phiếu báo cáo kỳ"))
        await specialist.open_task(stream)
        await specialist.write("Nội dung báo cáo", "Đã triển khai.")
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")
        await head.page.goto(f"{site.address}/viec")
        await expect(head.page).to_have_title(_titled(before + 1, "Việc của tôi"))
        await expect(other).to_have_title(_titled(before + 1, "Phiếu báo cáo kỳ"))
        link = other.get_by_role("link", name=f"Việc của tôi {before + 1} việc chờ bạn")
        await expect(link.first).to_be_visible()
        await other.close()


def _titled(waiting: int, name: str) -> re.Pattern[str]:
    count = rf"\({waiting}\) " if waiting else ""
    return re.compile(f"^{count}{name} – ")
