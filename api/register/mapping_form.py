"""The form that says which column of a file is which of the register."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from api.register.importing import ReadFile
from api.web.forms import BadForm, Typed
from services.register.columns import BY_KEY, REGISTER_COLUMNS
from services.register.mapping import ColumnMapping
from services.register.row_reading import shown

FIELD: Final = "cot."
_EXAMPLES: Final = 3
_LONGEST: Final = 60  # characters of an example


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadToMap:
    """Một cột của tệp: its words, the field of the form, what it may be, values to judge by."""

    label: str
    field: str
    key: str
    examples: tuple[str, ...]


def heads_to_map(read: ReadFile, typed: Typed | None) -> Sequence[HeadToMap]:
    """The columns of a file with what is proposed, or what was chosen last."""
    grid, head = read.opened.grid, read.opened.head
    rows = [row for row in grid.rows if row.number > head.last_row][:_EXAMPLES]
    keys = read.mapping.columns(head.heads)
    heads = []
    for at, of_sheet in enumerate(head.heads):
        field = f"{FIELD}{at}"
        values = [shown(row.cells.get(of_sheet.column, "")) for row in rows]
        heads.append(
            HeadToMap(
                label=of_sheet.label,
                field=field,
                key=typed.choice(field) if typed else keys.get(of_sheet.column, ""),
                examples=tuple(value[:_LONGEST] for value in values if value),
            )
        )
    return heads


def chosen_mapping(read: ReadFile, typed: Typed) -> ColumnMapping:
    """The mapping that was chosen; raises BadForm where a column is missing or chosen twice."""
    proposed = read.opened.proposal.mapping  # whose heads stand in the order of this file
    keys = [typed.choice(f"{FIELD}{at}") for at in range(len(proposed.heads))]
    unknown = next((at for at, key in enumerate(keys) if key and key not in BY_KEY), None)
    if unknown is not None:
        raise BadForm("field-column", "Cột: hãy chọn trong danh sách.", field=f"{FIELD}{unknown}")
    twice = [key for key, times in Counter(filter(None, keys)).items() if times > 1]
    if twice:
        last = len(keys) - 1 - keys[::-1].index(twice[0])
        raise BadForm(
            "column-twice",
            f"Cột “{BY_KEY[twice[0]].head}” được chọn hai lần. Hãy giữ một cột.",
            field=f"{FIELD}{last}",
        )
    missing = [each.head for each in REGISTER_COLUMNS if each.required and each.key not in keys]
    if missing:
        raise BadForm(
            "column-missing",
            f"Chưa có cột {', '.join(missing)}: mọi dòng đều phải có. Hãy chọn cột tương ứng.",
            field=f"{FIELD}0",
        )
    heads = zip(proposed.heads, keys, strict=True)
    return replace(proposed, heads=tuple(replace(head, key=key or None) for head, key in heads))
