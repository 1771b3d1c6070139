"""The Office reads its plan in real Chromium: hand in, decide, load, see the own sentences."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.plan_text import PLAN_TEXT, SENTENCE

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
QUOTED = "51-01"  # the item of that sentence
OPEN = "Chờ Sở Tài chính trả lời"


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_a_plan_is_read_decided_on_and_loaded(
    empty_kit: Seats, mouse: bool, tmp_path: Path
) -> None:
    file = tmp_path / "kế hoạch cho sẵn.txt"
    file.write_text(PLAN_TEXT, encoding="utf-8")
    async with empty_kit.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.page.goto(f"{empty_kit.site.address}/ke-hoach")
        await chief.says("Chưa nạp kế hoạch nào.")
        await chief.follow("Văn bản kế hoạch: tải lên, đọc, quyết định, nạp")
        await chief.says("Chưa có văn bản nào.")
        await chief.picture("documents")
        await chief.attach("Tệp văn bản kế hoạch", file)
        await chief.press("Tải lên và đọc")
        await chief.says("Còn 2 lỗi chưa quyết định.")
        await chief.picture("plan-document", whole=False)
        await decide(chief)
        await chief.press("Nạp kế hoạch")
        await chief.says("Đã nạp kế hoạch. Việc của kỳ này sẽ được giao từ ngày thực hiện.")
        await chief.picture("loaded")
        await chief.page.goto(f"{empty_kit.site.address}/ke-hoach")
        await chief.follow_to(f'main a[href="/ke-hoach/{QUOTED}"]')
        await chief.says(SENTENCE.removesuffix("."))
        await chief.says("Văn bản, mục II.5.1")
        await chief.picture("plan")
        await lay_beside(chief, file)


async def lay_beside(chief: BrowserPerson, file: Path) -> None:
    """With a plan that is active, the sentences are offered instead of a second load."""
    await chief.follow_to(".crumbs a")
    await chief.follow("Văn bản kế hoạch: tải lên, đọc, quyết định, nạp")
    await chief.attach("Tệp văn bản kế hoạch", file)
    await chief.press("Tải lên và đọc")
    await chief.says("Bản này chưa hỗ trợ điều chỉnh kế hoạch")
    await chief.fits()
    await chief.press("Gắn trích dẫn văn bản vào từng mục")
    await chief.says("Đã gắn trích dẫn văn bản vào từng mục.")
    await chief.fits()


async def decide(chief: BrowserPerson) -> None:
    """Each error once: one corrected after a slip, one left open with its reason."""
    await chief.follow("Mở bàn làm việc")
    await chief.follow("Lỗi")
    finding = chief.page.locator("article.finding")
    for _ in range(2):
        chief.scope = f"#{await finding.get_attribute('id')}"
        number = chief.scope.removeprefix("#diem-")
        button = f"Ghi quyết định về điểm {number}"
        if await chief.page.locator(f"{chief.scope} select").count():
            await chief.choose("Sửa lại")
            await chief.press(button)
            await chief.says("Nội dung sửa: chưa nhập gì.")
            await chief.fits()
            kept = chief.page.locator(chief.scope).get_by_label("Sửa lại", exact=True)
            await expect(kept).to_be_checked()
            await chief.pick("Sửa đơn vị chủ trì thành", "Phòng Văn hóa - Xã hội")
        else:
            await chief.choose("Chưa quyết định (nêu lý do)")
            await chief.write("Lý do (bắt buộc khi chưa quyết định)", OPEN)
        await chief.press(button)
        chief.scope = "body"
        await chief.says("Đã ghi quyết định.")
    await chief.follow("Về trang của văn bản")
    await chief.says("Không còn lỗi nào chưa quyết định.")
    await chief.unfold("Đã quyết định (2 dòng)")
    await chief.says(OPEN)
    await chief.says("Sửa lại – đơn vị chủ trì: Phòng Văn hóa - Xã hội.")
    await chief.fits()
