"""Đăng ký: a unit puts a row into the programme, or the Office does for it."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.fields import UnitCode
from services.domain.instants import written_day
from services.domain.programme.authority import known, registering_for
from services.domain.programme.events import ProgrammeRowRegistered
from services.domain.programme.row_terms import AskedRow, read_around, terms_of
from services.domain.programme.rows import with_new
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_REGISTERING_ROWS,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
    REGISTRATION_CLOSED,
    TERMS_RULES,
)
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.roles import WORKING


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterProgrammeRow(AskedRow):
    """Đăng ký một dòng; `unit` là đơn vị đăng ký."""

    unit: Annotated[str, UnitCode(label="Đơn vị đăng ký", example="KTHTDT")]


def offer(state: Programme | None, context: DecisionContext) -> Offer:
    """Offered to units until the last day to register, to the Office until the signature."""
    programme = known(state)
    own = context.holder.find(WORKING)
    held, _, _ = registering_for(programme, own.unit or "" if own else "", context)
    return Offer(held=held)


def decide(
    state: Programme | None, command: RegisterProgrammeRow, context: DecisionContext
) -> Verdict:
    """A row under the next number."""
    held, programme, by_office = registering_for(state, command.unit, context)
    event = ProgrammeRowRegistered(
        row=programme.next_row,
        unit=command.unit,
        terms=terms_of(programme, command, context),
        by_office=by_office,
    )
    return Verdict(held=held, events=(event,))


def _registered(programme: Programme, event: ProgrammeRowRegistered, fact: Fact) -> Programme:
    row = ProgrammeRow(number=event.row, unit=event.unit, terms=event.terms, seen=fact.version)
    return with_new(programme, row)


def _describe(event: ProgrammeRowRegistered, names: Names) -> str:
    for_unit = f" thay {names.unit(event.unit)}" if event.by_office else ""
    return (
        f"Đăng ký{for_unit} dòng {event.row}, hạn {written_day(event.terms.due_on)}, chủ trì "
        f"{names.unit(event.terms.lead_unit)}."
    )


ACT: Final = Act(
    command=RegisterProgrammeRow,
    name="register-programme-row",
    said="đăng ký dòng của chương trình",
    slug="dang-ky",
    resource="rows",
    done="Đã đăng ký.",
    verb="register_row",
    rules=(
        NOT_REGISTERING_ROWS,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        REGISTRATION_CLOSED,
        *TERMS_RULES,
    ),
    offer=offer,
    decide=decide,
    reads=read_around,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowRegistered,
        name="Đăng ký",
        apply=_registered,
        describe=_describe,
        text=lambda event: event.terms.content,
        more_texts=lambda event: {"Sản phẩm": event.terms.product, "Ghi chú": event.terms.note},
    ),
)
