"""A month's programme in real Chromium: composed by keyboard, signed and adjusted on a phone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from infra.engines.postgres.engine import PostgresEngine
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import served_demonstration

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
LIST = "/chuong-trinh"
MONTH = f"{LIST}/2026-M12"
# What is typed for a unit, and whom it stands for; each of the eight units has five rows.
UNITS = ("vp", "kt", "vh", "tthcc", "ttdv", "bql", "qs", "cap")
WORKS = (
    "Trình đề án thu gom rác tại nguồn",
    "Sơ kết phong trào toàn dân bảo vệ an ninh",
    "Kiểm tra giải ngân vốn đầu tư công",
    "Rà soát hộ nghèo, hộ cận nghèo",
    "Tổng hợp phản ánh của người dân",
)
# Working days of four weeks: none is crowded.
DAYS = (1, 2, 3, 4, 7, 8, 9, 10, 14, 15, 16, 17, 21, 22, 23, 24)
ROWS = [f"{work}, đợt {number}" for number in range(1, len(UNITS) + 1) for work in WORKS]


@pytest.fixture
async def month_seats(
    postgres: PostgresEngine, profiles: Profiles, tmp_path: Path
) -> AsyncIterator[Seats]:
    """A demonstration of this file alone: the forty tasks are counted on nobody else's desk."""
    async with served_demonstration(postgres, "programmes", tmp_path) as site:
        yield Seats(site=site, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


async def compose(clerk: BrowserPerson) -> None:
    """All rows one after the other: the hands never leave the keyboard."""
    keyboard = clerk.page.keyboard
    for number, content in enumerate(ROWS):
        field = clerk.page.get_by_label("Nội dung", exact=True)
        await expect(field).to_have_value("")
        await expect(field).to_be_focused()
        await keyboard.insert_text(content)
        for typed in (UNITS[number % len(UNITS)], "", f"{DAYS[number % len(DAYS)]}/12"):
            await keyboard.press("Tab")
            await keyboard.press("Control+A")
            await keyboard.press("Delete")
            await keyboard.insert_text(typed)
        await keyboard.press("Tab")
        await keyboard.press("Home")
        await keyboard.press("ArrowDown")
        # Past what is folded, to the button that goes on to the next row.
        for name in ("Tab", "Tab", "Enter"):
            await keyboard.press(name)
        await clerk.says(f"({number + 1})")


async def test_a_month_of_forty_rows_is_composed_by_keyboard_and_adjusted_on_a_phone(
    month_seats: Seats,
) -> None:
    async with month_seats.seat("vanphong", mouse=False) as clerk:
        await clerk.page.goto(f"{month_seats.site.address}{LIST}")
        await clerk.press("Mở đăng ký tháng 12/2026")
        await clerk.says("Đã mở đăng ký")
        await clerk.page.goto(f"{month_seats.site.address}{MONTH}?tiep=dang-ky")
        await compose(clerk)
        assert await grave_faults(clerk.page) == []
    async with month_seats.seat("thanhtra", mouse=True) as inspector:
        await inspector.page.goto(f"{month_seats.site.address}{MONTH}")
        await inspector.says(ROWS[0])
        await inspector.says("nội dung không hiển thị")  # the police report by paper alone
        await inspector.picture("programme", whole=False)
        await inspector.fits()
    async with month_seats.seat("chutich", mouse=False) as chair:
        await chair.page.goto(f"{month_seats.site.address}{MONTH}")
        await chair.write("Số, ký hiệu chương trình", "12/CTr-UBND")
        await chair.press("Ký ban hành")
        await chair.says("Văn bản số 12/CTr-UBND")
        await chair.follow("Điều chỉnh dòng 2")
        await expect(chair.page.get_by_role("heading", name="Dòng 2:")).to_be_visible()
        await chair.fits()
        assert await grave_faults(chair.page) == []
        chair.scope = "section:has(#dong-mo) form[action$='/doi-han']"
        await chair.write("Thời hạn mới", "31/2")
        await chair.write("Lý do", "Theo kết luận họp Ủy ban")
        await chair.press("Điều chỉnh thời hạn")
        await chair.says("không phải là ngày")
        await expect(chair.page.locator(f"{chair.scope} [name=reason]")).to_have_value(
            "Theo kết luận họp Ủy ban"
        )
        await chair.write("Thời hạn mới", "23/12")
        await chair.press("Điều chỉnh thời hạn")
        await chair.says("Đã điều chỉnh thời hạn, ban đầu 02/12/2026")
        await chair.picture("programme-adjusted")
