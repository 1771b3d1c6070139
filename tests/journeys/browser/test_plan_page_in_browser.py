"""The plan in real Chromium: a frequency is set, a finding settled; by mouse and by keyboard."""

import pytest

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
CHIEF = "chanhvanphong"


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.FREQUENCY_BY_MOUSE), (False, Item.FREQUENCY_BY_KEYBOARD)],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_frequency_is_set(seats: Seats, mouse: bool, item: Item) -> None:
    async with seats.seat(CHIEF, mouse=mouse) as chief:
        await chief.page.goto(f"{seats.site.address}/ke-hoach?loai=duty")
        await chief.says("Các mục của kế hoạch")
        await chief.picture("plan-tree")
        await chief.follow_to(f'h4 a[href="/ke-hoach/{item}"]')
        await chief.says("Sản phẩm phải nộp")
        chief.scope = "#tan-suat-report"
        await chief.mark("Hằng tháng")
        await chief.press("Đặt tần suất báo cáo")
        await chief.says("Đã đặt tần suất.")
        await chief.picture("plan-item")


@pytest.mark.parametrize(
    ("mouse", "item", "finding"),
    [(True, "III-07", "F5-III-07"), (False, "DA1", "F4-DA1")],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_finding_is_settled(seats: Seats, mouse: bool, item: str, finding: str) -> None:
    async with seats.seat(CHIEF, mouse=mouse) as chief:
        await chief.page.goto(f"{seats.site.address}/ke-hoach?chua-chu-tri=1")
        await chief.picture("plan-tree")
        await chief.follow_to(f'main h4 a[href="/ke-hoach/{item}"]')
        await chief.says("Chưa giải quyết.")
        await chief.fits()
        await chief.unfold(f"Giải quyết điểm {finding}")
        await chief.write(f"Quyết định về điểm {finding}", "Chờ Chủ tịch kết luận.")
        await chief.press(f"Ghi quyết định về điểm {finding}")
        await chief.says("Đã ghi quyết định.")
        await chief.says("Chờ Chủ tịch kết luận.")
        await chief.picture("plan-item")
