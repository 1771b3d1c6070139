"""The demonstration as `make demo` shows it: each desk has something to see, wide and narrow.

The pictures of whole desks that the help and the README show are taken here.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, migrate
from infra.shipped import WARD_CODE
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.hands import Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site, serving, settle_past
from tests.ledger.databases import make_database

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
