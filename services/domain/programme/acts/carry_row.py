"""Chuyển kỳ sau: what is not finished goes on in the next programme, by decision."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.assignment.terms import period_or_code
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent, TextRef
from services.domain.fields import DayField
from services.domain.instants import written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.programme.acts.amend_row import ROW, SEEN
from services.domain.programme.acts.move_row import ROW_DONE
from services.domain.programme.adjusting import (
    ADJUSTING_RULES,
    DECISION_PAPER,
    DECISION_REASON,
    check_not_gone,
    task_of,
    tasks_read,
)
from services.domain.programme.authority import kept_row, of_programme_in_force, require_reason
from services.domain.programme.events import (
    ProgrammeClosed,
    ProgrammeOpened,
    ProgrammeRowAdded,
    ProgrammeRowCarried,
    ProgrammeRowRegistered,
    ProgrammeRowTaken,
)
from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.rows import with_changed, with_new
from services.domain.programme.rules import (
    DUE_GONE,
    DUE_OUTSIDE,
    ROW_DUE_MISSING,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import RowState
from services.domain.programme.working import rescheduled, task_of_row
from services.domain.replacing import replace

NEXT_MISSING: Final = Rule(
    code="programme-next-missing",
    sentence=("Chương trình {period} chưa mở. Văn phòng mở đăng ký kỳ sau, rồi chuyển dòng sang."),
    brief="chương trình kỳ sau chưa mở",
)
NEXT_CLOSED: Final = Rule(
    code="programme-next-closed",
    sentence="Chương trình {period} đã tổng kết, không chuyển dòng sang được nữa.",
    brief="chương trình kỳ sau đã tổng kết",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryProgrammeRow:
    """Chuyển một dòng chưa xong sang chương trình kỳ sau, với thời hạn mới."""

    stream: str
    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]
    due_on: Annotated[date | None, DayField(label="Thời hạn mới", example="2027-02-12")]
    reason: Annotated[TextRef | None, DECISION_REASON]
    paper: Annotated[Paper | None, DECISION_PAPER]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who signs, of a programme in force that has rows."""
    held, programme = of_programme_in_force(state, context)
    return Offer(held=held) if any(programme.kept) else None


def decide(
    state: Programme | None, command: CarryProgrammeRow, context: DecisionContext
) -> Verdict:
    """The row leaves this programme and stands in the next one, with its task and its new day."""
    held, programme = of_programme_in_force(state, context)
    row = kept_row(programme, command.row, command.seen)
    following = programme.period.following
    due_on = _due_in(following, command.due_on)
    check_not_gone(due_on, context)
    reason = require_reason(command.reason)
    check_paper(command.paper, context.now)
    task = task_of(row, context)
    if task is not None and task.ending is not None:
        raise ROW_DONE.refuse()
    carried = ProgrammeRowCarried(
        row=row.number, period=following.code, due_on=due_on, reason=reason, paper=command.paper
    )
    taken = ProgrammeRowTaken(
        row=_next_row(following, context),
        period=programme.code,
        was_row=row.number,
        unit=row.unit,
        terms=replace(row.terms, due_on=due_on, twins=()),
        task=task_of_row(row),
    )
    moved = rescheduled(programme, row.number, task, due_on, command.paper) if task else ()
    return Verdict(
        held=held,
        events=(carried,),
        beside=(NewEvent(stream=following.stream, event=taken), *moved),
        wakes=(following.stream, *(each.stream for each in moved)),
    )


def _due_in(following: ProgrammePeriod, due_on: date | None) -> date:
    if due_on is None:
        raise ROW_DUE_MISSING.refuse()
    if not following.holds(due_on):
        raise DUE_OUTSIDE.refuse(
            due_on=written_day(due_on),
            first_on=written_day(following.first_on),
            last_on=written_day(following.last_on),
        )
    return due_on


def _next_row(following: ProgrammePeriod, context: DecisionContext) -> int:
    """The next number of the programme that takes it; raises Refusal where there is none open.

    Read from its facts: the acts are what a programme is made of, so none of them can fold one.
    """
    known = [fact.event for fact in context.of(following.stream)]
    if not any(isinstance(each, ProgrammeOpened) for each in known):
        raise NEXT_MISSING.refuse(period=period_or_code(following.code))
    if any(isinstance(each, ProgrammeClosed) for each in known):
        raise NEXT_CLOSED.refuse(period=period_or_code(following.code))
    new = (ProgrammeRowRegistered, ProgrammeRowAdded, ProgrammeRowTaken)
    return max((each.row for each in known if isinstance(each, new)), default=0) + 1


def _carried(programme: Programme, event: ProgrammeRowCarried, fact: Fact) -> Programme:
    return with_changed(
        programme,
        event.row,
        fact,
        state=RowState.CARRIED,
        carried_to=event.period,
        reason=event.reason,
    )


def _describe(event: ProgrammeRowCarried, _names: Names) -> str:
    return (
        f"Chuyển dòng {event.row} sang chương trình {period_or_code(event.period)}, hạn "
        f"{written_day(event.due_on)}{beside(event.paper)}."
    )


def _taken(programme: Programme, event: ProgrammeRowTaken, fact: Fact) -> Programme:
    row = ProgrammeRow(
        number=event.row,
        unit=event.unit,
        terms=event.terms,
        seen=fact.version,
        task=event.task,
        planned_on=event.terms.due_on if programme.signed else None,
        added=programme.signed,
        from_period=event.period,
        from_row=event.was_row,
    )
    return with_new(programme, row)


def _describe_taking(event: ProgrammeRowTaken, _names: Names) -> str:
    return (
        f"Nhận dòng {event.row} từ chương trình {period_or_code(event.period)} (dòng "
        f"{event.was_row}), hạn {written_day(event.terms.due_on)}."
    )


def _reads_next(
    state: Programme | None, command: CarryProgrammeRow, _context: DecisionContext
) -> tuple[str, ...]:
    following = (state.period.following.stream,) if state is not None else ()
    return (*tasks_read(state, (command.row,)), *following)


ACT: Final = Act(
    command=CarryProgrammeRow,
    name="carry-programme-row",
    said="chuyển dòng sang chương trình kỳ sau",
    slug="chuyen-ky",
    resource="carries",
    done="Đã chuyển dòng sang chương trình kỳ sau.",
    verb="carry_row",
    rules=(
        *ADJUSTING_RULES,
        ROW_UNKNOWN,
        ROW_GONE,
        ROW_MOVED_ON,
        ROW_DUE_MISSING,
        DUE_OUTSIDE,
        DUE_GONE,
        ROW_DONE,
        NEXT_MISSING,
        NEXT_CLOSED,
    ),
    offer=offer,
    decide=decide,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowCarried,
        name="Chuyển kỳ sau",
        apply=_carried,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
    FactKind(
        event=ProgrammeRowTaken,
        name="Chuyển từ kỳ trước sang",
        apply=_taken,
        describe=_describe_taking,
        by_assigner=True,
    ),
)
