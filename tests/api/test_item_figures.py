"""The page of an indicator: its figures over time, drawn and in a table, judged by the plan."""

import pytest
from httpx2 import Response

from services.domain.directory.tokens import Scope
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.reading import read
from tests.api.ward import WebWard
from tests.queries.test_results import confirmed

pytestmark = pytest.mark.postgres
ITEM = "/ke-hoach/CT10"


async def test_a_confirmed_figure_stands_in_chart_and_table_beside_its_target(
    web: WebWard,
) -> None:
    await confirmed(web, "96.50")
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get(ITEM)
    words = said(answer)
    for part in (
        "96,50%",
        "≥ 97,45%",
        "Chưa đạt",
        "Ước thực hiện",
        "Nguyễn Thị Hoa",
        "Không có số",
        "Nhật ký của mục",
    ):
        assert part in words, part
    assert 'class="chart"' in answer.text
    assert 'class="missed"' in answer.text
    assert 'href="/nhat-ky?muc=CT10"' in answer.text
    assert " style=" not in answer.text
    assert read(answer).text


async def test_before_any_figure_the_page_says_what_will_appear(web: WebWard) -> None:
    words = said(await _open(web, ITEM))
    assert "Chưa có số liệu nào được xác nhận." in words
    assert "Chưa có số" in words


async def test_a_restricted_duty_and_one_without_measures_have_no_results(web: WebWard) -> None:
    for code in ("51-08", "58-01"):
        assert "Kết quả so với mục tiêu" not in said(await _open(web, f"/ke-hoach/{code}"))


async def _open(web: WebWard, address: str) -> Response:
    async with web.browser("thanhtra") as inspector:
        return await inspector.get(address)


async def test_a_program_reads_the_same_series(web: WebWard) -> None:
    rate = await confirmed(web, "96.50")
    async with program(web, "phochutich", Scope.READ) as leader:
        answer = await leader.get("/plan/items/CT10/results")
        assert answer.status_code == 200
        body = answer.json()
        assert (body["outcome"], body["restricted"]) == ("missed", False)
        share, stations, checked = body["series"]
        (point,) = share["points"]
        assert point | {"counted_on": None} == {
            "stream": rate,
            "period": rate.rsplit(".", 1)[1],
            "value": "96.50",
            "kind": "estimate",
            "counted_on": None,
            "submission": 1,
            "returns": 0,
            "reported_by": "Nguyễn Thị Hoa",
            "target": {"operator": "at_least", "value": "97.45", "high": None, "source": "plan"},
            "outcome": "missed",
            "unknown": None,
            "versions": [],
        }
        assert stations["points"][0]["unknown"] == "no_figure"
        assert checked["outcome"] == "reached"
        (row,) = (await leader.get("/overview")).json()["indicators"]
        assert (row["measure"], row["value"], row["reached"]) == ("CT10.1", "96.50", 1)


async def test_the_plan_s_line_has_the_newest_figure_against_its_target(web: WebWard) -> None:
    await confirmed(web, "96.50")
    async with web.browser("thanhtra") as inspector:
        whole = await inspector.get("/ke-hoach?tim=CT10")
        words = said(whole)
        assert "Gần nhất / mục tiêu" in words
        assert "96,50% / ≥ 97,45%" in words
        assert 'class="spark"' in whole.text
        without = said(await inspector.get("/ke-hoach?loai=duty"))
        assert "Gần nhất / mục tiêu" not in without
