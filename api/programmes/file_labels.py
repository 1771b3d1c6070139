"""The words of the pages that give and take a programme's file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from api.programmes.file_importing import ProgrammeImport
from api.programmes.labels import WITHHELD
from services.domain.instants import written_day
from services.domain.numerals import count
from services.domain.papers import Paper
from services.domain.programme.terms import PRESENTED_TO
from services.programme_file.columns import BY_KEY
from services.programme_file.reconciling import ProgrammeComparison
from services.programme_file.row import OurProgrammeRow, ProgrammeFileRow, ReadProgrammeRow
from services.register.people import PeopleNames
from services.register.units import UnitNames
from services.register.writing import RowTexts

_COUNTS: Final = re.compile(r"(\d{1,5})-(\d{1,5})", re.ASCII)
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class FileList:
    """Một danh sách của trang đối chiếu: its title, its columns, its rows as texts."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def signed_as(paper: Paper, *, as_signed: bool) -> str:
    """Under which number and day it was signed, and whether the file holds what was signed."""
    said = "Bản khi ký" if as_signed else "Đã ký, gồm các điều chỉnh đến nay"
    return f"{said}: số {paper.number} ngày {written_day(paper.dated_on)}"


def written(counts: str) -> str:
    """What was done, for the page after it; an address that nobody made says nothing."""
    match = _COUNTS.fullmatch(counts)
    if match is None:
        return ""
    rows, refused = (int(group) for group in match.groups())
    left = f" {count(refused)} dòng chưa ghi được, lý do nêu ở dưới." if refused else ""
    return f"Đã ghi {count(rows)} dòng mới.{left}"


def file_sums(preview: ProgrammeImport) -> tuple[tuple[str, int], ...]:
    """How many rows of the file are what; the last is how many there are."""
    comparison, skipped = preview.comparison, preview.comparison.file.skipped
    return (
        ("Giống nhau", len(comparison.same)),
        ("Khác nhau (không ghi đè)", len(comparison.changed)),
        ("Chỉ có trong tệp (dòng mới)", len(comparison.new)),
        ("Lặp lại trong tệp", len(comparison.twice)),
        ("Không nhận được, có lỗi", len(comparison.refused)),
        ("Dòng trống", len(skipped.blank)),
        ("Dòng ví dụ", len(skipped.example)),
        ("Dòng đánh số cột, tiêu đề nhóm", len(skipped.numbering) + len(skipped.group_headings)),
        ("Tổng số dòng của tệp", comparison.file.total),
    )


def our_sums(preview: ProgrammeImport) -> tuple[tuple[str, int], ...]:
    """How many rows of the programme are what; the last is how many there are."""
    comparison = preview.comparison
    return (
        ("Giống nhau", len(comparison.same)),
        ("Khác nhau", len(comparison.changed)),
        ("Chỉ có trên phần mềm", len(comparison.only_ours)),
        ("Tổng số dòng của chương trình", comparison.our_rows),
    )


_AGAINST: Final = ("Dòng", "Ô", "Lý do và cách sửa")


def lists(preview: ProgrammeImport) -> Sequence[FileList]:
    """Every row by what it is, beside the sums; a list without rows is left out."""
    names = preview.names
    wording = _Wording(
        preview.comparison, RowTexts(UnitNames(names.units), PeopleNames(names.people))
    )
    held = [(str(at), each.cell, each.sentence) for at, each in sorted(preview.refusals.items())]
    every = (
        FileList("Dòng không nhận được", _AGAINST, tuple(wording.refused())),
        FileList("Dòng mới chưa ghi được", _AGAINST, tuple(held)),
        FileList(
            "Dòng mới ghi được",
            ("Dòng", "Nội dung", "Cơ quan chủ trì", "Thời gian"),
            tuple(wording.new(preview.ready)),
        ),
        FileList(
            "Dòng khác nhau",
            ("Dòng", "Mã dòng", "Nội dung", "Khác ở"),
            tuple(wording.changed()),
        ),
        FileList("Dòng giống nhau", ("Dòng", "Mã dòng", "Nội dung"), tuple(wording.same())),
        FileList("Dòng lặp lại trong tệp", ("Dòng", "Nội dung", "Lặp"), tuple(wording.repeated())),
        FileList(
            "Dòng chỉ có trên phần mềm",
            ("Mã dòng", "Nội dung", "Ghi chú"),
            tuple(wording.only_ours()),
        ),
        FileList("Ô được đọc khác cách ghi", ("Dòng", "Cách đọc"), tuple(wording.notes())),
    )
    return [each for each in every if each.lines]


@dataclass(frozen=True, slots=True)
class _Wording:
    comparison: ProgrammeComparison
    texts: RowTexts

    def refused(self) -> Iterator[tuple[str, ...]]:
        for each in self.comparison.refused:
            for remark in each.refusals:
                yield str(each.row.at), remark.cell, remark.sentence

    def new(self, rows: Iterable[ReadProgrammeRow]) -> Iterator[tuple[str, ...]]:
        for row in rows:
            values = row.values or ProgrammeFileRow()
            lead, day = self.texts.unit(values.lead_unit), self._text(values.due_on, "due_on")
            yield str(row.at), _cut(values.content), lead, day

    def changed(self) -> Iterator[tuple[str, ...]]:
        for pair in self.comparison.changed:
            differences = "; ".join(
                f"{BY_KEY[change.column].head}: tệp “{self._text(change.theirs, change.column)}”, "
                f"phần mềm “{self._text(change.ours, change.column)}”"
                for change in pair.changes
            )
            yield str(pair.row.at), str(pair.ours.number), _content(pair.ours), differences

    def same(self) -> Iterator[tuple[str, ...]]:
        for pair in self.comparison.same:
            yield str(pair.row.at), str(pair.ours.number), _content(pair.ours)

    def repeated(self) -> Iterator[tuple[str, ...]]:
        for each in self.comparison.twice:
            content = _cut(each.row.cells.get("content", ""))
            yield str(each.row.at), content, f"lặp dòng {each.first_at}"

    def only_ours(self) -> Iterator[tuple[str, ...]]:
        for each in self.comparison.only_ours:
            at = each.refused_at
            seems = f"dòng {at} của tệp có lẽ là dòng này nhưng có lỗi" if at is not None else ""
            yield str(each.ours.number), _content(each.ours), seems

    def notes(self) -> Iterator[tuple[str, ...]]:
        for row in self.comparison.file.rows:
            for note in row.notes:
                yield str(row.at), note.sentence

    def _text(self, value: Any, key: str) -> str:
        """A value as the file writes it."""
        if not value:
            return "trống"
        if isinstance(value, date):
            return written_day(value)
        ways: Mapping[str, Callable[[Any], str]] = {
            "lead_unit": self.texts.unit,
            "supporting_units": lambda codes: "; ".join(map(self.texts.unit, codes)),
            "leader": self.texts.people.written,
            "presented_to": lambda level: PRESENTED_TO[level],
        }
        return _cut(ways.get(key, str)(value))


def _content(ours: OurProgrammeRow) -> str:
    return WITHHELD if ours.withheld else _cut(ours.values.content)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
