"""The plan in real Chromium: a frequency is set, a finding settled; by mouse and by keyboard."""

import pytest
from playwright.async_api import expect

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
CHIEF = "chanhvanphong"
LINE = 44  # px of a row at 1280
FIRST_ROW = 230  # px from the top of the page's own part to the first branch
HIGHEST = 3000  # px of the page with its indicators open


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.FREQUENCY_BY_MOUSE), (False, Item.FREQUENCY_BY_KEYBOARD)],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_frequency_is_set(seats: Seats, mouse: bool, item: Item) -> None:
    async with seats.seat(CHIEF, mouse=mouse) as chief:
        await chief.page.goto(f"{seats.site.address}/ke-hoach?loai=duty")
        await chief.says("Các mục của kế hoạch")
        await chief.unfold("Mục II.5.1")
        await chief.picture("plan-tree")
        await chief.follow_to(f'main a[href="/ke-hoach/{item}"]')
        await chief.says("Sản phẩm phải nộp")
        await chief.unfold("Sửa tần suất báo cáo")
        chief.scope = "#tan-suat-report"
        await chief.mark("Hằng tháng")
        await chief.press("Đặt tần suất báo cáo")
        await chief.says("Đã đặt tần suất.")
        await chief.picture("plan-item")


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, "III-07"), (False, "DA1")],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_finding_is_settled(seats: Seats, mouse: bool, item: str) -> None:
    async with seats.seat(CHIEF, mouse=mouse) as chief:
        await chief.page.goto(f"{seats.site.address}/ke-hoach?chua-chu-tri=1")
        await chief.picture("plan-tree")
        await chief.follow_to(f'main a[href="/ke-hoach/{item}"]')
        await chief.says("Chưa giải quyết.")
        await chief.fits()
        await chief.unfold("Giải quyết điểm 1")
        await chief.write("Quyết định về điểm 1", "Chờ Chủ tịch kết luận.")
        await chief.press("Ghi quyết định về điểm 1")
        await chief.says("Đã ghi quyết định.")
        await chief.says("Chờ Chủ tịch kết luận.")
        await chief.picture("plan-item")


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_the_tree_opens_branch_by_branch(seats: Seats, mouse: bool) -> None:
    async with seats.seat(CHIEF, mouse=mouse) as chief:
        page = chief.page
        await page.goto(f"{seats.site.address}/ke-hoach")
        rows = page.locator(".plan-rows tbody tr")
        await expect(rows).to_have_count(0)
        await chief.unfold("Mục II.2 và phụ lục")
        await expect(rows).to_have_count(15)
        await chief.says("8 đơn vị")
        await chief.fits()
        if mouse:
            heights = await rows.evaluate_all("rows => rows.map(row => row.offsetHeight)")
            assert max(heights) <= LINE
            first = await page.evaluate(
                "() => document.querySelector('.branch summary').getBoundingClientRect().top"
                " - document.querySelector('main').getBoundingClientRect().top"
            )
            assert first <= FIRST_ROW
        await chief.unfold("Mục III")
        await expect(rows).to_have_count(22)
        whole = await page.evaluate("() => document.body.scrollHeight")
        await chief.picture("plan-tree-open")
        await chief.unfold("Đăng ký và triển khai mô hình dân vận khéo")
        await expect(page.locator('a[href="/ke-hoach/CT15.VHXH"]')).to_be_visible()
        if mouse:
            assert whole <= HIGHEST


async def test_without_a_script_a_branch_opens_by_its_address(seats: Seats) -> None:
    async with seats.seat(CHIEF, mouse=True) as chief:
        page = chief.page
        await page.route(
            "**/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
        )
        await page.goto(f"{seats.site.address}/ke-hoach")
        await chief.unfold("Mục II.5.4")
        await chief.follow("Xem các dòng của Mục II.5.4")
        await expect(page.locator(".plan-rows tbody tr")).to_have_count(4)
