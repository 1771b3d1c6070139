"""The tasks that must exist for the ward's plan on 23/11/2026, reviewed row by row by hand."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from services.domain.calendar import Calendar, PeriodRules
from services.domain.plan.schedule import ExpectedTask, tasks_on
from services.planyaml.yaml_plan import read_calendars, read_plan

PLANS = Path(__file__).parents[2] / "infra" / "plans"
TABLE = Path(__file__).parent / "expected_tasks_2026-11-23.csv"
PLAN = read_plan((PLANS / "thach-khoi-2026-2030.yaml").read_bytes(), "plan")
CALENDAR = Calendar(years=read_calendars((PLANS / "calendars.yaml").read_bytes(), "calendars"))
RULES = PeriodRules()


def tasks(day: date) -> tuple[ExpectedTask, ...]:
    return tasks_on(PLAN, day, CALENDAR, RULES)


def row(task: ExpectedTask) -> dict[str, str]:
    return {
        "stream": task.stream,
        "lead": task.lead,
        "supporting": " ".join(task.supporting),
        "due_on": task.due_on.isoformat(),
        "restricted": "yes" if task.restricted else "no",
        "measures": " ".join(task.measures),
    }


def test_the_tasks_of_the_23rd_of_november_2026_are_exactly_those_of_the_table() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [row(task) for task in tasks(date(2026, 11, 23))] == expected
    assert len(expected) == 127


def test_no_two_tasks_have_the_same_stream() -> None:
    streams = Counter(task.stream.lower() for task in tasks(date(2026, 11, 23)))
    assert max(streams.values()) == 1


@pytest.mark.parametrize(
    ("issued", "due"),
    [
        ("2026-11-23", "2026-12-22"),  # 20 working days, 24/11 is one of rest
        ("2026-12-15", "2027-02-01"),  # plan of 2027: the first working day after 31/01
        ("2027-01-20", "2027-02-24"),  # 20 working days over Tết
    ],
)
def test_a_yearly_plan_is_due_at_the_later_of_two_days(issued: str, due: str) -> None:
    plans = [task for task in tasks(date.fromisoformat(issued)) if task.deliverable == "plan"]
    assert {task.due_on.isoformat() for task in plans} == {due}


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2025-12-14", 1),  # only the school year that ends inside the plan has begun
        ("2025-12-15", 127),
        ("2030-12-14", 127),
        ("2030-12-15", 1),  # the school year that began inside the plan
        ("2031-06-01", 0),
    ],
)
def test_periods_belong_to_the_plan_when_they_share_a_day_with_its_years(
    day: str, count: int
) -> None:
    assert len(tasks(date.fromisoformat(day))) == count


def test_history_is_issued_on_no_day() -> None:
    assert not [task for task in tasks(date(2026, 3, 1)) if task.assignment == "58-02"]
