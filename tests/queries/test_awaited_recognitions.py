"""Chờ cấp trên công nhận: what we finished stands there until the upper body's answer is kept."""

from datetime import date, timedelta

import pytest

from services.commands.requests import TypedTexts
from services.domain.papers import Paper
from services.domain.task.acts.recognise_task import RecogniseTask
from services.queries.awaited_recognitions import (
    AwaitedRecognitions,
    awaited_recognitions,
    awaiting_places,
)
from services.queries.reading import reading
from services.queries.stretch import Stretch
from tests import givens
from tests.api.directed_work import SECRET_CODE, directed, finished, given_work, go, signed
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, sampled, secret_report
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
SUPERIOR = today() + timedelta(days=20)


async def seen(
    web: WebWard, login: str = "chanhvp", on: date | None = None, stretch: Stretch | None = None
) -> AwaitedRecognitions:
    viewing = await viewing_of(web, login, on)
    async with reading(web.engine) as connection:
        places = await awaiting_places(connection, web.logins.ledger_id, viewing)
        return await awaited_recognitions(
            connection, web.logins.ledger_id, viewing, (stretch or Stretch()).of(places)
        )


def streams(awaited: AwaitedRecognitions) -> list[str]:
    return [row.task.stream for row in awaited.rows]


async def recognised(web: WebWard, stream: str) -> None:
    paper = Paper(number="77/UBND-VP", dated_on=today())

    def typing(_: TypedTexts) -> RecogniseTask:
        return RecogniseTask(stream=stream, paper=paper)

    await act(web, "kiemtra", typing)


async def test_only_what_is_finished_and_was_asked_by_an_upper_body_waits(web: WebWard) -> None:
    await directed(web, superior_due_on=SUPERIOR)
    await directed(web, "2026.b2b2b2b2", number="46/TB-UBND")
    stream, running = await given_work(web, 1), await given_work(web, 2)
    ours = await given_work(web, 1, code="2026.b2b2b2b2")
    await signed(web, running)
    await finished(web, ours)
    assert streams(await seen(web)) == []
    await finished(web, stream)
    (row,) = (await seen(web)).rows
    assert row.task.stream == stream
    assert (row.superior_due_on, row.finished_on, row.waited) == (SUPERIOR, today(), 0)
    await recognised(web, stream)
    assert streams(await seen(web)) == []


async def test_the_oldest_comes_first_page_by_page_with_the_working_days_waited(
    web: WebWard,
) -> None:
    await directed(web, superior_due_on=SUPERIOR)
    given = [await given_work(web, number) for number in (1, 2, 3)]
    for stream in (given[2], given[0], given[1]):
        await finished(web, stream)
        go(web, (await viewing_of(web, "chanhvp")).today + timedelta(days=1))
    expected = [given[2], given[0], given[1]]
    on = today() + timedelta(days=10)
    whole = await seen(web, on=on)
    assert streams(whole) == expected
    counted = givens.calendar().working_days_between
    assert [row.waited for row in whole.rows] == [
        counted(today() + timedelta(days=after), on) for after in (0, 1, 2)
    ]
    assert streams(await seen(web, on=on, stretch=Stretch.of_page(2, 2))) == expected[2:]


async def test_restricted_work_keeps_its_title_and_who_may_not_record_is_not_asked(
    web: WebWard,
) -> None:
    await directed(web, SECRET_CODE, number="9/M-UBND", secret=True, superior_due_on=SUPERIOR)
    stream = await given_work(web, 1, code=SECRET_CODE, lead="CAP", title=None)
    await act(web, "conganvien", secret_report(stream))
    await act(web, "truongcongan", approval(stream, 1))
    await act(web, "chanhvp", sampled("confirm-submission", stream, submission=1))
    inspector, chief = await seen(web, "thanhtra"), await seen(web, "chanhvp")
    assert streams(inspector) == streams(chief) == [stream]
    assert inspector.rows[0].task.title == ""
    assert (inspector.may_record, chief.may_record) == (False, True)


async def test_a_year_without_a_calendar_spoils_no_list(web: WebWard) -> None:
    await directed(web, superior_due_on=SUPERIOR)
    stream = await given_work(web, 1)
    await finished(web, stream)
    (row,) = (await seen(web, on=date(2035, 6, 4))).rows
    assert (row.task.stream, row.waited) == (stream, None)
