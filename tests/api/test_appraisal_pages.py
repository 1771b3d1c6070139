"""Bằng chứng chấm điểm page by page: together the whole, with the counts and the files of all."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Final

import pytest
from httpx2 import AsyncClient, Response
from openpyxl import load_workbook

from api.appraisal import count_labels, labels
from api.appraisal.asked import LINES_A_PAGE
from api.appraisal.page import link
from infra.randomness import RANDOMNESS
from infra.wiring import decree_readings
from services.domain.directory.tokens import Scope
from services.domain.task.appraisal_lines import month_of, quarter_of
from services.domain.task.events import DeadlineMissed
from services.queries.appraisal import appraisal
from services.queries.appraisal_views import Appraisal, AppraisalFilter, AppraisalRow
from services.queries.reading import reading
from services.queries.stretch import WHOLE, Stretch
from tests import givens
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.reading import alert
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, clock, live, report, sampled, tell
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
PAGE: Final = "/bang-chung-cham-diem"
MISSED_ON: Final = today() - timedelta(days=10)
PERIOD: Final = month_of(MISSED_ON)
MORE: Final = 5  # lines on the second page
WHY: Final = "Văn bản giấy đã đóng dấu đến đúng hạn."
# Whatever else the ward has in that month is of other units.
ASKED: Final = AppraisalFilter(period=PERIOD, unit="KTHTDT")
ADDRESS: Final = link(ASKED)


async def found_by(
    web: WebWard, login: str, which: AppraisalFilter, stretch: Stretch = WHOLE
) -> Appraisal:
    viewing = await viewing_of(web, login)
    async with reading(web.engine) as connection:
        return await appraisal(
            connection, web.ward.ledger, viewing, which, decree_readings(), stretch=stretch
        )


async def missed(web: WebWard, count: int = LINES_A_PAGE + MORE, first: int = 0) -> list[str]:
    """So many tasks of which the due date was missed, in the order of their lines."""
    streams = [f"task-51-08.report.{number:04}" for number in range(first, first + count)]
    for stream in streams:
        issued = givens.issued(due_on=MISSED_ON, title=f"Báo cáo chuyên đề {stream[-4:]}")
        await tell(web.ward.ledger, stream, issued, name=stream)
        late = DeadlineMissed(due_on=MISSED_ON, cause="due_day_ended")
        await tell(web.ward.ledger, stream, late, name=stream)
    return streams


def lines(answer: Response) -> list[str]:
    """The tasks of the lines of a page, in their order."""
    assert answer.status_code in {200, 409}, answer.text
    body = answer.text.partition('aria-labelledby="tung-dong"')[2]
    return re.findall(
        r'<td role="cell" data-label="Sản phẩm \(việc\)"><a href="/viec/([^"]+)', body
    )


def summary(answer: Response) -> str:
    """What the page says above its lines."""
    return said(answer).partition("Tổng hợp")[2].partition("Từng dòng")[0]


def links(answer: Response) -> dict[str, str]:
    """The links of buttons by their words."""
    found = re.findall(r'<a class="btn" href="([^"]+)">([^<]+)</a>', answer.text)
    return {words: address.replace("&amp;", "&") for address, words in found}


async def sent(browser: AsyncClient, address: str, stream: str, reason: str) -> Response:
    """Contest a line with the form of that page."""
    shown = (await browser.get(address)).text
    start = shown.index(f'action="{PAGE}/{stream}/de-nghi-xem-lai')
    form = shown[start : shown.index("</form>", start)]
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    action = form[len('action="') : form.index('"', len('action="'))].replace("&amp;", "&")
    fields |= {"about": "missed_date", "reason": reason}
    return await browser.post(action, data=fields)


async def test_every_stretch_of_the_lines_is_theirs_with_the_counts_of_all(web: WebWard) -> None:
    await live(web)
    which = AppraisalFilter(period=quarter_of(today()))
    whole = await found_by(web, "chanhvp", which)
    assert whole.length == len(whole.rows) > 3
    paged: list[AppraisalRow] = []
    for first in range(whole.length + 1):
        page = await found_by(web, "chanhvp", which, Stretch(first=first, length=1))
        counts = tuple(replace(each, rows=()) for each in page.groups)
        assert counts == tuple(replace(each, rows=()) for each in whole.groups)
        assert (page.unit_choices, page.person_choices) == (
            whole.unit_choices,
            whole.person_choices,
        )
        assert page.people == whole.people
        assert count_labels.filters_of(page) == count_labels.filters_of(whole)
        paged += page.rows
    assert tuple(paged) == whole.rows


async def test_only_the_words_of_contests_that_are_shown_are_read(web: WebWard) -> None:
    (first, second) = await missed(web, count=2)
    for stream in (first, second):
        typing = sampled("contest-line", stream, about="missed_date", submission=None)
        await act(web, "truongphong", typing)
    whole = await found_by(web, "chanhvp", ASKED)
    page = await found_by(web, "chanhvp", ASKED, Stretch(first=0, length=1))
    assert [row.task.stream for row in page.rows] == [first]
    assert len(whole.texts) == 2
    assert len(page.texts) == 1
    (row,) = page.rows
    assert labels.line_words(row, page) == labels.line_words(whole.rows[0], whole)


async def test_every_line_is_on_exactly_one_page_and_all_are_counted_on_each(web: WebWard) -> None:
    streams = await missed(web)
    found = await found_by(web, "chanhvp", ASKED)
    assert [row.task.stream for row in found.rows] == streams
    async with web.browser("chanhvp") as chief:
        first = await chief.get(ADDRESS)
        assert lines(first) == streams[:LINES_A_PAGE]
        assert "Trang 1 trên 2." in said(first)
        assert "Trang trước" not in links(first)
        second = await chief.get(links(first)["Trang sau"])
        assert second.url.query.decode() == f"ky={PERIOD.code}&don-vi=KTHTDT&trang=2"
        assert lines(second) == streams[LINES_A_PAGE:]
        assert "Trang 2 trên 2." in said(second)
        assert "Trang sau" not in links(second)
        assert lines(await chief.get(links(second)["Trang trước"])) == lines(first)
        assert summary(first) == summary(second)
        assert f"Sản phẩm đến hạn: {len(streams)}." in summary(second)


async def test_a_page_behind_the_last_one_says_so_and_leads_to_the_first(web: WebWard) -> None:
    streams = await missed(web)
    async with web.browser("chanhvp") as chief:
        beyond = await chief.get(f"{ADDRESS}&trang=99")
        assert (beyond.status_code, lines(beyond)) == (200, [])
        assert "Trang này không có dòng nào. Về trang đầu" in said(beyond)
        assert f"Sản phẩm đến hạn: {len(streams)}." in summary(beyond)
        assert f'<a href="{ADDRESS.replace("&", "&amp;")}#tung-dong">' in beyond.text
        for nothing in ("x", "0", "-1", "9" * 30, ""):
            page = await chief.get(f"{ADDRESS}&trang={nothing}")
            assert lines(page) == streams[:LINES_A_PAGE], nothing


async def test_for_paper_all_lines_are_on_one_page(web: WebWard) -> None:
    streams = await missed(web)
    async with web.browser("chanhvp") as chief:
        second = await chief.get(f"{ADDRESS}&trang=2")
        whole = await chief.get(links(second)["Xem tất cả trên một trang để in"])
        assert whole.url.query.decode() == f"ky={PERIOD.code}&don-vi=KTHTDT&trang=tat-ca"
        assert lines(whole) == streams
        assert summary(whole) == summary(second)
        assert not {"Trang trước", "Trang sau"} & {*links(whole)}
        paged = await chief.get(links(whole)["Xem từng trang"])
        assert lines(paged) == streams[:LINES_A_PAGE]
        few = await chief.get(f"{PAGE}?ky={quarter_of(today()).code}&don-vi=CAP")
        assert not {"Trang sau", "Xem tất cả trên một trang để in"} & {*links(few)}


async def test_the_file_and_the_call_hold_all_lines(web: WebWard) -> None:
    streams = await missed(web)
    async with web.browser("chanhvp") as chief:
        page = (await chief.get(f"{ADDRESS}&trang=2")).text
        (address,) = re.findall(rf'href="({PAGE}/tep\.xlsx[^"]*)"', page)
        assert "trang=" not in address
        for asked in (address.replace("&amp;", "&"), link(ASKED, file=True) + "&trang=2"):
            book = load_workbook(BytesIO((await chief.get(asked)).content))
            rows = [[str(cell.value) for cell in row] for row in book["Từng dòng"].iter_rows()]
            titled = [row[0][-4:] for row in rows if "Báo cáo chuyên đề" in row[0]]
            assert titled == [stream[-4:] for stream in streams]
    async with program(web, "chanhvp", Scope.READ) as client:
        asked_for = {"period": PERIOD.code, "unit": "KTHTDT"}
        body = (await client.get("/appraisal", params=asked_for)).json()
    routine = body["groups"][-1]
    assert [line["stream"] for line in routine["lines"]] == streams
    assert routine["total"]["late"] == len(streams)


@pytest.mark.parametrize("page", ["2", "tat-ca"])
async def test_a_contest_comes_back_to_the_page_of_its_line(web: WebWard, page: str) -> None:
    *_, last = await missed(web)
    address = f"{ADDRESS}&trang={page}"
    async with web.browser("truongphong") as head:
        whole = lines(await head.get(address))
        refused = await sent(head, address, last, "  ")
        assert refused.status_code == 409
        assert "phải có lý do" in alert(refused)
        assert lines(refused) == whole
        assert '<option value="missed_date" selected>' in refused.text
        assert refused.text.count('<details class="contest" open>') == 1
        done = await sent(head, address, last, WHY)
        assert (done.status_code, done.headers["location"]) == (
            303,
            f"{address}&xong=de-nghi-xem-lai",
        )
        after = await head.get(done.headers["location"])
        assert lines(after) == whole
        assert "Đã gửi đề nghị xem lại" in said(after)
        assert f"đang đề nghị xem lại: {WHY}" in said(after)


async def test_a_refused_line_that_moved_is_shown_on_the_page_to_which_it_moved(
    web: WebWard,
) -> None:
    streams = await missed(web, first=MORE, count=LINES_A_PAGE)
    last = streams[-1]
    async with web.browser("truongphong") as head:
        before = await head.get(ADDRESS)
        assert lines(before) == streams
        new_id = str(RANDOMNESS.new_id())
        await missed(web, count=MORE)
        fields = {"command_id": new_id, "line": "KTHTDT:", "about": "return:7", "reason": WHY}
        action = f"{PAGE}/{last}/de-nghi-xem-lai{ADDRESS.removeprefix(PAGE)}"
        refused = await head.post(action, data=fields)
        assert refused.status_code == 409
        assert lines(refused) == streams[-MORE:]
        assert '<details class="contest" open>' in refused.text
        assert WHY in refused.text
        assert (
            f"{last}/de-nghi-xem-lai?ky={PERIOD.code}&amp;don-vi=KTHTDT&amp;trang=2"
            in refused.text
        )


async def test_what_was_typed_at_a_line_that_is_gone_is_kept_above(web: WebWard) -> None:
    *_, last = await missed(web)
    async with web.browser("dongnghiep") as colleague:
        fields = {"command_id": str(RANDOMNESS.new_id()), "line": "KTHTDT:", "reason": WHY}
        action = f"{PAGE}/{last}/de-nghi-xem-lai{ADDRESS.removeprefix(PAGE)}&trang=2"
        refused = await colleague.post(action, data={**fields, "about": "missed_date"})
        assert refused.status_code == 403
        assert WHY in refused.text


async def test_a_filter_that_is_not_understood_shows_the_first_page(web: WebWard) -> None:
    await act(web, "chuyenvien", report(web.task("51-08"), 0))
    duty = web.task("51-08")
    await clock(web, duty, DeadlineMissed(due_on=today(), cause="due_day_ended"))
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}?ky=2026&trang=7")
        assert answer.status_code == 422
        assert duty in answer.text
