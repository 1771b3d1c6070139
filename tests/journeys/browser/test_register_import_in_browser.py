"""A register with errors comes in through real Chromium, is corrected, and comes in again."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.api.registers import workbook
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.moment import today

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
LEADER = "Lương Thị Ví Dụ"


def row(work: str, number: str, **cells: str | date) -> Mapping[str, str | date]:
    """A row of the register; each hand imports a paper and works of its own."""
    return {
        "number": number,
        "issued_on": today(),
        "issuer": "UBND thành phố",
        "summary": f"V/v rà soát nhà ở xã hội theo {number}",
        "work": f"{work} theo {number}",
        "assigner": LEADER,
        "assigned_on": today(),
        "lead": "Phòng Văn hóa - Xã hội",
        "due_on": today() + timedelta(days=21),
        **cells,
    }


async def send(clerk: BrowserPerson, file: Path) -> None:
    """Choose a file and look at what it holds."""
    await clerk.page.goto(f"{clerk.site.address}/so-theo-doi/nhap")
    await clerk.attach("Tệp sổ", file)
    await clerk.press("Xem trước")
    await clerk.says("Biên bản đối soát sổ theo dõi")
    await clerk.fits()


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])
async def test_an_import_with_errors_is_corrected_and_written_once(
    seats: Seats, tmp_path: Path, mouse: bool
) -> None:
    number = "711/UBND-VP" if mouse else "712/UBND-VP"
    right = row("Báo cáo kết quả rà soát", number)
    wrong = [
        right,
        row("Niêm yết danh sách", number, due_on="31/02/2027"),
        row("Họp dân lấy ý kiến", number, lead="Phòng Không Có"),
    ]
    mended = [right, row("Niêm yết danh sách", number), row("Họp dân lấy ý kiến", number)]
    first, second = tmp_path / "so-sai.xlsx", tmp_path / "so-dung.xlsx"
    first.write_bytes(workbook(wrong))
    second.write_bytes(workbook(mended))
    async with seats.seat("vanphong", mouse=mouse) as clerk:
        await send(clerk, first)
        await clerk.says("1 dòng chỉ có trong tệp ghi được ngay")
        await clerk.says("“31/02/2027”")
        await clerk.says("Phòng Không Có")
        assert await grave_faults(clerk.page) == []
        await clerk.press("Ghi 1 dòng mới")
        await clerk.says("Đã ghi 1 việc mới")
        await send(clerk, second)
        await clerk.says("2 dòng chỉ có trong tệp ghi được ngay")
        await clerk.press("Ghi 2 dòng mới")
        await clerk.says("Đã ghi 2 việc mới")
        await send(clerk, second)
        await clerk.says("Không có dòng nào để ghi")
