"""Bổ sung vào chương trình: a decision puts a row into a signed programme; it becomes work."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.events import directive_stream
from services.domain.facts import Decision, Fact, TextRef
from services.domain.fields import DrawnHere
from services.domain.instants import written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.programme.adjusting import (
    ADJUSTING_RULES,
    DECISION_PAPER,
    DECISION_REASON,
    check_not_gone,
    task_of,
)
from services.domain.programme.authority import of_programme_in_force, require_reason, signer
from services.domain.programme.events import ProgrammeRowAdded
from services.domain.programme.row_terms import AskedRow, read_around, terms_of
from services.domain.programme.rows import with_new
from services.domain.programme.rules import DUE_GONE, TERMS_RULES
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.working import born_rows, rescheduled, task_of_row
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING
from services.domain.task.births import OrderedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProgrammeRow(AskedRow):
    """Bổ sung một dòng vào chương trình đã ký."""

    reason: Annotated[TextRef | None, DECISION_REASON]
    paper: Annotated[Paper | None, DECISION_PAPER]
    directive: Annotated[str, DrawnHere()]


def offer(state: Programme | None, context: DecisionContext) -> Offer:
    """Offered to who signs, of a programme in force."""
    held, _ = of_programme_in_force(state, context)
    return Offer(held=held)


def decide(state: Programme | None, command: AddProgrammeRow, context: DecisionContext) -> Verdict:
    """One row more, and its task. Raises CalendarMissing."""
    held, programme = of_programme_in_force(state, context)
    terms = terms_of(programme, command, context)
    check_not_gone(terms.due_on, context)
    reason = require_reason(command.reason)
    check_paper(command.paper, context.now)
    row = ProgrammeRow(
        number=programme.next_row, unit=terms.lead_unit, terms=terms, seen=programme.version
    )
    task, code, facts = _work(
        programme, row, command, ordered_by=signer(held, context), context=context
    )
    event = ProgrammeRowAdded(
        row=row.number,
        terms=terms,
        task=task,
        directive=code,
        reason=reason,
        paper=command.paper,
    )
    return Verdict(
        held=held,
        events=(event,),
        beside=facts,
        wakes=tuple(dict.fromkeys(each.stream for each in facts)),
    )


def _work(
    programme: Programme,
    row: ProgrammeRow,
    command: AddProgrammeRow,
    *,
    ordered_by: OrderedBy,
    context: DecisionContext,
) -> tuple[str | None, str | None, Decision]:
    """The task of the row, the directive that it is of where it is new, and the facts."""
    known = task_of(row, context)
    if known is not None:
        moved = rescheduled(programme, row.number, known, row.terms.due_on, command.paper)
        return task_of_row(row), None, moved
    code = programme.directive or command.directive
    assert programme.signature is not None, "the programme is in force"  # noqa: S101
    born = born_rows(code, (row,), ordered_by, programme.signature.paper, context)
    return born.tasks[row.number], code, born.facts


def _added(programme: Programme, event: ProgrammeRowAdded, fact: Fact) -> Programme:
    row = ProgrammeRow(
        number=event.row,
        unit=event.terms.lead_unit,
        terms=event.terms,
        seen=fact.version,
        task=event.task,
        planned_on=event.terms.due_on,
        added=True,
        reason=event.reason,
    )
    directive = event.directive or programme.directive
    return replace(with_new(programme, row), directive=directive)


def _describe(event: ProgrammeRowAdded, names: Names) -> str:
    return (
        f"Bổ sung dòng {event.row} vào chương trình, hạn {written_day(event.terms.due_on)}, chủ "
        f"trì {names.unit(event.terms.lead_unit)}{beside(event.paper)}."
    )


def _reads(command: AddProgrammeRow) -> tuple[str, ...]:
    return (*read_around(command), directive_stream(command.directive))


def _reads_next(
    state: Programme | None, _command: AddProgrammeRow, _context: DecisionContext
) -> tuple[str, ...]:
    return (directive_stream(state.directive),) if state and state.directive else ()


ACT: Final = Act(
    command=AddProgrammeRow,
    name="add-programme-row",
    said="bổ sung dòng vào chương trình",
    slug="bo-sung",
    resource="additions",
    done="Đã bổ sung vào chương trình.",
    verb="add_row",
    rules=(*ADJUSTING_RULES, *TERMS_RULES, DUE_GONE, CALENDAR_MISSING),
    offer=offer,
    decide=decide,
    reads=_reads,
    reads_next=_reads_next,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowAdded,
        name="Bổ sung vào chương trình",
        apply=_added,
        describe=_describe,
        text=lambda event: event.reason,
        more_texts=lambda event: {
            "Nội dung": event.terms.content,
            "Sản phẩm": event.terms.product,
            "Ghi chú": event.terms.note,
        },
        by_assigner=True,
    ),
)
