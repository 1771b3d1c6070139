"""The ward's real plan over a year, in memory: every period once, none forgotten."""

from collections import Counter
from datetime import date, timedelta

from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import PeriodIssued
from services.domain.calendar import PeriodRules
from services.domain.instants import day_of
from services.domain.plan.schedule import tasks_on
from services.domain.task.events import DeadlineMissed
from services.domain.task.lateness import box
from tests import givens
from tests.commands.scripted_people import AT_ONCE, MANNERS, ScriptedPeople
from tests.due_days import due_day
from tests.memory_ward import MemoryWard, shipped_plan


def givens_rules() -> PeriodRules:
    """How the shipped policy cuts the year."""
    return IssueRules(policy=givens.policy(), calendar=givens.calendar()).periods


async def test_the_day_of_activation_issues_exactly_the_reviewed_list() -> None:
    day = date(2026, 11, 23)
    ward = MemoryWard(day)
    draft, source = shipped_plan()
    await ward.open()
    await ward.activate(draft, source)
    await ward.settle()
    issued = await ward.task_states()
    expected = tasks_on(draft, day, await ward.calendar(), givens_rules())
    assert sorted(issued) == sorted(task.stream for task in expected)
    for task in expected:
        result = issued[task.stream]
        assert result.lead == task.lead
        assert result.supporting == task.supporting
        assert result.due_on == task.due_on
        assert result.restricted == task.restricted
        assert tuple(measure.code for measure in result.measures) == task.measures


async def test_a_second_activation_and_a_second_settling_change_nothing() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    draft, source = shipped_plan()
    await ward.open()
    await ward.activate(draft, source)
    await ward.settle()
    before = len(ward.ledger.stored)
    await ward.open()
    await ward.activate(draft, source)
    await ward.settle()
    assert len(ward.ledger.stored) == before


async def test_over_a_year_every_period_is_issued_exactly_once() -> None:
    """Some units report at once, some three days late, some never; the clock misses nothing."""
    ward = MemoryWard(date(2026, 11, 23))
    draft, source = shipped_plan()
    await ward.open()
    await ward.activate(draft, source)
    people = ScriptedPeople(ward, draft)
    await ward.register(*people.everybody)
    expected: set[str] = set()
    calendar, end = await ward.calendar(), date(2027, 11, 23)
    while day_of(ward.now) < end:
        today = day_of(ward.now)
        if (today - date(2026, 11, 23)).days % 7 == 0:  # no period is shorter than four weeks
            expected_tasks = tasks_on(draft, today, calendar, givens_rules())
            expected.update(task.stream for task in expected_tasks)
        await ward.settle()
        await people.act()
        await ward.settle()
        ward.now += timedelta(days=1)
    facts = (await ward.ledger.read_category("assignment")).facts
    issued = Counter(
        fact.event.task_stream
        for rows in facts.values()
        for fact in rows
        if isinstance(fact.event, PeriodIssued)
    )
    assert issued == Counter(dict.fromkeys(expected, 1))
    quarters = {stream.rpartition(".")[2] for stream in issued if "-51-01." in stream}
    assert quarters == {"2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"}
    states = await ward.task_states()
    assert states.keys() == expected
    manners = Counter(people.manner(task) for task in states.values())
    assert min(manners[manner] for manner in MANNERS) > 30
    today = day_of(ward.now) - timedelta(days=1)
    for stream, task in states.items():
        rows = (await ward.ledger.read([stream])).of(stream)
        missed = sum(isinstance(fact.event, DeadlineMissed) for fact in rows)
        assert missed == (due_day(task) < today and people.manner(task) != AT_ONCE)
        assert box(task, today) is people.box_of(task, today)
