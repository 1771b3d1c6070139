"""Sessions and passwords under the administrator's hand: sign-out everywhere, forced change."""

import re

import pytest

from tests.api.programs import program
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


@pytest.mark.parametrize("act", ["dang-xuat", "doi-mat-khau", "khoa"])
async def test_a_program_is_turned_away_with_its_person(web: WebWard, act: str) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/quan-tri/can-bo/{who}"
    async with web.browser("quantri") as administrator, program(web, "dongnghiep") as client:
        assert (await client.get("/me")).status_code == 200
        page = await administrator.get(person)
        assert "Mã truy cập của phần mềm đang dùng: 1." in page.text
        form = form_of(page, f"{who}/{act}")
        answer = await administrator.post(form.action, data=form.fields)
        assert answer.status_code == 303
        assert "mã truy cập" in (await administrator.get(answer.headers["location"])).text
        refused = await client.get("/me")
        assert (refused.status_code, refused.json()["code"]) == (401, "token")


async def test_signing_out_everywhere_twice_spares_the_session_begun_in_between(
    web: WebWard,
) -> None:
    who = await web.person_id("dongnghiep")
    person = f"/quan-tri/can-bo/{who}"
    async with web.browser("quantri") as administrator, web.browser("dongnghiep"):
        form = form_of(await administrator.get(person), f"{who}/dang-xuat")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        async with web.browser("dongnghiep") as own, program(web, "dongnghiep") as client:
            assert (await administrator.post(form.action, data=form.fields)).status_code == 303
            assert (await own.get("/viec")).status_code == 200
            assert (await client.get("/me")).status_code == 200


async def test_the_tokens_page_says_what_ends_them_all(web: WebWard) -> None:
    async with web.browser("dongnghiep") as own, program(web, "dongnghiep"):
        page = await own.get("/tai-khoan/ma-truy-cap")
        assert "Thu hồi mã của phần mềm thử" in page.text
        assert "Mọi mã hết hiệu lực khi bạn đặt mật khẩu mới" in page.text
