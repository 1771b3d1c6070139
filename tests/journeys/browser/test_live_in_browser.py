"""A page that stands open follows what others do, and takes nothing from who is typing."""

import pytest
from playwright.async_api import expect

from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
OURS = "Đang nhập dở: 12 hộ đã kê khai."
THEIRS = "Báo cáo của đồng nghiệp."
# The page asks by itself every so often, and at once when somebody comes back to it.
COMES_BACK = "() => window.dispatchEvent(new Event('focus'))"


async def comes_back(person: BrowserPerson) -> None:
    """Look at the page again, as after another window."""
    await person.page.evaluate(COMES_BACK)


async def test_a_list_and_a_task_follow_and_typed_words_stay(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.LIVE)
    async with (
        seats.seat("kthtdt.truong", mouse=True) as head,
        seats.seat("kthtdt", mouse=True) as specialist,
        seats.seat("kthtdt.truong", mouse=True) as typing,
    ):
        waiting = head.page.locator(f'#nhom-decide a[href="/viec/{stream}"]')
        await expect(waiting).to_have_count(0)
        await typing.open_task(stream)
        await typing.write("Nội dung báo cáo", OURS)
        await specialist.open_task(stream)
        await specialist.write("Nội dung báo cáo", THEIRS)
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")
        await comes_back(head)
        await expect(waiting).to_have_count(1)
        await head.says("Trang vừa được cập nhật lúc")
        await comes_back(typing)
        await typing.says("Nội dung bạn đang nhập được giữ nguyên.")
        await typing.says("Gửi báo cáo bản 1.")
        field = typing.page.get_by_label("Nội dung báo cáo", exact=True)
        await expect(field).to_have_value(OURS)
        async with typing.page.expect_popup() as opened:
            await typing.follow("Xem nội dung mới ở thẻ khác")
        other = await opened.value
        await expect(other.get_by_text("Duyệt báo cáo bản 1").first).to_be_visible()
        await expect(field).to_have_value(OURS)
        await other.close()
        await specialist.press("Rút lại báo cáo bản 1")
        await specialist.says("Đã rút lại báo cáo.")
        await expect(specialist.page.get_by_label("Nội dung báo cáo", exact=True)).to_have_value(
            THEIRS
        )
        await comes_back(head)
        await expect(waiting).to_have_count(0)


@pytest.mark.parametrize("mouse", [True, False], ids=["1280", "360"])
async def test_filters_stand_in_the_address_and_counts_open_their_rows(
    seats: Seats, *, mouse: bool
) -> None:
    async with seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.write("Tìm theo tên việc, mục, đơn vị", "doanh nghiep")
        await expect(chief.page).to_have_url(f"{seats.site.address}/viec?tim=doanh+nghiep")
        if not mouse:
            await chief.unfold("Lọc thêm")
        await chief.pick("Loại", "Nhiệm vụ")
        await expect(chief.page).to_have_url(
            f"{seats.site.address}/viec?tim=doanh+nghiep&loai=duty"
        )
        count = chief.page.locator(".facts-row a").first
        number = int(await count.locator(".count-number").inner_text())
        way = await count.get_attribute("href")
        await chief.follow(await count.inner_text())
        await expect(chief.page).to_have_url(f"{seats.site.address}{way}")
        await expect(chief.page.locator("#danh-sach tbody tr")).to_have_count(number)
        await chief.picture("my-work-filtered")
        await chief.follow("Bỏ lọc, xem tất cả việc")
        await expect(chief.page).to_have_url(f"{seats.site.address}/viec")
