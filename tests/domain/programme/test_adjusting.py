"""A signed programme changes by decision alone; at the end every row has its result."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.domain.papers import Paper
from services.domain.programme.events import ProgrammeClosed, ProgrammeRowTaken
from services.domain.programme.terms import RowResult, RowState
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Ending
from tests import givens
from tests.domain.around_task import OPEN_TASK
from tests.domain.programme.programme_life import (
    CODE,
    MONTH,
    STREAM,
    ProgrammeLife,
    adding,
    carrying,
    closing,
    dropping,
    moving,
    opened,
    opening,
    registering,
    signed,
    signing,
)
from tests.domain.programme.test_registration import code_of

LATER = date(2026, 7, 22)
AUGUST = date(2026, 8, 12)


def with_work_that_was_there() -> ProgrammeLife:
    """A programme whose only row is a task that was there before."""
    life = opened()
    source = OPEN_TASK.removeprefix("task-")
    life.send(givens.SPECIALIST, registering(source=source, content=None))
    life.go(date(2026, 6, 26))
    life.send(givens.CHAIR, signing())
    return life


@pytest.mark.parametrize(
    "command",
    [adding(), moving(1, LATER), dropping(1), carrying(1, AUGUST), closing()],
    ids=lambda each: type(each).__name__,
)
def test_only_who_signs_decides_and_only_on_what_is_signed(command: Any) -> None:
    life = signed()
    for who in (givens.CHIEF, givens.HEAD, givens.SPECIALIST):
        assert code_of(life, who, command) == "not-signing"
    unsigned = opened(registered=1)
    assert code_of(unsigned, givens.CHAIR, command) == "programme-not-signed"


@pytest.mark.parametrize(
    "command",
    [
        adding(reason=None),
        moving(1, LATER, reason=None),
        dropping(1, reason=None),
        carrying(1, AUGUST, reason=None),
    ],
    ids=lambda each: type(each).__name__,
)
def test_every_decision_has_its_reason_and_a_paper_of_a_day_that_has_come(command: Any) -> None:
    life = signed()
    life.send(givens.CHIEF, opening("2026-M08"))
    assert code_of(life, givens.CHAIR, command) == "reason-missing"
    early = Paper(number="3/QĐ-UBND", dated_on=date(2026, 12, 1))
    with_paper = replace(command, reason=givens.words("why"), paper=early)
    assert code_of(life, givens.CHAIR, with_paper) == "paper-in-future"


def test_a_moved_row_moves_the_day_of_its_task() -> None:
    life = signed()
    task = f"task-{CODE}.1"
    life.send(givens.VICE_CHAIR, moving(1, LATER))
    assert life.task(task).due_on == LATER
    moved = life.kept[task][-1].event
    assert moved == TaskRescheduled(
        programme=MONTH, row=1, was_due_on=date(2026, 7, 6), due_on=LATER, paper=None
    )
    row = life.programme().rows[1]
    assert (row.planned_on, row.terms.due_on, row.moved) == (date(2026, 7, 6), LATER, 1)
    assert code_of(life, givens.CHAIR, moving(1, LATER)) == "programme-same-day"
    assert code_of(life, givens.CHAIR, moving(1, AUGUST)) == "due-outside"
    assert code_of(life, givens.CHAIR, moving(1, None)) == "row-due-missing"
    life.go(date(2026, 7, 10))
    assert code_of(life, givens.CHAIR, moving(1, date(2026, 7, 9))) == "due-gone"


def test_a_dropped_row_withdraws_the_work_that_the_programme_made() -> None:
    life = signed()
    life.send(givens.CHAIR, dropping(2))
    assert life.task(f"task-{CODE}.2").ending is Ending.WITHDRAWN
    assert life.programme().rows[2].state is RowState.DROPPED
    assert code_of(life, givens.CHAIR, dropping(2)) == "programme-row-gone"


@pytest.mark.parametrize("withdraws", [False, True])
def test_work_that_was_there_before_is_withdrawn_only_when_that_is_said(withdraws: bool) -> None:
    life = with_work_that_was_there()
    life.send(givens.CHAIR, dropping(1, withdraws=withdraws))
    assert (life.task(OPEN_TASK).ending is not None) is withdraws
    last = life.kept[OPEN_TASK][-1].event
    assert isinstance(last, TaskWithdrawn) is withdraws


def test_an_added_row_becomes_the_next_task_of_the_same_source() -> None:
    life = signed(rows=2)
    life.send(givens.CHAIR, adding(due_on=LATER))
    row = life.programme().rows[3]
    assert (row.task, row.added, row.planned_on) == (f"task-{CODE}.3", True, LATER)
    assert code_of(life, givens.CHAIR, adding(due_on=AUGUST)) == "due-outside"
    life.go(date(2026, 7, 15))
    assert code_of(life, givens.CHAIR, adding(due_on=date(2026, 7, 14))) == "due-gone"


def test_a_programme_without_new_work_gets_a_source_with_its_first_addition() -> None:
    life = with_work_that_was_there()
    assert life.programme().directive is None
    life.send(givens.CHAIR, adding(due_on=LATER))
    assert life.programme().rows[2].task == "task-2026.z2y3x4w5.1"
    life.send(givens.CHAIR, adding(due_on=LATER, directive="2026.q2q2q2q2"))
    assert life.programme().rows[3].task == "task-2026.z2y3x4w5.2"


def test_work_that_is_there_is_added_with_the_day_of_its_row() -> None:
    life = signed()
    source = OPEN_TASK.removeprefix("task-")
    life.send(givens.CHAIR, adding(source=source, content=None, due_on=LATER))
    assert life.programme().rows[4].task == OPEN_TASK
    assert life.task(OPEN_TASK).due_on == LATER


def test_what_is_not_finished_goes_on_in_the_next_programme_with_its_task() -> None:
    life = signed()
    assert code_of(life, givens.CHAIR, carrying(1, AUGUST)) == "programme-next-missing"
    life.send(givens.CHIEF, opening("2026-M08"))
    assert code_of(life, givens.CHAIR, carrying(1, LATER)) == "due-outside"
    assert code_of(life, givens.CHAIR, carrying(1, None)) == "row-due-missing"
    life.send(givens.CHAIR, carrying(1, AUGUST))
    taken = life.kept["programme-2026-M08"][-1].event
    assert isinstance(taken, ProgrammeRowTaken)
    row = life.programme("2026-M08").rows[1]
    assert (row.task, row.from_period, row.from_row) == (f"task-{CODE}.1", MONTH, 1)
    assert life.task(f"task-{CODE}.1").due_on == AUGUST
    assert life.programme("2026-M08").silent_units == ("KTHTDT", "VHXH", "VP")
    assert code_of(life, givens.CHAIR, carrying(1, AUGUST)) == "programme-row-gone"


def test_the_result_of_every_row_is_recorded_once_the_period_is_over() -> None:
    life = signed(rows=4)
    life.send(givens.CHIEF, opening("2026-M08"))
    assert code_of(life, givens.CHAIR, closing()) == "programme-period-running"
    life.send(givens.CHAIR, dropping(2))
    life.go(date(2026, 8, 5))
    assert f"{MONTH} ask-result" in life.tick()
    assert life.programme().result_asked_at is not None
    assert code_of(life, givens.CHAIR, closing()) == "programme-rows-open"
    life.send(givens.CHAIR, carrying(3, AUGUST))
    life.ended(f"task-{CODE}.4")
    life.ended(f"task-{CODE}.1")
    life.send(givens.CHAIR, closing())
    closed = life.kept[STREAM][-1].event
    assert isinstance(closed, ProgrammeClosed)
    assert [(each.row, each.result) for each in closed.rows] == [
        (1, RowResult.DROPPED),
        (2, RowResult.DROPPED),
        (3, RowResult.CARRIED),
        (4, RowResult.DROPPED),
    ]
    for command in (adding(), moving(1, LATER), dropping(1), carrying(1, AUGUST), closing()):
        assert code_of(life, givens.CHAIR, command) == "programme-closed"
    assert life.agenda().closed


@pytest.mark.parametrize(
    "command",
    [moving(1, LATER), dropping(1), carrying(1, AUGUST)],
    ids=lambda each: type(each).__name__,
)
def test_work_that_has_ended_is_adjusted_no_more(command: Any) -> None:
    life = signed()
    life.send(givens.CHIEF, opening("2026-M08"))
    life.ended(f"task-{CODE}.1")
    assert code_of(life, givens.CHAIR, command) == "programme-row-done"


def test_nothing_goes_on_in_a_programme_that_is_closed() -> None:
    life = signed()
    life.send(givens.CHIEF, opening("2026-M08"))
    life._add("programme-2026-M08", ProgrammeClosed(rows=()), givens.actor(givens.CHAIR))
    assert code_of(life, givens.CHAIR, carrying(1, AUGUST)) == "programme-next-closed"
