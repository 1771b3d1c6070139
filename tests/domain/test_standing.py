"""Where a task stands on the Office's board: one column, steps in working days, silence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.instants import start_of
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.standing import (
    LATE_STANDINGS,
    BoardColumn,
    days_late,
    is_silent,
    silent_for,
    standing,
)
from services.domain.task.state import Stage, Task
from services.domain.task.values import DueDate
from tests import givens

POLICY, CALENDAR = givens.policy(), givens.calendar()
DUE_ON = date(2026, 12, 15)  # a Tuesday


def task(**changes: object) -> Task:
    """A quarterly duty, due on Tuesday 15 December."""
    reported = givens.Story().tell([givens.issued()])
    return replace(reported, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "column", "late"),
    [
        (date(2026, 12, 7), BoardColumn.NOT_DUE, 0),
        (date(2026, 12, 8), BoardColumn.NEAR, 0),
        (date(2026, 12, 15), BoardColumn.NEAR, 0),
        (date(2026, 12, 16), BoardColumn.LATE, 1),
        (date(2026, 12, 20), BoardColumn.LATE, 3),  # a Sunday
        (date(2026, 12, 22), BoardColumn.LATE, 5),
        (date(2026, 12, 23), BoardColumn.LATER, 6),
        (date(2027, 1, 6), BoardColumn.LATER, 15),  # the first of January was a rest day
        (date(2027, 1, 7), BoardColumn.LATEST, 16),
    ],
)
def test_lateness_is_read_in_steps_of_working_days(
    today: date, column: BoardColumn, late: int
) -> None:
    assert standing(task(), POLICY, CALENDAR, today) is column
    assert days_late(task(), CALENDAR, today) == late


def test_what_was_due_on_friday_is_late_on_saturday_before_any_working_day() -> None:
    day = date(2026, 12, 18)
    friday = task(due=DueDate(original=day, counted=day))
    assert standing(friday, POLICY, CALENDAR, date(2026, 12, 19)) is BoardColumn.LATE
    assert days_late(friday, CALENDAR, date(2026, 12, 19)) == 0


@pytest.mark.parametrize(
    ("changes", "in_time", "late"),
    [
        ({"stage": Stage.SUBMITTED}, BoardColumn.WITH_HEAD, BoardColumn.LATE),
        ({"returned": True, "stage": Stage.ACKNOWLEDGED}, BoardColumn.RETURNED, BoardColumn.LATE),
        (
            {"stage": Stage.APPROVED, "effective_on": DUE_ON},
            BoardColumn.TO_CONFIRM,
            BoardColumn.TO_CONFIRM,
        ),
    ],
)
def test_lateness_comes_before_where_the_report_is_until_the_unit_has_signed(
    changes: dict[str, object], in_time: BoardColumn, late: BoardColumn
) -> None:
    assert standing(task(**changes), POLICY, CALENDAR, DUE_ON) is in_time
    assert standing(task(**changes), POLICY, CALENDAR, DUE_ON + timedelta(days=1)) is late


def test_a_unit_is_silent_after_ten_working_days_without_a_sign_and_not_once_it_is_late() -> None:
    issued_on = date(2026, 9, 15)
    tenth = CALENDAR.add_working_days(issued_on, 10)
    assert not is_silent(task(), POLICY, CALENDAR, tenth - timedelta(days=1))
    assert is_silent(task(), POLICY, CALENDAR, tenth)
    heard = task(last_sign_at=start_of(tenth))
    assert silent_for(heard, CALENDAR, tenth) == 0
    assert not is_silent(heard, POLICY, CALENDAR, tenth)
    assert not is_silent(task(), POLICY, CALENDAR, DUE_ON + timedelta(days=1))
    assert not is_silent(task(stage=Stage.SUBMITTED), POLICY, CALENDAR, tenth)


@given(
    st.sampled_from([stage for stage in Stage if stage is not Stage.CONFIRMED]),
    st.booleans(),
    st.booleans(),
    st.dates(date(2026, 9, 15), date(2027, 12, 31)),
)
def test_a_task_in_a_late_column_is_late_and_a_late_one_stands_in_it_or_is_signed(
    stage: Stage, returned: bool, in_time: bool, today: date
) -> None:
    signed = DUE_ON if in_time else DUE_ON + timedelta(days=1)
    result = task(
        stage=stage, returned=returned, effective_on=signed if stage is Stage.APPROVED else None
    )
    column = standing(result, POLICY, CALENDAR, today)
    late = box(result, today) is OfficialStatus.RUNNING_LATE
    assert (column in LATE_STANDINGS) == (late and stage is not Stage.APPROVED)
    assert (column is BoardColumn.TO_CONFIRM) == (stage is Stage.APPROVED)
