"""Overview, log and search in real Chromium, wide and narrow; the overview on one sheet of A4."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from infra.engines.postgres.engine import PostgresEngine
from tests.journeys.browser.bad_year import bad_year
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import serving

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
_SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


async def printed(seats: Seats) -> bytes:
    """The overview as the chief of the Office prints it."""
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.goto(f"{seats.site.address}/tong-quan?nhom=thuong-xuyen&ky=luy-ke")
        await chief.picture("overview-whole")
        await chief.follow("Bản in để trình ký")
        await chief.says("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        return await chief.page.pdf(format="A4", prefer_css_page_size=True)


async def test_the_overview_prints_on_one_sheet_of_a4(seats: Seats) -> None:
    assert len(_SHEET.findall(await printed(seats))) == 1


async def test_also_a_bad_year_is_printed_on_one_sheet(
    postgres: PostgresEngine, profiles: Profiles, tmp_path: Path
) -> None:
    year = await bad_year(postgres, tmp_path)
    with serving(year.logins, year.passwords) as site:
        seats = Seats(site=site, profiles=profiles, pictures=tmp_path)
        async with seats.seat("chanhvanphong", mouse=True) as chief:
            await chief.page.goto(f"{site.address}/tong-quan?nhom=thuong-xuyen&ky=luy-ke")
            await expect(chief.page.locator("[aria-labelledby=qua-lau] tbody tr")).to_have_count(
                10
            )
            await expect(chief.page.locator("[aria-labelledby=chi-tieu] tbody tr")).to_have_count(
                15
            )
        assert len(_SHEET.findall(await printed(seats))) == 1


ROWS = "table.log tr[id]"
HANDS = pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])


@HANDS
async def test_a_number_of_the_overview_opens_its_rows(seats: Seats, mouse: bool) -> None:
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.follow("Tổng quan")
        await chief.says("Tổng quan năm")
        await chief.picture("overview")
        number = 'a[aria-label^="Toàn phường, tất cả"]'
        amount = (await chief.page.locator(number).inner_text()).strip()
        await chief.follow_to(number)
        await chief.says(f"{amount} việc")
        await expect(chief.page.locator('td[data-label="Việc"]').first).to_be_visible()
        await chief.fits()
        await chief.follow_to('main a[href^="/tong-quan?"]')
        await chief.says("Toàn phường")


@HANDS
async def test_the_log_is_filtered_an_act_is_opened_and_one_goes_back(
    seats: Seats, mouse: bool
) -> None:
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.page.goto(f"{seats.site.address}/nhat-ky")
        await chief.says("Ai đã làm gì, lúc nào")
        await chief.unfold("Lọc thêm")
        await chief.pick("Loại sự kiện", "Mở sổ")
        await chief.press("Lọc theo các ô này")
        await chief.says("Mở sổ của phường")
        await expect(chief.page.locator(ROWS)).to_have_count(1)
        await chief.picture("log")
        await chief.follow_to('main tbody a[href^="/nhat-ky/"]')
        await chief.says("Mã băm của bản ghi")
        await chief.picture("log-event")
        await chief.page.go_back()
        await chief.says("Mở sổ của phường")
        assert (
            await chief.page.get_by_label("Loại sự kiện", exact=True).input_value()
            == "ledger-opened"
        )
        await chief.follow("Bỏ lọc")
        await expect(chief.page.locator(ROWS)).to_have_count(30)
        await chief.fits()


@HANDS
async def test_a_search_without_marks_leads_to_the_task(seats: Seats, mouse: bool) -> None:
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        if not mouse:  # a telephone's bar leads to the page that searches
            await chief.follow("Tìm")
        field = "Tìm mục, việc, cán bộ" if mouse else "Tìm mục của kế hoạch, việc, cán bộ"
        await chief.write(field, "dau tu cong")
        await chief.page.keyboard.press("Enter")
        await chief.says("kết quả cho “dau tu cong”.")
        await chief.picture("find")
        await chief.follow_to('main a[href^="/viec/"]')
        await chief.says("Diễn biến")
        await chief.fits()
