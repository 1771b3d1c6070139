"""A promise is noted in its row of the board, by mouse and by keyboard, and the board stays."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.labels.words import day
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_chases_in_browser import late
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.PROMISED_BY_MOUSE), (False, Item.PROMISED_BY_KEYBOARD)],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_promise_is_noted_below_its_row(seats: Seats, item: Item, *, mouse: bool) -> None:
    stream = await late(seats.site, item)
    board = f"{seats.site.address}/don-doc?nhom=thuong-xuyen&tinh-trang=qua-han"
    by_on = day(today() + timedelta(days=2))
    async with seats.seat("vanphong", mouse=mouse) as checker:
        page = checker.page
        await page.goto(board)
        row = page.locator(f'[id="muc-{stream}"]')
        link = row.get_by_role("link", name="Ghi lời hứa")
        form = page.locator("#lam")
        await link.focus()
        await page.keyboard.press("Enter")
        await expect(form.locator('[name="by_on"]')).to_be_focused()
        assert page.url == board
        await checker.fits()
        await page.keyboard.press("Escape")
        await expect(form).to_have_count(0)
        await expect(link).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(form.locator('[name="by_on"]')).to_be_focused()
        await page.keyboard.type(by_on)
        await form.locator('[name="way"]').select_option("phone")
        await row.get_by_role("link", name="Ghi liên hệ").click()
        await expect(form.locator('[name="by_on"]')).to_have_value(by_on)
        await form.get_by_role("button", name="Ghi lời hứa nộp").click()
        await checker.says(f"Hứa nộp {by_on}")
        assert page.url.startswith(board)
