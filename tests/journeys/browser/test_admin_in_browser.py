"""The administrator in real Chromium: a person, an office, a link, a list, a unit."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
HEADING = "Họ và tên,Tên đăng nhập,Số điện thoại,Chức vụ,Đơn vị,Từ ngày"


async def registers(administrator: BrowserPerson, name: str, login: str) -> None:
    """A new person, an office, and the link that is shown once."""
    await administrator.page.goto(f"{administrator.site.address}/quan-tri")
    await administrator.says("Cán bộ")
    assert await grave_faults(administrator.page) == []
    await administrator.fits()
    await administrator.picture("admin-people")
    await administrator.unfold("Thêm cán bộ")
    await administrator.write("Họ và tên", name)
    await administrator.write("Tên đăng nhập", login)
    await administrator.press("Thêm cán bộ")
    await administrator.says("Đã thêm cán bộ và mở tài khoản.")
    administrator.scope = "form[action$='/chuc-vu']"
    await administrator.pick("Chức vụ", "Chuyên viên")
    await administrator.pick("Đơn vị", "Phòng Văn hóa - Xã hội")
    await administrator.press_here("Giao chức vụ")
    administrator.scope = "body"
    await administrator.says("Đã ghi việc giao chức vụ.")
    await administrator.press("Cấp liên kết một lần")
    await administrator.says("Địa chỉ này chỉ hiện ở đây một lần")
    await expect(administrator.page.locator(".link-once code")).to_contain_text("/lien-ket/")
    await administrator.press("Chép liên kết")
    await expect(administrator.page.locator(".link-once .copied")).to_contain_text("Đã")
    await administrator.picture("admin-link")


async def writes_a_list(administrator: BrowserPerson, file: Path, login: str) -> None:
    """A file is shown line by line before anything is written."""
    await administrator.page.goto(f"{administrator.site.address}/quan-tri")
    await administrator.follow("Danh sách cán bộ bằng tệp: tải lên, tải xuống")
    await administrator.attach("Tệp danh sách", file)
    await administrator.press("Xem trước")
    await administrator.says("Chưa có gì thay đổi. Bấm “Ghi” để thực hiện.")
    await administrator.says(f"Thêm cán bộ và mở tài khoản “{login}”.")
    await administrator.says("Đính chính số điện thoại")
    await administrator.picture("admin-list")
    await administrator.press("Ghi")
    await administrator.says(
        "Đã ghi danh sách: thêm 1 cán bộ, đính chính 1 cán bộ, giao 1 chức vụ; "
        "0 dòng đã có đủ từ trước."
    )
    await administrator.fits()


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_the_administrator_brings_people_in(
    seats: Seats, tmp_path: Path, mouse: bool
) -> None:
    hand = "chuot" if mouse else "phim"
    name, login = "Cao Thị Thử Việc", f"thu.viec.{hand}"
    file = tmp_path / "can-bo.csv"
    lines = (
        HEADING,
        f"Đinh Văn Danh Sách,danh.sach.{hand},,Chuyên viên,VHXH,",
        f"{name},{login},0220 123456,,,",
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    async with seats.seat("quantri", mouse=mouse) as administrator:
        await registers(administrator, name, login)
        await writes_a_list(administrator, file, f"danh.sach.{hand}")


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_the_administrator_says_who_is_in_charge_of_a_unit(
    seats: Seats, mouse: bool
) -> None:
    async with seats.seat("quantri", mouse=mouse) as administrator:
        await administrator.page.goto(f"{administrator.site.address}/quan-tri")
        await administrator.follow(
            "Đơn vị: danh sách, tên chính thức, chức danh, lãnh đạo phụ trách"
        )
        await administrator.says("Mã không bao giờ dùng lại")
        await administrator.fits()
        await administrator.picture("admin-units")
        code = "KTHTDT" if mouse else "VHXH"
        place = administrator.page.locator(f"a[href='/quan-tri/don-vi/{code}']")
        await administrator.follow(await place.inner_text())
        administrator.scope = "form[action$='/phu-trach']"
        await administrator.pick("Người phụ trách", "Lương Thị Ví Dụ")
        await administrator.press_here("Ghi phân công")
        await administrator.says("Đã ghi phân công phụ trách đơn vị.")
        await administrator.says("(hiện nay)")
        assert await grave_faults(administrator.page) == []
        await administrator.fits()
        await administrator.picture("admin-unit")
