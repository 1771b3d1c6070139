"""Giao ban, Lãnh đạo, Chờ cấp trên in real Chromium: on a phone, accessible, and on paper."""

import io
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect
from pypdf import PdfReader

from infra.engines.postgres.engine import PostgresEngine
from services.domain.instants import written_day
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.meeting_week import LATE, meeting_week, monday
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
HANDS = pytest.mark.parametrize("mouse", [True, False], ids=["mouse-1280", "keyboard-360"])


@pytest.fixture(scope="module")
async def week(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """The ward of that Monday, for all tests of this file: nobody acts in it."""
    async with meeting_week(postgres, tmp_path_factory.mktemp("week")) as site:
        yield site


@pytest.fixture
async def monday_seats(week: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    """Where its people sit down."""
    yield Seats(site=week, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


async def sound(person: BrowserPerson) -> None:
    """No wider than the screen, nothing that keeps somebody from the page; also in the dark."""
    await person.fits()
    assert await grave_faults(person.page) == []
    await person.page.emulate_media(color_scheme="dark")
    await person.page.reload()  # colours that are on their way from light to dark are neither
    assert await grave_faults(person.page) == []


@HANDS
async def test_the_list_of_the_meeting_leads_to_its_tasks(
    monday_seats: Seats, *, mouse: bool
) -> None:
    async with monday_seats.seat("chanhvanphong", mouse=mouse) as chief:
        await chief.follow("Giao ban")
        await chief.says("Danh sách giao ban")
        await chief.says(LATE)
        await chief.says("Quá hạn: 3 việc có thời hạn")
        await chief.says("Thông báo kết luận số 52/TB-UBND")
        await chief.picture("meeting", whole=False)
        await sound(chief)
        await chief.follow_to(".meeting a[href^='/viec/']")
        await expect(chief.page.get_by_role("heading", name="Diễn biến")).to_be_visible()


@HANDS
async def test_a_leader_sees_four_columns_and_opens_a_task(
    monday_seats: Seats, *, mouse: bool
) -> None:
    async with monday_seats.seat("phochutich", mouse=mouse) as leader:
        await leader.follow("Lãnh đạo")
        await leader.says("Chờ bạn: việc theo chỉ đạo, có thời hạn")
        table = leader.page.locator(".leaders").first
        await expect(table.locator("thead th")).to_have_count(4)
        await leader.says(LATE)
        await leader.picture("leaders", whole=False)
        await sound(leader)
        await leader.follow_to(".leaders a[href^='/viec/']")
        await expect(leader.page.get_by_role("heading", name="Diễn biến")).to_be_visible()


@HANDS
async def test_what_the_upper_body_owes_an_answer_leads_to_its_record(
    monday_seats: Seats, *, mouse: bool
) -> None:
    async with monday_seats.seat("vanphong", mouse=mouse) as clerk:
        await clerk.page.goto(f"{monday_seats.site.address}/giao-ban")
        await clerk.follow("Việc chờ cấp trên công nhận")
        await clerk.says("Báo cáo kết quả chỉnh trang đô thị")
        await clerk.picture("awaited", whole=False)
        await sound(clerk)
        await clerk.follow_to("a[href$='#cap-tren-cong-nhan']")
        await expect(clerk.page.locator("#cap-tren-cong-nhan")).to_be_visible()


def squeezed(text: str) -> str:
    """Letters alone, in one form."""
    return "".join(unicodedata.normalize("NFC", text).split())


async def test_the_list_prints_on_a4_with_ward_and_day_and_cuts_no_row(
    monday_seats: Seats,
) -> None:
    async with monday_seats.seat("chanhvanphong", mouse=True) as chief:
        await chief.page.goto(f"{monday_seats.site.address}/giao-ban")
        await chief.says(LATE)
        await chief.page.emulate_media(media="print")
        rows = [
            squeezed(text)
            for text in await chief.page.locator(".meeting tbody tr").all_inner_texts()
        ]
        await chief.page.emulate_media(media="null")
        content = await chief.page.pdf(format="A4", prefer_css_page_size=True)
    pages = PdfReader(io.BytesIO(content)).pages
    sheets = [squeezed(page.extract_text()) for page in pages]
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {
        (842, 595)
    }
    assert len(rows) > 5
    assert [row for row in rows if not any(row in sheet for sheet in sheets)] == []
    second = next(sheet for sheet in sheets if "Việcthườngxuyêntheokếhoạch" in sheet)
    assert "Việctheochỉđạo" not in second, "routine work begins a sheet of its own"
    for head in (f"thứHai,ngày{written_day(monday())}", "Danhsáchgiaoban", "07:15"):
        assert head in sheets[0], head
    for hidden in ("Nhậpkếtluận", "Đăngxuất", "Xemlạitừngàynày"):
        assert hidden not in "".join(sheets)
