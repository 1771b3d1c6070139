"""The demonstration as `make demo` shows it: each desk has something to see, wide and narrow.

The pictures of whole desks that the help and the README show are taken here. Two ways through it
are counted: a clerk's morning, and an inspector's question.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.async_api import Page, expect

from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, migrate
from infra.shipped import WARD_CODE
from services.domain.instants import written_day
from tests.evidence_files import PDF
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.counted import Cost, CountedHands
from tests.journeys.browser.hands import WIDE, Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site, serving, settle_past
from tests.ledger.databases import make_database
from tests.moment import today

pytestmark = [pytest.mark.postgres, pytest.mark.browser]
# Who looks at what, and a link into it that only work makes.
LOOKED_AT = [
    ("kthtdt", "/viec", "main a[href^='/viec/task-']", "my-work"),
    ("kthtdt.truong", "/phieu", "main a[href^='/phieu/']", "sheets"),
    ("vanphong", "/don-doc", "main a[href^='/viec/']", "board"),
    ("chutich", "/tong-quan", "main a[href^='/tong-quan/viec']", "overview"),
    ("chanhvanphong", "/ke-hoach", "main a[href^='/ke-hoach/']", "plan-tree"),
    ("chanhvanphong", "/giao-ban", "main a[href^='/viec/']", "meeting"),
    ("phochutich", "/lanh-dao", "main a[href^='/viec/']", "leaders"),
    ("thanhtra", "/nhat-ky", "main a[href^='/nhat-ky/']", "log"),
]


@pytest.fixture(scope="module")
async def lived(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """A demonstration with a past, behind a web server."""
    folder = tmp_path_factory.mktemp("past")
    database = make_database(postgres.admin_dsn(), "past_in_browser", folder)
    logins = migrate(database.migrator, folder / "demo", kind=Kind.DEMO, ward=WARD_CODE)
    with serving(logins, await settle_past(database.migrator, logins, folder / "demo")) as site:
        yield site


@pytest.fixture
async def lived_seats(lived: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    yield Seats(site=lived, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


@pytest.mark.parametrize("mouse", [True, False], ids=["1280", "360"])
@pytest.mark.parametrize(
    ("login", "address", "link", "name"), LOOKED_AT, ids=[row[-1] for row in LOOKED_AT]
)
async def test_each_page_has_something_to_see(
    lived_seats: Seats, login: str, address: str, link: str, name: str, *, mouse: bool
) -> None:
    async with lived_seats.seat(login, mouse=mouse) as person:
        await person.page.goto(f"{lived_seats.site.address}{address}")
        await expect(person.page.locator(link).first).to_be_attached()
        await person.picture(f"past-{name}", whole=False)


async def test_a_sheet_of_the_past_holds_figures(lived_seats: Seats) -> None:
    async with lived_seats.seat("tthcc", mouse=True) as person:
        await person.page.goto(f"{lived_seats.site.address}/phieu")
        sheet = person.page.locator("main a[href^='/phieu/']").first
        way = await sheet.get_attribute("href")
        await person.page.goto(f"{lived_seats.site.address}{way}")
        await expect(person.page.locator("main form").first).to_be_attached()
        await person.picture("past-sheet", whole=False)


CLERK = "vhxh"
UNIT = "VHXH"
PAPER = "315/BC-VHXH"
FILE = "bang-tong-hop.pdf"
KEYS = 30  # from the door to the next task, without the letters of what is written
FIGURE = "input[name^='figure.']"


@asynccontextmanager
async def counted(seats: Seats, login: str) -> AsyncIterator[CountedHands]:
    """Somebody who comes in by the keyboard, and stands before the page of the own office."""
    async with seats.profiles.empty(seats.site.address) as profile:
        page = await profile.new_page()
        await page.set_viewport_size(WIDE)
        hands = CountedHands(page)
        await page.goto(f"{seats.site.address}/")
        with hands.step("vào"):
            await hands.tab_to(page.get_by_label("Tên đăng nhập", exact=True), 5)
            await hands.write(login)
            await hands.tab_to(page.get_by_label("Mật khẩu", exact=True), 3)
            await hands.write(seats.site.passwords[login])
            await hands.press("Enter")
            await expect(page.locator(".who")).to_be_visible()
        yield hands


async def with_figures(page: Page) -> str:
    """The first task of the desk whose report asks for numbers, looked up beside the desk."""
    links = await page.locator("main tbody a[href^='/viec/task-']").all()
    ways = [str(await link.get_attribute("href")) for link in links]
    beside = await page.context.new_page()
    for way in ways:
        await beside.goto(urljoin(page.url, way))
        if await beside.locator(f"#viet-bao-cao {FIGURE}").count():
            await beside.close()
            return way
    raise AssertionError(f"no task of this desk asks for numbers: {ways}")


async def reported(hands: CountedHands, file: Path) -> str:
    """The clerk's morning, from the desk to a report that is sent; the address of its task."""
    page = hands.page
    way = await with_figures(page)
    with hands.step("mở việc"):
        await hands.click(page.locator(f"main tbody a[href='{way}']").first)
        await expect(page.locator("#viet-bao-cao")).to_be_visible()
    with hands.step("kèm tệp"):
        async with page.expect_file_chooser() as chooser:
            await hands.click(page.locator("#viet-bao-cao .file-pick"))
        await (await chooser.value).set_files(file)
        await hands.click(page.get_by_role("button", name="Tải tệp lên cho báo cáo", exact=True))
        await expect(page.locator(".attached", has_text=file.name)).to_be_visible()
    with hands.step("ghi số liệu, văn bản"):
        figures = page.locator(FIGURE)
        await hands.click(figures.first)
        for place in await figures.all():
            await hands.tab_to(place, 4)
            await page.keyboard.press("Control+A")
            await hands.write("12")
        await hands.tab_to(page.get_by_label("Nội dung báo cáo", exact=True), 6)
        await page.keyboard.press("Control+A")
        await hands.write("Đã xong phần việc của kỳ, kèm bảng tổng hợp.")
        await hands.tab_to(page.locator("#vb-so"), 3)
        await hands.write(PAPER)
        await hands.tab_to(page.locator("#vb-ngay"), 3)
        await hands.write("23/11/2026")
    with hands.step("gửi"):
        await hands.click(page.get_by_role("button", name="Gửi báo cáo", exact=True))
        await expect(page.get_by_text("Đã gửi báo cáo").first).to_be_visible()
    return way


@dataclass(frozen=True)
class Morning:
    """The task that the clerk reported on, and what each step of it cost."""

    way: str
    costs: Mapping[str, Cost]


@pytest.fixture(scope="module")
async def morning(
    lived: Site, profiles: Profiles, tmp_path_factory: pytest.TempPathFactory
) -> Morning:
    """The clerk comes in, reports, and goes on; an inspector asks about it afterwards."""
    folder = tmp_path_factory.mktemp("morning")
    file = folder / FILE
    file.write_bytes(PDF)
    seats = Seats(site=lived, profiles=profiles, pictures=folder)
    async with counted(seats, CLERK) as clerk:
        page = clerk.page
        assert page.url.endswith("/viec"), "the day begins at the own desk"
        way = await reported(clerk, file)
        with clerk.step("mở việc tiếp theo"):
            await clerk.click(page.locator("main").get_by_role("link", name="Việc của tôi"))
            following = page.locator(f"main tbody a[href^='/viec/task-']:not([href='{way}'])")
            await clerk.click(following.first)
            await expect(page.get_by_role("heading", name="Diễn biến")).to_be_visible()
    return Morning(way, clerk.costs)


async def test_a_clerk_s_morning_costs_two_clicks_for_each_thing(morning: Morning) -> None:
    clicks = {name: cost.clicks for name, cost in morning.costs.items()}
    assert clicks == {
        "vào": 0,
        "mở việc": 1,
        "kèm tệp": 2,
        "ghi số liệu, văn bản": 1,
        "gửi": 1,
        "mở việc tiếp theo": 2,
    }
    assert sum(cost.keys for cost in morning.costs.values()) <= KEYS


async def test_who_reported_what_and_when_is_answered_by_the_log_in_seven_clicks(
    lived_seats: Seats, morning: Morning
) -> None:
    async with counted(lived_seats, "thanhtra") as inspector:
        page = inspector.page
        await page.goto(f"{lived_seats.site.address}/nhat-ky")
        with inspector.step("lọc"):
            await inspector.choose(page.locator("#ky"), morning.way.rpartition(".")[2])
            await inspector.click(page.locator(".log-more > summary"))
            await inspector.choose(page.locator("#don-vi"), UNIT)
            await inspector.click(page.get_by_role("button", name="Lọc theo các ô này"))
        rows = page.locator("table.log tr", has=page.locator(f"a[href='{morning.way}']"))
        row = rows.filter(has_text="Gửi báo cáo bản 1:").first
        await expect(row).to_contain_text("12%")
        await expect(row).to_contain_text("Chuyên viên Phòng Văn hóa - Xã hội")
        await expect(row).to_contain_text(re.compile(r"\d\d:\d\d"))
        with inspector.step("mở việc"):
            await inspector.click(row.locator(f"a[href='{morning.way}']"))
            await expect(page.get_by_text("Bản 1 (mới nhất)").first).to_be_visible()
        await expect(page.get_by_text(f"Văn bản số {PAPER}").first).to_be_visible()
        await expect(page.get_by_role("link", name=FILE).first).to_be_visible()
    assert inspector.costs["lọc"] == Cost(clicks=6, keys=0)
    assert inspector.costs["mở việc"] == Cost(clicks=1, keys=0)


# Who reads which page as it was known a quarter of a year ago.
DAYS_AGO = 90
READ_OF_A_DAY = ("/viec", "/don-doc", "/tong-quan", "/ke-hoach", "/ke-hoach/CT05")
_ACTS = "main form[method=post], main button:not(form[method=get] button), main [data-mark]"


@pytest.mark.parametrize("mouse", [True, False], ids=["1280", "360"])
async def test_the_pages_are_read_as_of_a_day_and_two_days_compared(
    lived_seats: Seats, *, mouse: bool
) -> None:
    day = written_day(today() - timedelta(days=DAYS_AGO))
    async with lived_seats.seat("chanhvanphong", mouse=mouse) as chief:
        page = chief.page
        for address in READ_OF_A_DAY:
            await page.goto(f"{lived_seats.site.address}{address}")
            await page.locator(".who > summary").click()
            await page.get_by_label("Xem tại ngày", exact=True).fill(day)
            await page.keyboard.press("Enter")
            bar = page.get_by_text(f"Sổ tại ngày {day}")
            # The page comes back by itself once the rows are made.
            await expect(bar).to_be_visible(timeout=60_000)
            await expect(page.locator(_ACTS)).to_have_count(0)
            await chief.fits()
            assert await grave_faults(page) == []
            await chief.picture(f"as-of-{address.strip('/').replace('/', '-')}")
        await page.goto(f"{lived_seats.site.address}/tong-quan/viec?tai-ngay={day}")
        await page.locator("main a[href^='/viec/task-']").first.click()
        await expect(page.get_by_text(f"Sổ tại ngày {day}")).to_be_visible()
        await expect(page.locator(_ACTS)).to_have_count(0)
        await chief.fits()
        await chief.picture("as-of-task")
        await page.get_by_role("link", name="So với hôm nay", exact=True).click()
        await expect(page.get_by_role("heading", name="So sánh hai ngày")).to_be_visible()
        await expect(page.locator("main a[href^='/viec/task-']").first).to_be_visible()
        await chief.fits()
        assert await grave_faults(page) == []
        await chief.picture("two-days")
        await page.goto(f"{lived_seats.site.address}/viec?tai-ngay={day}")
        await page.get_by_role("link", name="Về hôm nay", exact=True).click()
        await expect(page.get_by_text("chỉ xem")).to_have_count(0)
