"""The minutes of a reconciliation as plain texts: what the page shows and the paper prints."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from services.register.columns import BY_KEY, RegisterColumn
from services.register.days import written_day
from services.register.pairing_rows import OurRow, PairedBy
from services.register.reconciling import ChangedRow, ColumnChange, OnlyOurs, Reconciliation
from services.register.repeated_rows import RepeatedRow
from services.register.row import ImportedRow, RegisterRow
from services.register.writing import RowTexts

_Listed = TypeVar("_Listed")

MOST_LISTED: Final = 500  # rows of one kind that the paper lists; the sums count all
_LONGEST: Final = 160  # characters of a work in a list
_PAIRED: Final = {
    PairedBy.WORK_OF_PAPER: "cùng văn bản và nội dung, khác đơn vị chủ trì",
    PairedBy.LEAD_OF_PAPER: "cùng văn bản và đơn vị chủ trì, nội dung viết khác",
    PairedBy.WORK: "cùng nội dung và đơn vị chủ trì, khác văn bản",
    PairedBy.PAPER: "cùng văn bản, nội dung viết khác, khác đơn vị chủ trì",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesHead:
    """Phần đầu biên bản: whose minutes, where and when they are made, by whom, against what."""

    office: str
    place: str
    made_on: date
    made_by: str
    compared_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesList:
    """Một danh sách của biên bản: its title, its columns, its lines, how many it leaves out."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Biên bản đối soát as plain texts: sums with their counts, then the lists of rows."""

    head: MinutesHead
    about: tuple[tuple[str, str], ...]
    file_sums: tuple[tuple[str, int], ...]
    our_sums: tuple[tuple[str, int], ...]
    lists: tuple[MinutesList, ...]
    notes: tuple[str, ...]


def minutes_view(
    reconciliation: Reconciliation,
    head: MinutesHead,
    texts: RowTexts,
    most_listed: int = MOST_LISTED,
) -> MinutesView:
    """Say a reconciliation in words; `texts` gives the names of units and people.

    Rows that are the same are only counted. What a list leaves out is counted beside it.
    """
    register = reconciliation.register
    wording = _Wording(texts, most_listed)
    return MinutesView(
        head=head,
        about=(
            ("Tệp đối soát", register.file_name),
            ("Mã băm SHA-256 của tệp", register.sha256),
            ("Trang tính", register.sheet),
            ("Các dòng đã đọc", f"{register.first_row}–{register.last_row}"),
            ("Đối soát với", head.compared_with),
        ),
        file_sums=_file_sums(reconciliation),
        our_sums=_our_sums(reconciliation),
        lists=tuple(each for each in wording.lists(reconciliation) if each.lines),
        notes=register.notes,
    )


def _file_sums(reconciliation: Reconciliation) -> tuple[tuple[str, int], ...]:
    sums, skipped = reconciliation.sums, reconciliation.register.skipped
    return (
        ("Giống nhau", sums.same),
        ("Khác nhau (giữ nguyên sổ của ta)", sums.changed),
        ("Chỉ có trong tệp (việc mới)", sums.new),
        ("Lặp lại trong tệp", sums.twice),
        ("Không nhận được, có lỗi", sums.refused),
        ("Dòng trống", len(skipped.blank)),
        ("Dòng ví dụ", len(skipped.example)),
        ("Dòng đánh số cột", len(skipped.numbering)),
        ("Dòng tiêu đề nhóm", len(skipped.group_headings)),
        ("Tổng số dòng của tệp", sums.file_rows),
    )


def _our_sums(reconciliation: Reconciliation) -> tuple[tuple[str, int], ...]:
    sums = reconciliation.sums
    return (
        ("Giống nhau", sums.same),
        ("Khác nhau", sums.changed),
        ("Chỉ có trong sổ của ta", sums.only_ours),
        ("Tổng số dòng của ta", sums.our_rows),
    )


@dataclass(frozen=True, slots=True)
class _Wording:
    texts: RowTexts
    most: int

    def lists(self, reconciliation: Reconciliation) -> Iterable[MinutesList]:
        yield self._list(
            "Dòng khác nhau",
            ("Dòng", "Mã", "Việc", "Khác ở"),
            reconciliation.changed,
            self._changed,
        )
        yield self._list(
            "Dòng chỉ có trong tệp",
            ("Dòng", "Số, ký hiệu", "Việc", "Chủ trì"),
            reconciliation.new,
            self._new,
        )
        yield self._list(
            "Dòng chỉ có trong sổ của ta",
            ("Mã", "Số, ký hiệu", "Việc", "Ghi chú"),
            reconciliation.only_ours,
            self._ours,
        )
        yield self._list(
            "Dòng lặp lại trong tệp", ("Dòng", "Việc", "Lặp"), reconciliation.twice, self._twice
        )
        yield self._list(
            "Dòng không nhận được", ("Dòng", "Lý do"), reconciliation.refused, _refused
        )

    def _list(
        self,
        title: str,
        columns: tuple[str, ...],
        rows: Sequence[_Listed],
        line: Callable[[_Listed], tuple[str, ...]],
    ) -> MinutesList:
        return MinutesList(
            title=title,
            columns=columns,
            lines=tuple(line(row) for row in rows[: self.most]),
            left_out=max(0, len(rows) - self.most),
        )

    def _changed(self, row: ChangedRow) -> tuple[str, ...]:
        differences = [self._difference(change, row) for change in row.changes]
        paired = _PAIRED.get(row.paired_by)
        if paired:
            differences.append(f"ghép vì {paired}: hãy kiểm tra")
        work = self._work(row.ours.row)
        return str(row.imported.number), row.ours.code, work, "; ".join(differences)

    def _difference(self, change: ColumnChange, row: ChangedRow) -> str:
        column = BY_KEY[change.column]
        theirs = self._shown(column, row.imported.values)
        return f"{column.head}: tệp “{theirs}”, ta “{self._shown(column, row.ours.row)}”"

    def _shown(self, column: RegisterColumn, row: RegisterRow | None) -> str:
        value = self.texts.cell(column, 0, row) if row is not None else None
        if isinstance(value, date):
            return written_day(value)
        return _cut(str(value)) if value not in {None, ""} else "trống"

    def _new(self, row: ImportedRow) -> tuple[str, ...]:
        values = row.values or RegisterRow()
        lead = self.texts.cell(BY_KEY["lead"], 0, values)
        return str(row.number), values.number, self._work(values), str(lead or "")

    def _ours(self, row: OnlyOurs) -> tuple[str, ...]:
        ours: OurRow = row.ours
        refused = (
            f"dòng {row.refused_row} của tệp có lẽ là việc này nhưng có lỗi"
            if row.refused_row is not None
            else ""
        )
        return ours.code, ours.row.number, self._work(ours.row), refused

    def _twice(self, row: RepeatedRow) -> tuple[str, ...]:
        heads = ", ".join(BY_KEY[key].head for key in row.differs)
        differs = f", nhưng khác ở {heads}" if heads else ""
        work = self._work(row.imported.values or RegisterRow())
        return str(row.imported.number), work, f"lặp dòng {row.first_row}{differs}"

    def _work(self, row: RegisterRow) -> str:
        """What the row is about; of a restricted one only the day of its paper."""
        if not row.restricted:
            return _cut(row.work or row.summary)
        day = f", ngày {written_day(row.issued_on)}" if row.issued_on else ""
        return f"(mật) số {row.number}{day}"


def _refused(row: ImportedRow) -> tuple[str, ...]:
    return str(row.number), " ".join(refusal.sentence for refusal in row.refusals)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
