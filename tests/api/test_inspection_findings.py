"""Findings of inspectors on pages: what waits for whom, who sees them, what is restricted."""

from datetime import timedelta

import pytest
from httpx2 import AsyncClient
from sqlalchemy import text

from api.labels.words import day
from services.domain.directory.tokens import Scope
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.reading import send
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
LIST = "/thanh-tra/kien-nghi"
WORDS = "Đề nghị giải trình số liệu quý IV."


async def opened(inspector: AsyncClient, **typed: str) -> str:
    """A new finding, and its address."""
    given = {"unit": "KTHTDT", "text": WORDS, "answer_by_on": day(today() + timedelta(days=5))}
    answer = await send(inspector, f"{LIST}/lap", "/lap", {**given, **typed})
    assert answer.status_code == 303, said(answer)
    return answer.headers["location"].partition("?")[0]


async def test_a_finding_waits_for_the_unit_then_for_the_inspector_and_ends(web: WebWard) -> None:
    task = web.task("51-08")
    async with web.browser("thanhtra") as inspector, web.browser("truongphong") as head:
        way = await opened(inspector, subject=task)
        waits = said(await head.get("/viec"))
        assert "Trả lời kiến nghị kiểm tra" in waits
        assert WORDS in said(await head.get(way))
        early = await send(inspector, way, "/rut", {"text": ""})
        assert early.status_code == 409
        answered = await send(head, way, "/tra-loi", {"text": "Đã đối chiếu."})
        assert answered.status_code == 303
        assert "Trả lời kiến nghị kiểm tra" not in said(await head.get("/viec"))
        assert "1 kiến nghị chờ xử lý" in said(await inspector.get("/thanh-tra"))
        assert "Đã trả lời, chờ kết luận" in said(await inspector.get(f"/thanh-tra/viec/{task}"))
        closed = await send(inspector, way, "/ket-luan", {"text": "Không có sai phạm."})
        assert closed.status_code == 303
        shown = said(await inspector.get(way))
        assert "Đã kết luận" in shown
        places = [shown.index(each) for each in (WORDS, "Đã đối chiếu.", "Không có sai phạm.")]
        assert places == sorted(places)
        assert "chờ xử lý" not in said(await inspector.get("/thanh-tra"))


async def test_who_has_no_part_in_a_finding_does_not_see_it(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        way = await opened(inspector)
    for login, status in (
        ("chuyenvien", 200),
        ("chanhvp", 200),
        ("phochutich", 200),
        ("truongphoihop", 404),
        ("quantri", 404),
    ):
        async with web.browser(login) as somebody:
            assert (await somebody.get(way)).status_code == status, login
            listed = await somebody.get(LIST)
            assert (WORDS in listed.text) is (status == 200), login


async def test_of_restricted_work_only_a_paper_is_kept_and_the_office_does_not_see_it(
    web: WebWard,
) -> None:
    secret = {"subject": web.task("58-01"), "unit": "CAP"}
    async with web.browser("thanhtra") as inspector:
        sent = {**secret, "text": WORDS, "answer_by_on": day(today())}
        refused = await send(inspector, f"{LIST}/lap", "/lap", sent)
        assert refused.status_code == 409
        assert "không nhập nội dung bằng lời" in refused.text
        assert WORDS in refused.text
        paper = {"text": "", "paper_number": "15/TTr", "paper_date": day(today())}
        way = await opened(inspector, **secret, **paper)
        assert "văn bản số 15/TTr" in said(await inspector.get(way))
    for login, status in (("truongcongan", 200), ("phochutich", 200), ("chanhvp", 404)):
        async with web.browser(login) as somebody:
            assert (await somebody.get(way)).status_code == status, login


async def test_what_an_inspector_reads_stands_in_the_access_log_and_of_others_nothing(
    web: WebWard,
) -> None:
    task = web.task("51-08")
    async with web.browser("thanhtra") as inspector, web.browser("chanhvp") as chief:
        for client in (inspector, chief):
            for address in (f"/viec/{task}", "/nhat-ky?noi-dung=abc", "/nhat-ky/tep.xlsx"):
                assert (await client.get(address)).status_code == 200, address
    async with program(web, "thanhtra", Scope.READ) as caller:
        assert (await caller.get("/log")).status_code == 200
    statement = text(
        "SELECT address FROM access_log WHERE kind = 'inspector-read' AND person_id = :person"
        " ORDER BY at"
    )
    noted = {}
    async with web.engine.connect() as connection:
        for login in ("thanhtra", "chanhvp"):
            person = {"person": await web.person_id(login)}
            rows = await connection.execute(statement, person)
            noted[login] = [row.address for row in rows]
    for address in (f"/viec/{task}", "/nhat-ky", "/nhat-ky/tep.xlsx", "/api/log"):
        assert address in noted["thanhtra"]
    assert noted["chanhvp"] == []
