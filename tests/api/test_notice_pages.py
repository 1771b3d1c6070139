"""What others did to an account, on pages: the sentences, the line of a new session, the list."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from httpx2 import AsyncClient

from api.labels.words import day
from tests.api.pages_said import said
from tests.api.reading import form_of, send
from tests.api.test_second_person_pages import CONSENTS, card, granted, set_up
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
OWN = "/tai-khoan"
CHOSEN = "mật khẩu rất mới"
SET_ANEW = "Mật khẩu được đặt lại ngày"
LARGE = "Thay đổi về tài khoản, chức vụ của bạn"
LINE = re.compile(r"Trong 30 ngày theo lịch vừa qua: .*? – xem Tài khoản \.")
_LINK = re.compile(r"http://127\.0\.0\.1:8000(/lien-ket/[A-Za-z0-9_-]+)")


async def link_for(administrator: AsyncClient, own: str) -> str:
    """The address that an administrator hands over."""
    page = await send(administrator, own, "/lien-ket", {})
    match = _LINK.search(page.text)
    assert match is not None
    return match.group(1)


async def choose(client: AsyncClient, address: str) -> None:
    both = {"password": CHOSEN, "password_again": CHOSEN}
    assert (await client.post(address, data=both)).status_code == 303


@asynccontextmanager
async def session(web: WebWard, login: str) -> AsyncIterator[AsyncClient]:
    """A browser of its own, signed in with the chosen password."""
    async with web.browser() as client:
        form = {"login": login, "password": CHOSEN, "next": "/viec"}
        assert (await client.post("/dang-nhap", data=form)).status_code == 303
        yield client


async def test_a_link_older_than_the_grant_waits_and_is_shown_with_its_button(
    web: WebWard,
) -> None:
    await set_up(web)
    own = await card(web, "dongnghiep")
    async with web.browser("quantri") as administrator, web.browser("chanhvp") as chief:
        address = await link_for(administrator, own)
        assert "Không có việc nào chờ đồng ý." in said(await chief.get(CONSENTS))
        assert (await granted(administrator, own, office="inspector")).status_code == 303
        assert (await send(chief, CONSENTS, "/cho-dong-y/chuc-vu", {})).status_code == 303
        async with web.browser() as intruder:
            refused = await intruder.get(address)
            assert refused.status_code == 409
            assert "Liên kết này có hiệu lực từ" in refused.text
            assert "một quản trị hệ thống khác hoặc Chánh Văn phòng" in refused.text
            both = {"password": CHOSEN, "password_again": CHOSEN}
            assert (await intruder.post(address, data=both)).status_code == 409
        waits = said(await chief.get(CONSENTS))
        assert "Đỗ Văn Khải : liên kết đặt mật khẩu, Mai Anh Đức cấp" in waits
        assert (await send(chief, CONSENTS, "/cho-dong-y/lien-ket", {})).status_code == 303
        async with web.browser() as person:
            await choose(person, address)


async def test_a_press_of_the_intruder_hides_it_neither_from_the_next_session_nor_from_the_list(
    web: WebWard,
) -> None:
    await set_up(web)
    own = await card(web, "dongnghiep")
    async with web.browser("quantri") as administrator, web.browser() as anybody:
        await choose(anybody, await link_for(administrator, own))
    async with session(web, "dongnghiep") as intruder:
        assert LARGE in said(await intruder.get("/viec"))
        assert (await send(intruder, "/viec", "/thong-bao", {})).status_code == 303
        quiet = said(await intruder.get("/viec"))
        assert SET_ANEW not in quiet
        assert LARGE not in quiet
    async with session(web, "dongnghiep") as holder:
        page = said(await holder.get("/viec"))
        line = LINE.search(page)
        assert line is not None
        assert f"{SET_ANEW} {day(today())}" in line.group()
        assert "theo liên kết do Mai Anh Đức cấp – xem Tài khoản ." in line.group()
        assert LARGE not in page
        form_of(await holder.get(OWN), "/thong-bao")
        assert (await send(holder, "/viec", "/thong-bao", {})).status_code == 303
        assert SET_ANEW not in said(await holder.get("/viec"))
        listed = said(await holder.get(OWN))
        assert f"{SET_ANEW} {day(today())}" in listed
        assert "theo liên kết do Mai Anh Đức cấp." in listed


async def test_every_act_of_an_administrator_has_its_sentence(web: WebWard) -> None:
    own = await card(web, "dongnghiep")
    async with web.browser("quantri") as administrator:
        ended = {"held": "specialist:KTHTDT", "until_on": day(today())}
        for form, typed in (
            ("/thoi-chuc", ended),
            ("/doi-mat-khau", {}),
            ("/khoa", {}),
            ("/mo-lai", {}),
        ):
            answer = await send(administrator, own, own + form, typed)
            assert answer.status_code == 303, form
        async with web.browser() as person:
            await choose(person, await link_for(administrator, own))
    async with session(web, "dongnghiep") as person:
        large, listed = said(await person.get("/viec")), said(await person.get(OWN))
        on = f"{day(today())}"
        named = "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị"
        for title, shown in (("Chuyên viên", large), (named, listed)):
            assert f"Mai Anh Đức ghi bạn thôi chức vụ {title} hết {on}, ghi ngày {on}" in shown
        for sentence in (
            f"Mai Anh Đức đã buộc bạn đổi mật khẩu ngày {on}",
            f"Mai Anh Đức đã khóa tài khoản của bạn ngày {on}",
            f"Mai Anh Đức đã mở lại tài khoản của bạn ngày {on}",
            f"{SET_ANEW} {on}",
        ):
            assert sentence in large, sentence
            assert sentence in listed.partition("không mất đi khi bấm")[2], sentence
        assert (await send(person, "/viec", "/thong-bao", {})).status_code == 303
    async with session(web, "dongnghiep") as later:
        line = LINE.search(said(await later.get("/viec")))
        assert line is not None
        assert "theo liên kết do Mai Anh Đức cấp; 4 thay đổi khác" in line.group()


async def test_whose_account_nobody_touched_reads_so_and_finds_the_tokens(web: WebWard) -> None:
    async with web.browser("chuyenvien") as person:
        page = await person.get(OWN)
        assert "Chưa có thay đổi nào." in said(page)
        assert '<a class="who-name" href="/tai-khoan">' in page.text
        assert '<a href="/tai-khoan/ma-truy-cap">' in page.text
    async with web.browser() as nobody:
        assert (await nobody.get(OWN)).status_code == 303
