"""Rows that stand in a file more than once: the first one counts, the others are named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.register.columns import REGISTER_COLUMNS
from services.register.row import ImportedRow, RegisterRow
from services.register.row_key import row_key


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedRow:
    """Dòng lặp: of the same work as `first_row` of the sheet; where it says otherwise, by key."""

    imported: ImportedRow
    first_row: int
    differs: tuple[str, ...] = ()


def without_repeated(
    rows: Sequence[ImportedRow], present: frozenset[str]
) -> tuple[list[ImportedRow], tuple[RepeatedRow, ...]]:
    """Part the rows that stand once from those that repeat one of them.

    A row without a code repeats one with a code that says the same work.
    """
    coded = {
        content_key(row.values): row for row in reversed(rows) if row.values and row.values.code
    }
    first: dict[str, ImportedRow] = {}
    single: list[ImportedRow] = []
    twice: list[RepeatedRow] = []
    for row in rows:
        if row.values is None:
            continue
        earlier = first.get(row.key)
        if earlier is None and not row.values.code:
            earlier = coded.get(content_key(row.values))
        if earlier is None:
            first[row.key] = row
            single.append(row)
        else:
            twice.append(
                RepeatedRow(
                    imported=row,
                    first_row=earlier.number,
                    differs=_differing(row.values, earlier.values, present),
                )
            )
    return single, tuple(twice)


def content_key(row: RegisterRow) -> str:
    """The key of what a row says, whatever its code."""
    return row_key(replace(row, code=""))


def _differing(
    row: RegisterRow, other: RegisterRow | None, present: frozenset[str]
) -> tuple[str, ...]:
    keys = (column.key for column in REGISTER_COLUMNS if column.compared)
    return tuple(
        key for key in keys if key in present and getattr(row, key) != getattr(other, key, None)
    )
