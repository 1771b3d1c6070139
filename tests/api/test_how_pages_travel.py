"""How pages travel: small, again only where changed, gone with the session; HEAD; homes."""

import pytest

from api.web.navigation import IN_SIGHT, navigation
from services.domain.roles import Holder, OfficeHeld
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import act, report

pytestmark = pytest.mark.postgres
LIST = "/nhat-ky"  # a page without a form that draws ids


async def test_a_page_that_has_not_changed_is_not_sent_again(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        page = await chief.get(LIST)
        mark = page.headers["etag"]
        assert mark.startswith('W/"')
        again = await chief.get(LIST, headers={"If-None-Match": f'W/"other", {mark}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
        assert again.headers["cache-control"] == "private, no-cache"
        assert "content-security-policy" in again.headers
        await act(web, "chuyenvien", report(web.task("51-08"), 0))
        changed = await chief.get(LIST, headers={"If-None-Match": mark})
        assert changed.status_code == 200
        assert changed.headers["etag"] != mark


async def test_nothing_that_was_kept_is_shown_after_signing_out(web: WebWard) -> None:
    async with web.browser("chuyenvien") as viewer:
        mark = (await viewer.get(LIST)).headers["etag"]
        await viewer.post("/dang-xuat")
        asked = await viewer.get(LIST, headers={"If-None-Match": mark})
        assert asked.status_code == 303
        assert asked.headers["location"].startswith("/dang-nhap")
        assert asked.headers["cache-control"] == "no-store"


async def test_pages_are_packed_for_whoever_unpacks(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        packed = await chief.get("/viec", headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < len(packed.content) / 3
        plain = await chief.get("/viec", headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert "Accept-Encoding" in packed.headers["vary"]


@pytest.mark.parametrize("path", ["/viec", "/healthz", "/dang-nhap", "/khong-co"])
async def test_head_is_answered_as_get_without_the_page(web: WebWard, path: str) -> None:
    async with web.browser("chanhvp") as chief:
        asked, head = await chief.get(path), await chief.head(path)
        assert head.status_code == asked.status_code
        assert head.content == b""
        assert head.headers["content-type"] == asked.headers["content-type"]


async def test_head_of_what_only_takes_forms_is_refused(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        assert (await chief.head("/dang-xuat")).status_code == 405


@pytest.mark.parametrize(
    ("login", "first"),
    [
        ("chuyenvien", "/viec"),
        ("truongphong", "/viec"),
        ("chanhvp", "/don-doc"),
        ("phochutich", "/tong-quan"),
        ("thanhtra", "/thanh-tra"),
        ("quantri", "/quan-tri"),
    ],
)
async def test_the_day_begins_where_the_office_works(web: WebWard, login: str, first: str) -> None:
    async with web.browser(login) as viewer:
        assert (await viewer.get("/")).headers["location"] == first
        assert (await viewer.get(first)).status_code == 200


@pytest.mark.parametrize("login", ["chuyenvien", "chanhvp", "phochutich", "thanhtra", "quantri"])
async def test_every_entry_of_the_frame_opens_a_page_that_is_the_reader_s(
    web: WebWard, login: str
) -> None:
    _, office, unit = PEOPLE[login]
    held = OfficeHeld(office=office, unit=unit, from_on=today())
    shown = navigation(Holder(person_id=await web.person_id(login), offices=(held,)))
    assert 1 <= len(shown.in_sight) <= IN_SIGHT
    assert shown.home == shown.in_sight[0].address
    async with web.browser(login) as viewer:
        for entry in (*shown.in_sight, *shown.behind):
            page = await viewer.get(entry.address)
            assert page.status_code == 200, entry.address
            assert f'href="{entry.address}" aria-current="page"' in page.text
