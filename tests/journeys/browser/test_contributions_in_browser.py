"""A contribution asked for, waived, signed, in real Chromium: mouse and keyboard."""

import pytest

from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of
from tests.journeys.browser.test_task_life_in_browser import IDS, form

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
SUPPORTERS = {
    Item.WAIVER_BY_MOUSE: ("ttdvsnc", "Trung tâm Dịch vụ sự nghiệp công"),
    Item.WAIVER_BY_KEYBOARD: ("kthtdt", "Phòng Kinh tế, Hạ tầng và Đô thị"),
}
MONDAY = "30/11/2026"


@pytest.mark.parametrize(
    ("mouse", "item"), [(True, Item.WAIVER_BY_MOUSE), (False, Item.WAIVER_BY_KEYBOARD)], ids=IDS
)
async def test_a_contribution_is_asked_for_and_waived(
    seats: Seats, mouse: bool, item: Item
) -> None:
    stream, (login, unit) = await stream_of(seats.site, item), SUPPORTERS[item]
    async with seats.seat("vhxh", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.says("Chưa gửi; hạn phối hợp")
        async with form(specialist, "de-nghi-phoi-hop", "Đề nghị phối hợp"):
            await specialist.pick("Đơn vị phối hợp", unit)
            await specialist.write("Gửi trước hết ngày", "30/02/2026")
            await specialist.write("Nội dung cần phối hợp", "Số liệu của quý IV.")
            await specialist.press_here("Đề nghị phối hợp")
        await specialist.says("“30/02/2026” không phải là ngày")
        async with form(specialist, "de-nghi-phoi-hop", "Đề nghị phối hợp"):
            await specialist.write("Gửi trước hết ngày", MONDAY)
            await specialist.press_here("Đề nghị phối hợp")
        await specialist.says("Đã gửi đề nghị phối hợp")
        await specialist.picture("contribution-asked")
    async with seats.seat(login, mouse=mouse) as supporter:
        await supporter.follow_to(f'tr:has(a[href="/viec/{stream}"]) .row-more > summary')
        await supporter.says(f"đơn vị chủ trì đề nghị gửi trước hết ngày {MONDAY}")
        await supporter.picture("contribution-owed")
    async with seats.seat("vhxh.truong", mouse=mouse) as head:
        await head.open_task(stream)
        async with form(head, "mien-phoi-hop", "Miễn nội dung phối hợp"):
            await head.pick("Đơn vị phối hợp", unit)
            await head.write("Lý do", " ")
            await head.press_here("Miễn nội dung phối hợp")
        await head.says("phải có lý do")
        async with form(head, "mien-phoi-hop", "Miễn nội dung phối hợp"):
            await head.write("Lý do", "Đã có đủ số liệu từ báo cáo tháng.")
            await head.press_here("Miễn nội dung phối hợp")
        await head.says("Đã miễn nội dung phối hợp")
        await head.says("Được miễn từ ngày")
        await head.picture("contribution-waived")


async def test_a_contribution_waits_for_the_signature_of_its_unit(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.SIGNED_CONTRIBUTION)
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.open_task(stream)
        specialist.scope = 'section[aria-labelledby="phoi-hop"]'
        await specialist.write("Nội dung phối hợp", "Đã cử hai cán bộ phối hợp.")
        await specialist.press("Gửi nội dung phối hợp")
        await specialist.says("Chờ thủ trưởng đơn vị duyệt")
    async with seats.seat("kthtdt.truong", mouse=True) as head:
        await head.says("Chờ tôi duyệt, xác nhận")
        await head.open_task(stream)
        await head.says("Đã cử hai cán bộ phối hợp.")
        await head.picture("contribution-to-sign")
        async with form(head, "duyet-phoi-hop", "Duyệt nội dung phối hợp"):
            await head.press_here("Duyệt nội dung phối hợp")
        await head.says("Đã duyệt nội dung phối hợp")
        await head.says("Đã gửi, tính ngày")
        await head.picture("contribution-signed")
