"""Help in real Chromium: from each desk to its page by mouse and by keyboard, pictures shown."""

import pytest
from playwright.async_api import expect

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import Seats

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
TOPICS = {
    "/viec": "Việc của tôi",
    "/phieu": "Phiếu báo cáo kỳ",
    "/don-doc": "Bảng đôn đốc",
    "/giao-ban": "Giao ban",
    "/lanh-dao": "Lãnh đạo",
    "/chuong-trinh": "Chương trình công tác",
    "/cho-cap-tren": "Chờ cấp trên công nhận",
    "/tong-quan": "Tổng quan",
    "/bang-chung-cham-diem": "Bằng chứng chấm điểm",
    "/ke-hoach": "Kế hoạch",
    "/ke-hoach/van-ban": "Văn bản kế hoạch",
    "/nhat-ky": "Nhật ký",
    "/tim?tim=dat": "Tìm kiếm",
    "/tai-khoan/ma-truy-cap": "Mã truy cập cho phần mềm",
}
DRAWN = "image => image.complete && image.naturalWidth > 300"


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_each_page_leads_to_its_help(seats: Seats, *, mouse: bool) -> None:
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        for address, title in TOPICS.items():
            await chief.page.goto(f"{seats.site.address}{address}")
            await chief.follow("Trợ giúp")
            heading = chief.page.get_by_role("heading", level=1)
            await expect(heading).to_have_text(f"Trợ giúp: {title}")
            picture = chief.page.locator(".help img")
            await picture.scroll_into_view_if_needed()
            await expect(picture).to_have_js_property("complete", value=True)
            assert await picture.evaluate(DRAWN), address
            await chief.fits()
            assert await grave_faults(chief.page) == [], address


async def test_a_program_s_token_is_asked_for_on_its_own_page(seats: Seats) -> None:
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.page.goto(f"{seats.site.address}/tai-khoan/ma-truy-cap")
        await specialist.says("Chưa có mã nào.")
        await specialist.picture("tokens", whole=False)
