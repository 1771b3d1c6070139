"""A file set against our register: every row of both sides is told; nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.plandoc.wording.words import plain
from services.register.columns import OPEN_WHEN_RESTRICTED, REGISTER_COLUMNS
from services.register.pairing_rows import OurRow, PairedBy, paired
from services.register.repeated_rows import RepeatedRow, without_repeated
from services.register.row import ImportedRegister, ImportedRow, RegisterRow, SuperiorReply
from services.register.words import cleaned, comparable

_COMPARED: Final = tuple(
    column.key for column in REGISTER_COLUMNS if column.compared and column.key != "code"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """Một ô khác nhau: the column's key, the value of the file, and ours."""

    column: str
    theirs: Any
    ours: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRow:
    """Dòng giống nhau: in every column that the file has."""

    imported: ImportedRow
    ours: OurRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """Dòng khác nhau: one work, at least one column with two values. Ours is never overwritten."""

    imported: ImportedRow
    ours: OurRow
    changes: tuple[ColumnChange, ...]
    paired_by: PairedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOurs:
    """Dòng chỉ có ở sổ của ta; `refused_row`: a refused row of the file that seems to be it."""

    ours: OurRow
    refused_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationSums:
    """Các số cộng của biên bản. `skipped` are blank rows, heads and examples, told apart."""

    file_rows: int
    same: int
    changed: int
    new: int
    twice: int
    refused: int
    skipped: int
    our_rows: int
    only_ours: int

    @property
    def balanced(self) -> bool:
        """Whether both sides add up: no row of the file, and none of ours, is unaccounted for."""
        paired_rows = self.same + self.changed
        of_file = paired_rows + self.new + self.twice + self.refused + self.skipped
        return of_file == self.file_rows and paired_rows + self.only_ours == self.our_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Đối soát: each row of the file and each of ours, in exactly one of these.

    Only `new` is ever written by an import; a file that is sent again has none.
    """

    register: ImportedRegister
    same: tuple[SameRow, ...]
    changed: tuple[ChangedRow, ...]
    new: tuple[ImportedRow, ...]
    twice: tuple[RepeatedRow, ...]
    refused: tuple[ImportedRow, ...]
    only_ours: tuple[OnlyOurs, ...]
    our_rows: int

    @property
    def sums(self) -> ReconciliationSums:
        """The sums of both sides."""
        return ReconciliationSums(
            file_rows=self.register.total,
            same=len(self.same),
            changed=len(self.changed),
            new=len(self.new),
            twice=len(self.twice),
            refused=len(self.refused),
            skipped=self.register.skipped.total,
            our_rows=self.our_rows,
            only_ours=len(self.only_ours),
        )


def reconcile(
    register: ImportedRegister,
    ours: Sequence[OurRow],
    *,
    filled_by_us: frozenset[str] = frozenset(),
) -> Reconciliation:
    """Set a file against our rows; linear in both. Only columns that the file has are compared.

    `filled_by_us` are columns that an import fills where the file is blank (a person who ordered
    everything in it, say): there a blank cell says nothing.
    """
    accepted = [row for row in register.rows if row.values is not None]
    refused = tuple(row for row in register.rows if row.values is None)
    single, twice = without_repeated(accepted, register.present)
    pairs = paired(single, ours, register.present)
    same: list[SameRow] = []
    changed: list[ChangedRow] = []
    for pair in pairs.pairs:
        changes = compared(pair.imported.values, pair.ours.row, register.present, filled_by_us)
        if changes:
            changed.append(
                ChangedRow(
                    imported=pair.imported,
                    ours=pair.ours,
                    changes=changes,
                    paired_by=pair.paired_by,
                )
            )
        else:
            same.append(SameRow(imported=pair.imported, ours=pair.ours))
    return Reconciliation(
        register=register,
        same=tuple(same),
        changed=tuple(changed),
        new=pairs.only_theirs,
        twice=twice,
        refused=refused,
        only_ours=tuple(_only_ours(pairs.only_ours, refused)),
        our_rows=len(ours),
    )


def compared(
    theirs: RegisterRow | None,
    ours: RegisterRow,
    present: frozenset[str],
    filled_by_us: frozenset[str] = frozenset(),
) -> tuple[ColumnChange, ...]:
    """The columns in which two rows differ; of a restricted row only number and day."""
    if theirs is None:
        return ()
    restricted = theirs.restricted or ours.restricted
    changes = []
    for key in _COMPARED:
        if key not in present or (restricted and key not in OPEN_WHEN_RESTRICTED):
            continue
        left, right = getattr(theirs, key), getattr(ours, key)
        if key in filled_by_us and not left:
            continue
        if left != right and value_form(left) != value_form(right):
            changes.append(ColumnChange(column=key, theirs=left, ours=right))
    return tuple(changes)


def value_form(value: object) -> object:
    """A value without what nobody would call a difference: blanks, case, the order of units."""
    if isinstance(value, str):
        return plain(cleaned(value))
    if isinstance(value, SuperiorReply):
        return plain(cleaned(value.number)), value.replied_on
    return frozenset(value) if isinstance(value, tuple) else value


def _only_ours(ours: Iterable[OurRow], refused: Iterable[ImportedRow]) -> Iterable[OnlyOurs]:
    by_code: dict[str, int] = {}
    by_words: dict[tuple[str, str], int] = {}
    for row in refused:
        code, work = row.cells.get("code", ""), comparable(row.cells.get("work", ""))
        if code:
            by_code.setdefault(code.casefold(), row.number)
        if work:
            by_words.setdefault((comparable(row.cells.get("number", "")), work), row.number)
    for each in ours:
        words = (comparable(each.row.number), comparable(each.row.work))
        number = by_code.get(each.code.casefold(), by_words.get(words))
        yield OnlyOurs(ours=each, refused_row=number)
