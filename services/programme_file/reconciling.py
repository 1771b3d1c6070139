"""A file set against a programme: every row of both sides is named once; nothing is written."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from services.programme_file.columns import BY_KEY, PROGRAMME_COLUMNS, WORDS
from services.programme_file.parsing import cell_remark
from services.programme_file.row import (
    OurProgrammeRow,
    ProgrammeFile,
    ProgrammeFileRow,
    ReadProgrammeRow,
)
from services.register.reconciling import ColumnChange, value_form
from services.register.row import CellRemark
from services.register.words import comparable

_GONE: Final = (
    "dòng {number} không còn trong chương trình. Hãy xóa mã dòng nếu đây là dòng mới, hoặc bỏ "
    "dòng này khỏi tệp."
)
_GONE_SINCE: Final = (
    "dòng này đã được nhập là dòng {number}, nay không còn trong chương trình. Hãy đăng ký lại "
    "trên trang của chương trình nếu vẫn cần."
)
_UNKNOWN: Final = (
    "chương trình không có dòng mã {number}. Hãy để trống với dòng mới, hoặc giữ nguyên mã của "
    "tệp đã tải về."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRows:
    """Các dòng của chương trình khi tệp được đối chiếu.

    `gone` are the numbers of those that are no part of it any more, `written` the numbers of what
    an import of these rows wrote before, by the key of the row.
    """

    ours: Sequence[OurProgrammeRow]
    gone: Collection[int] = ()
    written: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedProgrammeRow:
    """Dòng có ở hai bên, with the columns in which they differ; none: they are the same."""

    row: ReadProgrammeRow
    ours: OurProgrammeRow
    changes: tuple[ColumnChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TwiceProgrammeRow:
    """Dòng lặp: the same as the row `first_at` of the sheet."""

    row: ReadProgrammeRow
    first_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedProgrammeRow:
    """Dòng không nhận được: what is wrong, cell by cell, and what to do."""

    row: ReadProgrammeRow
    refusals: tuple[CellRemark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyInProgramme:
    """Dòng chỉ có trên phần mềm; `refused_at`: a refused row of the file that seems to be it."""

    ours: OurProgrammeRow
    refused_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeComparison:
    """Đối chiếu: each row of the file and each of ours, in exactly one of these.

    Only `new` is ever written by an import; a file that is sent again has none.
    """

    file: ProgrammeFile
    same: tuple[PairedProgrammeRow, ...]
    changed: tuple[PairedProgrammeRow, ...]
    new: tuple[ReadProgrammeRow, ...]
    twice: tuple[TwiceProgrammeRow, ...]
    refused: tuple[RefusedProgrammeRow, ...]
    only_ours: tuple[OnlyInProgramme, ...]
    our_rows: int

    @property
    def balanced(self) -> bool:
        """Whether both sides add up: no row is unaccounted for."""
        paired = len(self.same) + len(self.changed)
        of_file = paired + len(self.new) + len(self.twice) + len(self.refused)
        whole = of_file + self.file.skipped.total == self.file.total
        return whole and paired + len(self.only_ours) == self.our_rows


def compare(file: ProgrammeFile, known: KnownRows) -> ProgrammeComparison:
    """Set a file against the rows of the programme; only columns that the file has are compared.

    A row is one of ours by its number, by an earlier import, by the same content, lead and day,
    or, where nothing else is meant, by content and lead alone.
    """
    comparing = _Comparing(file=file, known=known)
    comparing.run()
    pairs = sorted(comparing.pairs, key=lambda pair: pair.row.at)
    paired = {pair.ours.number for pair in pairs}
    refused = tuple(sorted(comparing.refused, key=lambda each: each.row.at))
    return ProgrammeComparison(
        file=file,
        same=tuple(pair for pair in pairs if not pair.changes),
        changed=tuple(pair for pair in pairs if pair.changes),
        new=tuple(comparing.new),
        twice=tuple(sorted(comparing.twice, key=lambda each: each.row.at)),
        refused=refused,
        only_ours=tuple(_only_ours(known.ours, paired, refused)),
        our_rows=len(known.ours),
    )


@dataclass(slots=True)
class _Comparing:
    file: ProgrammeFile
    known: KnownRows
    pairs: list[PairedProgrammeRow] = field(default_factory=list)
    new: list[ReadProgrammeRow] = field(default_factory=list)
    twice: list[TwiceProgrammeRow] = field(default_factory=list)
    refused: list[RefusedProgrammeRow] = field(default_factory=list)
    _free: dict[int, OurProgrammeRow] = field(default_factory=dict)
    _by_key: dict[str, list[int]] = field(default_factory=dict)
    _first: dict[int | str, int] = field(default_factory=dict)  # numbers and keys of the file

    def run(self) -> None:
        """Every row once: what bears a number first, what says least about itself last."""
        self._free = {each.number: each for each in self.known.ours}
        for each in self.known.ours:
            if _has_words(each):
                self._by_key.setdefault(each.values.key, []).append(each.number)
        blank = []
        for row in self.file.rows:
            if row.values is None:
                self.refused.append(RefusedProgrammeRow(row=row, refusals=row.refusals))
            elif row.values.number is not None:
                self._numbered(row, row.values, row.values.number)
            else:
                blank.append((row, row.values))
        single = [(row, values) for row, values in blank if self._is_single(row, values)]
        left = [(row, values) for row, values in single if not self._sent_before(row, values)]
        left = [(row, values) for row, values in left if not self._says_the_same(row, values)]
        self._of_other_days(left)

    def _numbered(self, row: ReadProgrammeRow, values: ProgrammeFileRow, number: int) -> None:
        first = self._first.setdefault(number, row.at)
        if first != row.at:
            self.twice.append(TwiceProgrammeRow(row=row, first_at=first))
            return
        ours = self._free.get(number)
        if ours is None:
            sentence = _GONE if number in self.known.gone else _UNKNOWN
            self._refuse(row, {"number": sentence.format(number=number)})
            return
        self._first.setdefault(values.key, row.at)
        self._pair(row, values, ours)

    def _is_single(self, row: ReadProgrammeRow, values: ProgrammeFileRow) -> bool:
        if not values.content:  # it says too little to be the same as another one
            return True
        first = self._first.setdefault(values.key, row.at)
        if first != row.at:
            self.twice.append(TwiceProgrammeRow(row=row, first_at=first))
        return first == row.at

    def _sent_before(self, row: ReadProgrammeRow, values: ProgrammeFileRow) -> bool:
        number = self.known.written.get(values.key)
        if number is None:
            return False
        ours = self._free.get(number)
        if ours is not None:
            self._pair(row, values, ours)
        elif number in self._first:
            self.twice.append(TwiceProgrammeRow(row=row, first_at=self._first[number]))
        else:
            self._refuse(row, {"content": _GONE_SINCE.format(number=number)})
        return True

    def _says_the_same(self, row: ReadProgrammeRow, values: ProgrammeFileRow) -> bool:
        numbers = self._by_key.get(values.key, ())
        ours = next((self._free[each] for each in numbers if each in self._free), None)
        if ours is not None:
            self._pair(row, values, ours)
        return ours is not None

    def _of_other_days(self, left: Sequence[tuple[ReadProgrammeRow, ProgrammeFileRow]]) -> None:
        theirs = Counter(_work(values) for _, values in left)
        ours: dict[tuple[str, str], list[OurProgrammeRow]] = {}
        for each in self._free.values():
            if _has_words(each):
                ours.setdefault(_work(each.values), []).append(each)
        for row, values in left:
            candidates = ours.get(_work(values), [])
            if len(candidates) == 1 and theirs[_work(values)] == 1:
                self._pair(row, values, candidates[0])
            else:
                self._only_there(row, values)

    def _only_there(self, row: ReadProgrammeRow, values: ProgrammeFileRow) -> None:
        """New, unless something is missing that every row needs."""
        blank = {
            column.key: f"trống. Hãy ghi: {column.guide}"
            for column in PROGRAMME_COLUMNS
            if column.required and not getattr(values, column.key)
        }
        if blank:
            self._refuse(row, blank)
        else:
            self.new.append(row)

    def _refuse(self, row: ReadProgrammeRow, sentences: Mapping[str, str]) -> None:
        refusals = tuple(
            cell_remark(self.file.columns, row.at, key, sentence)
            for key, sentence in sentences.items()
        )
        self.refused.append(RefusedProgrammeRow(row=row, refusals=refusals))

    def _pair(
        self, row: ReadProgrammeRow, values: ProgrammeFileRow, ours: OurProgrammeRow
    ) -> None:
        del self._free[ours.number]
        self._first.setdefault(ours.number, row.at)
        changes = tuple(_changes(values, ours, self.file.columns))
        self.pairs.append(PairedProgrammeRow(row=row, ours=ours, changes=changes))


def _changes(
    theirs: ProgrammeFileRow, ours: OurProgrammeRow, present: Collection[str]
) -> Iterator[ColumnChange]:
    for column in BY_KEY.values():
        key = column.key
        if not column.compared or key not in present or (ours.withheld and key in WORDS):
            continue
        left, right = getattr(theirs, key), getattr(ours.values, key)
        if value_form(left) != value_form(right):
            yield ColumnChange(column=key, theirs=left, ours=right)


def _has_words(ours: OurProgrammeRow) -> bool:
    return not ours.withheld and bool(ours.values.content)


def _work(values: ProgrammeFileRow) -> tuple[str, str]:
    return comparable(values.content), values.lead_unit


def _only_ours(
    ours: Sequence[OurProgrammeRow],
    paired: Collection[int],
    refused: Sequence[RefusedProgrammeRow],
) -> Iterator[OnlyInProgramme]:
    numbers: dict[Any, int] = {}
    for each in refused:
        cells = each.row.cells
        for mark in (cells.get("number", ""), comparable(cells.get("content", ""))):
            if mark:
                numbers.setdefault(mark, each.row.at)
    for row in ours:
        if row.number not in paired:
            words = comparable(row.values.content) if _has_words(row) else ""
            at = numbers.get(str(row.number), numbers.get(words))
            yield OnlyInProgramme(ours=row, refused_at=at)
