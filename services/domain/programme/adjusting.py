"""What every decision on a signed programme shares: its reason, its paper, its row. Pure."""

from datetime import date
from typing import Final

from services.domain.context import DecisionContext
from services.domain.fields import PaperField, TypedText
from services.domain.instants import day_of, written_day
from services.domain.programme.rules import (
    DUE_GONE,
    NO_PROGRAMME,
    NOT_SIGNING,
    PROGRAMME_CLOSED,
    PROGRAMME_NOT_SIGNED,
    ROW_REASON_MISSING,
)
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.working import task_of_row
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
from services.domain.task.state import Task

DECISION_PAPER: Final = PaperField(label="văn bản quyết định")
DECISION_REASON: Final = TypedText(label="Lý do", example="Theo kết luận họp Ủy ban ngày 12/01.")
IN_FORCE_RULES: Final = (NOT_SIGNING, NO_PROGRAMME, PROGRAMME_CLOSED, PROGRAMME_NOT_SIGNED)
ADJUSTING_RULES: Final = (
    *IN_FORCE_RULES,
    ROW_REASON_MISSING,
    PAPER_NUMBER_WRONG,
    PAPER_IN_FUTURE,
)


def check_not_gone(due_on: date, context: DecisionContext) -> None:
    """No decision sets a day that has passed; raises Refusal."""
    if due_on < day_of(context.now):
        raise DUE_GONE.refuse(due_on=written_day(due_on))


def task_of(row: ProgrammeRow, context: DecisionContext) -> Task | None:
    """The task that a row is, as its facts make it; None where there is none."""
    stream = task_of_row(row)
    task: Task | None = context.fold_task(context.of(stream)) if stream else None
    return task


def tasks_read(state: Programme | None, rows: tuple[int, ...]) -> tuple[str, ...]:
    """The streams of the tasks of some rows."""
    if state is None:
        return ()
    known = (state.row(number) for number in rows)
    streams = (task_of_row(row) for row in known if row is not None)
    return tuple(dict.fromkeys(stream for stream in streams if stream is not None))
