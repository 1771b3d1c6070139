"""Rút dòng: a unit takes back what it registered, until the last day of the registration."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.programme.acts.amend_row import ROW, SEEN
from services.domain.programme.authority import kept_row, known, refuse_signed, registering_for
from services.domain.programme.events import ProgrammeRowWithdrawn
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_REGISTERING_ROWS,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
    REGISTRATION_CLOSED,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme
from services.domain.programme.terms import RowState
from services.domain.roles import WORKING


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProgrammeRow:
    """Rút một dòng đã đăng ký."""

    stream: str
    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while the person's unit has a row that it may take back."""
    programme = known(state)
    refuse_signed(programme)
    for row in programme.kept:
        if context.holder.find(WORKING, row.unit) is not None:
            held, _, _ = registering_for(programme, row.unit, context)
            return Offer(held=held)
    return None


def decide(
    state: Programme | None, command: WithdrawProgrammeRow, context: DecisionContext
) -> Verdict:
    """The row is no part of the programme any more; its number is never used again."""
    programme = known(state)
    row = programme.row(command.row)
    held, _, by_office = registering_for(programme, row.unit if row else "", context)
    kept_row(programme, command.row, command.seen)
    if by_office:
        raise NOT_REGISTERING_ROWS.refuse()
    return Verdict(held=held, events=(ProgrammeRowWithdrawn(row=command.row),))


def _withdrawn(programme: Programme, event: ProgrammeRowWithdrawn, fact: Fact) -> Programme:
    return with_changed(programme, event.row, fact, state=RowState.WITHDRAWN)


def _describe(event: ProgrammeRowWithdrawn, _names: Names) -> str:
    return f"Rút dòng {event.row} đã đăng ký."


ACT: Final = Act(
    command=WithdrawProgrammeRow,
    name="withdraw-programme-row",
    said="rút dòng đã đăng ký",
    slug="rut-dong",
    resource="withdrawals",
    done="Đã rút dòng.",
    verb="withdraw_row",
    rules=(
        NOT_REGISTERING_ROWS,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        REGISTRATION_CLOSED,
        ROW_UNKNOWN,
        ROW_GONE,
        ROW_MOVED_ON,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(event=ProgrammeRowWithdrawn, name="Rút dòng", apply=_withdrawn, describe=_describe),
)
