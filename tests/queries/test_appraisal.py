"""Bằng chứng chấm điểm: a period's lines are those of all facts, and nobody sees another's."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from infra.wiring import decree_readings
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.task.appraisal import product_of
from services.domain.task.appraisal_lines import (
    AppraisalLine,
    AppraisalPeriod,
    lines_of,
    may_see_line,
    month_of,
    period_of,
    quarter_of,
    tally,
)
from services.domain.task.births import CountGroup
from services.domain.task.events import ContributionMissed, DeadlineMissed, Ground
from services.domain.task.owners import OwnedBy
from services.domain.task.sight import may_see
from services.queries.appraisal import appraisal
from services.queries.appraisal_views import Appraisal, AppraisalFilter
from services.queries.appraised_tasks import COUNTING, moved_in
from services.queries.reading import reading
from tests.api.ward import PEOPLE, WebWard
from tests.due_days import due_day
from tests.moment import today
from tests.projections.lives import act, clock, live, sampled, sampled_of
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres


async def shown(
    web: WebWard,
    login: str,
    period: AppraisalPeriod,
    unit: str | None = None,
    on: date | None = None,
) -> Appraisal:
    viewing = await viewing_of(web, login, on)
    which = AppraisalFilter(period=period, unit=unit)
    async with reading(web.engine) as connection:
        return await appraisal(connection, web.ward.ledger, viewing, which, decree_readings())


async def from_all_facts(
    web: WebWard, login: str, period: AppraisalPeriod, on: date | None = None
) -> list[AppraisalLine]:
    """The same without the rows: every task of the ledger is asked."""
    viewing = await viewing_of(web, login, on)
    known = await web.ward.ledger.read_category("task")
    streams = sorted(known.facts)
    products = (product_of(known.of(each), viewing.calendar, viewing.today) for each in streams)
    return [
        line
        for product in products
        if product is not None
        for line in lines_of(product, period)
        if may_see_line(line, viewing.policy, viewing.holder)
    ]


def keys(lines: Sequence[AppraisalLine]) -> set[tuple[object, ...]]:
    return {
        (
            line.product.stream,
            line.owner,
            line.is_due,
            line.is_confirmed,
            line.lateness,
            line.returns,
        )
        for line in lines
    }


def periods() -> list[AppraisalPeriod]:
    """The months and quarters around today."""
    months = [month_of(today() + timedelta(days=days)) for days in range(-60, 121, 28)]
    quarters = [quarter_of(today() + timedelta(days=days)) for days in (-90, 0, 90)]
    return [*dict.fromkeys((*months, *quarters))]


async def _lived(web: WebWard) -> None:
    """The usual lives; a task goes elsewhere after its miss was recorded, another is named."""
    meant = {"task": web.task("51-08"), "colleague": str(await web.person_id("dongnghiep"))}
    await act(web, "truongphong", sampled_of("name-specialist", meant))
    await live(web)
    rate = web.task("CT10")
    await act(web, "chanhvp", sampled("reassign-task", rate, lead_unit="VHXH"))


@pytest.mark.parametrize("login", PEOPLE)
async def test_the_rows_find_every_line_that_the_whole_ledger_holds(
    web: WebWard, login: str
) -> None:
    await _lived(web)
    found = 0
    for on in (today(), today() + timedelta(days=100)):
        for period in periods():
            page = await shown(web, login, period, on=on)
            expected = await from_all_facts(web, login, period, on)
            assert keys([row.line for row in page.rows]) == keys(expected), period
            assert len(page.rows) == len(expected)
            for each in page.groups:
                assert each.total == tally(
                    line for line in expected if line.group is each.group
                ), each.group
            found += len(expected)
    assert bool(found) is (login not in {"quantri", "phoihop", "conganvien"})


async def test_whatever_counts_by_its_day_is_found_by_it(web: WebWard) -> None:
    """Of each of these facts the task, also where much happened afterwards."""
    await _lived(web)
    duty = web.task("51-08")
    await clock(web, duty, ContributionMissed(unit="VHXH", due_on=today()))
    known = await web.ward.ledger.read_category("task")
    recorded = [fact for facts in known.facts.values() for fact in facts]
    assert set(COUNTING) <= {fact.event.TYPE for fact in recorded}
    found = set()
    for period in periods():
        async with reading(web.engine) as connection:
            moved = await moved_in(connection, web.ward.ledger.ledger_id, period)
        assert sorted(moved) == sorted(_counting_in(period, recorded)), period
        found |= set(moved)
    assert duty in found


def _counting_in(period: AppraisalPeriod, recorded: Sequence[Fact]) -> set[str]:
    """A late contribution may be recorded long after its day, by a clock that was away."""
    away = replace(period, last_day=period.last_day + timedelta(days=92))
    return {
        fact.stream
        for fact in recorded
        if fact.event.TYPE in COUNTING
        and (away if isinstance(fact.event, ContributionMissed) else period).holds(
            day_of(fact.occurred_at)
        )
    }


async def test_the_index_of_what_counts_by_its_day_holds_all_of_its_kinds(web: WebWard) -> None:
    stated = text("SELECT indexdef FROM pg_indexes WHERE indexname = 'events_counting'")
    async with web.engine.connect() as connection:
        definition = str(await connection.scalar(stated))
    assert set(re.findall(r"'([a-z-]+)'", definition)) == set(COUNTING)


async def test_a_period_in_which_nothing_happened_has_no_line_and_nought_products(
    web: WebWard,
) -> None:
    await live(web)
    period = period_of("2020-Q1")
    assert period is not None
    page = await shown(web, "chanhvp", period)
    assert (page.rows, page.unit_choices) == ((), ())
    assert [(each.by_unit, each.total.due) for each in page.groups] == [((), 0)] * 3


async def test_units_and_officials_add_up_to_the_period(web: WebWard) -> None:
    await _lived(web)
    page = await shown(web, "chanhvp", quarter_of(today()))
    for group, name in itertools.product(
        page.groups, ("due", "confirmed", "late", "causes_claimed")
    ):
        for counts in (group.by_unit, group.by_person):
            of_each = sum(getattr(count.counts, name) for count in counts)
            assert of_each == getattr(group.total, name), name
    for unit in page.unit_choices:
        narrowed = await shown(web, "chanhvp", quarter_of(today()), unit)
        routine = page.of(CountGroup.ROUTINE).by_unit
        own = narrowed.of(CountGroup.ROUTINE).total
        assert [count.counts for count in routine if count.unit == unit] == [own]
        assert narrowed.unit_choices == page.unit_choices


async def test_a_product_is_the_named_official_s_and_a_return_its_version_s(web: WebWard) -> None:
    await _lived(web)
    page = await shown(web, "truongphong", quarter_of(today()))
    duty = [row for row in page.rows if row.task.stream == web.task("51-08")]
    named = await web.person_id("dongnghiep")
    assert {row.line.owner.person_id for row in duty} == {named}
    assert {row.line.owner.by for row in duty} == {OwnedBy.NAMED}
    grounds = [each.ground for row in duty for each in row.line.returns]
    assert grounds == [Ground.FORMAL_GAP]
    assert page.people[named].startswith("Đỗ Văn Khải")


async def test_what_went_to_another_unit_stays_the_former_head_s_line_and_opens_no_page(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    missed_on = today() - timedelta(days=1)
    await clock(web, rate, DeadlineMissed(due_on=missed_on, cause="due_day_ended"))
    await act(web, "chanhvp", sampled("reassign-task", rate, lead_unit="VHXH"))
    page = await shown(web, "truongphong", month_of(missed_on))
    (row,) = (row for row in page.rows if row.task.stream == rate)
    assert (row.line.owner.unit, row.opens) == ("KTHTDT", False)
    assert not row.line.is_due
    viewing = await viewing_of(web, "truongphong")
    assert not may_see(row.task, viewing.policy, viewing.holder)
    assert (await shown(web, "phoihop", month_of(missed_on))).rows == ()


async def test_restricted_work_is_a_number_for_inspectors_and_nothing_for_other_units(
    web: WebWard,
) -> None:
    await live(web)
    secret = web.task("58-01")
    period = quarter_of(await _due_on(web, secret))
    titles = {}
    for login in PEOPLE:
        page = await shown(web, login, period)
        titles[login] = [row.task.title for row in page.rows if row.task.stream == secret]
    assert titles["thanhtra"] == [""]
    assert titles["truongcongan"] == ["Giữ gìn trật tự an toàn xã hội"]
    assert titles["chanhvp"] == titles["truongcongan"]
    for login in ("chuyenvien", "truongphong", "phoihop", "quantri"):
        assert titles[login] == [], login


async def _due_on(web: WebWard, stream: str) -> date:
    known = await web.ward.ledger.read([stream])
    viewing = await viewing_of(web, "chanhvp")
    product = product_of(known.of(stream), viewing.calendar, viewing.today)
    assert product is not None
    return due_day(product.task)
