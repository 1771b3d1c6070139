"""Words typed in one form outlive the sending of another; leaving with them asks."""

import pytest
from playwright.async_api import Dialog, expect

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
KEPT = "được giữ lại trên máy này, chưa gửi"


async def test_words_of_the_other_forms_are_put_back_and_leaving_asks(seats: Seats) -> None:
    asked: list[str] = []
    leave = False

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await (dialog.accept() if leave else dialog.dismiss())

    async with seats.seat("chanhvanphong", mouse=True) as chief:
        page, address = chief.page, f"{seats.site.address}/ke-hoach/{Item.KEPT_WORDS}"
        await page.goto(address)
        await chief.unfold("Sửa tần suất báo cáo")
        chief.scope = "#tan-suat-report"
        await chief.mark("Hằng tháng")
        await chief.press("Đặt tần suất báo cáo")
        await chief.says("Đã đặt tần suất.")
        page.on("dialog", answer)
        days = page.locator("#han-1-ngay")
        await page.locator("details", has=days).locator("summary").click()
        await days.fill("17")
        chief.scope = "body"
        await chief.unfold("Sửa tần suất báo cáo")
        await chief.press("Đặt tần suất báo cáo")
        await chief.says(KEPT)
        await expect(days).to_have_value("17")
        assert asked == []  # the words were kept: nothing to ask
        await days.click()
        await page.locator('nav > a[href="/tong-quan"]').click()
        await expect(days).to_have_value("17")
        assert asked == ["beforeunload"]
        leave = True
        await page.locator(".who > summary").click()
        await page.locator('form[action="/dang-xuat"] button').click()
        await expect(page.get_by_label("Mật khẩu", exact=True)).to_be_visible()
        assert asked == ["beforeunload"] * 2
        assert await page.evaluate("() => sessionStorage.length") == 0
