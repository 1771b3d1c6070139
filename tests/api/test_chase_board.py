"""Bảng đôn đốc: what a cell counts is what it opens; the Office chases; everybody else reads."""

from datetime import timedelta

import pytest

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.domain.directory.events import AccountClosed, account_stream
from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.events import TaskEscalated
from tests.api.board import boxes, chase, chasing_form, due, links, rows, signed, spread
from tests.api.programs import program
from tests.api.reading import alert, read
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, clock, sampled, tell

pytestmark = pytest.mark.postgres
ALL = "/don-doc?tinh-trang=tat-ca"
COMBINATIONS = (
    "",
    "loai=duty",
    "loai=indicator",
    "tim=doanh+nghiep",
    "tim=n%C6%B0%E1%BB%9Bc+s%E1%BA%A1ch",
    "tim=kinh+te&loai=duty",
    "don-vi=CAP&tinh-trang=tat-ca",
    "loai=duty&don-vi=KTHTDT&tinh-trang=im-lang",
    "tim=trat+tu&loai=duty&don-vi=CAP",
    "loai=indicator&don-vi=KTHTDT&tinh-trang=tat-ca&tim=ho+dan",
)
EMPTY = ("loai=scheme", "tim=khong-co-viec-nay")


async def test_requests_and_escalations_are_columns_beside_the_one_in_which_a_task_stands(
    web: WebWard,
) -> None:
    duty, rate = web.task("51-08"), web.task("CT10")
    await act(web, "chuyenvien", sampled("request-extension", duty))
    escalated = TaskEscalated(
        chase=3, to=(Office.VICE_CHAIR,), person_id=await web.person_id("phochutich")
    )
    await clock(web, rate, escalated)
    await act(web, "chuyenvien", sampled("request-extension", rate))
    async with web.browser("chanhvp") as chief:
        page = await chief.get("/don-doc")
        of_unit = {
            link.address.split("tinh-trang=")[1].split("#")[0]: link
            for link in links(page)
            if "don-vi=KTHTDT" in link.address
        }
        assert (of_unit["de-nghi"].number, of_unit["vuot-cap"].number) == (2, 1)
        assert of_unit["tat-ca"].number == 2
        assert set(rows(await chief.get(of_unit["de-nghi"].address))) == {duty, rate}
        assert rows(await chief.get(of_unit["vuot-cap"].address)) == [rate]
    async with program(web, "chanhvp") as client:
        lines = (await client.get("/board")).json()["lines"]
    line = next(each for each in lines if each["unit"] == "KTHTDT")
    assert line["beside"] == {"asked": 2, "escalated": 1}
    assert sum(line["counts"].values()) == line["total"] == 2


@pytest.mark.parametrize("query", COMBINATIONS + EMPTY)
async def test_every_cell_counts_the_rows_that_it_opens(web: WebWard, query: str) -> None:
    await spread(web)
    async with web.browser("chanhvp") as chief:
        page = await chief.get(f"/don-doc?{query}")
        assert page.status_code == 200
        addresses = links(page)
        assert (len(addresses) > 3) is (query not in EMPTY)
        for link in addresses:
            opened = rows(await chief.get(link.address))
            assert len(opened) == len(set(opened)) == link.number, link


async def test_every_open_task_stands_in_one_cell_and_the_totals_add_up(web: WebWard) -> None:
    await spread(web)
    async with web.browser("chanhvp") as chief:
        page = await chief.get(ALL)
        everything = rows(page)
        assert len(everything) == 4
        units = [link for link in links(page) if "don-vi=" in link.address]
        beside = ("tat-ca", "de-nghi", "vuot-cap")
        cells = [link for link in units if not any(each in link.address for each in beside)]
        opened = [row for link in cells for row in rows(await chief.get(link.address))]
        assert sorted(opened) == sorted(everything)
        totals = [link for link in units if "tat-ca" in link.address]
        assert sum(link.number for link in totals) == len(everything)
        assert "Quá hạn" in page.text
        assert "ngày làm việc" in page.text
        assert "Ghi nhận quá hạn xử lý ngày" not in page.text
        page = await chief.get(f"{ALL}&cot=han&cot=buoc")
        assert "Ghi nhận quá hạn xử lý ngày" in page.text


@pytest.mark.parametrize(
    ("login", "status", "form"),
    [
        ("kiemtra", 200, True),
        ("chanhvp", 200, True),
        ("phochutich", 200, True),
        ("thanhtra", 200, False),
        ("chuyenvien", 403, False),
        ("truongphong", 403, False),
        ("quantri", 403, False),
    ],
)
async def test_who_sees_the_board_and_who_chases_on_it(
    web: WebWard, login: str, status: int, form: bool
) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    async with web.browser(login) as somebody:
        page = await somebody.get("/don-doc")
        assert page.status_code == status
        assert bool(boxes(page)) == form
        assert ('method="post" action="/don-doc"' in page.text) == form
        assert ('href="/don-doc"' in (await somebody.get("/viec")).text) == (status == 200)
        answer = await somebody.post("/don-doc", data={f"chon.{late}": str(RANDOMNESS.new_id())})
        assert answer.status_code == (303 if form else 403)
        assert ("chase-sent" in await web.states(late)) == form


async def test_nobody_signed_in_sees_nothing(web: WebWard) -> None:
    async with web.browser() as nobody:
        assert (await nobody.get("/don-doc")).status_code == 303
        answer = await nobody.post("/don-doc", data={"chon.task-x": str(RANDOMNESS.new_id())})
        assert answer.status_code == 401


async def test_selected_rows_are_chased_with_the_letter_each_by_its_own_command(
    web: WebWard,
) -> None:
    first = await due(web, "51-08", today() - timedelta(days=1))
    second = await due(web, "CT10", today() + timedelta(days=2))
    letter = {"paper_number": "21/UBND-VP", "paper_date": day(today()), "note": "Nộp trong tuần."}
    async with web.browser("kiemtra") as checker:
        answer = await chase(checker, ALL, first, second, **letter)
        assert answer.status_code == 303, answer.text
        assert (
            answer.headers["location"]
            == "/don-doc?nhom=thuong-xuyen&tinh-trang=tat-ca&da=don-doc&xong=2"
        )
        page = await checker.get(answer.headers["location"])
        assert "Đã đôn đốc 2 việc." in page.text
        assert "1 lần, gần nhất" in page.text
        assert "Đã đôn đốc hôm nay" in page.text
        again = await checker.get(f"{ALL}&chon=tat-ca")
        assert " checked>" not in again.text.partition('id="danh-sach"')[2].partition("<nav")[0], (
            "once a day"
        )
        page = await checker.get(f"/viec/{first}")
        assert f"Đôn đốc lần 1, văn bản số 21/UBND-VP ngày {day(today())}." in page.text
        assert "Nộp trong tuần." in page.text
    ids = set()
    for stream in (first, second):
        facts = (await web.ward.ledger.read([stream])).of(stream)
        sent = facts[-1].event
        assert isinstance(sent, ChaseSent)
        assert (sent.chase, sent.paper) == (1, Paper(number="21/UBND-VP", dated_on=today()))
        ids.add(facts[-1].command_id)
    assert len(ids) == 2


async def test_a_double_click_chases_once(web: WebWard) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    async with web.browser("kiemtra") as checker:
        form = {f"chon.{late}": str(RANDOMNESS.new_id()), "tinh-trang": "qua-han"}
        for _ in range(2):
            assert (await checker.post("/don-doc", data=form)).status_code == 303
        changed = await checker.post("/don-doc", data={**form, "note": "Lời khác."})
        assert changed.status_code == 409
        assert "đã được nhận trước đó với nội dung khác" in alert(changed)
    assert (await web.states(late)).count("chase-sent") == 1


async def test_what_is_refused_is_named_with_its_reason_and_stays_selected(web: WebWard) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    secret = await due(web, "58-01", today() - timedelta(days=1))
    async with web.browser("kiemtra") as checker:
        answer = await chase(checker, ALL, late, secret, note="Nộp ngay.")
        assert answer.status_code == 409
        said = alert(answer)
        assert "Đã đôn đốc 1 việc. Chưa đôn đốc được 1 việc" in said
        assert "Giữ gìn trật tự an toàn xã hội: Việc theo chế độ mật" in said
        kept = chasing_form(answer).fields
        assert f"chon.{secret}" in kept
        assert f"chon.{late}" not in kept
        assert kept["note"] == "Nộp ngay."
        again = await checker.post("/don-doc", data={**kept, "note": ""})
        assert again.status_code == 303
    assert (await web.states(secret))[-1] == "chase-sent"
    assert (await web.states(late)).count("chase-sent") == 1


async def test_a_page_that_was_overtaken_says_so(web: WebWard) -> None:
    """Somebody else chased in between; the unit signed in between."""
    late = await due(web, "51-08", today() - timedelta(days=1))
    async with web.browser("kiemtra") as checker, web.browser("chanhvp") as chief:
        page = await checker.get(ALL)
        fields = {**chasing_form(page).fields, f"chon.{late}": boxes(page)[late]}
        assert (await chase(chief, ALL, late)).status_code == 303
        refused = await checker.post("/don-doc", data=fields)
        assert refused.status_code == 409
        assert "Hôm nay đã đôn đốc việc này" in alert(refused)
        await signed(web)
        refused = await checker.post("/don-doc", data=fields)
        assert "Thủ trưởng đơn vị đã duyệt báo cáo" in alert(refused)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Chưa chọn việc nào"),
        ({"chon.LATE": "x"}, "Biểu mẫu không còn nguyên vẹn"),
        ({"chon.LATE": "", "paper_number": "21/VP"}, "hãy nhập cả số và ngày"),
        ({"chon.LATE": "", "paper_number": "hai mốt", "paper_date": "01/01/2026"}, "số văn bản"),
        ({"chon.LATE": "", "paper_number": "21/VP", "paper_date": "31/02/2026"}, "phải là ngày"),
        ({"chon.LATE": "", "note": "x" * 20_001}, "tối đa 20.000"),
        ({"chon.LATE": "", "note": "a\x07"}, "có ký tự điều khiển"),
    ],
)
async def test_a_wrong_form_is_shown_again_with_all_that_was_typed(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    mine = str(RANDOMNESS.new_id())
    sent = {
        name.replace("LATE", late): value or (mine if "LATE" in name else "")
        for name, value in typed.items()
    }
    async with web.browser("kiemtra") as checker:
        answer = await checker.post("/don-doc", data={**sent, "tinh-trang": "qua-han"})
        assert answer.status_code in {409, 422}
        assert said in alert(answer)
        kept = chasing_form(answer).fields
        assert {name: kept.get(name) for name in sent} == sent
    assert "chase-sent" not in await web.states(late)


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("task-khong.report.2026", "Không có việc này"),
        ("../../etc", "Không có việc này"),
        ("task-" + "x" * 200, "Không có việc này"),
    ],
)
async def test_a_task_that_is_not_there_is_refused(web: WebWard, stream: str, said: str) -> None:
    async with web.browser("kiemtra") as checker:
        answer = await checker.post("/don-doc", data={f"chon.{stream}": str(RANDOMNESS.new_id())})
        assert answer.status_code == 404
        assert said in alert(answer)


@pytest.mark.parametrize(
    "query",
    [
        "tinh-trang=gi-do",
        "loai=%00",
        "don-vi=%3Cscript%3E",
        "tim=%F0%9F%98%80%00",
        "xong=-1",
        "xong=%C2%B2",
        "xong=9999999999",
        f"tim={'x' * 5000}",
    ],
)
async def test_an_odd_address_opens_a_calm_page(web: WebWard, query: str) -> None:
    async with web.browser("kiemtra") as checker:
        page = await checker.get(f"/don-doc?{query}")
        assert page.status_code == 200
        assert "<script>" not in page.text


async def test_a_refused_chase_is_an_attempt_and_a_wrong_form_is_none(web: WebWard) -> None:
    signed_one = await due(web, "51-08", today() + timedelta(days=1))
    await signed(web)
    before = await web.size()
    async with web.browser("kiemtra") as checker:
        signed_in = await web.size()
        assert signed_in == before + 1
        await checker.post("/don-doc", data={})
        assert await web.size() == signed_in
        await checker.post("/don-doc", data={f"chon.{signed_one}": str(RANDOMNESS.new_id())})
        assert await web.size() == signed_in + 1


async def test_signed_reports_stand_in_the_queue_of_those_who_confirm(web: WebWard) -> None:
    await signed(web)
    async with web.browser("chanhvp") as chief:
        page = await chief.get("/don-doc")
        assert "Kiểm tra và xác nhận (1)" in " ".join(" ".join(read(page).text).split())
        assert "Chờ bạn xử lý" in page.text
    async with web.browser("thanhtra") as inspector:
        assert "Chờ bạn xử lý" not in (await inspector.get("/don-doc")).text


async def test_what_moved_today_is_shown_with_who_did_it_and_without_words(web: WebWard) -> None:
    await signed(web)
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get("/don-doc")
        assert "Duyệt báo cáo bản 1" in page.text
        assert "Trần Văn Bình (Trưởng phòng" in page.text
        assert "Nội dung báo cáo" not in page.text


async def test_one_link_selects_all_that_may_be_chased(web: WebWard) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    async with web.browser("kiemtra") as checker:
        page = await checker.get(f"{ALL}&chon=tat-ca")
        ticked = {n for n in chasing_form(page).fields if n.startswith("chon.")}
        assert ticked == {f"chon.{late}"}, "the others may only be noted upon"
        every = await checker.get(f"{ALL}&chon=moi-viec")
        ticked = {n for n in chasing_form(every).fields if n.startswith("chon.")}
        assert ticked == {f"chon.{box}" for box in boxes(page)}


async def test_a_unit_in_which_nobody_has_an_open_account_is_named(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        assert "chưa tới được ai" not in (await chief.get("/don-doc")).text
        for login in ("conganvien", "truongcongan"):
            person = await web.person_id(login)
            closed = AccountClosed(person_id=person)
            await tell(web.ward.ledger, account_stream(person), closed, name=login)
        page = await chief.get("/don-doc")
    assert "chưa tới được ai ở: Công an phường." in page.text
