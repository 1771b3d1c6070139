"""Giao ban: each part counts its rows, routine stands apart, what is unknown spoils nothing."""

from datetime import date, timedelta

import pytest

from services.domain.task.births import CountGroup
from services.queries.meeting_list import (
    MeetingHalf,
    MeetingList,
    MeetingPart,
    MeetingRow,
    meeting_list,
)
from services.queries.outstanding import MissingKind
from services.queries.reading import reading
from tests import givens
from tests.api.directed_work import (
    CODE,
    NUMBER,
    ORDERED,
    SECRET_CODE,
    clock_runs,
    directed,
    finished,
    given_work,
    go,
    signed,
)
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, live, report, sampled
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
MONDAY = today() - timedelta(days=today().weekday())
SUNDAY = MONDAY + timedelta(days=6)


async def listed(
    web: WebWard, login: str = "chanhvp", *, since: date | None = None, on: date | None = None
) -> MeetingList:
    viewing = await viewing_of(web, login, on)
    asked = since or viewing.today - timedelta(days=7)
    async with reading(web.engine) as connection:
        return await meeting_list(connection, web.ward.ledger, viewing, asked)


def rows_of(
    meeting: MeetingList, part: MeetingPart, half: MeetingHalf = MeetingHalf.ASSIGNED
) -> list[MeetingRow]:
    (section,) = (each for each in meeting.halves[half] if each.part is part)
    return list(section.rows)


def streams_of(
    meeting: MeetingList, part: MeetingPart, half: MeetingHalf = MeetingHalf.ASSIGNED
) -> list[str]:
    return [row.work.task.stream for row in rows_of(meeting, part, half)]


async def test_each_part_counts_exactly_its_rows_and_routine_stands_apart(web: WebWard) -> None:
    await live(web)
    await directed(web)
    await given_work(web, 1, due_on=today() + timedelta(days=1))
    await given_work(web, 2, lead="VHXH")
    meeting = await listed(web, on=today() + timedelta(days=45), since=today())
    filled = set()
    for half, sections in meeting.halves.items():
        assert [each.part for each in sections] == list(MeetingPart)
        for section in sections:
            groups = [row.work.task.count_group for row in section.rows]
            assert set(section.counts) == set(half.groups)
            assert {group: groups.count(group) for group in half.groups} == section.counts
            assert len(groups) == sum(section.counts.values())
            assert section.left_out == 0
            filled |= {(half, section.part)} if section.rows else set()
    both = {(half, part) for half in MeetingHalf for part in (MeetingPart.NEW, MeetingPart.LATE)}
    assert both <= filled
    (given,) = (each for each in meeting.halves[MeetingHalf.ASSIGNED] if each.part == "new")
    assert given.counts == {CountGroup.ASSIGNED_DATED: 1, CountGroup.ASSIGNED_UNDATED: 1}


async def test_new_is_what_was_given_since_the_asked_day_finished_or_not(web: WebWard) -> None:
    await directed(web)
    open_one, done = await given_work(web, 1), await given_work(web, 2)
    await finished(web, done)
    withdrawn = await given_work(web, 3)
    await act(web, "phochutich", sampled("withdraw-task", withdrawn))
    assert set(streams_of(await listed(web), MeetingPart.NEW)) == {open_one, done}
    later = today() + timedelta(days=3)
    assert streams_of(await listed(web, on=later, since=later), MeetingPart.NEW) == []
    rows = {row.work.task.stream: row for row in rows_of(await listed(web), MeetingPart.NEW)}
    assert rows[done].work.deciding is None
    assert rows[done].work.missing == ()


async def test_late_work_stands_by_its_working_days_and_in_every_part_that_holds_it(
    web: WebWard,
) -> None:
    await directed(web)
    days = (3, 1, 2)
    streams = [
        await given_work(web, number, due_on=today() + timedelta(days=day))
        for number, day in enumerate(days, 1)
    ]
    on = today() + timedelta(days=14)
    meeting = await listed(web, on=on, since=today())
    assert streams_of(meeting, MeetingPart.LATE) == [streams[1], streams[2], streams[0]]
    counted = givens.calendar().working_days_between
    assert [row.work.days_late for row in rows_of(meeting, MeetingPart.LATE)] == [
        counted(today() + timedelta(days=day), on) for day in sorted(days)
    ]
    assert set(streams_of(meeting, MeetingPart.NEW)) == set(streams)


async def test_the_week_runs_from_monday_to_sunday(web: WebWard) -> None:
    await directed(web)
    friday = await given_work(web, 1, due_on=max(today(), MONDAY + timedelta(days=4)))
    sunday = await given_work(web, 2, due_on=SUNDAY)
    following = await given_work(web, 3, due_on=SUNDAY + timedelta(days=1))
    await given_work(web, 4)
    this_week = await listed(web)
    assert (this_week.week_from, this_week.week_until) == (MONDAY, SUNDAY)
    assert streams_of(this_week, MeetingPart.DUE_THIS_WEEK) == [friday, sunday]
    next_week = await listed(web, on=SUNDAY + timedelta(days=1))
    assert streams_of(next_week, MeetingPart.DUE_THIS_WEEK) == [following]
    await act(web, "phochutich", sampled("suspend-task", friday))
    assert streams_of(await listed(web), MeetingPart.DUE_THIS_WEEK) == [sunday], "its clock stands"


async def test_a_leader_is_waited_for_where_something_is_asked_or_at_a_leader_s_step(
    web: WebWard,
) -> None:
    await directed(web)
    declined, working = await given_work(web, 1), await given_work(web, 2)
    own = await given_work(web, 3, lead="VP")
    await act(web, "truongphong", sampled("decline-task", declined, lead_unit="VHXH"))
    await signed(web, working)
    await act(web, "kiemtra", report(own, 0))
    first = await listed(web)
    assert streams_of(first, MeetingPart.WAITS_FOR_LEADERS) == [declined], "others are no leaders"
    await act(web, "chanhvp", sampled("approve-submission", own, submission=1))
    second = await listed(web)
    assert set(streams_of(second, MeetingPart.WAITS_FOR_LEADERS)) == {declined, own}
    (asked,) = (
        row.work
        for row in rows_of(second, MeetingPart.WAITS_FOR_LEADERS)
        if row.work.task.stream == declined
    )
    assert asked.missing[0].kind is MissingKind.ANSWER
    assert asked.person == "Vũ Thị Ngọc", "who ordered the work answers in person"


async def test_what_was_reported_above_stands_until_the_unit_has_signed(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=today() + timedelta(days=1))
    go(web, today() + timedelta(days=9))
    assert streams_of(await listed(web), MeetingPart.REPORTED_ABOVE) == []
    await clock_runs(web, stream)
    assert streams_of(await listed(web), MeetingPart.REPORTED_ABOVE) == [stream]
    await signed(web, stream)
    assert streams_of(await listed(web), MeetingPart.REPORTED_ABOVE) == []


async def test_each_assigned_line_names_its_directive_by_number_and_day(web: WebWard) -> None:
    await directed(web)
    await given_work(web, 1)
    meeting = await listed(web, since=today())
    (row,) = rows_of(meeting, MeetingPart.NEW)
    assert row.origin is not None
    assert (row.origin.code, row.origin.number, row.origin.on) == (CODE, NUMBER, today())
    routine = rows_of(meeting, MeetingPart.NEW, MeetingHalf.ROUTINE)
    assert routine
    assert {each.origin for each in routine} == {None}


async def test_restricted_work_has_no_title_for_an_inspector_and_none_leaks(
    web: WebWard,
) -> None:
    await directed(web)
    await directed(web, SECRET_CODE, number="9/M-UBND", secret=True)
    secret = await given_work(web, 1, code=SECRET_CODE, lead="CAP", title=None)
    police = await given_work(web, 1, lead="CAP", title=ORDERED)
    seen = {
        row.work.task.stream: row.work.task
        for row in rows_of(await listed(web, "thanhtra"), MeetingPart.NEW)
    }
    assert set(seen) == {secret, police}
    assert {task.title for task in seen.values()} == {""}
    whole = rows_of(await listed(web, "chanhvp"), MeetingPart.NEW)
    assert ORDERED in {row.work.task.title for row in whole}


async def test_a_year_without_a_calendar_spoils_no_list(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=today() + timedelta(days=1))
    meeting = await listed(web, on=date(2035, 6, 4))
    (row,) = rows_of(meeting, MeetingPart.LATE)
    assert row.work.task.stream == stream
    assert row.work.is_late
    assert row.work.days_late is None
