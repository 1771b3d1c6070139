"""Đưa ra khỏi chương trình: a decision drops a row; work that the programme made goes with it."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import YesOrNo
from services.domain.papers import Paper, beside, check_paper
from services.domain.programme.acts.amend_row import ROW, SEEN
from services.domain.programme.acts.move_row import ROW_DONE
from services.domain.programme.adjusting import (
    ADJUSTING_RULES,
    DECISION_PAPER,
    DECISION_REASON,
    task_of,
    tasks_read,
)
from services.domain.programme.authority import kept_row, of_programme_in_force, require_reason
from services.domain.programme.events import ProgrammeRowDropped
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import ROW_GONE, ROW_MOVED_ON, ROW_UNKNOWN
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import RowState
from services.domain.programme.working import withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class DropProgrammeRow:
    """Đưa một dòng ra khỏi chương trình; `withdraws` thu hồi cả việc đã có từ trước."""

    stream: str
    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]
    withdraws: Annotated[
        bool,
        YesOrNo(
            about="Thu hồi cả việc đã có từ trước khi lập chương trình.",
            value="thu-hoi",
            means=True,
        ),
    ]
    reason: Annotated[TextRef | None, DECISION_REASON]
    paper: Annotated[Paper | None, DECISION_PAPER]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who signs, of a programme in force that has rows."""
    held, programme = of_programme_in_force(state, context)
    return Offer(held=held) if any(programme.kept) else None


def decide(
    state: Programme | None, command: DropProgrammeRow, context: DecisionContext
) -> Verdict:
    """The row is dropped; its task is withdrawn where the programme made it, or that is asked."""
    held, programme = of_programme_in_force(state, context)
    row = kept_row(programme, command.row, command.seen)
    reason = require_reason(command.reason)
    check_paper(command.paper, context.now)
    task = task_of(row, context)
    if task is not None and task.ending is not None:
        raise ROW_DONE.refuse()
    ends = command.withdraws or made_here(row)
    ended = withdrawn(task, command.paper) if task is not None and ends else ()
    event = ProgrammeRowDropped(
        row=row.number, withdrawn=bool(ended), reason=reason, paper=command.paper
    )
    return Verdict(
        held=held, events=(event,), beside=ended, wakes=tuple(each.stream for each in ended)
    )


def made_here(row: ProgrammeRow) -> bool:
    """Whether the programme made the task of a row: it was not there when it was registered."""
    return row.task is not None and row.task != row.terms.source


def _dropped(programme: Programme, event: ProgrammeRowDropped, fact: Fact) -> Programme:
    return with_changed(programme, event.row, fact, state=RowState.DROPPED, reason=event.reason)


def _describe(event: ProgrammeRowDropped, _names: Names) -> str:
    with_task = ", thu hồi việc" if event.withdrawn else ""
    return f"Đưa dòng {event.row} ra khỏi chương trình{with_task}{beside(event.paper)}."


def _reads_next(
    state: Programme | None, command: DropProgrammeRow, _context: DecisionContext
) -> tuple[str, ...]:
    return tasks_read(state, (command.row,))


ACT: Final = Act(
    command=DropProgrammeRow,
    name="drop-programme-row",
    said="đưa dòng ra khỏi chương trình",
    slug="dua-ra",
    resource="drops",
    done="Đã đưa dòng ra khỏi chương trình.",
    verb="drop_row",
    rules=(*ADJUSTING_RULES, ROW_UNKNOWN, ROW_GONE, ROW_MOVED_ON, ROW_DONE),
    offer=offer,
    decide=decide,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowDropped,
        name="Đưa ra khỏi chương trình",
        apply=_dropped,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
