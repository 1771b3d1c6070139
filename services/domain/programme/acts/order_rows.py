"""Xếp thứ tự: the Office puts the rows in the order in which the programme prints them."""

from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.fields import ThingCodes
from services.domain.numerals import count
from services.domain.programme.acts.merge_rows import PROGRAMME_SEEN
from services.domain.programme.authority import check_seen, numbers, of_open_composition
from services.domain.programme.events import ProgrammeRowsOrdered
from services.domain.programme.row_terms import MOST_ROWS
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    PROGRAMME_CLOSED,
    PROGRAMME_MOVED_ON,
    PROGRAMME_SIGNED,
    ROW_UNKNOWN,
)
from services.domain.programme.state import Programme
from services.domain.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProgrammeRows:
    """Xếp thứ tự các dòng; `rows` là mọi dòng của dự thảo theo thứ tự mới."""

    stream: str
    rows: Annotated[
        tuple[str, ...], ThingCodes(label="Thứ tự", example=["2", "1"], at_most=MOST_ROWS)
    ]
    seen: Annotated[int | None, PROGRAMME_SEEN]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while there are two rows."""
    held, programme = of_open_composition(state, context)
    return Offer(held=held) if len(tuple(programme.kept)) > 1 else None


def decide(
    state: Programme | None, command: OrderProgrammeRows, context: DecisionContext
) -> Verdict:
    """The order of every row; one that appeared meanwhile is not put anywhere unseen."""
    held, programme = of_open_composition(state, context)
    check_seen(programme, command.seen)
    wanted = numbers(command.rows)
    kept = [row.number for row in programme.kept]
    if any(number not in programme.rows for number in wanted):
        raise ROW_UNKNOWN.refuse(field="rows")
    if sorted(wanted) != sorted(kept):
        raise PROGRAMME_MOVED_ON.refuse()
    if list(wanted) == kept:
        return Verdict(held=held, events=())
    return Verdict(held=held, events=(ProgrammeRowsOrdered(rows=wanted),))


def _ordered(programme: Programme, event: ProgrammeRowsOrdered, _fact: Fact) -> Programme:
    others = (number for number in programme.order if number not in event.rows)
    return replace(programme, order=(*event.rows, *others))


def _describe(event: ProgrammeRowsOrdered, _names: Names) -> str:
    return f"Xếp lại thứ tự {count(len(event.rows))} dòng."


ACT: Final = Act(
    command=OrderProgrammeRows,
    name="order-programme-rows",
    said="xếp thứ tự dòng của chương trình",
    slug="thu-tu",
    resource="order",
    done="Đã xếp lại thứ tự.",
    verb="order_rows",
    rules=(
        NOT_COMPOSING,
        NO_PROGRAMME,
        PROGRAMME_CLOSED,
        PROGRAMME_SIGNED,
        PROGRAMME_MOVED_ON,
        ROW_UNKNOWN,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ProgrammeRowsOrdered,
        name="Xếp thứ tự",
        apply=_ordered,
        describe=_describe,
        by_assigner=True,
    ),
)
