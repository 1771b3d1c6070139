"""The plan's page in real Chromium: a frequency set by mouse, a finding settled by keyboard."""

import pytest

from tests.journeys.browser.hands import Desk

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
CHIEF = "chanhvanphong"


async def test_a_frequency_is_set_by_mouse(desk: Desk) -> None:
    async with desk.seat(CHIEF, mouse=True) as chief:
        await chief.page.goto(f"{desk.site.address}/ke-hoach?loai=duty")
        await chief.says("Các mục của kế hoạch")
        await chief.picture("plan-tree")
        await chief.page.locator('h4 a[href="/ke-hoach/51-03"]').click()
        await chief.says("Sản phẩm phải nộp")
        chief.scope = "#tan-suat-report"
        await chief.choose("Hằng tháng")
        await chief.press("Đặt tần suất báo cáo")
        await chief.says("Đã đặt tần suất.")
        await chief.picture("plan-item")


async def test_a_finding_is_settled_by_keyboard_on_a_phone(desk: Desk) -> None:
    async with desk.seat(CHIEF, mouse=False) as chief:
        await chief.page.goto(f"{desk.site.address}/ke-hoach?chua-chu-tri=1")
        await chief.picture("plan-tree")
        await chief.page.goto(f"{desk.site.address}/ke-hoach/DA1")
        await chief.says("Đơn vị nào chủ trì Đề án 1?")
        await chief.fits()
        await chief.unfold("Giải quyết điểm F4-DA1")
        await chief.write("Quyết định về điểm F4-DA1", "Chờ Chủ tịch kết luận.")
        await chief.press("Ghi quyết định về điểm F4-DA1")
        await chief.says("Đã ghi quyết định.")
        await chief.says("Chờ Chủ tịch kết luận.")
        await chief.picture("plan-item")
