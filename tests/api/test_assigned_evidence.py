"""Bằng chứng chấm điểm of the three groups of work: page, call and workbook never add them up."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Final

import pytest
from httpx2 import Response
from openpyxl import load_workbook

from api.appraisal import count_labels
from api.labels.count_groups import NAMES, SLUGS
from services.domain.directory.tokens import Scope
from services.domain.task.appraisal_lines import quarter_of
from services.domain.task.births import CountGroup
from tests.api.directed_work import ORDERED, directed, finished, given_to_each, given_work
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import live

pytestmark = pytest.mark.postgres
PAGE: Final = "/bang-chung-cham-diem"
QUARTER: Final = quarter_of(today()).code
DATED, UNDATED, ROUTINE = CountGroup
DUE_ON: Final = date(2026, 12, 18)


async def with_all_groups(web: WebWard) -> dict[CountGroup, set[str]]:
    """The usual lives; two tasks with a day, two without one, of which one is finished."""
    await live(web)
    leads = ["KTHTDT", "CAP"]
    code = await directed(web, "2026.cohan222", number="1/TB")
    dated = await given_to_each(web, code, leads, title="Việc có hạn", due_on=DUE_ON)
    code = await directed(web, "2026.khonghan", number="2/TB")
    undated = await given_to_each(web, code, leads, title="Việc không có hạn")
    await finished(web, undated[0])
    routine = {web.task(item) for item in ("51-08", "54-02", "58-01", "CT10")}
    return {DATED: set(dated), UNDATED: {undated[0]}, ROUTINE: routine}


def parts(answer: Response, first: str) -> dict[CountGroup, str]:
    """What a page says of each group, from its heading to that of the next."""
    text = answer.text
    at = {group: text.find(f'id="{first}-{SLUGS[group]}"') for group in CountGroup}
    assert [*at.values()] == sorted(at.values())
    ends = [*[*at.values()][1:], text.find("</section>", at[ROUTINE])]
    return {group: text[start:end] for (group, start), end in zip(at.items(), ends, strict=True)}


async def test_the_page_counts_each_group_and_puts_its_lines_together(web: WebWard) -> None:
    streams = await with_all_groups(web)
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}?ky={QUARTER}")
    spoken = said(answer)
    assert count_labels.COUNTED_APART in spoken
    counts, lines = parts(answer, "tong-hop"), parts(answer, "tung-dong")
    for group in CountGroup:
        assert NAMES[group] in counts[group]
        of_task = {stream for stream in set().union(*streams.values()) if stream in lines[group]}
        assert of_task == streams[group], group
    assert "Sản phẩm đến hạn: 2." in counts[DATED]
    assert "Sản phẩm được xác nhận: 1. Không có hạn nên không tính" in counts[UNDATED]
    for column in ("Sản phẩm đến hạn", "Xong đúng hạn hiện hành", "Lần chậm (ngày làm việc)"):
        assert column not in counts[UNDATED], column
        assert column in counts[DATED], column
    assert "Hoàn thành, việc không thời hạn" in lines[UNDATED]
    assert "Hoàn thành đúng hạn" not in lines[UNDATED]
    assert "Việc không có hạn" in lines[UNDATED]


async def test_the_call_has_three_groups_and_no_sum(web: WebWard) -> None:
    streams = await with_all_groups(web)
    async with program(web, "chanhvp", Scope.READ) as client:
        body = (await client.get("/appraisal", params={"period": QUARTER})).json()
    assert set(body) == {"period", "first_day", "last_day", "today", "groups"}
    for group, part in zip(CountGroup, body["groups"], strict=True):
        assert part["group"] == group.value
        assert {line["stream"] for line in part["lines"]} == streams[group]
        for name in ("due", "confirmed", "late"):
            of_units = sum(each[name] for each in part["by_unit"])
            assert of_units == part["total"][name] == sum(each[name] for each in part["by_person"])
    dated, undated, _ = body["groups"]
    assert (dated["total"]["due"], dated["total"]["confirmed"]) == (2, 0)
    assert (undated["total"]["due"], undated["total"]["confirmed"]) == (0, 1)
    (line,) = undated["lines"]
    assert (line["due_on"], line["is_due"], line["is_confirmed"]) == (None, False, True)
    assert line["late"] is None


async def test_the_workbook_has_a_heading_before_the_rows_of_each_group(web: WebWard) -> None:
    streams = await with_all_groups(web)
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}/tep.xlsx?ky={QUARTER}")
    book = load_workbook(BytesIO(answer.content))
    for sheet in ("Tổng hợp", "Từng dòng"):
        rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
        at = [_place(rows, f"{NAMES[group]}: ") for group in CountGroup]
        assert at == sorted(at)
        sizes = [
            after - before - 1 for before, after in zip(at, [*at[1:], len(rows)], strict=True)
        ]
        if sheet == "Từng dòng":
            assert sizes[:2] == [len(streams[DATED]), len(streams[UNDATED])]
            assert sizes[2] >= len(streams[ROUTINE]), "a return may be another official's line"
        else:
            undated = rows[at[1] + 1]
            assert undated.count(count_labels.NOT_COUNTED) == 5
            assert undated[3] == "1", "the product that was confirmed"
            assert count_labels.NOT_COUNTED not in {cell for row in rows[at[2] :] for cell in row}


def _place(rows: Sequence[Sequence[object]], heading: str) -> int:
    """Where the one row stands of which the first cell begins so and no other has words."""
    places = [at for at, row in enumerate(rows) if str(row[0]).startswith(heading)]
    (place,) = (at for at in places if not any(rows[at][1:]))
    return place


async def test_a_period_without_assigned_work_says_so_of_each_group(web: WebWard) -> None:
    await live(web)
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}?ky={QUARTER}")
    counts = parts(answer, "tong-hop")
    for group in (DATED, UNDATED):
        assert "Nhóm này không có dòng nào." in counts[group]
        assert f'id="tung-dong-{SLUGS[group]}"' not in answer.text
    assert "Sản phẩm đến hạn: " in counts[ROUTINE]


async def test_restricted_assigned_work_has_neither_title_nor_words(web: WebWard) -> None:
    code = await directed(web, secret=True)
    stream = await given_work(web, 1, code=code, title=None, due_on=today() + timedelta(days=7))
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get(f"{PAGE}?ky={QUARTER}")
    assert stream in answer.text
    assert ORDERED not in answer.text
