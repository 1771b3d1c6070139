"""Bằng chứng chấm điểm in real Chromium: a quarter chosen, a line opened, and on paper."""

import pytest
from playwright.async_api import expect

from api.labels import words
from services.domain.task.appraisal_lines import quarter_of
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.test_print_in_browser import printed, rows, whole
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
PAGE = "/bang-chung-cham-diem"
HANDS = pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])


@HANDS
async def test_a_quarter_is_chosen_and_a_line_opens_its_task(seats: Seats, mouse: bool) -> None:
    quarter = words.period(quarter_of(today()).code)
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.follow("Bằng chứng chấm điểm")
        await chief.says("không tính và không lưu điểm")
        await chief.pick("Kỳ", quarter)
        await chief.press("Xem")
        await chief.says(f"Tổng hợp {quarter}")
        await chief.picture("appraisal")
        await expect(
            chief.page.locator('td:is([data-label="Chậm"], [data-label="Ghi nhận"])').first
        ).to_be_visible()
        await chief.fits()
        await chief.follow_to('td[data-label^="Sản phẩm (việc)"] a')
        await chief.says("Diễn biến")


async def test_on_paper_no_line_is_cut(seats: Seats) -> None:
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.goto(f"{seats.site.address}{PAGE}?ky={quarter_of(today()).code}")
        lines = await rows(chief, 'section[aria-labelledby="tung-dong"] tbody tr')
        assert lines
        sheets = await printed(chief)
    whole(sheets, lines)
    assert "Đơnvị:tấtcảtrongphạmvi" in "".join(sheets)
    assert "TảitệpExcel" not in "".join(sheets)
