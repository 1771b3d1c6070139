"""What a row of a programme asks for: the fields of the acts that register, amend and add one.

Pure.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.existing_work import candidates, stream_of
from services.domain.facts import TextRef
from services.domain.fields import (
    DayField,
    DrawnHere,
    OneOf,
    PersonId,
    PlainLine,
    TypedText,
    UnitCode,
    UnitCodes,
)
from services.domain.instants import day_of, written_day
from services.domain.programme.events import RowTerms
from services.domain.programme.rules import (
    CONTENT_MISSING,
    DUE_OUTSIDE,
    HOUR_WRONG,
    LEAD_MISSING,
    LEAD_OUTSIDE,
    LEAD_SUPPORTS,
    LEAD_UNKNOWN,
    LEADER_UNKNOWN,
    PRESENTED_UNKNOWN,
    ROW_DUE_MISSING,
    SOURCE_ENDED,
    SOURCE_OTHER_LEAD,
    SOURCE_TWICE,
    SOURCE_UNKNOWN,
    SUPPORTER_TWICE,
)
from services.domain.programme.state import Programme
from services.domain.programme.terms import PRESENTED_TO, PresentedTo
from services.domain.roles import LEADING
from services.domain.streams import Family, family_of

_HOUR: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MOST_ROWS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """What a row asks for: one lead, its supporters, the last day, before whom it is brought.

    `source` is the code of the task or of the plan's item that it is about, `twins` are the rows
    that had the same words at this click.
    """

    stream: str
    content: Annotated[
        TextRef | None,
        TypedText(
            label="Nội dung",
            about="Để trống khi chọn việc đã có.",
            example="Trình đề án thu gom rác tại nguồn",
        ),
    ]
    product: Annotated[TextRef | None, TypedText(label="Sản phẩm", example="Tờ trình và đề án")]
    lead_unit: Annotated[str, UnitCode(label="Cơ quan chủ trì", example="KTHTDT")]
    supporting_units: Annotated[
        tuple[str, ...], UnitCodes(label="Cơ quan phối hợp", example=["VHXH"])
    ]
    due_on: Annotated[date | None, DayField(label="Thời hạn", example="2026-12-18")]
    presented_to: Annotated[
        PresentedTo,
        OneOf(
            label="Cấp trình",
            example="committee",
            of=PresentedTo,
            words=PRESENTED_TO,
            unknown=PRESENTED_UNKNOWN,
        ),
    ]
    leader: Annotated[UUID | None, PersonId(label="Lãnh đạo chủ trì, quyết định")]
    sits_at: Annotated[str | None, PlainLine(label="Giờ họp, nếu có", example="08:30", at_most=5)]
    note: Annotated[TextRef | None, TypedText(label="Ghi chú")]
    source: Annotated[
        str | None,
        PlainLine(label="Việc hoặc mục kế hoạch đã có", example="51-08", at_most=60),
    ]
    superior_due_on: Annotated[date | None, DayField(label="Hạn của cấp trên")]
    twins: Annotated[tuple[int, ...], DrawnHere()]


def read_around(command: AskedRow) -> tuple[str, ...]:
    """The units, the leader and the work that a row names."""
    units = (unit_stream(code) for code in (command.lead_unit, *command.supporting_units) if code)
    people = (person_stream(command.leader),) if command.leader else ()
    source = candidates(command.source) if command.source else ()
    return (*dict.fromkeys(units), *people, *source)


def terms_of(
    programme: Programme, command: AskedRow, context: DecisionContext, own: int | None = None
) -> RowTerms:
    """What is asked, checked against the directory, the period and the work; raises Refusal.

    `own` is the row that is amended, None for a new one.
    """
    _check_units(command, context)
    source = _source(programme, command, context, own)
    if command.content is None and not (source and family_of(source) is Family.TASK):
        raise CONTENT_MISSING.refuse()
    _check_leader(command, context)
    if command.sits_at and not _HOUR.fullmatch(command.sits_at):
        raise HOUR_WRONG.refuse()
    return RowTerms(
        content=command.content,
        product=command.product,
        lead_unit=command.lead_unit,
        supporting_units=command.supporting_units,
        due_on=due_in(programme, command.due_on),
        presented_to=command.presented_to,
        leader=command.leader,
        sits_at=command.sits_at or None,
        note=command.note,
        source=source,
        superior_due_on=command.superior_due_on,
        twins=tuple(row for row in command.twins if row in programme.rows and row != own),
    )


def due_in(programme: Programme, due_on: date | None) -> date:
    """A last day within the period of the programme; raises Refusal."""
    if due_on is None:
        raise ROW_DUE_MISSING.refuse()
    period = programme.period
    if not period.holds(due_on):
        raise DUE_OUTSIDE.refuse(
            due_on=written_day(due_on),
            first_on=written_day(period.first_on),
            last_on=written_day(period.last_on),
        )
    return due_on


def is_restricted(code: str, context: DecisionContext) -> bool:
    """Whether a unit reports by number and date of a paper alone."""
    unit = _unit(code, context)
    return unit is not None and unit.restricted


def _check_units(command: AskedRow, context: DecisionContext) -> None:
    lead, supporting = command.lead_unit, command.supporting_units
    if not lead:
        raise LEAD_MISSING.refuse()
    unit = _unit(lead, context)
    if unit is None:
        raise LEAD_UNKNOWN.refuse(field="lead_unit", units=lead)
    if not unit.internal:
        raise LEAD_OUTSIDE.refuse(units=unit.name)
    if lead in supporting:
        raise LEAD_SUPPORTS.refuse()
    twice = [code for code in dict.fromkeys(supporting) if supporting.count(code) > 1]
    if twice:
        raise SUPPORTER_TWICE.refuse(units=", ".join(twice))
    unknown = [code for code in supporting if _unit(code, context) is None]
    if unknown:
        raise LEAD_UNKNOWN.refuse(field="supporting_units", units=", ".join(unknown))


def _unit(code: str, context: DecisionContext) -> Unit | None:
    return fold_unit(context.of(unit_stream(code)))


def _check_leader(command: AskedRow, context: DecisionContext) -> None:
    if command.leader is None:
        return
    person = fold_person(context.of(person_stream(command.leader)))
    holder = person.holder_on(day_of(context.now)) if person else None
    if holder is None or holder.find(LEADING) is None:
        raise LEADER_UNKNOWN.refuse()


def _source(
    programme: Programme, command: AskedRow, context: DecisionContext, own: int | None
) -> str | None:
    """The stream of the work that a row is about; raises Refusal for what this person sees not."""
    code = command.source
    if not code:
        return None
    stream = stream_of(code, context)
    if stream is None:
        raise SOURCE_UNKNOWN.refuse(code=code)
    if family_of(stream) is not Family.TASK:
        return stream
    task = context.fold_task(context.of(stream))
    if task.ending:
        raise SOURCE_ENDED.refuse(code=code)
    if task.lead != command.lead_unit:
        raise SOURCE_OTHER_LEAD.refuse(code=code)
    for row in programme.kept:
        if row.number != own and row.work == stream:
            raise SOURCE_TWICE.refuse(row=row.number)
    return stream
