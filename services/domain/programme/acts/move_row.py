"""Điều chỉnh thời hạn: a decision moves the day of a row, and of its task with it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField
from services.domain.instants import written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.programme.acts.amend_row import ROW, SEEN
from services.domain.programme.adjusting import (
    ADJUSTING_RULES,
    DECISION_PAPER,
    DECISION_REASON,
    check_not_gone,
    task_of,
    tasks_read,
)
from services.domain.programme.authority import kept_row, of_programme_in_force, require_reason
from services.domain.programme.events import ProgrammeRowMoved
from services.domain.programme.row_terms import due_in
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import (
    DUE_GONE,
    DUE_OUTSIDE,
    ROW_DUE_MISSING,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme
from services.domain.programme.working import rescheduled
from services.domain.replacing import replace

ROW_DONE: Final = Rule(
    code="programme-row-done",
    sentence="Việc của dòng này đã kết thúc, không điều chỉnh được nữa.",
    brief="việc của dòng đã kết thúc",
)
SAME_DAY: Final = Rule(
    code="programme-same-day",
    sentence="Dòng này đã có thời hạn {due_on}. Hãy chọn ngày khác.",
    brief="thời hạn mới trùng thời hạn cũ",
    fields=("due_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveProgrammeRow:
    """Điều chỉnh thời hạn của một dòng trong kỳ."""

    stream: str
    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]
    due_on: Annotated[date | None, DayField(label="Thời hạn mới", example="2027-01-22")]
    reason: Annotated[TextRef | None, DECISION_REASON]
    paper: Annotated[Paper | None, DECISION_PAPER]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who signs, of a programme in force that has rows."""
    held, programme = of_programme_in_force(state, context)
    return Offer(held=held) if any(programme.kept) else None


def decide(
    state: Programme | None, command: MoveProgrammeRow, context: DecisionContext
) -> Verdict:
    """Another last day within the period, for the row and its task."""
    held, programme = of_programme_in_force(state, context)
    row = kept_row(programme, command.row, command.seen)
    due_on = due_in(programme, command.due_on)
    check_not_gone(due_on, context)
    if due_on == row.terms.due_on:
        raise SAME_DAY.refuse(due_on=written_day(due_on))
    reason = require_reason(command.reason)
    check_paper(command.paper, context.now)
    task = task_of(row, context)
    if task is not None and task.ending is not None:
        raise ROW_DONE.refuse()
    event = ProgrammeRowMoved(
        row=row.number,
        was_due_on=row.terms.due_on,
        due_on=due_on,
        reason=reason,
        paper=command.paper,
    )
    moved = rescheduled(programme, row.number, task, due_on, command.paper) if task else ()
    return Verdict(
        held=held, events=(event,), beside=moved, wakes=tuple(each.stream for each in moved)
    )


def _moved(programme: Programme, event: ProgrammeRowMoved, fact: Fact) -> Programme:
    row = programme.row(event.row)
    if row is None:
        return programme
    terms = replace(row.terms, due_on=event.due_on)
    return with_changed(
        programme, event.row, fact, terms=terms, moved=row.moved + 1, reason=event.reason
    )


def _describe(event: ProgrammeRowMoved, _names: Names) -> str:
    days = f"{written_day(event.was_due_on)} sang {written_day(event.due_on)}"
    return f"Điều chỉnh thời hạn dòng {event.row}: từ {days}{beside(event.paper)}."


def _reads_next(
    state: Programme | None, command: MoveProgrammeRow, _context: DecisionContext
) -> tuple[str, ...]:
    return tasks_read(state, (command.row,))


ACT: Final = Act(
    command=MoveProgrammeRow,
    name="move-programme-row",
    said="điều chỉnh thời hạn dòng của chương trình",
    slug="doi-han",
    resource="moves",
    done="Đã điều chỉnh thời hạn của dòng và của việc.",
    verb="move_row",
    rules=(
        *ADJUSTING_RULES,
        ROW_UNKNOWN,
        ROW_GONE,
        ROW_MOVED_ON,
        ROW_DUE_MISSING,
        DUE_OUTSIDE,
        DUE_GONE,
        SAME_DAY,
        ROW_DONE,
    ),
    offer=offer,
    decide=decide,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowMoved,
        name="Điều chỉnh thời hạn",
        apply=_moved,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
