"""Five items without a lead are one finding: two are set one by one, the rest in one go."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.plan_text import LEADERLESS_TEXT

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
FINDING = "#diem-1"
OWN = "Sửa đơn vị chủ trì của riêng dòng này thành"
OF_ALL = "Sửa đơn vị chủ trì thành (cho mọi dòng đánh dấu không có nội dung riêng)"
SETTLE = "Ghi quyết định về điểm 1"


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_lines_are_settled_one_by_one_and_in_one_go(
    empty_kit: Seats, mouse: bool, tmp_path: Path
) -> None:
    file = tmp_path / "cây xanh.txt"
    file.write_text(LEADERLESS_TEXT, encoding="utf-8")
    async with empty_kit.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.page.goto(f"{empty_kit.site.address}/ke-hoach/van-ban")
        await chief.attach("Tệp văn bản kế hoạch", file)
        await chief.press("Tải lên và đọc")
        await chief.says("Còn 1 lỗi chưa quyết định, gồm 5 dòng.")
        await chief.follow("Mở bàn làm việc")
        await chief.follow("Lỗi")
        chief.scope = FINDING
        await chief.says("Còn 5 trong 5 dòng chưa quyết định.")
        await chief.picture("gathered-finding")
        assert await grave_faults(chief.page) == []
        await one_line(chief, 1, "Phòng Kinh tế", left=4)
        await one_line(chief, 2, "Trạm Y tế", left=3)
        await expect(chief.page.locator(f"{FINDING} [type=checkbox]:checked")).to_have_count(3)
        await a_mistake_keeps_the_ticks(chief)
        await chief.pick(OF_ALL, "Phòng Kinh tế")
        await chief.picture("gathered-rest")
        await chief.press(SETTLE)
        chief.scope = "body"
        await chief.says("Không còn điểm nào để quyết định ở đây.")
        await chief.follow("Về trang của văn bản")
        await chief.says("Không còn lỗi nào chưa quyết định.")
        await chief.unfold("Đã quyết định (5 dòng)")
        decided = chief.page.locator(".decisions").get_by_text("đơn vị chủ trì: Phòng Kinh tế.")
        await expect(decided).to_have_count(4)
        await chief.picture("gathered-settled")


async def one_line(chief: BrowserPerson, number: int, unit: str, *, left: int) -> None:
    """Tick this line alone and give it a lead of its own."""
    await chief.press("Bỏ đánh dấu tất cả")
    await expect(chief.page.locator(f"{FINDING} [type=checkbox]:checked")).to_have_count(0)
    chief.scope = f"{FINDING} .finding-line:nth-of-type({number})"
    await chief.tick(f"{chief.scope} [type=checkbox]")
    await chief.unfold("Sửa riêng")
    await chief.pick(OWN, unit)
    chief.scope = FINDING
    await chief.choose("Sửa lại")
    await chief.press(SETTLE)
    await chief.says("Đã ghi quyết định.")
    await chief.says(f"Còn {left} trong 5 dòng chưa quyết định.")
    await chief.fits()


async def a_mistake_keeps_the_ticks(chief: BrowserPerson) -> None:
    """Without a value the line that lacks one is named; ticks and choice stay."""
    await chief.choose("Sửa lại")
    await chief.press(SETTLE)
    await chief.says("Nội dung sửa: chưa nhập gì cho dòng ở")
    await expect(chief.page.locator(f"{FINDING} [type=checkbox]:checked")).to_have_count(3)
    kept = chief.page.locator(FINDING).get_by_label("Sửa lại", exact=True)
    await expect(kept).to_be_checked()
    await chief.picture("gathered-mistake")
    assert await grave_faults(chief.page) == []
