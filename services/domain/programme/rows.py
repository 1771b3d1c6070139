"""How facts change the rows of a programme. Pure."""

from typing import Any

from services.domain.facts import Fact
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.replacing import replace


def with_new(programme: Programme, row: ProgrammeRow) -> Programme:
    """The programme with one row more, at its end."""
    return replace(
        programme,
        rows={**programme.rows, row.number: row},
        order=(*programme.order, row.number),
        next_row=max(programme.next_row, row.number + 1),
    )


def with_changed(programme: Programme, number: int, fact: Fact, **changes: Any) -> Programme:
    """The programme with a row that is another one since this fact; an unknown row is left out."""
    row = programme.row(number)
    if row is None:
        return programme
    changed = replace(row, seen=fact.version, **changes)
    return replace(programme, rows={**programme.rows, number: changed})
