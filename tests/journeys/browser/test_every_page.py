"""Every page that somebody can open: accessible, Vietnamese, and no wider than a phone."""

import re

import pytest

from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.hands import BrowserPerson, Seats

pytestmark = [pytest.mark.postgres, pytest.mark.browser]
# Who opens which addresses; what has a parameter is opened through a link of the page.
PAGES = {
    "chanhvanphong": [
        "/viec",
        "/ke-hoach",
        "/ke-hoach/van-ban",
        "/tai-khoan",
        "/tai-khoan/ma-truy-cap",
        "/don-doc",
        "/giao-ban",
        "/lanh-dao",
        "/cho-cap-tren",
        "/loi-hua-nhac-viec",
        "/tong-quan",
        "/giao-viec",
        "/chuong-trinh",
        "/so-theo-doi",
        "/so-theo-doi/nhap",
        "/giao-viec/moi?nguon=incoming_document",
        "/giao-viec/moi?nguon=conclusion",
        "/giao-viec/moi?nguon=direct_order",
        "/giao-viec/moi?nguon=petition",
        "/bang-chung-cham-diem",
        "/nhat-ky",
        "/tim?tim=dat+dai",
        "/phieu",
        "/tro-giup",
    ],
    "kthtdt.truong": [
        "/viec",
        "/giao-trong-don-vi",
        "/phieu",
        "/bang-chung-cham-diem",
        "/nhat-ky",
        "/tim?tim=duong",
    ],
    "thanhtra": [
        "/viec",
        "/ke-hoach",
        "/don-doc",
        "/loi-hua-nhac-viec",
        "/tong-quan",
        "/nhat-ky",
        "/khoa-so",
        "/thanh-tra",
        "/thanh-tra/dau-hieu",
        "/thanh-tra/dau-hieu?tim=doi-han",
        "/thanh-tra/dau-hieu?tim=cung-tep",
        "/thanh-tra/kien-nghi",
        "/thanh-tra/kien-nghi/lap",
    ],
    "quantri": ["/viec", "/quan-tri", "/quan-tri/danh-sach", "/quan-tri/don-vi", "/nhat-ky"],
}
FOLLOWED = {
    "/viec": "a[href^='/viec/task-']",
    "/quan-tri": "main a[href^='/quan-tri/can-bo/']",
    "/quan-tri/don-vi": "main a[href^='/quan-tri/don-vi/']",
    "/ke-hoach": "main a[href^='/ke-hoach/']:not([href*='van-ban'])",
    "/phieu": "main a[href^='/phieu/']",
    "/nhat-ky": "main tbody a[href^='/nhat-ky/']",
    "/thanh-tra": "main a.answer-name",
    "/don-doc": "main a[href^='/don-doc?']",
    "/tong-quan": "main a[href^='/tong-quan/viec']",
    "/tro-giup": "main a[href^='/tro-giup/']",
}
_ISO_DAY = re.compile(r"(?<![\d/])\d{4}-\d{2}-\d{2}(?!\d)")
# Words of the code that must never reach a person.
CODE_WORDS = re.compile(
    r"\b(?:acknowledged|submitted|approved|confirmed|returned|issued|pending|overdue|scheme|"
    r"indicator|duty|quarter|half_year|school_year|running_late|running_in_time|done_late|"
    r"done_in_time|formal_gap|failed_content|failed_quality|unit_head|specialist|chief_of_office|vice_chair|"
    r"None|True|False|null|undefined)\b"
)


async def _sound(person: BrowserPerson, address: str, *, audited: bool = True) -> None:
    """What must hold on every page; the audit of a page takes as long as all the rest."""
    await person.fits()
    if audited:
        grave = await grave_faults(person.page)
        assert grave == [], f"{address}: {grave}"
    text = await person.page.inner_text("body")
    assert _ISO_DAY.findall(text) == [], address
    assert CODE_WORDS.findall(text) == [], address


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize("mouse", [True, False], ids=["1280", "360"])
async def test_every_page_is_accessible_vietnamese_and_fits(
    seats: Seats, login: str, *, mouse: bool
) -> None:
    audited = not mouse  # one markup; a wide window is audited in the dark, below
    async with seats.seat(login, mouse=mouse) as person:
        for address in PAGES[login]:
            await person.page.goto(f"{seats.site.address}{address}")
            await _sound(person, address, audited=audited)
            link = FOLLOWED.get(address)
            if link and await person.page.locator(link).count():
                way = await person.page.locator(link).first.get_attribute("href")
                await person.page.goto(f"{seats.site.address}{way}")
                await _sound(person, str(way), audited=audited)


async def test_the_pages_are_accessible_in_the_dark(seats: Seats) -> None:
    async with seats.seat("chanhvanphong", mouse=True) as person:
        await person.page.emulate_media(color_scheme="dark")
        for address in (*PAGES["chanhvanphong"], FOLLOWED["/viec"]):
            way = address
            if not address.startswith("/"):
                await person.page.goto(f"{seats.site.address}/viec")
                way = str(await person.page.locator(address).first.get_attribute("href"))
            await person.page.goto(f"{seats.site.address}{way}")
            await _sound(person, way)
        await person.picture("dark")


async def test_the_door_is_accessible_too(seats: Seats) -> None:
    context = await seats.profiles.browser.new_context(viewport={"width": 360, "height": 740})
    page = await context.new_page()
    for address in ("/dang-nhap", "/api/docs", "/khong-co-trang-nay"):
        await page.goto(f"{seats.site.address}{address}")
        assert await grave_faults(page) == [], address
    await context.close()
