"""Where somebody is after signing in again: at the page, the filter, the form they were at."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from api.account.return_address import return_address, sending_address
from tests.api.matrix_site import routes_of
from tests.api.reading import form_of
from tests.api.route_samples import HARMLESS
from tests.api.ward import PASSWORD, WebWard

pytestmark = pytest.mark.postgres
# What is no page that somebody stands at: each is answered with the list of work instead.
NO_PAGES = {"/", "/healthz", "/thay-doi", "/thay-doi/cho-toi", "/dang-nhap", "/lien-ket/{token}"}
TYPED = {"login": "chuyenvien", "password": PASSWORD}


async def test_every_page_and_every_form_is_an_address_to_come_back_to(web: WebWard) -> None:
    met = set()
    for method, pattern in routes_of(web.app):
        address = re.sub(r"\{[^}]+\}", "task-51-08.report.2026-Q4", pattern)
        asked = f"{address}?ky=2026-Q4&tim=b%C3%A1o+c%C3%A1o"
        back = (return_address if method == "GET" else sending_address)(web.app, asked)
        if address.startswith("/api") or pattern in NO_PAGES | HARMLESS:
            assert back in {"/", ""}, (method, pattern)
        else:
            met.add(method)
            assert back == asked, (method, pattern)
    assert met == {"GET", "POST"}


@pytest.mark.parametrize(
    "address",
    [
        "https://ke-gia-mao.test/viec",
        "//ke-gia-mao.test/viec",
        "/\\ke-gia-mao.test",
        "/viec/../dang-xuat",
        "/viec?ky=a\r\nSet-Cookie: a=b",
        "/viec?ky=<script>",
        "/viec?" + "a" * 3000,
        "/viec#" + "a",
        "/khong-co-trang-nay",
        "/viec/a/bao-cao",  # a form is sent to it, nobody looks at it
        "",
    ],
)
async def test_no_other_address_is_led_to(web: WebWard, address: str) -> None:
    assert return_address(web.app, address) == "/"
    assert sending_address(web.app, address.replace("/bao-cao", "")) == ""


async def test_a_filtered_page_is_shown_filtered_after_signing_in(web: WebWard) -> None:
    asked = "/bang-chung-cham-diem?ky=2026-Q3&don-vi=KTHTDT"
    async with web.browser() as nobody:
        turned = await nobody.get(asked)
        assert turned.status_code == 303
        way = turned.headers["location"]
        assert parse_qs(urlsplit(way).query)["tiep"] == [asked]
        sign_in = form_of(await nobody.get(way), "/dang-nhap").fields
        answer = await nobody.post("/dang-nhap", data={**sign_in, **TYPED})
        assert (answer.status_code, answer.headers["location"]) == (303, asked)


async def test_an_explanation_that_was_asked_for_leads_back_to_its_list(web: WebWard) -> None:
    page = "/don-doc?tinh-trang=tat-ca"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://127.0.0.1:8000{page}"}
    async with web.browser() as nobody:
        address = f"/viec/{web.task('51-08')}/vi-sao/status"
        answer = await nobody.get(address, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["hx-redirect"] == f"/dang-nhap?tiep={quote(page)}"


@pytest.mark.parametrize("address", ["/giao-trong-don-vi", "/giao-trong-don-vi/ghi"])
async def test_a_selection_is_sent_on_to_where_it_was_made(web: WebWard, address: str) -> None:
    fields = {f"chon.{web.task('51-08')}": "1", "note": "Lấy số liệu của ba tổ."}
    async with web.browser() as nobody:
        asked = await nobody.post(address, data=fields)
        sign_in = form_of(asked, "/dang-nhap").fields
        resumed = form_of(await nobody.post("/dang-nhap", data={**sign_in, **TYPED}), address)
        assert resumed.action == address
        assert resumed.fields == fields


async def test_a_contest_is_sent_on_in_the_period_that_was_looked_at(web: WebWard) -> None:
    contest = f"/bang-chung-cham-diem/{web.task('51-08')}/de-nghi-xem-lai?ky=2026-Q3"
    async with web.browser() as nobody:
        asked = await nobody.post(contest, data={"reason": "Đã gửi đúng hạn."})
        sign_in = form_of(asked, "/dang-nhap").fields
        resumed = form_of(await nobody.post("/dang-nhap", data={**sign_in, **TYPED}), "ky=2026-Q3")
        assert resumed.action == contest
