"""An inspector asks, opens a finding, the unit's head answers, the inspector closes it."""

from datetime import timedelta

import pytest

from api.labels.words import day
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.mark.parametrize(
    ("mouse", "item", "choice"),
    [
        (True, Item.INSPECTED_BY_MOUSE, "51-25: Số hóa, hoàn thiện cơ sở dữ liệu đất đai"),
        (False, Item.INSPECTED_BY_KEYBOARD, "51-02: Xây dựng sản phẩm OCOP"),
    ],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_finding_is_opened_answered_and_closed(
    seats: Seats, mouse: bool, item: Item, choice: str
) -> None:
    stream = await stream_of(seats.site, item)
    words = f"Đề nghị giải trình tiến độ {item}."
    async with seats.seat("thanhtra", mouse=mouse) as inspector:
        await inspector.page.goto(f"{seats.site.address}/")
        await inspector.says("Ai báo cáo gì, khi nào, về việc nào?")
        await inspector.pick("Về mục nào", choice)
        await inspector.press("Hỏi")
        await inspector.says("chưa có báo cáo nào")
        await inspector.picture("inspection", whole=False)
        await inspector.follow_to(f'a.answer-name[href$="{stream}"]')
        await inspector.says("Hạn đang có hiệu lực")
        assert await grave_faults(inspector.page) == []
        await inspector.follow("Lập kiến nghị về việc này")
        await inspector.write("Nội dung kiến nghị", words)
        await inspector.write("Trả lời trước hết ngày", "31/02/2027")
        await inspector.press("Lập kiến nghị")
        await inspector.says("“31/02/2027” không phải là ngày")
        await inspector.says(words)
        await inspector.write("Trả lời trước hết ngày", day(today() + timedelta(days=7)))
        await inspector.press("Lập kiến nghị")
        await inspector.says("Đã lập kiến nghị.")
        way = inspector.page.url.partition("?")[0]
        await inspector.picture("finding")
    async with seats.seat("kthtdt.truong", mouse=mouse) as head:
        await head.page.goto(f"{seats.site.address}/viec")
        await head.follow_to(f'a[href="{way.removeprefix(seats.site.address)}"]')
        await head.says(words)
        await head.write("Nội dung trả lời", "Đã rà soát, gửi kèm bảng giải trình.")
        await head.press("Trả lời kiến nghị kiểm tra")
        await head.says("Đã gửi trả lời.")
        await head.fits()
    async with seats.seat("thanhtra", mouse=mouse) as inspector:
        await inspector.page.goto(way)
        await inspector.says("Đã rà soát, gửi kèm bảng giải trình.")
        assert await grave_faults(inspector.page) == []
        await inspector.write("Kết luận", "Giải trình đầy đủ.")
        await inspector.press("Kết luận kiến nghị kiểm tra")
        await inspector.says("Đã kết luận kiến nghị.")
        await inspector.picture("finding-closed")
