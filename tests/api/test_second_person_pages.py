"""The second person on pages: what waits, the button, what is told afterwards, the log."""

from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from services.domain.roles import Office
from tests.api.pages_said import said
from tests.api.reading import alert, form_of, send
from tests.api.test_people_csv import ADDRESS, sent, table
from tests.api.ward import PASSWORD, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
CONSENTS = "/quan-tri/cho-dong-y"
NEW_PASSWORD = "mật khẩu rất mới"
WAITS = "Chờ người thứ hai đồng ý, hoặc có hiệu lực từ"


async def set_up(web: WebWard) -> None:
    """The chief of the Office signs in for the first time."""
    async with web.browser("chanhvp"):
        pass


async def card(web: WebWard, login: str) -> str:
    return f"/quan-tri/can-bo/{await web.person_id(login)}"


async def granted(client: AsyncClient, address: str, **typed: str) -> Response:
    return await send(client, address, "/chuc-vu", {"from_on": day(today()), **typed})


@pytest.mark.parametrize("office", ["chair", "inspector", "vice_chair"])
async def test_an_administrator_does_not_become_chair(web: WebWard, office: str) -> None:
    own = await card(web, "quantri")
    async with web.browser("quantri") as administrator:
        answer = await granted(administrator, own, office=office)
        assert answer.status_code == 403
        assert "Không ai tự giao chức vụ cho mình." in alert(answer)
        line = ("Mai Anh Đức", "quantri", "", "Thanh tra, giám sát", "", "")
        shown = await sent(administrator, table(line).encode())
        assert "Không ai tự giao chức vụ cho mình." in shown.text


async def test_an_invented_chief_waits_and_neither_decides_nor_signs_in(web: WebWard) -> None:
    await set_up(web)
    async with web.browser("quantri") as administrator, web.browser() as invented:
        typed = {"name": "Kẻ Bịa Ra", "login": "bia.ra", "phone": ""}
        answer = await send(administrator, "/quan-tri", "/quan-tri/can-bo", typed)
        own = answer.headers["location"].partition("?")[0]
        chief = {"office": "chief_of_office", "unit": "VP"}
        asked = await granted(administrator, own, **chief)
        assert asked.status_code == 422
        assert "đã có Chánh Văn phòng Phạm Minh Tuấn. Vẫn giao thêm" in alert(asked)
        again = {**form_of(asked, "/chuc-vu").fields, **chief, "second": "1"}
        assert (await administrator.post(f"{own}/chuc-vu", data=again)).status_code == 303
        page = await send(administrator, own, "/lien-ket", {})
        assert "chờ người thứ hai đồng ý, hoặc có hiệu lực từ" in said(page)
        assert "Đồng ý cấp liên kết" not in page.text, "nobody agrees to the own act"
        link = page.text.partition("/lien-ket/")[2].partition("<")[0]
        address = page.text.partition("http://127.0.0.1:8000")[2].partition("<")[0]
        assert link
        refused = await invented.get(address)
        assert refused.status_code == 409
        assert "Liên kết này có hiệu lực từ" in refused.text
        both = {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
        assert (await invented.post(address, data=both)).status_code == 409
        assert WAITS in said(await administrator.get("/quan-tri"))
    held = await web.ward.directory.acts.index.holders(Office.CHIEF_OF_OFFICE)
    assert len(held) == 2


async def test_a_second_person_sees_what_waits_and_agrees_with_a_button(web: WebWard) -> None:
    await set_up(web)
    own = await card(web, "dongnghiep")
    async with web.browser("quantri") as administrator, web.browser("chanhvp") as chief:
        assert (await granted(administrator, own, office="inspector")).status_code == 303
        assert WAITS in said(await administrator.get(own))
        assert "1 việc giao chức vụ, cấp liên kết chờ bạn đồng ý" in said(await chief.get("/viec"))
        page = await chief.get(CONSENTS)
        assert WAITS in said(page)
        answer = await send(chief, CONSENTS, "/cho-dong-y/chuc-vu", {})
        assert answer.status_code == 303
        assert "Không có việc nào chờ đồng ý." in said(await chief.get(CONSENTS))
        fields = form_of(page, "/cho-dong-y/chuc-vu").fields
        again = {**fields, "command_id": str(web.ward.directory.randomness.new_id())}
        stale = await chief.post(f"{CONSENTS}/chuc-vu", data=again)
        assert stale.status_code == 409
    async with web.browser("dongnghiep") as inspector:
        assert (await inspector.get("/tong-quan")).status_code == 200
        reported = said(await inspector.get("/viec"))
        assert "Mai Anh Đức giao bạn chức vụ Thanh tra, giám sát" in reported
        assert "Phạm Minh Tuấn đồng ý: bạn giữ chức vụ Thanh tra, giám sát" in reported
    async with web.browser("chuyenvien") as specialist:
        assert (await specialist.get(CONSENTS)).status_code == 403
        assert (await specialist.post(f"{CONSENTS}/chuc-vu", data=again)).status_code == 403


async def test_who_got_a_new_password_is_shown_by_whose_link_until_it_is_read(
    web: WebWard,
) -> None:
    await set_up(web)
    own = await card(web, "phochutich")
    async with web.browser("quantri") as administrator, web.browser("chanhvp") as chief:
        page = await send(administrator, own, "/lien-ket", {})
        address = page.text.partition("http://127.0.0.1:8000")[2].partition("<")[0]
        async with web.browser("phochutich") as leader:
            warned = said(await leader.get("/viec"))
            assert "Liên kết đặt mật khẩu cho bạn do Mai Anh Đức cấp ngày" in warned
        assert (await send(chief, CONSENTS, "/cho-dong-y/lien-ket", {})).status_code == 303
        both = {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
        assert (await chief.post(address, data=both)).status_code == 303
    async with web.browser() as leader:
        form = {"login": "phochutich", "password": NEW_PASSWORD, "next": "/don-doc"}
        assert (await leader.post("/dang-nhap", data=form)).status_code == 303
        for path in ("/don-doc", "/viec", "/nhat-ky"):
            page = await leader.get(path)
            assert f"Mật khẩu được đặt lại ngày {day(today())}" in said(page)
            assert "theo liên kết do Mai Anh Đức cấp." in said(page)
        assert (await send(leader, "/viec", "/thong-bao", {})).status_code == 303
        assert "Mật khẩu được đặt lại" not in said(await leader.get("/viec"))
        size = await web.size()
        read = form_of(page, "/thong-bao").fields
        twice = {**read, "command_id": str(web.ward.directory.randomness.new_id())}
        assert (await leader.post("/tai-khoan/thong-bao", data=twice)).status_code == 303
        assert await web.size() == size
    async with web.browser("thanhtra") as inspector:
        log = said(await inspector.get("/nhat-ky?loai=chuc-vu-tai-khoan"))
        assert "Đặt mật khẩu theo liên kết do Mai Anh Đức cấp – Vũ Thị Ngọc." in log
        assert "Đồng ý cấp liên kết – Vũ Thị Ngọc." in log
        assert "Đã xem thông báo – Vũ Thị Ngọc." in log
        assert "Đăng nhập – " not in log


async def test_sessions_ended_and_a_password_taken_back_are_shown_too(web: WebWard) -> None:
    own = await card(web, "dongnghiep")
    async with web.browser("dongnghiep"), web.browser("quantri") as administrator:
        assert (await send(administrator, own, f"{own}/dang-xuat", {})).status_code == 303
    async with web.browser("dongnghiep") as again:
        assert "Mai Anh Đức đã đăng xuất bạn ở mọi nơi" in said(await again.get("/viec"))


async def test_the_set_up_is_marked_and_has_a_filter_in_the_log(web: WebWard) -> None:
    own = await card(web, "dongnghiep")
    async with web.browser("quantri") as administrator:
        answer = await granted(administrator, own, office="vice_chair")
        assert answer.status_code == 303
        assert "đồng ý" not in said(await administrator.get("/quan-tri"))
    await set_up(web)
    async with web.browser("quantri") as administrator:
        assert (await granted(administrator, own, office="inspector")).status_code == 303
        log = said(await administrator.get("/nhat-ky?loai=thiet-lap-ban-dau&can-bo="))
        assert "(thiết lập ban đầu) – Đỗ Văn Khải." in log
        assert "Giao chức vụ Phó Chủ tịch từ" in log
        marked = log.partition("Lọc theo:")[2]
        assert "nếu chưa có người thứ hai đồng ý" not in marked
        wide = said(await administrator.get("/nhat-ky?loai=chuc-vu-tai-khoan"))
        assert "nếu chưa có người thứ hai đồng ý – Đỗ Văn Khải." in wide
        assert "Kết thúc thiết lập ban đầu." in wide


async def test_a_list_says_what_waits_and_who_holds_the_office_already(web: WebWard) -> None:
    await set_up(web)
    lines = (
        ("Cao Thị Lan", "lan.cao", "", "Thủ trưởng đơn vị", "KTHTDT", ""),
        ("Đinh Văn Sơn", "son.dinh", "", "Chủ tịch", "", ""),
        ("Lý Thị Mai", "mai.ly", "", "Chủ tịch", "", ""),
        ("Hà Văn Tú", "tu.ha", "", "Phó Chủ tịch", "", day(today() + timedelta(days=60))),
    )
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, table(*lines).encode())
        reported = said(shown)
        assert reported.count("chờ người thứ hai đồng ý, hoặc có hiệu lực từ") == 3
        assert "Đô thị đã có Trưởng phòng Trần Văn Bình." in reported
        assert "Chú ý: UBND phường đã có Chủ tịch Đinh Văn Sơn." in reported
        assert reported.count("Chú ý:") == 2
        form = form_of(shown, "/ghi")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        assert said(await administrator.get(CONSENTS)).count(WAITS) == 3
        again = await sent(administrator, table(*lines).encode())
        assert again.text.count("Đã có, không đổi gì.") == 4
        assert ADDRESS in form.action


async def test_the_last_administrator_stays_on_the_page(web: WebWard) -> None:
    own = await card(web, "quantri")
    async with web.browser("quantri") as administrator:
        ended = {"held": "administrator:", "until_on": day(today())}
        for form, typed in (("/thoi-chuc", ended), ("/khoa", {}), ("/doi-mat-khau", {})):
            answer = await send(administrator, own, form, typed)
            assert answer.status_code == 409, form
            assert "quản trị hệ thống duy nhất còn đăng nhập được" in alert(answer)
    async with web.browser() as again:
        proof = {"login": "quantri", "password": PASSWORD}
        assert (await again.post("/dang-nhap", data=proof)).status_code == 303
