"""The lists over JSON: the rights of the pages, numbers that equal their rows, pages that join."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx2 import AsyncClient

from services.domain.directory.tokens import Scope
from tests.api.board import due, spread
from tests.api.programs import key, problem, program
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import live

pytestmark = pytest.mark.postgres
# What a program reads, and the page with the same content.
READS = {
    "/my-work": "/viec",
    "/sheets": "/phieu",
    "/sheets/{period}": "/phieu/{period}",
    "/sheets/{period}?unit=KTHTDT": "/phieu/{period}?don-vi=KTHTDT",
    "/board": "/don-doc",
    "/board/tasks?state=all": "/don-doc?tinh-trang=tat-ca",
    "/board/today": "/don-doc",
    "/reminder-promises": "/loi-hua-nhac-viec",
    "/reminder-promises?unit=XYZ": "/loi-hua-nhac-viec?don-vi=XYZ",
    "/reminder-promises?month=0001-01": "/loi-hua-nhac-viec?thang=01/0001",
    "/overview": "/tong-quan",
    "/appraisal": "/bang-chung-cham-diem",
    "/appraisal?period=2026-Q4&unit=KTHTDT": "/bang-chung-cham-diem?ky=2026-Q4&don-vi=KTHTDT",
    "/appraisal?unit=XYZ": "/bang-chung-cham-diem?don-vi=XYZ",
    "/overview/tasks?unit=KTHTDT": "/tong-quan/viec?don-vi=KTHTDT",
    "/overview/tasks?unit=XYZ": "/tong-quan/viec?don-vi=XYZ",
    "/log": "/nhat-ky",
    "/log?unit=CAP": "/nhat-ky?don-vi=CAP",
    "/log?item=58-01": "/nhat-ky?muc=58-01",
    "/log?item=51-08": "/nhat-ky?muc=51-08",
    "/log?person_unit=KTHTDT&people_only=true": "/nhat-ky?don-vi-nguoi=KTHTDT&chi-nguoi=1",
    "/log?period={period}": "/nhat-ky?ky={period}",
    "/log?period=2020": "/nhat-ky?ky=2020",
    "/log?from_on=0001-01-01": "/nhat-ky?tu=01/01/0001",
    "/log?from_on=2026-05-02&until_on=2026-05-01": "/nhat-ky?tu=02/05/2026&den=01/05/2026",
    "/log/1": "/nhat-ky/1",
    "/log/40": "/nhat-ky/40",
    "/search?words=nuoc": "/tim?tim=nuoc",
}

NARROWED: tuple[dict[str, str], ...] = (
    {},
    {"kind": "indicator"},
    {"words": "doanh nghiep"},
    {"words": "x"},
)


@pytest.mark.parametrize("login", PEOPLE)
async def test_a_program_reads_what_its_person_reads_on_the_page(web: WebWard, login: str) -> None:
    period = web.task("51-08").rpartition(".")[2]
    async with program(web, login, Scope.READ) as client, web.browser(login) as browser:
        for address, page in READS.items():
            shown = await browser.get(page.format(period=period))
            answer = await client.get(address.format(period=period))
            assert answer.status_code == shown.status_code, (address, answer.text)
            if answer.status_code == 200:
                seen = {"If-None-Match": answer.headers["etag"]}
                again = await client.get(address.format(period=period), headers=seen)
                assert again.status_code == 304, address


async def pages(client: AsyncClient, address: str, name: str, **query: Any) -> list[Any]:
    """All rows of a list, page by page."""
    rows: list[Any] = []
    after: dict[str, str] = {}
    while True:
        answer = await client.get(address, params={**query, **after})
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert len(body[name]) <= query.get("limit", 200)
        rows += body[name]
        if body["next"] is None:
            return rows
        after = {"after": body["next"]}


async def test_every_number_of_the_board_is_the_length_of_its_list(web: WebWard) -> None:
    await spread(web)
    async with program(web, "kiemtra", Scope.READ) as office:
        for narrowed in NARROWED:
            board = (await office.get("/board", params=narrowed)).json()
            asked = [({"state": state}, count) for state, count in board["counts"].items()]
            for line in (*board["lines"], board["totals"]):
                own = {"unit": line["unit"]} if line["unit"] else {}
                asked.append(({**own, "state": "all"}, line["total"]))
                asked += [({**own, "state": s}, count) for s, count in line["counts"].items()]
            for query, count in asked:
                rows = await pages(office, "/board/tasks", "tasks", limit=1, **narrowed, **query)
                assert len(rows) == count, (narrowed, query)
        everything = await pages(office, "/board/tasks", "tasks", limit=1)
        assert len(everything) == (await office.get("/board")).json()["totals"]["total"]
        (late,) = await pages(office, "/board/tasks", "tasks", limit=50, state="all_late")
        assert late["task"]["stream"] == web.task("51-08")
        assert late["closed_to_chase"] is None
        moved = (await office.get("/board/today")).json()
        assert "due-date-moved" in {each["event"] for each in moved["moved"]}
        problem(await office.get("/board/tasks", params={"state": "x"}), 422, "request-invalid")


async def test_a_chased_row_stays_in_its_place_of_the_pages(web: WebWard) -> None:
    for code in ("51-08", "CT10"):
        await due(web, code, today() - timedelta(days=3))
    async with program(web, "kiemtra") as office:
        query: dict[str, str | int] = {"state": "all_late", "limit": 1}
        first = (await office.get("/board/tasks", params=query)).json()
        stream = first["tasks"][0]["task"]["stream"]
        sent = await office.post(f"/tasks/{stream}/chases", json={}, headers=key())
        assert sent.status_code == 200, sent.text
        rest = await office.get("/board/tasks", params={**query, "after": first["next"]})
        assert {each["task"]["stream"] for each in rest.json()["tasks"]} == {
            web.task(code) for code in ("51-08", "CT10")
        } - {stream}
        problem(await office.get("/board/tasks?after=eHh4"), 409, "cursor")


async def test_every_number_of_the_overview_is_the_length_of_its_list(web: WebWard) -> None:
    await spread(web)
    async with program(web, "phochutich", Scope.READ) as leader:
        body = (await leader.get("/overview")).json()
        assert body["ward"]["total"] == 4
        assert [each["task"]["stream"] for each in body["latest"]] == [web.task("51-08")]
        assert [each["code"] for each in body["indicators"]] == ["CT10"]
        for count in (body["ward"], *body["by_unit"], *body["trend"]):
            about = {name: count[name] for name in ("unit", "quarter") if count[name]}
            boxes = [({"box": box}, number) for box, number in count["boxes"].items()]
            for query, number in (*boxes, ({}, count["total"])):
                rows = await pages(leader, "/overview/tasks", "tasks", limit=1, **about, **query)
                assert len(rows) == number, (about, query)


async def test_the_log_is_the_same_page_after_page_and_tells_no_secret(web: WebWard) -> None:
    await live(web)
    async with program(web, "thanhtra", Scope.READ) as inspector:
        lines = await pages(inspector, "/log", "lines", limit=7)
        positions = [line["position"] for line in lines]
        assert positions == list(range(await web.size(), 0, -1))
        assert all(line["said"].endswith(".") for line in lines)
        restricted = [
            line for line in lines if line["subject"] and line["subject"]["code"] == "58-01"
        ]
        assert restricted
        assert {each["subject"]["title"] for each in restricted} == {None}
        head = str(await web.person_id("truongphong"))
        own = await pages(inspector, "/log", "lines", person=head)
        assert {each["by"]["name"] for each in own} == {"Trần Văn Bình"}
        assert own
        by_clock = await pages(inspector, "/log", "lines", person="system", limit=200)
        assert {each["by"]["name"] for each in by_clock} == {None}
        stranger = {"person": str(UUID(int=7))}
        problem(await inspector.get("/log", params=stranger), 422, "field-choice")
        whole = (await inspector.get(f"/log/{own[0]['position']}")).json()
        assert re.fullmatch("[0-9a-f]{64}", whole["leaf"])
    async with program(web, "chuyenvien", Scope.READ) as specialist:
        problem(await specialist.get(f"/log/{restricted[0]['position']}"), 404, "no-event")
        theirs = {page["position"] for page in await pages(specialist, "/log", "lines")}
        assert theirs & set(positions)
        assert theirs.isdisjoint(each["position"] for each in restricted)


async def test_a_sheet_holds_the_unit_s_tasks_and_search_finds_without_marks(
    web: WebWard,
) -> None:
    async with program(web, "truongphong", Scope.READ) as head:
        (sheet,) = (await head.get("/sheets")).json()["sheets"]
        assert (sheet["unit"], sheet["open"]) == ("KTHTDT", 2)
        body = (await head.get(f"/sheets/{sheet['period']}")).json()
        assert {each["task"]["task"]["stream"] for each in body["fill"]} == {
            web.task(code) for code in ("51-08", "CT10")
        }
        problem(await head.get("/sheets/x"), 404, "no-sheet")
        groups = (await head.get("/my-work", params={"words": "nuoc"})).json()["groups"]
        assert [each["stream"] for group in groups for each in group["tasks"]] == [
            web.task("CT10")
        ]
        hits = (await head.get("/search", params={"words": "hoa nguyen"})).json()
        assert [hit["name"] for hit in hits["people"]["exact"]] == ["Nguyễn Thị Hoa"]
        hits = (await head.get("/search", params={"words": "nuoc sach", "limit": 1})).json()
        assert [hit["code"] for hit in hits["tasks"]["exact"]] == ["CT10"]
        assert hits["items"]["exact_count"] == 1
