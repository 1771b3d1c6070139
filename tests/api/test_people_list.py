"""The administrator's list: narrowed, in the order of names; titles, papers, names in order."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from httpx2 import Response
from openpyxl import load_workbook

from api.labels.words import day
from api.people.page import SHOWN
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.person_names import proposed_name
from services.domain.task.events import Ground
from tests.api.reading import alert, form_of, send
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import act, approval, report, returned

pytestmark = pytest.mark.postgres
LIST = "/quan-tri"
UNIT = "/quan-tri/don-vi/KTHTDT"
HEAD = "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"


async def listed(web: WebWard, query: str) -> list[str]:
    """Who stands in the list under these filters, in its order, by login."""
    async with web.browser("quantri") as administrator:
        page = await administrator.get(f"{LIST}?{query}")
        assert page.status_code == 200
    ways = {login: f"/quan-tri/can-bo/{await web.person_id(login)}" for login in PEOPLE}
    places = {page.text.index(way): login for login, way in ways.items() if way in page.text}
    return [places[place] for place in sorted(places)]


async def test_the_list_is_in_the_order_of_given_names_and_is_narrowed(web: WebWard) -> None:
    everybody = await listed(web, "")
    assert set(everybody) == set(PEOPLE)
    given = [PEOPLE[login][0].split()[-1] for login in everybody]
    assert given.index("Anh") < given.index("Bình") < given.index("Hà") < given.index("Tuấn")
    assert await listed(web, "chuc-vu=unit_head&don-vi=KTHTDT") == ["truongphong"]
    assert await listed(web, "tim=binh+tran") == ["truongphong"]
    assert set(await listed(web, "don-vi=KTHTDT")) >= {"chuyenvien", "dongnghiep", "truongphong"}
    assert await listed(web, "tinh-trang=da-khoa") == []
    assert len(everybody) <= SHOWN


def rows_of(file: Response) -> list[tuple[Any, ...]]:
    """The cells of the only sheet of a workbook."""
    (sheet,) = load_workbook(BytesIO(file.content)).worksheets
    return list(sheet.values)


async def test_the_narrowed_list_is_taken_out_as_excel(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        page = await administrator.get(f"{LIST}?don-vi=KTHTDT&chuc-vu=unit_head")
        (address,) = re.findall(r'href="(/quan-tri/danh-sach/can-bo\.xlsx[^"]*)"', page.text)
        file = await administrator.get(unescape(address))
        whole = await administrator.get("/quan-tri/danh-sach/can-bo.xlsx")
    rows = rows_of(file)
    head = next(index for index, row in enumerate(rows) if "Họ và tên" in row)
    line = dict(zip(rows[head], rows[head + 1], strict=True))
    assert line["Họ và tên"] == PEOPLE["truongphong"][0]
    assert (line["Chức vụ"], line["Tên đăng nhập"]) == ("Trưởng phòng", "truongphong")
    assert line["Từ ngày"].date() <= today()
    assert len(rows) == head + 2
    everybody = rows_of(whole)
    logins = {row[7] for row in everybody[head + 1 :]}
    assert logins == set(PEOPLE)


async def test_units_are_narrowed_by_words_kind_and_place(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:

        async def units(query: str) -> set[str]:
            page = await administrator.get(f"/quan-tri/don-vi?{query}")
            assert page.status_code == 200
            return set(re.findall(r'<a href="/quan-tri/don-vi/([^"]+)"', page.text))

        everything = await units("")
        assert await units("tim=kinh+te") == {"KTHTDT"}
        assert await units("tim=giam+doc+zzz") == set()
        inside, beside = await units("bo-may=trong"), await units("bo-may=ngoai")
        assert inside | beside == everything
        assert not inside & beside
        assert await units("bo-may=x&loai=y") == everything
        empty = await administrator.get("/quan-tri/don-vi?tim=zzz")
        assert "Không có đơn vị nào khớp" in empty.text


async def test_a_list_that_finds_nobody_says_so_and_leads_back(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        page = await administrator.get(f"{LIST}?tim=zzz&trang=2")
    assert "Không có cán bộ nào khớp" in page.text
    assert "Bỏ lọc" in page.text


async def test_people_are_called_by_the_title_that_they_bear(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        assert HEAD in (await administrator.get(LIST)).text
        assert "Thủ trưởng đơn vị –" not in (await administrator.get(LIST)).text
        typed = {"head_title": "Quyền Trưởng phòng", "deputy_title": ""}
        answer = await send(administrator, UNIT, "/chuc-danh", typed)
        assert answer.status_code == 303
        page = await administrator.get(answer.headers["location"])
        assert "Đã ghi chức danh." in page.text
        assert f"Quyền {HEAD}" in (await administrator.get(LIST)).text
        same = await send(administrator, UNIT, "/chuc-danh", typed)
        assert "đang dùng đúng các chức danh này" in alert(same)
        wrong = await send(administrator, UNIT, "/chuc-danh", {"head_title": "Trưởng phòng, 12"})
        assert "chỉ ghi chức danh trên một dòng" in alert(wrong)
    assert (await web.states(unit_stream("KTHTDT")))[-1] == "unit-titles-named"
    async with web.browser("truongphong") as head:
        assert f"Quyền {HEAD}" in (await head.get("/viec")).text


async def test_a_deputy_reads_and_sends_like_a_specialist_and_is_called_a_deputy(
    web: WebWard,
) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    async with web.browser("quantri") as administrator:
        ended = {"held": "specialist:KTHTDT", "until_on": day(today())}
        assert (await send(administrator, person, "/thoi-chuc", ended)).status_code == 303
        office = {"office": "deputy_head", "unit": "KTHTDT", "from_on": day(today())}
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 303
        assert f"Phó {HEAD}" in (await administrator.get(person)).text
        elsewhere = {"office": "deputy_head", "unit": "VP", "from_on": day(today())}
        refused = await send(administrator, person, "/chuc-vu", elsewhere)
        assert "cấp phó của thủ trưởng thuộc đơn vị khác" in alert(refused)
    async with web.browser("dongnghiep") as deputy:
        page = await deputy.get("/viec")
        assert f"Phó {HEAD}" in page.text
        assert "Tổ chức gặp mặt doanh nghiệp" in page.text


async def test_the_decision_behind_an_office_is_kept_and_shown(web: WebWard) -> None:
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    paper = {"paper_number": "41/QĐ-UBND", "paper_date": day(today())}
    office = {"office": "specialist", "unit": "VHXH", "from_on": day(today()), **paper}
    async with web.browser("quantri") as administrator:
        half = await send(administrator, person, "/chuc-vu", {**office, "paper_date": ""})
        assert half.status_code == 422
        assert form_of(half, "/chuc-vu").fields["paper_number"] == "41/QĐ-UBND"
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 303
        ended = {
            "held": "specialist:VHXH",
            "until_on": day(today()),
            "paper_number": "42/QĐ-UBND",
            "paper_date": day(today()),
        }
        assert (await send(administrator, person, "/thoi-chuc", ended)).status_code == 303
        shown = (await administrator.get(person)).text
        assert "41/QĐ-UBND" in shown
        assert "42/QĐ-UBND" in shown
        assert "41/QĐ-UBND" in (await administrator.get("/nhat-ky?loai=chuc-vu-tai-khoan")).text
    person_id = await web.person_id("dongnghiep")
    assert (await web.states(person_stream(person_id)))[-1] == "office-ended"


async def test_a_name_in_small_letters_is_asked_about_and_blanks_are_single(web: WebWard) -> None:
    typed = {"name": "cao   thị  lan", "login": "lan.cao", "phone": ""}
    async with web.browser("quantri") as administrator:
        asked = await send(administrator, LIST, "/quan-tri/can-bo", typed)
        assert asked.status_code == 422
        assert "Có phải là “Cao Thị Lan”?" in alert(asked)
        kept = form_of(asked, "/quan-tri/can-bo").fields
        assert kept["name"] == typed["name"]
        marked = {**kept, "name_as_typed": "cao thị lan"}
        assert (await administrator.post("/quan-tri/can-bo", data=marked)).status_code == 303
        assert ">cao thị lan</a>" in (await administrator.get(f"{LIST}?tim=lan.cao")).text


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("nguyễn văn a", "Nguyễn Văn A"),
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("Nguyễn văn A", "Nguyễn Văn A"),
        ("Đặng Thị Ơn", ""),
        ("H'Hen Niê", ""),
    ],
)
def test_a_name_is_proposed_with_capitals_only_where_they_lack(name: str, proposed: str) -> None:
    assert proposed_name(name) == proposed


async def test_an_old_act_bears_the_title_of_its_day(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    async with web.browser("quantri") as administrator, web.browser("chanhvp") as chief:
        web.clock.at += timedelta(hours=1)
        typed = {"head_title": "Quyền Trưởng phòng", "deputy_title": ""}
        assert (await send(administrator, UNIT, "/chuc-danh", typed)).status_code == 303
        await act(web, "kiemtra", returned(duty, 1, Ground.FORMAL_GAP))
        await act(web, "chuyenvien", report(duty, 1))
        await act(web, "truongphong", approval(duty, 2))
        newer, older = f"Trần Văn Bình (Quyền {HEAD})", f"Trần Văn Bình ({HEAD})"
        task = (await chief.get(f"/viec/{duty}")).text.partition('id="dau-vet"')[2]
        for shown in (task, (await chief.get("/nhat-ky")).text):
            assert shown.index(newer) < shown.index(older)
            assert (shown.count(newer), shown.count(older)) == (1, 1)
        assert f"Quyền {HEAD}" in (await administrator.get(LIST)).text
