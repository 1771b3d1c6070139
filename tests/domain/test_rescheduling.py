"""A programme gives a task another last day: reminders, lateness and contributions follow it."""

from datetime import date, timedelta

from services.domain.facts import Event, Fact
from services.domain.instants import start_of
from services.domain.task.agenda import agenda
from services.domain.task.evolving import fold
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task
from tests import givens
from tests.domain.deciding import facts_of

STREAM = "task-70-001.report.2026-Q4"
ISSUED = givens.issued()
LATER = date(2027, 1, 20)
EARLIER = date(2026, 12, 10)


def lived(*events: Event) -> Task:
    facts: list[Fact] = [*facts_of(STREAM, ISSUED, *events)[STREAM]]
    task = fold(facts)
    assert task is not None
    return task


def moved(due_on: date, was: date | None = None) -> TaskRescheduled:
    return TaskRescheduled(
        programme="2026-M12", row=3, was_due_on=was or ISSUED.due_on, due_on=due_on, paper=None
    )


def test_the_day_that_holds_is_the_new_one_and_the_original_stays_known() -> None:
    for due_on in (LATER, EARLIER):
        task = lived(moved(due_on))
        assert task.due_on == due_on
        assert task.due is not None
        assert task.due.original == ISSUED.due_on
        assert box(task, due_on) is OfficialStatus.RUNNING_IN_TIME
        assert box(task, due_on + timedelta(days=1)) is OfficialStatus.RUNNING_LATE


def test_the_clock_reminds_around_the_new_day_and_misses_it_alone() -> None:
    task = lived(moved(LATER))
    before = start_of(ISSUED.due_on + timedelta(days=1), 9)
    due = agenda(task, givens.rules(), before).due
    assert not any("miss" in action.id for action in due)
    after = start_of(LATER + timedelta(days=1), 9)
    assert any(str(LATER) in action.id for action in agenda(task, givens.rules(), after).due)


def test_work_without_a_day_gets_one() -> None:
    stream, born = "task-2026.a2b3c4d5.1", givens.assigned(due_on=None)
    undated = fold(facts_of(stream, born)[stream])
    dated = fold(facts_of(stream, born, moved(LATER))[stream])
    assert undated is not None
    assert undated.due_on is None
    assert dated is not None
    assert dated.due_on == LATER
    assert dated.due is not None
    assert dated.due.original == LATER
