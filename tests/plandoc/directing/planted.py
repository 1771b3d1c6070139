"""Directing texts with the orders that were planted in them, and what the reader makes of each.

Each `<folder>/<name>.txt` stands beside `<name>.yaml`: the day of the paper, and of each order
some of its words, what it asks for, lead, supporters, due day, rhythm, and the doubts that must
be said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.plandoc.directing.clauses import TextClause
from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.proposals import Asking, ClauseProposal
from services.plandoc.directing.proposing import propose
from services.plandoc.directing.unit_names import OrderUnit
from tests import givens

HERE = Path(__file__).parent
# Doubts that make a wrong or missing proposal no silent one.
OF_LEAD = frozenset(
    {
        "no-lead",
        "several-leads",
        "unit-unknown",
        "unit-ambiguous",
        "group-unlisted",
        "lead-person",
        "lead-from-above",
        "lead-addressee",
        "role-unclear",
    }
)
OF_SUPPORT = frozenset(
    {"supporter-unknown", "supporters-unnamed", "role-unclear", "several-leads"}
)
OF_TIME = frozenset(
    {
        "no-day",
        "no-such-day",
        "several-days",
        "day-bare",
        "day-held",
        "day-range",
        "due-from-above",
        "rhythm-from-above",
        "year-guessed",
        "month-guessed",
        "week-guessed",
        "short-year",
        "base-guessed",
        "base-unknown",
        "hours",
        "calendar-missing",
        "before-paper",
        "rhythm-and-day",
        "rhythm-unoffered",
        "several-rhythms",
        "no-weekday",
        "several-weekdays",
        "no-day-of-month",
        "no-month-of-quarter",
        "last-day",
        "open-end",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedOrder:
    """What a careful clerk would take from one clause."""

    words: str
    asks: Asking
    lead: str | None
    supporters: frozenset[str]
    due: date | None
    repeat: dict[str, Any] | None
    doubts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedText:
    """A text, the day of its paper, its orders, and words of clauses that ask for nothing."""

    name: str
    text: str
    ordered_on: date
    orders: tuple[PlantedOrder, ...]
    information: tuple[str, ...]


@cache
def units() -> tuple[OrderUnit, ...]:
    """The units of the invented ward."""
    rows = yaml.safe_load((HERE / "units.yaml").read_text(encoding="utf-8"))
    return tuple(
        OrderUnit(**{**row, "other_names": tuple(row.get("other_names", ()))}) for row in rows
    )


@cache
def planted(folder: str) -> tuple[PlantedText, ...]:
    """Every text of a folder, in order."""
    return tuple(_planted(path) for path in sorted((HERE / folder).glob("*.txt")))


def read(text: str, ordered_on: date) -> list[tuple[TextClause, ClauseProposal]]:
    """Each clause with what it proposes."""
    clauses = lay_out(text)
    proposals = propose(text, clauses, units(), ordered_on, givens.calendar())
    return list(zip(clauses, proposals, strict=True))


def clause_with(
    text: str, words: str, reading: list[tuple[TextClause, ClauseProposal]]
) -> tuple[TextClause, ClauseProposal]:
    """The one clause that holds these words, however its lines are broken."""
    holding = [
        each for each in reading if words in " ".join(text[each[0].start : each[0].end].split())
    ]
    assert len(holding) == 1, f"{words!r} stands in {len(holding)} clauses"
    return holding[0]


def wrongs(order: PlantedOrder, proposal: ClauseProposal) -> Iterator[tuple[str, bool]]:
    """What of a proposal is not as it was planted, and whether that is silent."""
    doubts = {each.code for each in proposal.doubts}
    lead = proposal.lead.code if proposal.lead else None
    if lead != order.lead:
        yield f"lead {lead}, not {order.lead}", not doubts & OF_LEAD
    supporters = frozenset(each.code for each in proposal.supporters)
    if supporters != order.supporters:
        missing = f"supporters {sorted(supporters)}, not {sorted(order.supporters)}"
        yield missing, not doubts & OF_SUPPORT
    due = proposal.due.on if proposal.due else None
    if due != order.due:
        yield f"due {due}, not {order.due}", not doubts & OF_TIME
    repeat = repeat_of(proposal)
    if repeat != order.repeat:
        yield f"repeat {repeat}, not {order.repeat}", not doubts & OF_TIME


def repeat_of(proposal: ClauseProposal) -> dict[str, Any] | None:
    """The rhythm of a proposal in the words of the files."""
    repeat = proposal.repeats
    if repeat is None:
        return None
    named = {
        "rhythm": repeat.rhythm.value,
        "weekday": repeat.weekday,
        "day": repeat.day,
        "month": repeat.month,
        "until": repeat.until,
    }
    return {name: value for name, value in named.items() if value is not None}


def _planted(path: Path) -> PlantedText:
    row = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    return PlantedText(
        name=path.stem,
        text=path.read_text(encoding="utf-8"),
        ordered_on=row["ordered_on"],
        orders=tuple(map(_order, row["orders"])),
        information=tuple(row.get("information", ())),
    )


def _order(row: dict[str, Any]) -> PlantedOrder:
    return PlantedOrder(
        words=row["words"],
        asks=Asking(row.get("asks", "order")),
        lead=row.get("lead"),
        supporters=frozenset(row.get("supporters", ())),
        due=row.get("due"),
        repeat=row.get("repeat"),
        doubts=frozenset(row.get("doubts", ())),
    )
