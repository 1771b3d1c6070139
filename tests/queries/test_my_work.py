"""Việc của tôi: who sees what, in which group; the counts are the rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api.labels.phrases import contribution, time_left
from api.labels.titles import named
from api.labels.words import day
from services.domain.calendar import Calendar
from services.domain.roles import Office
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.contributing import contribution_due_on
from services.domain.task.events import Ground, ReminderSent, StepTimeExpired, TaskEscalated
from services.domain.task.lateness import OfficialStatus
from services.queries.my_work import answer_by, my_work
from services.queries.reading import reading
from services.queries.search import folded
from services.queries.work_filter import (
    WorkFilter,
    late,
    narrowed,
    periods_of,
    reminded,
    shown,
    units_of,
)
from services.queries.work_views import Group, MyWork
from tests import givens
from tests.api.board import due
from tests.api.ward import WebWard
from tests.due_days import due_day
from tests.moment import today
from tests.projections.lives import (
    act,
    approval,
    clock,
    figures,
    live,
    report,
    returned,
    sampled,
)
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres


async def work_of(web: WebWard, login: str, days: int = 0) -> MyWork:
    """The list of somebody as it would be some days from now, were nothing to happen."""
    viewing = await viewing_of(web, login, today() + timedelta(days=days))
    async with reading(web.engine) as connection:
        return await my_work(connection, web.logins.ledger_id, viewing)


def where(work: MyWork) -> dict[str, Group]:
    """In which group each task stands."""
    collected = [(row.task.stream, group.group) for group in work.groups for row in group.rows]
    assert len(collected) == len(dict(collected)), "a task stands in one group only"
    return dict(collected)


async def test_each_sees_what_the_unit_leads_or_supports_and_the_office_sees_all(
    web: WebWard,
) -> None:
    duty, rate, secret, own = (web.task(code) for code in ("51-08", "CT10", "58-01", "54-02"))
    for login, expected in {
        "chuyenvien": {duty, rate},
        "phoihop": {duty},
        "conganvien": {secret},
        "chanhvp": {duty, rate, secret, own},
        "thanhtra": {duty, rate, secret, own},
        "quantri": set(),
    }.items():
        assert set(where(await work_of(web, login))) == expected, login


async def test_a_submission_waits_for_its_head_and_elsewhere_for_everybody_else(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    assert where(await work_of(web, "truongphong"))[duty] is Group.DECIDE
    for login in ("chuyenvien", "phoihop", "chanhvp", "kiemtra"):
        assert where(await work_of(web, login))[duty] is Group.ELSEWHERE, login
    await act(web, "truongphong", approval(duty, 1))
    assert where(await work_of(web, "chanhvp"))[duty] is Group.DECIDE
    assert where(await work_of(web, "kiemtra"))[duty] is Group.DECIDE
    assert where(await work_of(web, "truongphong"))[duty] is Group.ELSEWHERE


async def test_a_due_date_brings_a_task_near_and_then_late(web: WebWard) -> None:
    rate = web.task("CT10")
    near = givens.policy().chasing.near_days
    work = await work_of(web, "chuyenvien")
    due_on = next(
        due_day(row.task) for group in work.groups for row in group.rows if row.task.stream == rate
    )
    left = (due_on - today()).days
    for days, group in (
        (left - near - 1, Group.REST),
        (left - near, Group.SOON),
        (left, Group.SOON),
    ):
        assert where(await work_of(web, "chuyenvien", days))[rate] is group
    late = await work_of(web, "chuyenvien", left + 1)
    assert where(late)[rate] is Group.LATE


async def test_what_climbed_waits_with_the_leader_until_the_unit_has_signed(web: WebWard) -> None:
    rate = web.task("CT10")
    assert where(await work_of(web, "phochutich"))[rate] is Group.ELSEWHERE
    leader = await web.person_id("phochutich")
    await due(web, "CT10", today() + timedelta(days=1))
    to = (Office.VICE_CHAIR, Office.CHAIR)
    await act(web, "chanhvp", lambda _: SendChase(stream=rate, paper=None, note=None))
    await clock(web, rate, TaskEscalated(chase=1, to=to[:1], person_id=leader))
    assert where(await work_of(web, "phochutich"))[rate] is Group.ESCALATED
    assert where(await work_of(web, "chanhvp"))[rate] is Group.ELSEWHERE
    await act(web, "chuyenvien", figures(rate))
    assert where(await work_of(web, "phochutich"))[rate] is Group.ESCALATED
    await act(web, "truongphong", approval(rate, 1))
    assert where(await work_of(web, "phochutich"))[rate] is Group.ELSEWHERE


async def test_a_step_whose_time_ran_out_waits_with_the_next_one_until_it_is_decided(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    assert where(await work_of(web, "chanhvp"))[duty] is Group.ELSEWHERE
    expired = StepTimeExpired(
        submission=1,
        rung="unit_head",
        arrived_on=today(),
        due_on=today(),
        to=(Office.CHIEF_OF_OFFICE,),
    )
    await clock(web, duty, expired)
    assert where(await work_of(web, "chanhvp"))[duty] is Group.ESCALATED
    assert where(await work_of(web, "phochutich"))[duty] is Group.ELSEWHERE
    assert where(await work_of(web, "truongphong"))[duty] is Group.DECIDE
    await act(web, "truongphong", approval(duty, 1))
    assert where(await work_of(web, "chanhvp"))[duty] is Group.DECIDE


async def test_a_claim_on_finished_work_stays_with_who_answers_it_until_it_is_answered(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "kiemtra", returned(duty, 1, Ground.FORMAL_GAP))
    await act(web, "chuyenvien", report(duty, 1))
    await act(web, "truongphong", approval(duty, 2))
    await act(web, "chanhvp", sampled("confirm-submission", duty, submission=2))
    await act(web, "chuyenvien", sampled("claim-cause", duty))
    later = 31  # calendar days, one more than finished work is shown
    assert where(await work_of(web, "chanhvp", later))[duty] is Group.DECIDE
    for other in ("chuyenvien", "kiemtra", "phochutich"):
        assert duty not in where(await work_of(web, other, later)), other
    await act(web, "chanhvp", sampled("reject-cause", duty))
    assert duty not in where(await work_of(web, "chanhvp", later))
    assert where(await work_of(web, "chanhvp"))[duty] is Group.DONE


async def test_what_was_returned_and_what_is_finished_have_their_groups(web: WebWard) -> None:
    await live(web)
    duty = web.task("51-08")
    assert where(await work_of(web, "chuyenvien"))[duty] is Group.DONE
    assert duty not in where(await work_of(web, "chuyenvien", 31))
    own = where(await work_of(web, "phochutich"))[web.task("54-02")]
    assert own is Group.ELSEWHERE
    assert where(await work_of(web, "chanhvp"))[web.task("54-02")] is Group.DECIDE


async def test_a_search_finds_without_marks_and_keeps_the_counts_true(web: WebWard) -> None:
    work = await work_of(web, "chanhvp")

    def found(wanted: str) -> set[str]:
        return set(where(narrowed(work, WorkFilter(wanted=wanted), named)))

    assert found("gap mat DOANH nghiep") == {web.task("51-08")}
    assert found("công an") == {web.task("58-01")}
    assert found("  ") == set(where(work))
    assert folded("Đề án Thạch Khôi").isascii()


async def test_each_filter_leaves_exactly_what_fits(web: WebWard) -> None:
    work = await work_of(web, "chanhvp")
    everything = set(where(work))
    duty, rate, secret, own = (web.task(code) for code in ("51-08", "CT10", "58-01", "54-02"))
    assert list(units_of(work)) == ["CAP", "KTHTDT", "VP"]
    (period,) = periods_of(work)
    for asked, expected in (
        (WorkFilter(unit="KTHTDT"), {duty, rate}),
        (WorkFilter(kind="indicator"), {rate}),
        (WorkFilter(period=period), everything),
        (WorkFilter(period="2019"), set()),
        (WorkFilter(unit="CAP", kind="duty"), {secret}),
        (WorkFilter(unit="VP", wanted="theo doi"), {own}),
    ):
        assert set(where(narrowed(work, asked, named))) == expected, asked
    groups = where(work)
    for group in Group:
        opened = {
            row.task.stream for each in shown(work, WorkFilter(group=group)) for row in each.rows
        }
        expected = {stream for stream, held in groups.items() if held is group}
        if group is Group.LATE:
            rows = (row for each in work.groups for row in each.rows)
            expected |= {row.task.stream for row in rows if row.box is OfficialStatus.RUNNING_LATE}
        assert opened == expected


async def test_the_least_time_left_stands_first_and_a_returned_report_has_its_own_day(
    web: WebWard,
) -> None:
    duty, rate = web.task("51-08"), web.task("CT10")
    for stream, typing in ((rate, figures(rate)), (duty, report(duty, 0))):
        await act(web, "chuyenvien", typing)
        days = 9 if stream == rate else 4
        await act(web, "truongphong", returned(stream, 1, Ground.FORMAL_GAP, days))
    work = await work_of(web, "chuyenvien")
    (came_back,) = (group.rows for group in work.groups if group.group is Group.RETURNED)
    assert [row.task.stream for row in came_back] == [duty, rate]
    overseen = await work_of(web, "thanhtra")
    for group in overseen.groups:
        until = [answer_by(row) or row.task.by_due_day for row in group.rows]
        assert until == sorted(until)


async def test_the_reminders_of_a_day_are_one_bundle_for_whoever_works_in_a_reminded_unit(
    web: WebWard,
) -> None:
    duty, rate = web.task("51-08"), web.task("CT10")
    due_on = today() + timedelta(days=20)
    sent = ReminderSent(due_on=due_on, offset_working_days=-10, units=("KTHTDT", "VHXH"))
    for stream, units in ((duty, sent.units), (rate, ("KTHTDT",))):
        await clock(web, stream, replace(sent, units=units), name=stream)
    expected = {"chuyenvien": {duty, rate}, "phoihop": {duty}, "chanhvp": set(), "thanhtra": set()}
    for login, streams in expected.items():
        rows = reminded(await work_of(web, login))
        assert {row.task.stream for row in rows} == streams, login
        assert all(row.reminded and row.reminded.offset_working_days == -10 for row in rows)
    assert reminded(await work_of(web, "chuyenvien", days=1)) == (), "the day is over"


async def test_what_is_late_is_counted_whoever_is_waited_for(web: WebWard) -> None:
    rate = web.task("CT10")
    await due(web, "CT10", today() - timedelta(days=7))
    await act(web, "chuyenvien", figures(rate))
    for login in ("chanhvp", "phochutich", "chuyenvien"):
        work = await work_of(web, login)
        assert where(work)[rate] is Group.ELSEWHERE
        assert [row.task.stream for row in late(work)] == [rate], login
        (opened,) = shown(work, WorkFilter(group=Group.LATE))
        assert [row.task.stream for row in opened.rows] == [rate]


async def test_a_contribution_is_late_by_its_own_day_while_the_lead_is_in_time(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    rows = [row for group in (await work_of(web, "phoihop")).groups for row in group.rows]
    (before,) = rows
    own_day = contribution_due_on(before.task)
    assert own_day is not None
    assert own_day < due_day(before.task)
    left = (own_day - today()).days
    for days, said in (
        (left - 1, "Còn 1 ngày"),
        (left, "Hạn phối hợp hôm nay"),
        (left + 1, "Quá hạn phối hợp"),
        ((due_day(before.task) - today()).days, "Quá hạn phối hợp 3 ngày làm việc"),
    ):
        work = await work_of(web, "phoihop", days)
        is_late = days > left
        assert (where(work)[duty] is Group.LATE) is is_late
        assert [row.task.stream for row in late(work)] == [duty] * is_late
        opened = shown(work, WorkFilter(group=Group.LATE))
        assert [row.task.stream for group in opened for row in group.rows] == [duty] * is_late
        (row,) = (row for group in work.groups for row in group.rows)
        assert row.box is OfficialStatus.RUNNING_IN_TIME
        assert time_left(row).startswith(said)
    (row,) = (row for group in work.groups for row in group.rows)
    assert f"Hạn phối hợp {day(own_day)}" in contribution(row)


async def test_time_is_shown_in_working_days_and_says_so_where_it_cannot_be(web: WebWard) -> None:
    rate = web.task("CT10")
    late_on = today() - timedelta(days=14)
    await due(web, "CT10", late_on)
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        work = await my_work(connection, web.logins.ledger_id, viewing)
    (row,) = late(work)
    assert row.task.stream == rate
    assert row.days_late == viewing.calendar.working_days_between(late_on, today())
    assert time_left(row) == f"Quá hạn {row.days_late} ngày làm việc"
    near = next(row for group in work.groups for row in group.rows if row.days_left)
    assert time_left(near) == f"Còn {near.days_left} ngày làm việc"
    unknown = replace(
        viewing, working_days=replace(viewing.working_days, calendar=Calendar(years=()))
    )
    async with reading(web.engine) as connection:
        blind = await my_work(connection, web.logins.ledger_id, unknown)
    (row,) = late(blind)
    assert time_left(row) == "Quá hạn"
    left = {
        time_left(row) for group in blind.groups for row in group.rows if row is not late(blind)[0]
    }
    assert f"Còn {near.calendar_days_left} ngày theo lịch" in left
