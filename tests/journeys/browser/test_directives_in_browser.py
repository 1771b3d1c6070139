"""A clerk enters a conclusion in real Chromium: ten tasks by keyboard alone, and with a mouse."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.labels.words import day
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
UNITS = (
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Trung tâm Phục vụ hành chính công",
)
WORKS = (
    "rà soát hộ nghèo, hộ cận nghèo",
    "xử lý vi phạm trật tự xây dựng",
    "công khai thủ tục hành chính",
    "chuẩn bị Tết cho gia đình chính sách",
    "kiểm tra giải ngân vốn đầu tư công",
    "tổng hợp phản ánh của người dân",
    "tổ chức hội khỏe phù đổng",
    "rà soát quy hoạch chợ",
    "số hóa hồ sơ đất đai",
    "tuyên truyền chuyển đổi số",
)


def conclusions() -> str:
    """Ten orders as a notice writes them, each with its unit and its day."""
    due_on = day(today() + timedelta(days=21))
    return "\n".join(
        f"{number}. {UNITS[number % len(UNITS)]} chủ trì {work}, hoàn thành trước ngày {due_on}."
        for number, work in enumerate(WORKS, start=1)
    )


async def enter(clerk: BrowserPerson, number: str) -> None:
    """The form of a conclusion, filled in and sent."""
    await clerk.page.goto(f"{clerk.site.address}/giao-viec/moi?nguon=conclusion")
    await clerk.fits()
    await clerk.write("Số thông báo (chưa có thì để trống)", number)
    await clerk.write("Ngày họp hoặc ngày thông báo", day(today()))
    leader = clerk.page.locator("#nguoi-giao option").nth(1)
    await clerk.pick("Người giao việc", (await leader.inner_text()).strip())
    label = "Các ý kết luận (mỗi ý một dòng, hoặc dán cả thông báo; có thể để trống)"
    await clerk.write(label, conclusions())
    await clerk.press("Lưu và giao việc")
    await clerk.says("Đọc được từ lời văn")


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_ten_tasks_from_one_conclusion(seats: Seats, mouse: bool) -> None:
    async with seats.seat("vanphong", mouse=mouse) as clerk:
        await enter(clerk, "45/TB-UBND" if mouse else "46/TB-UBND")
        assert await grave_faults(clerk.page) == []
        for number in range(1, len(WORKS) + 1):
            await expect(clerk.page.get_by_role("heading", level=1)).to_have_text(
                f"Giao việc từ ý {number}."
            )
            await clerk.fits()
            await clerk.follow("Nhận các đề xuất")
            due = clerk.page.get_by_label("Hạn", exact=True)
            await expect(due).to_have_value(day(today() + timedelta(days=21)))
            await clerk.press("Lưu và nhập tiếp")
        await clerk.says("0 ý chưa quyết định trong 10 ý")
        await clerk.says("Việc đã giao (10)")
        await clerk.picture("directive", whole=False)
        await clerk.fits()
        assert await grave_faults(clerk.page) == []
        await clerk.unfold("Kết thúc xử lý nguồn này")
        await clerk.press("Kết thúc xử lý")
        await clerk.says("Đã kết thúc xử lý")
