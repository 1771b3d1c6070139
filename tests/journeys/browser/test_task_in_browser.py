"""Submit, approve, return, confirm in real Chromium: with a mouse, and with a keyboard alone."""

from datetime import timedelta

import pytest

from api.labels.words import day
from services.ledger.engine import make_engine
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.site import Site
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
REPORT = "Đã tổ chức gặp mặt 45 doanh nghiệp; tiếp nhận 12 kiến nghị, đã giải quyết 9."
REASON = "Bổ sung danh sách 3 kiến nghị chưa giải quyết và thời hạn xử lý."


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.REPORT_BY_MOUSE), (False, Item.REPORT_BY_KEYBOARD)],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_report_is_submitted_approved_returned_and_confirmed(
    seats: Seats, mouse: bool, item: Item
) -> None:
    stream = await stream_of(seats.site, item)
    async with seats.seat("kthtdt", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.says("Đã giao, chưa tiếp nhận")
        await specialist.write("Nội dung báo cáo", REPORT)
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")
        await specialist.says("Chờ thủ trưởng duyệt")
        await specialist.picture("submitted")
    async with seats.seat("kthtdt.truong", mouse=mouse) as head:
        await head.open_task(stream)
        await head.says(REPORT)
        await head.picture("decide")
        await head.press("Duyệt báo cáo bản 1")
        await head.says("Chờ Văn phòng xác nhận")
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.says("Chờ tôi duyệt, xác nhận (1)")
        await chief.picture("my-work", whole=False)
        await chief.open_task(stream)
        await chief.unfold("Trả lại báo cáo")
        await chief.choose("Thiếu về thể thức, giấy tờ")
        await chief.write("Lý do và nội dung cần bổ sung", REASON)
        await chief.write("Gửi lại chậm nhất ngày", "31/02/2026")
        await chief.press("Trả lại báo cáo bản 1")
        await chief.says("“31/02/2026” không phải là ngày")
        await chief.says("Hãy nhập theo dạng ngày/tháng/năm")
        await chief.picture("wrong-day")
        await chief.write("Gửi lại chậm nhất ngày", day(today() + timedelta(days=5)))
        await chief.press("Trả lại báo cáo bản 1")
        await chief.says("Đã trả lại báo cáo.")
        await chief.says(REASON)
    async with seats.seat("kthtdt", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.says(REASON)
        await specialist.picture("returned")
        await specialist.write("Nội dung báo cáo", f"{REPORT} Kèm danh sách.")
        await specialist.press("Gửi báo cáo")
        await specialist.says("Gửi báo cáo bản 2.")
    async with seats.seat("kthtdt.truong", mouse=mouse) as head:
        await head.open_task(stream)
        await head.press("Duyệt báo cáo bản 2")
        await head.says("Đã duyệt báo cáo.")
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.open_task(stream)
        await chief.says("Ngày tính hoàn thành")
        await chief.press("Xác nhận hoàn thành")
        await chief.says("Đã xác nhận hoàn thành.")
        await chief.says("Xác nhận hoàn thành theo báo cáo bản 2")
        await chief.picture("confirmed")


async def test_a_search_narrows_the_list_without_loading_the_page(seats: Seats) -> None:
    async with seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.evaluate("() => { window.sameDocument = true }")
        rows = chief.page.locator("#danh-sach tbody tr")
        everything = await rows.count()
        await chief.page.get_by_label("Tìm theo tên việc, mục, đơn vị").press_sequentially(
            "doanh nghiep"
        )
        await chief.page.wait_for_function(
            f"() => document.querySelectorAll('#danh-sach tbody tr').length < {everything}"
        )
        assert await rows.count() > 0
        assert await chief.page.evaluate("() => window.sameDocument") is True
        await chief.follow_to('.facts-row a[href*="cho-noi-khac"]')
        await chief.page.locator(".row-more summary").first.click()
        await chief.says("Đang chờ: Phòng Kinh tế, Hạ tầng và Đô thị")
        await chief.picture("search", whole=False)


async def test_every_kind_of_page_fits_a_phone_and_is_printed(seats: Seats) -> None:
    secret, rate = await stream_of(seats.site, Item.SECRET), await stream_of(seats.site, Item.RATE)
    for mouse in (True, False):
        async with seats.seat("quantri", mouse=mouse) as administrator:
            await administrator.page.goto(f"{seats.site.address}/quan-tri")
            await administrator.says("Thêm cán bộ")
            await administrator.picture("admin", whole=False)
    async with seats.seat("quantri", mouse=False) as administrator:
        await administrator.page.goto(f"{seats.site.address}/quan-tri")
        await administrator.page.locator('a[href^="/quan-tri/can-bo/"]').first.click()
        await administrator.says("Giao chức vụ")
        await administrator.picture("person")
    async with seats.seat("cap", mouse=False) as officer:
        await officer.open_task(secret)
        await officer.says("Việc theo chế độ mật")
        assert await officer.page.locator("textarea").count() == 0
        await officer.picture("restricted")
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.open_task(rate)
        await specialist.says("Dấu phẩy thập phân, ví dụ 97,45")
        await specialist.picture("figures")
        await specialist.page.emulate_media(media="print")
        assert not await specialist.page.get_by_role("button", name="Gửi báo cáo").is_visible()
        assert await specialist.page.get_by_text("BẢN TRÌNH DIỄN").is_visible()


async def stream_of(site: Site, item: Item) -> str:
    """The stream of the item's only report of this period."""
    engine = make_engine(site.logins.app)
    async with engine.connect() as connection:
        result = await connection.exec_driver_sql(
            "SELECT stream FROM tasks WHERE assignment = %(item)s ORDER BY stream", {"item": item}
        )
        streams = [str(row[0]) for row in result]
    await engine.dispose()
    assert streams, item
    return streams[0]
