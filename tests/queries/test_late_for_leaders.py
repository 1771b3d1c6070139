"""Lãnh đạo: the own first, the latest first, what is missing and whose level must decide."""

from datetime import date, timedelta

import pytest

from services.domain.roles import Office
from services.domain.task.births import CountGroup
from services.domain.task.events import Ground
from services.queries.late_for_leaders import (
    LateForLeaders,
    LeaderGroup,
    LeaderRow,
    LeaderTurn,
    late_for_leaders,
    leader_place,
)
from services.queries.outstanding import MissingKind
from services.queries.reading import reading
from services.queries.stretch import Stretch
from tests.api.directed_work import (
    ORDERED,
    clock_runs,
    directed,
    given_work,
    go,
    signed,
)
from tests.api.reading import send
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, contribution, live, report, returned, sampled
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
TOMORROW = today() + timedelta(days=1)
LATER = today() + timedelta(days=30)


async def seen(
    web: WebWard, login: str = "chanhvp", *, on: date = LATER, stretch: Stretch | None = None
) -> LateForLeaders:
    viewing = await viewing_of(web, login, on)
    async with reading(web.engine) as connection:
        return await late_for_leaders(
            connection, web.ward.ledger, viewing, stretch=stretch or Stretch()
        )


async def row_of(web: WebWard, stream: str, login: str = "chanhvp") -> LeaderRow:
    (row,) = (each for each in (await seen(web, login)).rows if each.work.task.stream == stream)
    return row


def kinds(row: LeaderRow) -> list[tuple[MissingKind, tuple[str, ...]]]:
    return [(each.kind, each.units) for each in row.work.missing]


async def test_counts_are_rows_groups_stand_apart_and_the_latest_come_first(web: WebWard) -> None:
    await live(web)
    await directed(web)
    for number, day in enumerate((3, 1, 2), 1):
        await given_work(web, number, due_on=today() + timedelta(days=day))
    await given_work(web, 4)
    late = await seen(web, on=today() + timedelta(days=60))
    assert sum(late.counts.values()) == late.length == len(late.rows)
    for group, count in late.counts.items():
        assert [row.group for row in late.rows].count(group) == count
    assigned = [row for row in late.rows if row.group.group is CountGroup.ASSIGNED_DATED]
    assert [row.work.days_late for row in assigned] == sorted(
        (row.work.days_late for row in assigned), reverse=True, key=lambda days: days or 0
    )
    assert len(assigned) == 3
    groups = [row.group.group for row in late.rows if row.group.turn is LeaderTurn.OTHERS]
    assert groups == sorted(groups, key=list(CountGroup).index), "assigned work comes first"
    assert CountGroup.ROUTINE in groups
    assert CountGroup.ASSIGNED_UNDATED not in groups, "without a day nothing is late"
    assert list(late.rows) == sorted(late.rows, key=leader_place)
    page = await seen(web, on=today() + timedelta(days=60), stretch=Stretch.of_page(2, 2))
    assert page.rows == late.rows[2:4]
    assert page.counts == late.counts


async def test_in_time_and_not_reported_nothing_is_shown(web: WebWard) -> None:
    await directed(web)
    await given_work(web, 1, due_on=TOMORROW)
    assert (await seen(web, on=today())).rows == ()
    (row,) = (await seen(web, on=TOMORROW + timedelta(days=1))).rows
    assert row.group == LeaderGroup(turn=LeaderTurn.OTHERS, group=CountGroup.ASSIGNED_DATED)


async def test_it_says_what_is_missing_at_each_stage(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, supporting=("VHXH",), due_on=TOMORROW)
    go(web, LATER)
    report_of, given_by = (MissingKind.REPORT, ("KTHTDT",)), (MissingKind.CONTRIBUTION, ("VHXH",))
    assert kinds(await row_of(web, stream)) == [report_of, given_by]
    await act(web, "phoihop", contribution(stream))
    unsigned = (MissingKind.SIGNATURE, ("VHXH",))
    assert kinds(await row_of(web, stream)) == [report_of, unsigned]
    await act(web, "chuyenvien", report(stream, 0))
    row = await row_of(web, stream)
    assert kinds(row) == [(MissingKind.SIGNATURE, ("KTHTDT",))]
    assert row.work.deciding is not None
    assert (row.work.deciding.offices, row.work.deciding.unit) == ((Office.UNIT_HEAD,), "KTHTDT")
    await act(web, "truongphong", sampled("approve-submission", stream, submission=1))
    row = await row_of(web, stream)
    assert kinds(row) == [(MissingKind.CONFIRMATION, ())]
    assert row.work.deciding is not None
    assert (row.work.deciding.offices, row.work.deciding.unit) == ((Office.CHIEF_OF_OFFICE,), "VP")
    await act(web, "chanhvp", returned(stream, 1, Ground.FAILED_CONTENT, days=40))
    row = await row_of(web, stream)
    assert kinds(row)[0] == (MissingKind.CORRECTION, ("KTHTDT",))
    assert row.work.deciding is not None
    assert (row.work.deciding.offices, row.work.deciding.unit) == ((), "KTHTDT")


async def test_a_request_waits_for_who_ordered_the_work_and_is_theirs_alone(web: WebWard) -> None:
    await directed(web)
    declined = await given_work(web, 1, due_on=TOMORROW)
    other = await given_work(web, 2, lead="VHXH", due_on=TOMORROW)
    await act(web, "truongphong", sampled("decline-task", declined, lead_unit="VHXH"))
    rows = (await seen(web, "phochutich")).rows
    assert [(row.work.task.stream, row.group.turn) for row in rows if row.work.task.assigned] == [
        (declined, LeaderTurn.OWN),
        (other, LeaderTurn.OTHERS),
    ]
    first = rows[0].work
    assert first.task.stream == declined, "a leader sees first what waits for themself"
    assert first.missing[0].kind is MissingKind.ANSWER
    assert first.deciding is not None
    assert first.deciding.offices[0] is Office.VICE_CHAIR
    assert first.person == "Vũ Thị Ngọc"
    chief = await row_of(web, declined, "chanhvp")
    assert chief.group.turn is LeaderTurn.OTHERS


async def test_what_the_unit_leaves_undone_is_reported_to_the_leader_in_charge_by_name(
    web: WebWard,
) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=TOMORROW)
    typed = {
        "person_id": str(await web.person_id("phochutich")),
        "from_on": f"{today():%d/%m/%Y}",
    }
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, "/quan-tri/don-vi/KTHTDT", "/phu-trach", typed)
        assert answer.status_code == 303
    row = await row_of(web, stream)
    assert row.work.deciding is not None
    assert (row.work.deciding.offices, row.work.person) == ((), None)
    go(web, today() + timedelta(days=16))
    await clock_runs(web, stream)
    row = await row_of(web, stream, "phochutich")
    assert row.work.deciding is not None
    assert row.work.deciding.offices == (Office.VICE_CHAIR,)
    assert row.work.deciding.named_as is Office.VICE_CHAIR
    assert row.work.person == "Vũ Thị Ngọc"
    assert row.group.turn is LeaderTurn.OWN
    assert kinds(row) == [(MissingKind.REPORT, ("KTHTDT",))]
    assert (await row_of(web, stream, "thanhtra")).group.turn is LeaderTurn.OTHERS


async def test_an_answered_signature_takes_it_from_the_leader_again(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=TOMORROW)
    go(web, today() + timedelta(days=16))
    await clock_runs(web, stream)
    assert (await row_of(web, stream, "phochutich")).group.turn is LeaderTurn.OWN
    await signed(web, stream)
    row = await row_of(web, stream, "phochutich")
    assert row.group.turn is LeaderTurn.OTHERS
    assert (await row_of(web, stream, "chanhvp")).group.turn is LeaderTurn.OWN


async def test_restricted_work_keeps_its_title_from_an_inspector(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, lead="CAP", title=ORDERED, due_on=TOMORROW)
    assert (await row_of(web, stream, "thanhtra")).work.task.title == ""
    assert (await row_of(web, stream, "chanhvp")).work.task.title == ORDERED


async def test_a_year_without_a_calendar_spoils_no_list(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=TOMORROW)
    late = await seen(web, on=date(2035, 6, 4))
    assert stream in {row.work.task.stream for row in late.rows}
    assert {row.work.days_late for row in late.rows} == {None}
