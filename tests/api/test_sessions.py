"""Sessions and passwords under the administrator's hand: sign-out everywhere, forced change."""

import re

import pytest

from tests.api.reading import form_of, send
from tests.api.ward import PASSWORD, WebWard

pytestmark = pytest.mark.postgres
NEW_PASSWORD = "mật khẩu mới dài"


async def test_somebody_is_signed_out_everywhere_and_signs_in_again(web: WebWard) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/quan-tri/can-bo/{who}"
    async with (
        web.browser("quantri") as administrator,
        web.browser("dongnghiep") as office,
        web.browser("dongnghiep") as phone,
    ):
        assert (await phone.get("/viec")).status_code == 200
        page = await administrator.get(person)
        assert "Phiên đăng nhập đang mở" in page.text
        assert page.text.count("thao tác gần nhất") == 2
        assert (await send(administrator, person, f"{who}/dang-xuat", {})).status_code == 303
        for browser in (office, phone):
            assert (await browser.get("/viec")).status_code == 303
        assert "Cán bộ không đăng nhập ở đâu." in (await administrator.get(person)).text
        again = {"login": "dongnghiep", "password": PASSWORD}
        assert (await phone.post("/dang-nhap", data=again)).status_code == 303
        assert (await phone.get("/viec")).status_code == 200
    assert "sessions-ended" in await web.states(f"directory-account.{who}")


async def test_a_forced_change_closes_the_old_password_until_a_link_sets_a_new_one(
    web: WebWard,
) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/quan-tri/can-bo/{who}"
    async with web.browser("quantri") as administrator, web.browser("dongnghiep") as own:
        form = form_of(await administrator.get(person), "/doi-mat-khau")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        assert (await own.get("/viec")).status_code == 303
        old = {"login": "dongnghiep", "password": PASSWORD}
        assert (await own.post("/dang-nhap", data=old)).status_code == 401
        assert "Chưa đặt mật khẩu" in (await administrator.get(person)).text
        page = await send(administrator, person, "/lien-ket", {})
        link = re.search(r"/lien-ket/[\w-]{20,}", page.text)
        assert link is not None
        typed = {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
        assert (await own.post(link.group(0), data=typed)).status_code == 303
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        new = {"login": "dongnghiep", "password": NEW_PASSWORD}
        assert (await own.post("/dang-nhap", data=new)).status_code == 303
    assert (await web.states(f"directory-account.{who}")).count("password-revoked") == 1


@pytest.mark.parametrize("login", ["chanhvp", "thanhtra", "dongnghiep"])
async def test_only_an_administrator_ends_sessions(web: WebWard, login: str) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/quan-tri/can-bo/{who}"
    async with web.browser("quantri") as administrator, web.browser("dongnghiep") as own:
        page = await administrator.get(person)
        async with web.browser(login) as other:
            for ending in (f"{who}/dang-xuat", "/doi-mat-khau"):
                form = form_of(page, ending)
                assert (await other.post(form.action, data=form.fields)).status_code == 403
        assert (await own.get("/viec")).status_code == 200
