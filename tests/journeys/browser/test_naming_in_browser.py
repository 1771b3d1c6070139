"""Several tasks given to one person of the unit, in real Chromium: mouse and keyboard."""

import pytest

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
SPECIALIST = "Lê Thị Thí Nghiệm"


@pytest.mark.parametrize(
    ("mouse", "items"),
    [
        (True, (Item.NAMING_BY_MOUSE_1, Item.NAMING_BY_MOUSE_2)),
        (False, (Item.NAMING_BY_KEYBOARD_1, Item.NAMING_BY_KEYBOARD_2)),
    ],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_several_tasks_are_given_to_one_person_after_a_preview(
    seats: Seats, mouse: bool, items: tuple[Item, Item]
) -> None:
    streams = [await stream_of(seats.site, item) for item in items]
    async with seats.seat("kthtdt.truong", mouse=mouse) as head:
        await head.follow_to(".count-unnamed a")
        await head.says("Giao trong đơn vị")
        await head.picture("naming-list")
        for stream in streams:
            await head.tick(f'input[name="chon.{stream}"]')
        await head.press("Giao các việc đã chọn…")
        await head.says("Sẽ giao (2)")
        await head.write("Hạn trong đơn vị (không bắt buộc)", "31/02/2027")
        await head.pick("Người thực hiện", SPECIALIST)
        await head.press("Giao các việc này")
        await head.says("không phải là ngày")
        await head.picture("naming-wrong-day")
        await head.write("Hạn trong đơn vị (không bắt buộc)", "")
        await head.write("Ghi chú (không bắt buộc)", "Lấy số liệu của ba tổ dân phố.")
        await head.press("Giao các việc này")
        await head.says("Đã giao 2 việc trong đơn vị.")
        await head.picture("named")
        await head.open_task(streams[0])
        await head.says(SPECIALIST)
