"""A real Chromium before the demonstration's pages."""

import os
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, migrate
from tests.journeys.browser.hands import PICTURES_ARE_KEPT, Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site, invite, served_demonstration, serving
from tests.ledger.databases import make_database

# Chromium without a window of its own: a quarter less computing than the whole browser's headless
# mode takes for the same pages.
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Served by the pages as help, and shown by the README: one picture for both.
PICTURES = Path(__file__).resolve().parents[3] / "api/static/own/help"
# What is kept, by the name of the picture that a test takes.
SHOWN = {
    "sign-in-1280": "sign-in",
    "past-my-work-1280": "my-work",
    "decide-1280": "task",
    "admin-1280": "admin",
    "returned-360": "task-mobile",
    "plan-document-1280": "plan-document",
    "past-sheet-1280": "period-sheet",
    "past-board-1280": "board",
    "past-overview-1280": "overview",
    "appraisal-1280": "appraisal",
    "past-log-1280": "log",
    "past-plan-tree-1280": "plan-tree",
    "directive-1280": "directive",
    "register-1280": "register",
    "find-1280": "find",
    "tokens-1280": "tokens",
    "past-meeting-1280": "meeting",
    "past-leaders-360": "leaders",
    "awaited-1280": "awaited",
    "programme-1280": "programme",
}
# The upper part of a page, smaller and as WebP: Chromium itself writes it.
SHRINK = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const width = Math.min(picture.width, 960);
  const height = Math.min(picture.height, picture.width > 960 ? 960 : 1400);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.round(height * width / picture.width);
  canvas.getContext("2d").drawImage(
    picture, 0, 0, picture.width, height, 0, 0, canvas.width, canvas.height
  );
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


@pytest.fixture(scope="session")
async def demonstration(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """The ward's real plan with invented people, behind a web server."""
    folder = tmp_path_factory.mktemp("demonstration")
    async with served_demonstration(postgres, "demonstration", folder) as site:
        yield site


@pytest.fixture
async def unplanned(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """A ward with people and without a plan, for one test, behind a web server."""
    folder = tmp_path_factory.mktemp("unplanned")
    name = f"unplanned_{folder.name[-4:].strip('-_d')}"
    database = make_database(postgres.admin_dsn(), name, folder)
    logins = migrate(database.migrator, folder / "demo", kind=Kind.DEMO, ward="11002")
    passwords = await invite(logins, folder)
    with serving(logins, passwords) as site:
        yield site


@pytest.fixture(scope="session")
def executable() -> str:
    """Debian's headless Chromium; in CI it must be there, elsewhere its absence skips."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing: install Debian's package")
        pytest.skip(f"{CHROMIUM} is missing")
    return CHROMIUM


@pytest.fixture(scope="session")
async def chromium(executable: str) -> AsyncIterator[Browser]:
    """One Chromium for all who sit down."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def profiles(chromium: Browser) -> Profiles:
    """What people sit down at."""
    return Profiles(browser=chromium)


@pytest.fixture
async def seats(demonstration: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    """Where people of the demonstration sit down; pictures are kept only when asked for."""
    yield Seats(site=demonstration, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


@pytest.fixture
async def empty_kit(unplanned: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    """Where the people of a ward without a plan sit down."""
    yield Seats(site=unplanned, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


async def keep(taken_in: Path, chromium: Browser) -> None:
    """Keep what the help pages and the README show, where that was asked for."""
    if not PICTURES_ARE_KEPT:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = await chromium.new_page()
    for picture, name in SHOWN.items():
        if (taken := taken_in / f"{picture}.png").exists():
            address = f"data:image/png;base64,{b64encode(taken.read_bytes()).decode()}"
            written = await page.evaluate(SHRINK, address)
            (PICTURES / f"{name}.webp").write_bytes(b64decode(written))
    await page.close()
