"""The ready searches: each finds what its definition says, and nothing beside it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.assignment.events import task_stream
from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import TextRef
from services.domain.papers import Paper
from services.domain.programme.events import ProgrammeOpened, ProgrammeSigned
from services.domain.programme.periods import programme_stream
from services.domain.roles import Office
from services.domain.task.births import OrderedBy
from services.domain.task.file_events import FileAttached
from services.domain.task.rescheduling import TaskRescheduled
from tests import givens
from tests.api.answer_reading import answers_of
from tests.api.pages_said import said
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, report

pytestmark = pytest.mark.postgres
PAGE = "/thanh-tra/dau-hieu"
FORMER = task_stream("51-08", "report", "2026-Q3")
DIGEST = "ab" * 32


def moved_from(was_due_on: date) -> TaskRescheduled:
    """A row of a programme gets another day."""
    return TaskRescheduled(
        programme="2026-M11",
        row=1,
        was_due_on=was_due_on,
        due_on=today() + timedelta(days=9),
        paper=None,
    )


async def test_an_approval_within_a_minute_is_found_with_both_acts(web: WebWard) -> None:
    duty, own = web.task("51-08"), web.task("54-02")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "chanhvp", report(own, 0))  # signs with the same click
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get(PAGE)
        (answer,) = answers_of(page)
        assert answer.words.startswith("51-08, quý IV/2026: cách nhau 0 giây;")
        assert len(answer.led_by("answer-act")) == 2
        assert "trong vòng 60 giây sau khi gửi" in said(page)
        assert answers_of(await inspector.get(f"{PAGE}?tu=01/01/2026&den=01/11/2026")) == []


async def test_of_more_moved_days_than_are_looked_at_the_newest_are_shown_and_it_is_said(
    web: WebWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.queries.inspection_patterns.MOST_MOVES", 1)
    passed = today() - timedelta(days=2)
    for code in ("51-08", "CT10"):
        await clock(web, web.task(code), moved_from(passed), name=code)
        async with web.browser("thanhtra") as inspector:
            page = await inspector.get(f"{PAGE}?tim=doi-han")
        (answer,) = answers_of(page)
        assert answer.words.startswith(code)
        assert ("chỉ xét những lần mới nhất" in said(page)) is (code == "CT10")


async def test_a_day_that_was_moved_when_it_had_passed_is_found_and_no_other(
    web: WebWard,
) -> None:
    passed, ahead = today() - timedelta(days=2), today() + timedelta(days=2)
    for code, was_due_on in (("51-08", passed), ("CT10", ahead)):
        await clock(web, web.task(code), moved_from(was_due_on), name=code)
    async with web.browser("thanhtra") as inspector:
        (answer,) = answers_of(await inspector.get(f"{PAGE}?tim=doi-han"))
    assert answer.words.startswith(f"51-08, quý IV/2026: hạn {passed:%d/%m/%Y} đã qua;")


async def test_what_a_programme_takes_over_is_counted_apart_and_has_a_search_of_its_own(
    web: WebWard,
) -> None:
    stream, passed = web.task("51-08"), today() - timedelta(days=2)
    moved = TaskRescheduled(
        programme="2026-M12",
        row=1,
        was_due_on=passed,
        due_on=today() + timedelta(days=9),
        paper=None,
    )
    opened = ProgrammeOpened(period="2026-M11", closes_on=today(), units=("KTHTDT",))
    signed = ProgrammeSigned(
        paper=Paper(number="12/CTr-UBND", dated_on=today()),
        rows=(),
        directive=None,
        ordered_by=OrderedBy(
            person_id=await web.person_id("phochutich"), office=Office.VICE_CHAIR, on=today()
        ),
    )
    await clock(web, stream, moved, name="chuyen")
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get(f"{PAGE}?tim=doi-han")
        assert len(answers_of(page)) == 1
        assert "Ngoài ra" not in said(page)
        await clock(web, programme_stream("2026-M11"), opened, signed, name="ky")
        page = await inspector.get(f"{PAGE}?tim=doi-han")
        assert answers_of(page) == []
        assert "Ngoài ra 1 lần chuyển kỳ sau khi đã qua hạn theo chương trình" in said(page)
        (answer,) = answers_of(await inspector.get(f"{PAGE}?tim=chuyen-ky"))
    assert answer.words.startswith(f"51-08, quý IV/2026: hạn {passed:%d/%m/%Y} đã qua;")


async def test_a_file_that_lies_with_two_periods_is_found_with_both_tasks(web: WebWard) -> None:
    duty = web.task("51-08")
    (issued, *_) = (await web.ward.ledger.read([duty])).of(duty)
    assert isinstance(issued.event, TaskIssued)
    await clock(web, FORMER, replace(issued.event, period="2026-Q3"), name="former")
    for stream in (duty, FORMER):
        await clock(web, stream, _file(DIGEST), name=f"same-{stream}")
    for number in (1, 2):  # twice with one period is no pattern
        await clock(web, duty, _file("cd" * 32), name=f"once-{number}")
    async with web.browser("thanhtra") as inspector:
        (answer,) = answers_of(await inspector.get(f"{PAGE}?tim=cung-tep"))
    assert answer.words.startswith(f"Tệp {DIGEST[:16]}… ở 2 việc: ")
    assert "51-08, quý III/2026; 51-08, quý IV/2026." in answer.words
    ways = [f"/thanh-tra/viec/{each}" for each in (FORMER, duty)]
    assert answer.led_by("") == ways


async def test_days_that_cannot_be_read_are_said(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        for query, sentence in (
            ("tu=31/02/2026", "không phải là ngày"),
            ("tu=02/11/2026&den=01/11/2026", "Đến hết ngày phải từ “Từ ngày” trở đi."),
        ):
            answer = await inspector.get(f"{PAGE}?{query}")
            assert answer.status_code == 422
            assert sentence in said(answer)


def _file(digest: str) -> FileAttached:
    name = TextRef(text_id=givens.person("tệp"), sha256="0" * 64)
    return FileAttached(
        sha256=digest,
        size_bytes=10,
        media_type="application/pdf",
        name=name,
        contribution_of=None,
    )
