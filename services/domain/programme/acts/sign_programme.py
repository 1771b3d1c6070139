"""Ký ban hành: the chair, or who stands in, signs the programme; its new rows become work."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directive.events import directive_stream
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import Fact, NewEvent
from services.domain.fields import DrawnHere, PaperField
from services.domain.instants import day_of, written_day
from services.domain.numerals import count
from services.domain.papers import Paper, check_paper, named
from services.domain.programme.acts.merge_rows import PROGRAMME_SEEN
from services.domain.programme.authority import (
    check_seen,
    is_registration_over,
    known,
    refuse_signed,
    require_signing,
    signer,
)
from services.domain.programme.events import ProgrammeSigned, SignedRow
from services.domain.programme.findings import findings_left, open_findings
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_SIGNING,
    PROGRAMME_CLOSED,
    PROGRAMME_MOVED_ON,
    PROGRAMME_SIGNED,
)
from services.domain.programme.state import Programme, ProgrammeRow, Signature
from services.domain.programme.working import (
    BornRows,
    born_rows,
    new_rows,
    rescheduled,
    task_of_row,
)
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING, PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

SIGNED_PAPER_MISSING: Final = Rule(
    code="programme-paper-missing",
    sentence="Hãy ghi số, ký hiệu và ngày của chương trình đã ký.",
    brief="thiếu số và ngày của chương trình",
    fields=("paper",),
)
NOTHING_TO_SIGN: Final = Rule(
    code="programme-empty",
    sentence="Chương trình chưa có dòng nào. Hãy đăng ký hoặc ghi dòng trước khi ký.",
    brief="chương trình chưa có dòng nào",
)
REGISTRATION_RUNNING: Final = Rule(
    code="registration-running",
    sentence=(
        "Còn trong hạn đăng ký (đến hết ngày {closes_on}) và {count} đơn vị chưa đăng ký. Hãy đợi "
        "hết hạn, hoặc đôn đốc để các đơn vị đăng ký."
    ),
    brief="còn trong hạn đăng ký",
)
FINDINGS_OPEN: Final = Rule(
    code="programme-findings-open",
    sentence="Còn {count} điểm cần xem. Văn phòng sửa hoặc quyết định trước khi ký.",
    brief="còn điểm cần xem chưa quyết định",
)
ROWS_PAST: Final = Rule(
    code="programme-rows-past",
    sentence="Thời hạn đã qua ở dòng {rows}. Hãy sửa thời hạn hoặc bỏ các dòng đó trước khi ký.",
    brief="có dòng mà thời hạn đã qua",
)
UNIT_GONE: Final = Rule(
    code="programme-unit-gone",
    sentence="Dòng {rows}: đơn vị chủ trì không còn trong bộ máy của phường. Hãy sửa rồi ký.",
    brief="có dòng mà đơn vị chủ trì không còn",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignProgramme:
    """Ký ban hành chương trình công tác, theo số và ngày của văn bản đã ký."""

    stream: str
    paper: Annotated[Paper | None, PaperField(label="chương trình đã ký")]
    seen: Annotated[int | None, PROGRAMME_SEEN]
    directive: Annotated[str, DrawnHere()]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered to who signs, of a programme with rows, none of which is to be decided on."""
    programme = known(state)
    held = require_signing(context)
    refuse_signed(programme)
    _check_registration(programme, context)
    if not any(programme.kept) or findings_left(programme, context):
        return None
    return Offer(held=held)


def decide(state: Programme | None, command: SignProgramme, context: DecisionContext) -> Verdict:
    """The programme in force, with a task for each row. Raises CalendarMissing."""
    programme = known(state)
    held = require_signing(context)
    refuse_signed(programme)
    check_seen(programme, command.seen)
    if command.paper is None:
        raise SIGNED_PAPER_MISSING.refuse()
    check_paper(command.paper, context.now)
    _check_registration(programme, context)
    kept = tuple(programme.kept)
    _check_rows(programme, kept, context)
    ordered_by = signer(held, context)
    new = new_rows(kept)
    born = BornRows(tasks={}, facts=())
    if new:
        born = born_rows(command.directive, new, ordered_by, command.paper, context)
    tasks = {row.number: born.tasks.get(row.number) or task_of_row(row) for row in kept}
    moved = _moved(programme, kept, command.paper, context)
    event = ProgrammeSigned(
        paper=command.paper,
        rows=tuple(SignedRow(row=row.number, task=tasks[row.number]) for row in kept),
        directive=command.directive if new else None,
        ordered_by=ordered_by,
    )
    return Verdict(
        held=held,
        events=(event,),
        beside=(*born.facts, *moved),
        wakes=(*born.streams, *(each.stream for each in moved)),
    )


def _check_registration(programme: Programme, context: DecisionContext) -> None:
    silent = programme.silent_units
    if silent and not is_registration_over(programme, context):
        closes_on = written_day(programme.closes_on)
        raise REGISTRATION_RUNNING.refuse(closes_on=closes_on, count=count(len(silent)))


def _check_rows(
    programme: Programme, kept: tuple[ProgrammeRow, ...], context: DecisionContext
) -> None:
    if not kept:
        raise NOTHING_TO_SIGN.refuse()
    calendar = context.calendar or Calendar(years=())
    left = open_findings(programme, context.policy, calendar)
    if left:
        raise FINDINGS_OPEN.refuse(count=count(len(left)))
    today = day_of(context.now)
    past = [row.number for row in new_rows(kept) if row.terms.due_on < today]
    if past:
        raise ROWS_PAST.refuse(rows=_listed(past))
    units = {unit: fold_unit(context.of(unit_stream(unit))) for unit in _leads(kept)}
    gone = [
        row.number
        for row in kept
        if (unit := units[row.terms.lead_unit]) is None or not unit.internal
    ]
    if gone:
        raise UNIT_GONE.refuse(rows=_listed(gone))


def _moved(
    programme: Programme,
    kept: tuple[ProgrammeRow, ...],
    paper: Paper,
    context: DecisionContext,
) -> tuple[NewEvent, ...]:
    """Work that was there already is due on the day of its row."""
    moved: list[NewEvent] = []
    for row in kept:
        stream = task_of_row(row)
        task = context.fold_task(context.of(stream)) if stream else None
        if task is not None:
            moved += rescheduled(programme, row.number, task, row.terms.due_on, paper)
    return tuple(moved)


def _leads(rows: tuple[ProgrammeRow, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.terms.lead_unit for row in rows))


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows))


def _reads(command: SignProgramme) -> tuple[str, ...]:
    return (directive_stream(command.directive),)


def _reads_next(
    state: Programme | None, _command: SignProgramme, _context: DecisionContext
) -> tuple[str, ...]:
    if state is None:
        return ()
    kept = tuple(state.kept)
    works = (stream for row in kept if (stream := task_of_row(row)) is not None)
    return (*(unit_stream(unit) for unit in _leads(kept)), *dict.fromkeys(works))


def _signed(programme: Programme, event: ProgrammeSigned, fact: Fact) -> Programme:
    rows = dict(programme.rows)
    for signed in event.rows:
        row = rows.get(signed.row)
        if row is not None:
            rows[signed.row] = replace(row, task=signed.task, planned_on=row.terms.due_on)
    signature = Signature(
        paper=event.paper,
        ordered_by=event.ordered_by,
        signed_at=fact.occurred_at,
        directive=event.directive,
        rows=tuple(each.row for each in event.rows),
    )
    return replace(programme, rows=rows, signature=signature, directive=event.directive)


def _describe(event: ProgrammeSigned, _names: Names) -> str:
    return f"Ký ban hành chương trình, {count(len(event.rows))} dòng. {named(event.paper)}."


ACT: Final = Act(
    command=SignProgramme,
    name="sign-programme",
    said="ký ban hành chương trình công tác",
    slug="ky",
    resource="signature",
    done="Đã ký ban hành. Dòng mới đã thành việc của đơn vị chủ trì.",
    verb="sign",
    rules=(
        NOT_SIGNING,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        PROGRAMME_MOVED_ON,
        SIGNED_PAPER_MISSING,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        REGISTRATION_RUNNING,
        NOTHING_TO_SIGN,
        FINDINGS_OPEN,
        ROWS_PAST,
        UNIT_GONE,
        CALENDAR_MISSING,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
    reads_next=_reads_next,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeSigned,
        name="Ký ban hành chương trình",
        apply=_signed,
        describe=_describe,
        by_assigner=True,
    ),
)
