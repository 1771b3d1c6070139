"""Không đưa vào chương trình: the Office leaves a row out while it composes, and says why."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.programme.acts.amend_row import ROW, ROW_REASON, SEEN
from services.domain.programme.authority import kept_row, of_open_composition, require_reason
from services.domain.programme.events import ProgrammeRowStruck
from services.domain.programme.rows import with_changed
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
    ROW_GONE,
    ROW_MOVED_ON,
    ROW_REASON_MISSING,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme
from services.domain.programme.terms import RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeProgrammeRow:
    """Không đưa một dòng vào chương trình; đơn vị đăng ký đọc được lý do."""

    stream: str
    row: Annotated[int, ROW]
    seen: Annotated[int | None, SEEN]
    reason: Annotated[TextRef | None, ROW_REASON]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while there is a row."""
    held, programme = of_open_composition(state, context)
    return Offer(held=held) if any(programme.kept) else None


def decide(
    state: Programme | None, command: StrikeProgrammeRow, context: DecisionContext
) -> Verdict:
    """The row is left out."""
    held, programme = of_open_composition(state, context)
    row = kept_row(programme, command.row, command.seen)
    event = ProgrammeRowStruck(row=row.number, reason=require_reason(command.reason))
    return Verdict(held=held, events=(event,))


def _struck(programme: Programme, event: ProgrammeRowStruck, fact: Fact) -> Programme:
    return with_changed(programme, event.row, fact, state=RowState.STRUCK, reason=event.reason)


def _describe(event: ProgrammeRowStruck, _names: Names) -> str:
    return f"Không đưa dòng {event.row} vào chương trình."


ACT: Final = Act(
    command=StrikeProgrammeRow,
    name="strike-programme-row",
    said="không đưa dòng vào chương trình",
    slug="bo-dong",
    resource="strikes",
    done="Đã bỏ dòng khỏi dự thảo chương trình.",
    verb="strike_row",
    rules=(
        NOT_COMPOSING,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        ROW_UNKNOWN,
        ROW_GONE,
        ROW_MOVED_ON,
        ROW_REASON_MISSING,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowStruck,
        name="Không đưa vào chương trình",
        apply=_struck,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)
