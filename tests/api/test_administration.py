"""The administrator's page: people, offices, one-time links; and what it does not show."""

import re

import pytest

from api.labels.words import day
from tests.api.reading import alert, form_of, send
from tests.api.ward import PASSWORD, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
NEW_PASSWORD = "mật khẩu mới dài"


async def test_a_new_person_gets_an_account_an_office_and_a_link_that_works_once(
    web: WebWard,
) -> None:
    async with web.browser("quantri") as administrator:
        typed = {"name": "Cao Thị Lan", "login": "Lan.Cao", "phone": ""}
        answer = await send(administrator, "/quan-tri", "/quan-tri/can-bo", typed)
        assert answer.status_code == 303
        person = answer.headers["location"].partition("?")[0]
        office = {"office": "specialist", "unit": "VHXH", "from_on": day(today())}
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 303
        page = await send(administrator, person, "/lien-ket", {})
        assert page.status_code == 200
        match = re.search(r"http://127\.0\.0\.1:8000(/lien-ket/[\w-]+)", page.text)
        assert match is not None
        link = match.group(1)
    async with web.browser() as lan:
        page = await lan.get(link)
        assert "Cao Thị Lan" in page.text
        for wrong in ("ngắn", "mật khẩu khác hẳn"):
            typed = {"password": wrong, "password_again": "ngắn"}
            refused = await lan.post(link, data=typed)
            assert refused.status_code in {409, 422}
            assert alert(refused)
            assert wrong not in refused.text
        typed = {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
        assert (await lan.post(link, data=typed)).status_code == 303
        assert (await lan.get(link)).status_code == 404
        signed_in = await lan.post(
            "/dang-nhap", data={"login": "lan.cao", "password": NEW_PASSWORD}
        )
        assert signed_in.status_code == 303
        work = await lan.get("/viec")
        assert "Tổ chức gặp mặt doanh nghiệp" in work.text
        assert (await lan.post("/dang-xuat")).status_code == 303
        assert (await lan.get("/viec")).status_code == 303


async def test_the_link_that_is_seen_after_a_double_click_works(web: WebWard) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    async with web.browser("quantri") as administrator:
        form = form_of(await administrator.get(person), "/lien-ket")
        await administrator.post(form.action, data=form.fields)
        second = await administrator.post(form.action, data=form.fields)
        assert second.status_code == 200
        link = re.search(r"/lien-ket/[\w-]{20,}", second.text)
        assert link is not None
        assert (await administrator.get(link.group(0))).status_code == 200


async def test_a_login_name_that_is_taken_keeps_the_form(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        typed = {"name": "Người Trùng Tên", "login": "chuyenvien", "phone": "0220 123456"}
        answer = await send(administrator, "/quan-tri", "/quan-tri/can-bo", typed)
        assert answer.status_code == 409
        assert "đã có người dùng" in alert(answer)
        kept = form_of(answer, "/quan-tri/can-bo").fields
        assert typed.items() <= kept.items()
        answer = await administrator.post(
            "/quan-tri/can-bo", data={**kept, "login": "nguoi.trung"}
        )
        assert answer.status_code == 303


async def test_an_office_ends_and_an_account_is_closed(web: WebWard) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    async with web.browser("quantri") as administrator, web.browser("dongnghiep") as person_self:
        ended = {"held": "specialist:KTHTDT", "until_on": day(today())}
        assert (await send(administrator, person, "/thoi-chuc", ended)).status_code == 303
        assert (await person_self.get("/viec")).status_code == 200
        assert (await send(administrator, person, "/khoa", {})).status_code == 303
        assert "Đã khóa" in (await administrator.get(person)).text
        assert (await person_self.get("/viec")).status_code == 303
        closed = await administrator.get(person)
        assert "/lien-ket" not in closed.text
        again = await send(administrator, person, "/mo-lai", {})
        assert again.status_code == 303
        opened = await administrator.get(again.headers["location"])
        assert "Đã mở lại tài khoản." in opened.text
        assert "Chưa đặt mật khẩu" in opened.text
        assert (await person_self.get("/viec")).status_code == 303
        old = {"login": "dongnghiep", "password": PASSWORD}
        assert (await person_self.post("/dang-nhap", data=old)).status_code == 401
        page = await send(administrator, person, "/lien-ket", {})
        assert re.search(r"/lien-ket/[\w-]{20,}", page.text)


@pytest.mark.parametrize(
    ("form", "typed", "said"),
    [
        ("/chuc-vu", {"office": "vua", "from_on": "01/12/2026"}, "chọn một chức vụ"),
        ("/chuc-vu", {"office": "specialist", "from_on": "2026-12-01"}, "không phải là ngày"),
        ("/chuc-vu", {"office": "specialist", "unit": "a\x00", "from_on": "01/12/2026"}, "đơn vị"),
        ("/chuc-vu", {"office": "specialist", "unit": "", "from_on": "01/12/2026"}, "đơn vị"),
        ("/thoi-chuc", {"held": "chair:", "until_on": "01/12/2026"}, "không giữ chức vụ"),
        ("/dinh-chinh", {"name": "  "}, "chưa nhập"),
        ("/dinh-chinh", {"name": "a\x07b"}, "ký tự điều khiển"),
    ],
)
async def test_a_form_that_makes_no_sense_says_which_field(
    web: WebWard, form: str, typed: dict[str, str], said: str
) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, person, form, typed)
    assert answer.status_code in {409, 422}
    assert said in alert(answer)
    kept = form_of(answer, form).fields
    for name in ("from_on", "until_on", "name"):
        if name in typed:
            assert kept[name].replace("\ufffd", "\x00") == typed[name]


async def test_the_office_names_the_lead_of_an_item_that_has_none(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get("/ke-hoach/III-07")
        assert "Huy động nguồn lực" in page.text
        assert "/chu-tri" not in page.text
    async with web.browser("chuyenvien") as specialist:
        assert "Huy động nguồn lực" not in (await specialist.get("/ke-hoach")).text
        assert (await specialist.get("/ke-hoach/III-07")).status_code == 404
    async with web.browser("chanhvp") as chief:
        refused = await send(chief, "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "VHXH"})
        assert refused.status_code == 409
        assert "không đồng thời là đơn vị phối hợp" in alert(refused)
        assert (
            await send(chief, "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "KTHTDT"})
        ).status_code == 303
        assert "đều đã có đơn vị chủ trì" in (await chief.get("/ke-hoach?chua-chu-tri=1")).text
    assert (await web.states("assignment-III-07"))[-1] == "lead-named"
