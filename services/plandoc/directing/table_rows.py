"""Tables pasted into a directing text: columns that say who leads, who supports, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from services.plandoc.directing.folding import Place
from services.plandoc.directing.unit_roles import RoleOfUnit, UnitRole
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain

_COLUMNS: Final = vocabulary().columns
_ROLES: Final = {"lead": UnitRole.LEAD, "supporting": UnitRole.SUPPORT}
_FEWEST: Final = 2  # cells of a heading that say what stands below them
_SAID: Final = "hạn: "
Columns = dict[int, str]


def columns_of(words: str) -> Columns | None:
    """What each column of a table holds, where this row is its heading; else None."""
    cells = [plain(cell.strip(" .:*")) for cell in words.strip("\n").split("\t")]
    named = {
        at: kind
        for at, cell in enumerate(cells)
        for kind in ("index", "name", "lead", "supporting", "deadline", "note")
        if cell in _COLUMNS[kind]
    }
    return named if len(named) >= _FEWEST and {"lead", "name"} & set(named.values()) else None


def by_columns(words: str, roles: Sequence[RoleOfUnit], columns: Columns) -> Iterator[RoleOfUnit]:
    """The units of a row with the roles that their columns give them."""
    for each in roles:
        kind = columns.get(words.count("\t", 0, each.unit.start), "")
        role = _ROLES.get(
            kind, each.role if "lead" not in columns.values() else UnitRole.SPOKEN_OF
        )
        yield replace(each, role=role)


def deadline_alone(words: str, columns: Columns) -> str:
    """A row with only its deadline left, at its place, said to be one; "" where it has none."""
    cell = _deadline_cell(words, columns)
    if cell is None or cell[0] < len(_SAID) or not words[cell[0] : cell[1]].strip():
        return ""
    return _SAID.rjust(cell[0]) + words[cell[0] : cell[1]]


def _deadline_cell(words: str, columns: Columns) -> Place | None:
    at = next((at for at, kind in columns.items() if kind == "deadline"), None)
    cells = words.split("\t")
    if at is None or at >= len(cells):
        return None
    start = sum(len(cell) + 1 for cell in cells[:at])
    return start, start + len(cells[at])
