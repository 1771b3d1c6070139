"""A token for a program in real Chromium: issued, shown once, taken back, with both hands."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from api.labels.words import day
from tests.journeys.browser.hands import Seats
from tests.moment import today

TOKENS = "main a[href='/tai-khoan/ma-truy-cap']"
pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.mark.parametrize(
    ("mouse", "login"),
    [(True, "vhxh"), (False, "vhxh.truong")],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_token_is_issued_shown_once_and_taken_back(
    seats: Seats, mouse: bool, login: str
) -> None:
    async with seats.seat(login, mouse=mouse) as person:
        await person.open_account()
        await person.unfold("Nâng cao")
        await person.follow_to(TOKENS)
        await person.says("Chưa có mã nào.")
        await person.write("Tên phần mềm", "phần mềm báo cáo")
        await person.choose("Xem và thực hiện")
        await person.write("Dùng đến ngày", "31/02/2027")
        await person.press("Cấp mã")
        await person.says("“31/02/2027” không phải là ngày")
        await expect(person.page.get_by_label("Tên phần mềm")).to_have_value("phần mềm báo cáo")
        await person.write("Dùng đến ngày", day(today() + timedelta(days=30)))
        await person.press("Cấp mã")
        await person.says("Đã cấp mã truy cập.")
        secret = await person.page.locator("code.secret").inner_text()
        await person.picture("token")
        await person.open_account()
        await person.unfold("Nâng cao")
        await person.follow_to(TOKENS)
        await person.says("xem và thực hiện, đến hết ngày")
        assert secret not in await person.page.content()
        await person.press("Thu hồi mã của phần mềm báo cáo")
        await person.says("Đã thu hồi mã truy cập.")
        await person.says("Chưa có mã nào.")
        await person.fits()
