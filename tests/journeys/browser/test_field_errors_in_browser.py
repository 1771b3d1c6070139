"""A refused form in real Chromium: its field has the focus and the sentence; axe stays clean."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from api.web.field_errors import PLACE
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.test_chases_in_browser import late
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
TOO_LARGE = 26 * 1024 * 1024  # bytes; a task takes files of 25 MB


async def clean(person: BrowserPerson) -> None:
    """Nothing serious on the page, by day and in the dark."""
    for scheme in ("light", "dark"):
        await person.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert await grave_faults(person.page) == [], scheme
    await person.fits()


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_a_wrong_day_is_found_and_mended_at_its_field(seats: Seats, *, mouse: bool) -> None:
    item = Item.WRONG_DAY_BY_MOUSE if mouse else Item.WRONG_DAY_BY_KEYBOARD
    stream = await stream_of(seats.site, item)
    async with seats.seat("kthtdt", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.write("Nội dung báo cáo", "Đã hướng dẫn 12 hộ.")
        await specialist.write("Số văn bản", "15/BC-KTHTĐT")
        await specialist.write("Ngày văn bản", "31/02/2026")
        await specialist.press("Gửi báo cáo")
        field = specialist.page.get_by_label("Ngày văn bản", exact=True)
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await expect(field).to_have_accessible_description(
            "Cần sửa: Ngày văn bản: “31/02/2026” không phải là ngày: tháng 02/2026 có các ngày "
            "từ 1 đến 28. "
            "Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/12/2026. Ngày/tháng/năm"
        )
        await clean(specialist)
        way = specialist.page.get_by_role("alert").get_by_role("link")
        await way.focus()
        await specialist.page.keyboard.press("Enter")
        await expect(specialist.page).to_have_url(f"{specialist.page.url.split('#')[0]}#{PLACE}")
        await specialist.write("Ngày văn bản", "01/11/2026")
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_all_mistakes_are_said_at_once_and_days_are_chosen_on_a_calendar(
    seats: Seats, *, mouse: bool
) -> None:
    async with seats.seat("vanphong", mouse=mouse) as office:
        page = office.page
        await page.goto(f"{seats.site.address}/giao-viec/moi?nguon=incoming_document")
        await office.write("Ngày đến", "31.02.2026")
        await office.write("Ngày văn bản", "1.13.26")
        await office.write("Hạn của cấp trên (nếu có)", "mai")
        await office.press("Chỉ lưu")
        summary = page.get_by_role("alert").first
        await expect(summary).to_contain_text("Có 3 chỗ cần sửa:")
        ways = summary.get_by_role("link")
        await expect(ways).to_have_count(3)
        fields = ("Ngày đến", "Ngày văn bản", "Hạn của cấp trên (nếu có)")
        await expect(page.get_by_label(fields[0], exact=True)).to_be_focused()
        for number, label in enumerate(fields):
            field = page.get_by_label(label, exact=True)
            await expect(field).to_have_accessible_description(re.compile("Cần sửa: "))
            way = await ways.nth(number).get_attribute("href")
            assert way == f"#{await field.get_attribute('id')}"
        await office.picture("three-mistakes")
        await clean(office)
        button = page.get_by_role("button", name="Chọn ngày trên lịch: Ngày văn bản")
        await button.focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        calendar = page.locator("[data-day]", has=button).locator("input[type=date]")
        await calendar.fill("2026-11-20", force=True)
        field = page.get_by_label("Ngày văn bản", exact=True)
        await expect(field).to_have_value("20/11/2026")
        await expect(field).to_be_focused()


async def test_a_file_has_a_button_and_a_name_of_our_own(seats: Seats, tmp_path: Path) -> None:
    old = tmp_path / "báo cáo.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    stream = await stream_of(seats.site, Item.HEAVY_FILE)
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.open_task(stream)
        field = specialist.page.get_by_label("Chọn tệp cho báo cáo", exact=True)
        shown = specialist.page.locator(".file-pick", has_text="Chọn tệp").first
        await expect(shown).to_contain_text("Chưa chọn tệp nào")
        await specialist.attach("Chọn tệp cho báo cáo", old)
        await expect(shown).to_contain_text("báo cáo.doc")
        await field.focus()
        await specialist.press("Tải tệp lên cho báo cáo")
        await specialist.says("lưu lại thành .docx")
        await clean(specialist)


async def test_a_file_that_is_too_large_is_said_at_its_field_before_it_is_sent(
    seats: Seats, tmp_path: Path
) -> None:
    heavy = tmp_path / "nặng.pdf"
    with heavy.open("wb") as file:
        file.truncate(TOO_LARGE)
    stream = await stream_of(seats.site, Item.HEAVY_FILE)
    async with seats.seat("kthtdt", mouse=True) as specialist:
        await specialist.open_task(stream)
        await specialist.attach("Chọn tệp cho báo cáo", heavy)
        await specialist.press("Tải tệp lên cho báo cáo")
        field = specialist.page.get_by_label("Chọn tệp cho báo cáo", exact=True)
        await expect(field).to_be_focused()
        await specialist.says("Tệp lớn hơn 25 MB nên chưa gửi.")
        await clean(specialist)


async def test_refused_filters_and_chases_are_accessible(seats: Seats) -> None:
    async with seats.seat("vanphong", mouse=True) as office:
        await office.page.goto(f"{seats.site.address}/nhat-ky?tu=31/02/2026")
        await expect(office.page.get_by_label("Từ ngày", exact=True)).to_be_focused()
        await clean(office)
        await late(seats.site, Item.CHASED_WITHOUT_CHOICE)
        await office.page.goto(f"{seats.site.address}/don-doc?nhom=thuong-xuyen")
        await office.press("Đôn đốc")
        await office.says("Chưa chọn việc nào.")
        await expect(office.page.locator("[aria-invalid]")).to_be_focused()
        await clean(office)
