"""The register in real Chromium: a file comes in, all its rows go out on A3 and A4 with heads."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from services.register.columns import REGISTER_COLUMNS
from tests.api.registers import Cells, workbook
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.test_print_in_browser import squeezed
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
ROWS = 40
UNITS = (
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Trung tâm Phục vụ hành chính công",
)
MILLIMETRE = 72 / 25.4


def rows() -> list[Cells]:
    """Works of ten papers for three units."""
    due_on = today() + timedelta(days=23)
    return [
        {
            "received_number": str(400 + number // 4),
            "number": f"{900 + number // 4}/UBND-VP",
            "issued_on": today(),
            "issuer": "UBND thành phố",
            "summary": f"V/v rà soát nội dung số {number // 4} trên địa bàn các phường",
            "work": f"Báo cáo kết quả rà soát lần {number} theo mẫu kèm theo văn bản",
            "lead": UNITS[number % len(UNITS)],
            "due_on": due_on if number % 5 else "không thời hạn",
        }
        for number in range(ROWS)
    ]


async def brought_in(clerk: BrowserPerson, file: Path) -> None:
    """The whole way of a file by the controls of the pages."""
    await clerk.page.goto(f"{clerk.site.address}/so-theo-doi/nhap")
    await clerk.attach("Tệp sổ", file)
    await clerk.press("Xem trước")
    await clerk.says("Chưa chọn người giao việc")
    await clerk.fits()
    assert await grave_faults(clerk.page) == []
    label = "Người giao, cho các dòng không ghi người giao"
    leader = clerk.page.locator("#nguoi-giao option").nth(1)
    await clerk.pick(label, (await leader.inner_text()).strip())
    await clerk.mark("Giữ hạn như trong tệp, kể cả hạn vào ngày nghỉ hoặc sau hạn của cấp trên")
    await clerk.press("Xem lại")
    await clerk.says(f"{ROWS} dòng chỉ có trong tệp ghi được ngay")
    await clerk.press(f"Ghi {ROWS} dòng mới")
    await clerk.says(f"Đã ghi {ROWS} việc mới, 10 nguồn giao việc mới.")
    await clerk.fits()


async def test_a_register_comes_in_and_goes_out_on_paper(seats: Seats, tmp_path: Path) -> None:
    file = tmp_path / "sổ cũ.xlsx"
    file.write_bytes(workbook(rows()))
    async with seats.seat("vanphong", mouse=True) as clerk:
        await brought_in(clerk, file)
        await clerk.page.goto(f"{clerk.site.address}/so-theo-doi?tim=rà+soát+lần")
        await clerk.says(f"{ROWS} việc")
        await clerk.picture("register", whole=False)
        assert await grave_faults(clerk.page) == []
        for size, (width, height) in {"": (420, 297), "&kho=a4": (297, 210)}.items():
            way = f"{clerk.site.address}/so-theo-doi?in=1{size}&tim=rà+soát+lần"
            await clerk.page.goto(way)
            content = await clerk.page.pdf(prefer_css_page_size=True)
            sheets = PdfReader(io.BytesIO(content)).pages
            texts = [squeezed(sheet.extract_text()) for sheet in sheets]
            assert len(sheets) > 1
            for sheet, text in zip(sheets, texts, strict=True):
                box = sheet.mediabox
                paper = round(box.width / MILLIMETRE), round(box.height / MILLIMETRE)
                assert paper == (width, height)
                missing = [c.head for c in REGISTER_COLUMNS if squeezed(c.head) not in text]
                assert missing == [], "every sheet has the heads"
            whole = "".join(texts)
            for number in range(ROWS):
                work = f"Báo cáo kết quả rà soát lần {number} theo mẫu kèm theo văn bản"
                assert squeezed(work) in whole, size
    async with seats.seat("vanphong", mouse=False) as clerk:
        await clerk.page.goto(f"{clerk.site.address}/so-theo-doi")
        await clerk.fits()
