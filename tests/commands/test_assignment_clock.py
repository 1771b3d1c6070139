"""An item's clock, however it is rung: every period once, then it concludes."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings

from services.domain.assignment.acts.name_lead import LeadNamed
from services.domain.assignment.events import AssignmentConcluded, PeriodIssued, task_stream
from services.domain.assignment.issuing import TaskIssued
from services.domain.instants import day_of, end_of, start_of
from tests.commands.item_kit import (
    LAST,
    ONE_OFF,
    STREAM,
    ItemKit,
    ItemLife,
    day_in,
    items,
    rings,
)
from tests.commands.task_kit import finished


def _play(kit: ItemKit, rung: list[tuple[int, str]]) -> date | None:
    """Ring as asked, then in steps to the end; the day from which a lead was there."""
    item = kit.item
    named_on = item.active_from if item.lead_after_days == 0 else None
    # A school year that begins on the last day closes a year later: only then all is concluded.
    steps = ((LAST - item.active_from).days + 366) // 33 + 1
    days = [days for days, _ in rung] + [33] * steps
    for number, step in enumerate(days):
        kit.go(kit.now + timedelta(days=step))
        late = item.lead_after_days
        if late and named_on is None and kit.now >= start_of(item.active_from) + timedelta(late):
            kit.name_lead()
            named_on = day_of(kit.now)
        how = rung[number][1] if number < len(rung) else "once"
        if kit.ring(how):
            return named_on
    assert named_on is None, "the clock of an item with a lead comes to an end"
    return None


@given(item=items(), rung=rings)
@settings(max_examples=200)
def test_every_period_is_issued_once_however_the_clock_is_rung(
    item: ItemLife, rung: list[tuple[int, str]]
) -> None:
    kit = ItemKit(item)
    named_on = _play(kit, rung)
    facts = finished(kit.ledger.read([STREAM])).of(STREAM)
    issued = [f for f in facts if isinstance(f.event, PeriodIssued)]
    concluded = [f for f in facts if isinstance(f.event, AssignmentConcluded)]
    if named_on is None:
        assert not issued
        assert not concluded
        return
    asked_from = item.asked_from if item.lead_after_days == 0 else max(named_on, item.asked_from)
    expected = {(name, period.code): period for name, period in item.expected(asked_from)}
    seen = Counter(
        (f.event.deliverable, f.event.period) for f in issued if isinstance(f.event, PeriodIssued)
    )
    assert seen == Counter(dict.fromkeys(expected, 1))
    for fact in issued:
        assert isinstance(fact.event, PeriodIssued)
        period = expected[fact.event.deliverable, fact.event.period]
        assert day_of(fact.occurred_at) >= period.first_day
        stream = task_stream("G-1", fact.event.deliverable, fact.event.period)
        assert fact.event.task_stream == stream
        (opening,) = finished(kit.ledger.read([stream])).of(stream)
        assert isinstance(opening.event, TaskIssued)
        assert opening.event.lead_unit == "VHXH"
        assert opening.event.period_first_day == period.first_day
        assert opening.event.cutoff_on <= period.cutoff
        (asked,) = [each for each in item.deliverables if each.name == fact.event.deliverable]
        by = day_in(asked.days, period) if asked.days else None
        assert opening.event.due_by == by
        assert opening.event.cutoff_on == min(period.cutoff, by or period.cutoff)
        assert opening.event.due_on >= opening.event.cutoff_on
        assert by is None or opening.event.due_on >= opening.event.issued_on
    (end,) = concluded
    assert end is facts[-1]
    assert all(end.occurred_at >= end_of(period.cutoff) for period in expected.values())
    before = [f.version for f in facts if isinstance(f.event, LeadNamed)]
    assert all(fact.version > version for version in before for fact in issued)


def issued_by(item: ItemLife) -> list[str]:
    """The periods that an item's clock issues on its first day."""
    kit = ItemKit(item)
    kit.ring("once")
    facts = finished(kit.ledger.read([STREAM])).of(STREAM)
    return [f.event.period for f in facts if isinstance(f.event, PeriodIssued)]


def test_a_one_off_that_was_over_before_the_activation_is_not_issued() -> None:
    assert issued_by(ONE_OFF) == []


def test_a_one_off_that_was_over_is_issued_where_it_was_asked_for() -> None:
    assert issued_by(replace(ONE_OFF, backfill_from=date(2026, 1, 1))) == ["once"]


def test_a_period_of_the_plan_s_first_year_can_still_be_issued_in_its_last() -> None:
    """Its dates are counted on calendars of years ago: they are known to the clock."""
    item = replace(
        ONE_OFF, active_from=date(2030, 11, 23), backfill_from=date(2026, 1, 1), rest_days=()
    )
    assert issued_by(item) == ["once"]


def test_a_task_that_stays_open_for_years_keeps_its_clock() -> None:
    kit = ItemKit(replace(ONE_OFF, active_from=date(2026, 1, 5)))
    kit.ring("once")
    task = task_stream("G-1", "report", "once")
    for year in range(2026, 2031):
        kit.go(start_of(date(year, 12, 30), 9))
        while due := finished(kit.clock.plan_next(task, kit.now)).agenda.due:
            finished(kit.clock.run_action(task, due[0].id, kit.now))
    facts = finished(kit.ledger.read([task])).of(task)
    assert sum(fact.event.TYPE == "deadline-missed" for fact in facts) == 1
