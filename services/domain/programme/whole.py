"""What a quarter or a year had in all: rows of its months and its own, each work once. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.domain.programme.events import ClosedRow
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRow:
    """A row in force with the period in whose programme it stands, and its recorded result."""

    period: str
    row: ProgrammeRow
    closed: ClosedRow | None


def whole_rows(programmes: Iterable[Programme]) -> tuple[WholeRow, ...]:
    """Every work that was signed, added or taken over in one of these programmes, once.

    Given in the order of their periods, the shorter before the longer one that holds them: a work
    stands where it is detailed most; one that was carried over stands where it went.
    """
    collected: dict[str, WholeRow] = {}
    for programme in programmes:
        results = {each.row: each for each in programme.results}
        for number in programme.order:
            row = programme.rows[number]
            if row.planned_on is None:
                continue
            key = row.task or f"{programme.code}/{number}"
            known = collected.get(key)
            if known is None or known.row.state is RowState.CARRIED:
                collected[key] = WholeRow(
                    period=programme.code, row=row, closed=results.get(number)
                )
    return tuple(collected.values())
