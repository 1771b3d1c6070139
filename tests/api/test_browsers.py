"""A User-Agent in short, and where it is shown."""

import pytest

from api.web.browsers import UNKNOWN, browser_in_short
from tests.api.programs import program
from tests.api.ward import PASSWORD, WebWard

CHROME = "Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) "
PHONE = f"{CHROME}Chrome/143.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "short"),
    [
        (PHONE, "Chrome trên Android"),
        (f"{PHONE} Zalo android/13", "Zalo trên Android"),
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0"
            ),
            "Edge trên Windows",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
            ),
            "Safari trên iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox trên Linux",
        ),
        ("curl/8.5.0", UNKNOWN),
        ("", UNKNOWN),
        ("<script>Chrome/1", "Chrome"),
    ],
)
def test_the_browser_and_the_device_are_named(user_agent: str, short: str) -> None:
    assert browser_in_short(user_agent) == short


@pytest.mark.postgres
async def test_a_session_says_where_it_is_to_its_owner_and_to_the_administrator(
    web: WebWard,
) -> None:
    who = await web.person_id("dongnghiep")
    async with web.browser("dongnghiep") as own, web.browser("quantri") as admin:
        typed = {"login": "dongnghiep", "password": PASSWORD}
        headers = {"User-Agent": PHONE}
        own.cookies.clear()
        assert (await own.post("/dang-nhap", data=typed, headers=headers)).status_code == 303
        page = await own.get("/tai-khoan")
        assert "Chrome trên Android" in page.text
        seen = await admin.get(f"/quan-tri/can-bo/{who}")
        assert "Chrome trên Android, 127.0.0.1" in seen.text
    async with program(web, "quantri") as client:
        sessions = (await client.get(f"/people/{who}/sessions")).json()["sessions"]
    kept = {(each["browser"], each["address"]) for each in sessions}
    assert ("Chrome trên Android", "127.0.0.1") in kept
