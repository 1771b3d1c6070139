"""The period sheet in real Chromium: three tasks with a file, then the head's approval."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from infra.engines.postgres.engine import PostgresEngine
from tests.evidence_files import PDF
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.items import Item
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site, served_demonstration
from tests.journeys.browser.test_task_in_browser import stream_of

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
SAVED = "Đã lưu nháp, chưa gửi."


@pytest.fixture(scope="module")
async def quarter(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """A demonstration of this file alone: what is sent here is counted on nobody else's desk."""
    folder = tmp_path_factory.mktemp("quarter")
    async with served_demonstration(postgres, "quarter", folder) as site:
        yield site


@pytest.fixture
async def seats(quarter: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    """Where people of the demonstration sit down."""
    yield Seats(site=quarter, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


async def row(person: BrowserPerson, stream: str) -> None:
    """Look at one task of the sheet only; on a phone its card is stepped to."""
    person.scope = f'tbody[id="{stream}"]'
    card = person.page.locator(person.scope)
    before = person.page.get_by_role("button", name="Việc trước")
    after = person.page.get_by_role("button", name="Việc sau")
    cards = await person.page.locator(".sheet-task").count()
    for button in (before, after):
        for _ in range(cards):
            if await card.is_visible() or not await button.is_visible():
                break
            await person._use(button)
    await expect(card).to_be_visible()


async def open_sheet(person: BrowserPerson, stream: str) -> None:
    """From the list of sheets to the one of the task's period."""
    await person.page.goto(f"{person.site.address}/viec")
    await person.follow("Phiếu báo cáo kỳ")
    period = stream.rpartition(".")[2]
    await person._use(person.page.locator(f'a[href^="/phieu/{period}?"]'))
    await row(person, stream)
    await person.fits()


@pytest.mark.parametrize(
    ("mouse", "unit", "items"),
    [
        (True, "tthcc", (Item.SHEET_BY_MOUSE_1, Item.SHEET_BY_MOUSE_2, Item.SHEET_BY_MOUSE_3)),
        (
            False,
            "bqlda",
            (Item.SHEET_BY_KEYBOARD_1, Item.SHEET_BY_KEYBOARD_2, Item.SHEET_BY_KEYBOARD_3),
        ),
    ],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_specialist_fills_the_sheet_and_the_head_approves_it(
    seats: Seats, tmp_path: Path, mouse: bool, unit: str, items: tuple[Item, ...]
) -> None:
    streams = [await stream_of(seats.site, item) for item in items]
    file = tmp_path / "biểu số 2.pdf"
    file.write_bytes(PDF)
    async with seats.seat(unit, mouse=mouse) as specialist:
        await open_sheet(specialist, streams[0])
        await specialist.picture("sheet", whole=False)
        for number, stream in enumerate(streams, 1):
            await row(specialist, stream)
            await specialist.write("Nội dung báo cáo", f"Kết quả công việc thứ {number}.")
            await specialist.mark("Chọn để gửi")
        await specialist.says(SAVED)
        await row(specialist, streams[0])
        await specialist.unfold("Ghi chú")
        await specialist.attach("Chọn tệp (mỗi tệp tối đa 25 MB)", file)
        await specialist.press_here("Tải tệp lên")
        await specialist.says("Đã tải lên tệp “biểu số 2.pdf”.")
        await specialist.fits()
        await specialist.press("Gửi 3 việc đã chọn")
        await specialist.says("Đã gửi 3 việc.")
        await specialist.fits()
    async with seats.seat(f"{unit}.truong", mouse=mouse) as head:
        await open_sheet(head, streams[0])
        await row(head, streams[2])
        await head.says("Kết quả công việc thứ 3.")
        for stream in streams[:2]:
            await row(head, stream)
            await head.mark("Chọn để duyệt")
        await head.press("Duyệt 2 việc")
        await head.says("Đã duyệt 2 việc.")
        await row(head, streams[2])
        if mouse:
            await head.unfold("Có ghi chú")
        await head.press_here("Duyệt riêng việc này")
        await head.says("Đã duyệt 1 việc.")
        await head.fits()


async def test_a_session_that_ends_asks_for_the_password_in_place(seats: Seats) -> None:
    stream = await stream_of(seats.site, Item.ENDED_SESSION)
    async with seats.seat("ttdvsnc", mouse=True) as specialist:
        await open_sheet(specialist, stream)
        await specialist.page.context.clear_cookies()
        await row(specialist, stream)
        await specialist.write("Nội dung báo cáo", "Đã viết rất lâu.")
        await specialist.says("Phiên làm việc đã hết: chưa lưu.")
        specialist.scope = "body"
        await specialist.write("Tên đăng nhập", "ttdvsnc")
        await specialist.write("Mật khẩu", seats.site.passwords["ttdvsnc"])
        await specialist.press("Đăng nhập và lưu tiếp")
        await specialist.says(SAVED)
        await specialist.page.reload()
        await row(specialist, stream)
        place = specialist.page.locator(specialist.scope).get_by_label("Nội dung báo cáo")
        await expect(place).to_have_value("Đã viết rất lâu.")


@pytest.mark.parametrize(
    ("mouse", "item"),
    [(True, Item.FILES_BY_MOUSE), (False, Item.FILES_BY_KEYBOARD)],
    ids=["mouse-1280", "keyboard-360"],
)
async def test_a_file_comes_and_goes_on_the_task_s_page_and_the_words_stay(
    seats: Seats, tmp_path: Path, mouse: bool, item: Item
) -> None:
    stream = await stream_of(seats.site, item)
    right, wrong = tmp_path / "biên bản.pdf", tmp_path / "ảnh.png"
    right.write_bytes(PDF)
    wrong.write_bytes(PDF)
    async with seats.seat("ttdvsnc", mouse=mouse) as specialist:
        await specialist.open_task(stream)
        await specialist.write("Nội dung báo cáo", "Đã họp với 12 tổ dân phố.")
        place = specialist.page.get_by_label("Nội dung báo cáo", exact=True)
        await specialist.attach("Chọn tệp cho báo cáo", wrong)
        await specialist.press("Tải tệp lên cho báo cáo")
        await specialist.says("nội dung tệp không đúng với đuôi")
        await expect(place).to_have_value("Đã họp với 12 tổ dân phố.")
        await specialist.attach("Chọn tệp cho báo cáo", right)
        await specialist.press("Tải tệp lên cho báo cáo")
        await specialist.says("Đã tải tệp lên.")
        await expect(place).to_have_value("Đã họp với 12 tổ dân phố.")
        await specialist.press("Bỏ tệp biên bản.pdf")
        await specialist.says("Đã bỏ tệp.")
        await expect(place).to_have_value("Đã họp với 12 tổ dân phố.")
        await specialist.attach("Chọn tệp cho báo cáo", right)
        await specialist.press("Tải tệp lên cho báo cáo")
        await specialist.says("Đã tải tệp lên.")
        await specialist.fits()
        await specialist.press("Gửi báo cáo")
        await specialist.says("Đã gửi báo cáo.")
        await specialist.fits()
        async with specialist.page.expect_download() as download:
            await specialist.follow("biên bản.pdf")
        assert (await download.value).suggested_filename == "biên bản.pdf"
