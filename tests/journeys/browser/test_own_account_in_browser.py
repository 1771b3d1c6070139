"""Tài khoản của tôi in real Chromium: offices, sessions, another password, with both hands."""

import pytest

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import Seats

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
WRONG = "không phải mật khẩu này"


@pytest.mark.parametrize(
    ("mouse", "login"),
    [(True, "vhxh.truong"), (False, "vhxh")],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_somebody_looks_at_the_own_account_and_a_wrong_password_changes_nothing(
    seats: Seats, mouse: bool, login: str
) -> None:
    async with seats.seat(login, mouse=mouse) as person:
        await person.open_account()
        await person.says("Tài khoản của tôi")
        await person.says("Phiên này")
        await person.fits()
        assert await grave_faults(person.page) == []
        await person.picture("own-account")
        for label in ("Mật khẩu hiện nay", "Mật khẩu mới", "Nhập lại mật khẩu mới"):
            await person.write(label, WRONG)
        await person.press("Đổi mật khẩu")
        await person.says("Mật khẩu hiện nay không đúng.")
        await person.fits()
