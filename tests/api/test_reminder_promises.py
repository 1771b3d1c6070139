"""Lời hứa nhắc việc: the page and the call say what was sent in time, late, or not at all."""

import re
from datetime import UTC, date, timedelta
from urllib.parse import unquote

import pytest
from httpx2 import Response

from services.domain.directory.tokens import Scope
from services.domain.instants import start_of
from services.domain.task.agenda import SUPERSEDED
from services.domain.task.events import ReminderSent, ReminderSkipped
from services.domain.task.promised_ladders import PromiseKind
from services.domain.task.reminder_promises import PromiseOutcome
from services.queries.reading import reading
from services.queries.reminder_promises import PromiseFilter, Promises, promises_of
from services.queries.stretch import Stretch
from tests.api.pages_said import said
from tests.api.programs import problem, program
from tests.api.reading import alert
from tests.api.ward import WebWard
from tests.projections.lives import act, clock, sampled
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
PAGE = "/loi-hua-nhac-viec"
DUE = date(2026, 12, 15)
DECEMBER = date(2026, 12, 1)
UNITS = ("KTHTDT", "VHXH")


def go(web: WebWard, day: date, hour: int) -> None:
    web.clock.at = start_of(day, hour).astimezone(UTC) + timedelta(seconds=5)


async def lived(web: WebWard) -> str:
    """One reminder came in time, then the clock was away: one was left out, one came late."""
    stream = web.task("51-08")
    go(web, date(2026, 12, 1), 8)
    first = ReminderSent(due_on=DUE, offset_working_days=-10, units=UNITS)
    await clock(web, stream, first, name="first")
    go(web, date(2026, 12, 11), 9)
    await clock(
        web,
        stream,
        ReminderSkipped(due_on=DUE, offset_working_days=-5, reason=SUPERSEDED),
        ReminderSent(due_on=DUE, offset_working_days=-3, units=UNITS),
        name="later",
    )
    return stream


async def promises(
    web: WebWard, login: str, asked: PromiseFilter, stretch: Stretch | None = None
) -> Promises:
    viewing = await viewing_of(web, login)
    async with reading(web.engine) as connection:
        return await promises_of(
            connection, web.ward.ledger, viewing, asked, stretch=stretch or Stretch()
        )


async def test_each_promise_of_the_month_is_compared_with_what_was_recorded(web: WebWard) -> None:
    stream = await lived(web)
    found = await promises(web, "chanhvp", PromiseFilter(month=DECEMBER))
    own = [line.promise for line in found.lines if line.task.stream == stream]
    assert [(each.offset_working_days, each.outcome.value) for each in own] == [
        (-10, "in_time"),
        (-5, "skipped"),
        (-3, "late"),
    ]
    assert {each.policy_version for each in own} == {"policy-ward@1"}
    others = {line.promise.outcome for line in found.lines if line.task.stream != stream}
    assert others == {PromiseOutcome.MISSING}
    assert found.late_skips == 1
    assert sum(found.counts.values()) == found.found == len(found.lines)
    for outcome, count in found.counts.items():
        asked = PromiseFilter(month=DECEMBER, outcome=outcome)
        assert len((await promises(web, "chanhvp", asked)).lines) == count
    part = await promises(web, "chanhvp", PromiseFilter(month=DECEMBER), Stretch.of_page(2, 2))
    assert part.lines == found.lines[2:4]
    assert part.found == found.found


async def test_a_unit_has_what_it_leads_or_supports_and_a_month_its_own_days(
    web: WebWard,
) -> None:
    stream = await lived(web)
    own = await promises(web, "chanhvp", PromiseFilter(month=DECEMBER, unit="VHXH"))
    assert {line.task.stream for line in own.lines} == {stream}
    police = await promises(web, "chanhvp", PromiseFilter(month=DECEMBER, unit="CAP"))
    assert {line.task.stream for line in police.lines} == {web.task("58-01")}
    for month in (date(2026, 11, 1), date(2027, 1, 1), date(2000, 1, 1), date(2100, 12, 1)):
        assert (await promises(web, "chanhvp", PromiseFilter(month=month))).lines == ()


async def test_a_request_that_nobody_answers_has_its_line_in_the_month_of_its_last_day(
    web: WebWard,
) -> None:
    """It left no trace: the clock was away."""
    stream = web.task("51-08")
    await act(web, "truongphong", sampled("decline-task", stream, lead_unit="VHXH"))
    go(web, date(2026, 12, 11), 9)
    november = PromiseFilter(month=date(2026, 11, 1))
    (line,) = (await promises(web, "chanhvp", november)).lines
    assert (line.promise.kind, line.promise.about) == (PromiseKind.REQUEST, "decline")
    assert line.promise.outcome is PromiseOutcome.MISSING
    async with web.browser("chanhvp") as chief:
        words = said(await chief.get(f"{PAGE}?thang=11%2F2026"))
    assert "Đề nghị từ chối tiếp nhận lần 1 chưa được trả lời, hạn trả lời" in words
    async with program(web, "thanhtra", Scope.READ) as inspector:
        answer = await inspector.get("/reminder-promises", params={"month": "2026-11"})
    (promise,) = answer.json()["promises"]
    assert (promise["kind"], promise["about"], promise["number"]) == ("request", "decline", 1)


async def test_an_inspector_reads_no_title_of_restricted_work(web: WebWard) -> None:
    await lived(web)
    found = await promises(web, "thanhtra", PromiseFilter(month=DECEMBER, unit="CAP"))
    assert {line.task.title for line in found.lines} == {""}
    async with web.browser("thanhtra") as inspector:
        words = said(await inspector.get(f"{PAGE}?don-vi=CAP"))
        assert "58-01" in words
        assert "Giữ gìn trật tự" not in words


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("kiemtra", 200),
        ("chanhvp", 200),
        ("phochutich", 200),
        ("thanhtra", 200),
        ("chuyenvien", 403),
        ("truongphong", 403),
        ("quantri", 403),
    ],
)
async def test_those_who_oversee_the_ward_open_the_page(
    web: WebWard, login: str, status: int
) -> None:
    async with web.browser(login) as somebody:
        assert (await somebody.get(PAGE)).status_code == status
        linked = f'href="{PAGE}"' in (await somebody.get("/viec")).text
        assert linked is (status == 200)


async def test_the_page_says_when_each_came_and_every_count_opens_its_rows(web: WebWard) -> None:
    stream = await lived(web)
    async with web.browser("chanhvp") as chief:
        page = await chief.get(PAGE)
        words = said(page)
        for sentence in (
            "Trước hạn 10 ngày làm việc, hạn 15/12/2026",
            "Đã nhắc lúc 01/12/2026 08:00",
            "Bỏ qua vì đã có lần nhắc mới hơn, ghi lúc 11/12/2026 09:00, muộn 3 ngày theo lịch",
            "Đã nhắc lúc 11/12/2026 09:00, muộn 1 ngày theo lịch",
            "Không có dấu vết",
        ):
            assert sentence in words, sentence
        assert f'href="/viec/{stream}"' in page.text
        counts = re.findall(
            rf'<a href="({PAGE}\?[^"]*)"><span class="count-number">(\d+)</span>', page.text
        )
        assert len(counts) == 4
        for address, number in counts:
            assert len(rows(await chief.get(address.replace("&amp;", "&")))) == int(number)
        (before,) = re.findall(rf'href="({PAGE}\?[^"]*)">Tháng trước', page.text)
        assert unquote(before).endswith("thang=11/2026")
        narrow = await chief.get(f"{PAGE}?thang=12/2026&don-vi=KTHTDT&ket-qua=muon")
        beside = re.findall(rf'href="({PAGE}\?[^"]*)">Tháng (?:trước|sau)', narrow.text)
        assert [unquote(each.replace("&amp;", "&")) for each in beside] == [
            f"{PAGE}?thang=11/2026&don-vi=KTHTDT&ket-qua=muon",
            f"{PAGE}?thang=01/2027&don-vi=KTHTDT&ket-qua=muon",
        ]
        assert "Không có lần nhắc nào như vậy." in said(await chief.get(before))
        assert "Trang này không có lần nhắc nào." in said(await chief.get(f"{PAGE}?trang=99"))


def rows(answer: Response) -> list[str]:
    """The tasks of the rows, in their order."""
    return re.findall(r'<a href="/viec/(task-[^"]+)"', answer.text)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("thang=13/2026", "Tháng: “13/2026” không phải là tháng. Hãy nhập theo dạng tháng/năm"),
        ("thang=thang-nay", "không phải là tháng"),
        ("thang=12/0000", "không phải là tháng"),
        ("thang=12/1999", "phải từ năm 2000 đến năm 2100"),
        ("don-vi=KHONG-CO", "không có đơn vị này trong danh bạ của phường"),
        ("ket-qua=gi-do", "Kết quả: lựa chọn không có trong danh sách. Hãy chọn lại."),
    ],
)
async def test_a_filter_that_makes_no_sense_is_answered_in_a_sentence(
    web: WebWard, query: str, sentence: str
) -> None:
    async with web.browser("chanhvp") as chief:
        page = await chief.get(f"{PAGE}?{query}")
        assert page.status_code == 422
        assert sentence in alert(page)
    field = query.partition("=")[0]
    control = re.search(rf'<(?:input|select) [^>]*name="{field}"[^>]*>', page.text)
    assert control is not None
    assert 'aria-invalid="true" autofocus' in control[0]
    assert 'aria-describedby="o-can-sua-vi-sao' in control[0]


async def test_a_program_reads_the_same_page_by_page(web: WebWard) -> None:
    stream = await lived(web)
    async with program(web, "thanhtra", Scope.READ) as inspector:
        whole = (await inspector.get("/reminder-promises")).json()
        assert whole["month"] == "2026-12"
        assert sum(whole["counts"].values()) == len(whole["promises"])
        late = (await inspector.get("/reminder-promises?outcome=late")).json()["promises"]
        assert [(each["stream"], each["late_seconds"]) for each in late] == [
            (stream, 25 * 3600 + 5)
        ]
        collected: list[object] = []
        after: dict[str, str] = {}
        while True:
            query = {"limit": "2", **after}
            part = (await inspector.get("/reminder-promises", params=query)).json()
            collected += part["promises"]
            if part["next"] is None:
                break
            after = {"after": part["next"]}
        assert collected == whole["promises"]
        wrong = await inspector.get("/reminder-promises?month=2026-13")
        problem(wrong, 422, "request-invalid")
        problem(await inspector.get("/reminder-promises?month=0000-01"), 422, "field-year")
        unknown = await inspector.get("/reminder-promises?unit=KHONG-CO")
        problem(unknown, 422, "field-choice")
        assert [each["field"] for each in unknown.json()["errors"]] == ["unit"]
