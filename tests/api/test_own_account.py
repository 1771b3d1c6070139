"""Tài khoản của tôi: what stands there, another password, sessions ended elsewhere."""

import pytest

from api.labels.words import day
from services.domain.directory.events import account_stream
from tests.api.programs import program
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import PASSWORD, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
PAGE = "/tai-khoan"
NEW_PASSWORD = "mật khẩu mới dài"
CHANGE = {"password_now": PASSWORD, "password": NEW_PASSWORD, "password_again": NEW_PASSWORD}


async def test_the_page_says_who_somebody_is_and_what_office_is_held_since_when(
    web: WebWard,
) -> None:
    async with web.browser("truongphong") as own:
        page = await own.get(PAGE)
    reported = " ".join(" ".join(read(page).text).split())
    assert "Trần Văn Bình" in reported
    assert "truongphong" in reported
    assert "Trưởng phòng Kinh tế, Hạ tầng và Đô thị" in reported
    assert "Phiên này" in reported
    assert "Mã truy cập cho phần mềm (0 đang dùng)" in reported


async def test_a_password_is_changed_by_the_present_one_and_everything_else_ends(
    web: WebWard,
) -> None:
    who = await web.person_id("dongnghiep")
    async with (
        web.browser("dongnghiep") as own,
        web.browser("dongnghiep") as elsewhere,
        program(web, "dongnghiep") as client,
    ):
        answer = await send(own, PAGE, "/mat-khau", CHANGE)
        assert answer.status_code == 303
        page = await own.get(answer.headers["location"])
        assert page.status_code == 200
        assert "Đã đổi mật khẩu. Bạn vẫn đăng nhập ở đây" in page.text
        assert (await elsewhere.get("/viec")).status_code == 303
        assert (await client.get("/me")).status_code == 401
        old = {"login": "dongnghiep", "password": PASSWORD}
        assert (await elsewhere.post("/dang-nhap", data=old)).status_code == 401
        new = {"login": "dongnghiep", "password": NEW_PASSWORD}
        assert (await elsewhere.post("/dang-nhap", data=new)).status_code == 303
        assert "đặt lại" not in (await own.get("/viec")).text
    assert (await web.states(account_stream(who))).count("password-set") == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password_now": "không phải mật khẩu"}, "Mật khẩu hiện nay không đúng."),
        ({"password_again": "khác hẳn cái trên"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"password": PASSWORD, "password_again": PASSWORD}, "phải khác mật khẩu hiện nay"),
        ({"password": "ngắn", "password_again": "ngắn"}, "Mật khẩu phải có từ"),
    ],
)
async def test_a_change_that_is_refused_says_why_and_shows_no_password(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    who = await web.person_id("dongnghiep")
    async with web.browser("dongnghiep") as own:
        answer = await send(own, PAGE, "/mat-khau", {**CHANGE, **typed})
        assert answer.status_code in {409, 401, 422}
        assert said in alert(answer)
        for secret in {**CHANGE, **typed}.values():
            assert secret not in answer.text
        assert (await own.get(PAGE)).status_code == 200
    assert (await web.states(account_stream(who))).count("password-set") == 1


async def test_wrong_present_passwords_are_counted_like_wrong_sign_ins(web: WebWard) -> None:
    wrong = {**CHANGE, "password_now": "không phải mật khẩu"}
    async with web.browser("dongnghiep") as own:
        statuses = [(await send(own, PAGE, "/mat-khau", wrong)).status_code for _ in range(12)]
        assert statuses[-1] == 429
        assert (await send(own, PAGE, "/mat-khau", CHANGE)).status_code == 429


async def test_a_password_form_that_outlives_its_session_carries_no_password(
    web: WebWard,
) -> None:
    async with web.browser("dongnghiep") as own:
        form = form_of(await own.get(PAGE), "/mat-khau")
        await own.post("/dang-xuat")
        answer = await own.post(form.action, data={**form.fields, **CHANGE})
        assert PASSWORD not in answer.text
        assert NEW_PASSWORD not in answer.text
        assert "mật khẩu chưa đổi và không được giữ" in answer.text


async def test_one_session_or_all_others_are_ended_and_this_one_goes_on(web: WebWard) -> None:
    who = await web.person_id("dongnghiep")
    async with (
        web.browser("dongnghiep") as office,
        web.browser("dongnghiep") as phone,
        web.browser("dongnghiep") as own,
    ):
        page = await own.get(PAGE)
        forms = [each for each in read(page).forms if "session_id" in each.fields]
        assert len(forms) == 2
        answer = await own.post(forms[0].action, data=forms[0].fields)
        assert answer.status_code == 303
        assert "Đã kết thúc phiên đăng nhập." in (await own.get(answer.headers["location"])).text
        ended = [(await each.get("/viec")).status_code for each in (office, phone)]
        assert sorted(ended) == [200, 303]
        again = await own.post(forms[0].action, data=forms[0].fields)
        assert "đã kết thúc từ trước" in (await own.get(again.headers["location"])).text
        everywhere = {**forms[0].fields, "session_id": "", "moi-phien": "1"}
        assert (await own.post(forms[0].action, data=everywhere)).status_code == 303
        for each in (office, phone):
            assert (await each.get("/viec")).status_code == 303
        assert (await own.get("/viec")).status_code == 200
        assert "Kết thúc mọi phiên khác" not in (await own.get(PAGE)).text
    assert (await web.states(account_stream(who))).count("own-sessions-ended") == 2


async def test_nobody_ends_a_session_of_somebody_else(web: WebWard) -> None:
    async with web.browser("truongphong") as other, web.browser("dongnghiep") as own:
        async with web.browser("truongphong") as reading:
            forms = read(await reading.get(PAGE)).forms
            chosen = next(each for each in forms if "session_id" in each.fields)
        mine = form_of(await own.get(PAGE), "/mat-khau").fields["command_id"]
        typed = {"command_id": mine, "session_id": chosen.fields["session_id"]}
        answer = await own.post(chosen.action, data=typed)
        assert "khong-con" in answer.headers["location"]
        assert (await other.get("/viec")).status_code == 200


async def test_an_office_given_by_decision_is_shown_with_its_title(web: WebWard) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    office = {
        "office": "deputy_head",
        "unit": "VHXH",
        "from_on": day(today()),
        "paper_number": "41/QĐ-UBND",
        "paper_date": day(today()),
    }
    async with web.browser("quantri") as administrator, web.browser("dongnghiep") as own:
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 303
        page = await own.get(PAGE)
        assert "giao bạn chức vụ Phó Trưởng phòng Văn hóa - Xã hội" in page.text
        assert "41/QĐ-UBND" in page.text
