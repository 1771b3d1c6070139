"""The programme of an invented ward, from which files with faults are made."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from openpyxl import Workbook

from services.domain.programme.periods import ProgrammePeriod, period_of
from services.domain.programme.terms import PresentedTo
from services.programme_file.columns import HEADS
from services.programme_file.reading import read_programme
from services.programme_file.reconciling import KnownRows, ProgrammeComparison, compare
from services.programme_file.row import OurProgrammeRow, ProgrammeFile, ProgrammeFileRow
from services.programme_file.writing import cells_of, write_programme
from services.register.writing import PaperSize, RegisterTitle
from tests.register.seed import PEOPLE, TEXTS, UNITS

__all__ = ["PEOPLE", "TEXTS", "UNITS"]


def _period(code: str) -> ProgrammePeriod:
    period = period_of(code)
    assert period is not None
    return period


PERIOD: Final = _period("2027-Q1")
TITLE: Final = RegisterTitle(
    office="UBND PHƯỜNG SÔNG TRƯỜNG",
    title="CHƯƠNG TRÌNH CÔNG TÁC QUÝ I NĂM 2027",
    lines=("Đến ngày 30/11/2026",),
    paper=PaperSize.A4,
)
_LEADS: Final = ("KTHT", "VHXH", "HCC", "CAP", "TY", "VP")
_LEVELS: Final = tuple(PresentedTo)


def seed_rows(count: int = 24) -> list[OurProgrammeRow]:
    """Rows of different shapes, all different work."""
    return [_row(number) for number in range(1, count + 1)]


def _row(n: int) -> OurProgrammeRow:
    values = ProgrammeFileRow(
        content=f"Trình đề án số {n} về thu gom rác tại nguồn",
        product="Tờ trình, đề án" if n % 2 else "",
        lead_unit=_LEADS[n % len(_LEADS)],
        supporting_units=tuple(u for u in ("VP", "DL") if u != _LEADS[n % len(_LEADS)])[: n % 3],
        due_on=PERIOD.first_on + timedelta(days=n * 3),
        sits_at=f"{7 + n % 10:02d}:30" if n % 3 == 0 else "",
        presented_to=_LEVELS[n % len(_LEVELS)],
        leader=("binh.tv", "", "an.nv")[n % 3],
        note="Chuyển từ quý trước" if n % 5 == 0 else "",
        number=n,
    )
    return OurProgrammeRow(number=n, values=values)


def written(rows: Sequence[OurProgrammeRow]) -> bytes:
    """The programme as its own file."""
    return write_programme(rows, TITLE, UNITS, PEOPLE)


def cells(row: OurProgrammeRow, **changed: Any) -> dict[str, Any]:
    """The cells of a row by key, some of them changed; None takes one away."""
    made = dict(zip(HEADS, cells_of(row.number, row, TEXTS), strict=True))
    return {key: value for key, value in {**made, **changed}.items() if value not in {None, ""}}


def workbook(rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str] = HEADS) -> bytes:
    """A file as somebody types it: a title, heads in row 2, these cells below."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["CHƯƠNG TRÌNH"])
    sheet.append(list(heads.values()))
    for row in rows:
        sheet.append([row.get(key) for key in heads])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes) -> ProgrammeFile:
    """A file, read with the units and people of the ward."""
    return read_programme(content, "chương trình.xlsx", PERIOD, UNITS, PEOPLE)


def compared(content: bytes, ours: Sequence[OurProgrammeRow], **known: Any) -> ProgrammeComparison:
    """A file set against these rows; both sides add up, whatever it is."""
    comparison = compare(read(content), KnownRows(ours=ours, **known))
    assert comparison.balanced
    return comparison


def registered(
    comparison: ProgrammeComparison, ours: Sequence[OurProgrammeRow]
) -> tuple[list[OurProgrammeRow], dict[str, int]]:
    """The rows after an import wrote the new ones, and under which numbers it did."""
    every, written_keys = list(ours), {}
    for row in comparison.new:
        assert row.values is not None
        number = max((each.number for each in every), default=0) + 1
        written_keys[row.values.key] = number
        values = replace(row.values, number=number)
        every.append(OurProgrammeRow(number=number, values=values))
    return every, written_keys
