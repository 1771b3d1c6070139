"""The ward's own plan document costs who decides on it no long pages: counted and measured."""

from pathlib import Path

import pytest

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.grown_ward import NARROW, WIDE, measured, opened
from tests.journeys.browser.hands import Seats
from tests.plandoc.real_plan import real_text

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
HIGHEST, HEAVIEST = 3000, 150 * 1024
QUOTED_MANY, OF_MANY_LINES = 6, 51  # findings of the plan: with long quotes, with 19 lines


async def test_each_page_of_the_document_keeps_its_budget(
    empty_kit: Seats, tmp_path: Path
) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_text(real_text(), encoding="utf-8")
    over: list[str] = []
    async with empty_kit.seat("chanhvanphong", mouse=True) as chief:
        page = chief.page
        await page.goto(f"{empty_kit.site.address}/ke-hoach/van-ban")
        await chief.attach("Tệp văn bản kế hoạch", file)
        await chief.press("Tải lên và đọc")
        await chief.says("Mở bàn làm việc")
        own = page.url
        for way in (
            own,
            f"{own}/ban-lam-viec?diem={QUOTED_MANY}",
            f"{own}/ban-lam-viec?diem={OF_MANY_LINES}",
            f"{own}/cac-muc?loai=duty",
        ):
            await page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
            sent = await opened(page, way)
            wide = await measured(page, WIDE)
            assert await grave_faults(page) == []
            narrow = await measured(page, NARROW)
            if wide["height"] > HIGHEST:
                over.append(f"{way}: {wide['height']} px high")
            if sent > HEAVIEST:
                over.append(f"{way}: {sent} bytes")
            if wide["too_wide"] or narrow["too_wide"]:
                over.append(f"{way}: wider than its window")
    assert over == []
