"""Sửa dòng: the unit corrects what it registered, the Office what it composes, and says why."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import CountField, TypedText
from services.domain.instants import written_day
from services.domain.programme.authority import (
    kept_row,
    known,
    refuse_signed,
    registering_for,
    require_reason,
)
from services.domain.programme.events import ProgrammeRowAmended
from services.domain.programme.row_terms import AskedRow, read_around, terms_of
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_REGISTERING_ROWS,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
    REGISTRATION_CLOSED,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_REASON_MISSING,
    ROW_UNKNOWN,
    TERMS_RULES,
)
from services.domain.programme.state import Programme
from services.domain.roles import WORKING

ROW: Final = CountField(label="Dòng", about="`number` của dòng.", example=1, known="rows/0/number")
SEEN: Final = CountField(about="`seen` của dòng khi đọc; để trống: bản mới nhất.")
ROW_REASON: Final = TypedText(label="Lý do", example="Trùng nội dung với dòng khác.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendProgrammeRow(AskedRow):
    """Sửa một dòng; Văn phòng sửa dòng của đơn vị thì ghi lý do."""

    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]
    reason: Annotated[TextRef | None, ROW_REASON]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while there is a row that this person may correct."""
    programme = known(state)
    refuse_signed(programme)
    for row in programme.kept:
        if context.holder.find(WORKING, row.unit) is not None:
            held, _, _ = registering_for(programme, row.unit, context)
            return Offer(held=held)
    held, _, _ = registering_for(programme, "", context)
    return Offer(held=held) if any(programme.kept) else None


def decide(
    state: Programme | None, command: AmendProgrammeRow, context: DecisionContext
) -> Verdict:
    """The row as it is from now on."""
    programme = known(state)
    row = programme.row(command.row)
    held, _, by_office = registering_for(programme, row.unit if row else "", context)
    row = kept_row(programme, command.row, command.seen)
    if by_office and row.unit != held.unit:
        require_reason(command.reason)
    event = ProgrammeRowAmended(
        row=row.number,
        terms=terms_of(programme, command, context, own=row.number),
        by_office=by_office,
        reason=command.reason,
    )
    return Verdict(held=held, events=(event,))


def _amended(programme: Programme, event: ProgrammeRowAmended, fact: Fact) -> Programme:
    return with_changed(programme, event.row, fact, terms=event.terms, reason=event.reason)


def _describe(event: ProgrammeRowAmended, names: Names) -> str:
    return (
        f"Sửa dòng {event.row}: hạn {written_day(event.terms.due_on)}, chủ trì "
        f"{names.unit(event.terms.lead_unit)}."
    )


ACT: Final = Act(
    command=AmendProgrammeRow,
    name="amend-programme-row",
    said="sửa dòng của chương trình",
    slug="sua-dong",
    resource="amendments",
    done="Đã sửa dòng.",
    verb="amend_row",
    rules=(
        NOT_REGISTERING_ROWS,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        REGISTRATION_CLOSED,
        ROW_UNKNOWN,
        ROW_GONE,
        ROW_MOVED_ON,
        ROW_REASON_MISSING,
        *TERMS_RULES,
    ),
    offer=offer,
    decide=decide,
    reads=read_around,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowAmended,
        name="Sửa dòng",
        apply=_amended,
        describe=_describe,
        text=lambda event: event.reason,
        more_texts=lambda event: {
            "Nội dung": event.terms.content,
            "Sản phẩm": event.terms.product,
            "Ghi chú": event.terms.note,
        },
    ),
)
