"""The cells of one row of a programme's file become values; what cannot is refused at its cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.rules import DUE_OUTSIDE
from services.domain.programme.terms import PRESENTED_TO, PresentedTo
from services.programme_file.columns import HEADS, PROGRAMME_COLUMNS
from services.programme_file.row import ProgrammeFileRow, ReadProgrammeRow
from services.register.days import read_day, written_day
from services.register.parsing import RowParser
from services.register.row import CellRemark
from services.register.row_reading import CellOfRow, RowReading, cut, readable, shown
from services.register.sheet import CellValue
from services.register.words import bare

_HOUR: Final = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:[:hg.]|giờ)\s*(?:(?P<minute>\d{2})(?::00)?\s*(?:phút|')?)?",
    re.IGNORECASE,
)
_HOURS: Final = 24
_MINUTES: Final = 60
_OF_A_DAY: Final = _HOURS * _MINUTES
_MOST_DIGITS: Final = 6
_PRESENTED: Final[Mapping[str, PresentedTo]] = {
    bare(words): level
    for level, every in {
        PresentedTo.CHAIR: ("Chủ tịch", "Chủ tịch UBND", "Chủ tịch Ủy ban nhân dân phường"),
        PresentedTo.COMMITTEE: ("UBND", "Ủy ban nhân dân", "Ủy ban nhân dân phường"),
        PresentedTo.COUNCIL: ("HĐND", "Hội đồng nhân dân", "Hội đồng nhân dân phường"),
        PresentedTo.PARTY_COMMITTEE: ("Đảng ủy", "Ban Thường vụ Đảng ủy"),
        PresentedTo.UPPER_BODY: ("Cơ quan cấp trên", "Thành phố", "UBND thành phố"),
    }.items()
    for words in (PRESENTED_TO[level], *every)
}


@dataclass(frozen=True, slots=True)
class ProgrammeRowParser:
    """Reads rows with the units and people of one ward, for the programme of one period."""

    names: RowParser
    period: ProgrammePeriod

    def parse(self, at: int, cells: Mapping[str, CellOfRow]) -> ReadProgrammeRow:
        """Read one row; never raises. A column that is refused does not hide the next one."""
        reading = RowReading(number=at, columns=self.names.columns, heads=HEADS)
        for column in PROGRAMME_COLUMNS:
            cell = cells.get(column.key)
            if cell is None or column.key == "ordinal":
                continue
            value = readable(column.key, cell, reading)
            if value is not None and shown(value):
                _READERS[column.key](self, column.key, value, reading)
        _look_together(reading)
        return ReadProgrammeRow(
            at=at,
            cells={key: shown(cell.value) for key, cell in cells.items()},
            values=None if reading.refusals else ProgrammeFileRow(**reading.values),
            refusals=tuple(reading.refusals),
            notes=tuple(reading.notes),
        )

    def read_day(self, key: str, value: CellValue, reading: RowReading) -> None:
        """A day of the period."""
        read = read_day(value)
        if read.refusal:
            reading.refuse(key, read.refusal)
        elif read.day is None:
            reading.refuse(
                key, f"“{cut(shown(value))}” không phải là ngày. Mỗi dòng có một ngày trong kỳ."
            )
        elif not self.period.holds(read.day):
            reading.refuse(key, outside(self.period, read.day))
        else:
            if read.note:
                reading.note(key, read.note)
            reading.values[key] = read.day

    def read_hour(self, key: str, value: CellValue, reading: RowReading) -> None:
        """An hour of the day, as it is typed or as Excel counts it."""
        hour = hour_of(value)
        if hour is None:
            reading.refuse(
                key, f"“{cut(shown(value))}” không phải là giờ. Hãy gõ giờ:phút, ví dụ 08:30."
            )
        else:
            reading.values[key] = hour

    def read_presented(self, key: str, value: CellValue, reading: RowReading) -> None:
        """Before whom the product is brought, in the office's words."""
        words = shown(value)
        level = _PRESENTED.get(bare(words))
        if level is None:
            choices = "; ".join(PRESENTED_TO.values())
            reading.refuse(
                key, f"không có cấp trình “{cut(words)}”. Hãy ghi một trong: {choices}."
            )
        else:
            reading.values[key] = level

    def read_number(self, key: str, value: CellValue, reading: RowReading) -> None:
        """The number of a row of ours."""
        words = shown(value)
        if words.isascii() and words.isdigit() and len(words) <= _MOST_DIGITS:
            reading.values[key] = int(words)
        else:
            reading.refuse(
                key,
                f"“{cut(words)}” không phải là mã dòng. Hãy để trống với dòng mới, hoặc giữ "
                "nguyên mã của tệp đã tải về.",
            )

    def read_text(self, key: str, value: CellValue, reading: RowReading) -> None:
        """Any value as Excel shows it."""
        self.names.read_text(key, value, reading)

    def read_unit(self, key: str, value: CellValue, reading: RowReading) -> None:
        """One unit of the ward."""
        self.names.read_unit(key, value, reading)

    def read_units(self, key: str, value: CellValue, reading: RowReading) -> None:
        """Several units, partners among them."""
        self.names.read_units(key, value, reading)

    def read_person(self, key: str, value: CellValue, reading: RowReading) -> None:
        """One person, by name or login."""
        self.names.read_person(key, value, reading)


def hour_of(value: CellValue) -> str | None:
    """The hour of a cell as 08:30: typed, or the part of a day that Excel counts; None if none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        minutes = round(value * _OF_A_DAY)
        if not 0 <= minutes < _OF_A_DAY:
            return None
        return f"{minutes // _MINUTES:02d}:{minutes % _MINUTES:02d}"
    match = None if isinstance(value, bool | date) else _HOUR.fullmatch(shown(value))
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < _HOURS and minute < _MINUTES else None


def outside(period: ProgrammePeriod, day: date) -> str:
    """Why a day is refused that lies outside the period."""
    return DUE_OUTSIDE.refuse(
        due_on=written_day(day),
        first_on=written_day(period.first_on),
        last_on=written_day(period.last_on),
    ).sentence


def cell_remark(columns: Mapping[str, int], at: int, key: str, sentence: str) -> CellRemark:
    """What must be said of a cell, with its address on the sheet."""
    reading = RowReading(number=at, columns=columns, heads=HEADS)
    reading.refuse(key, sentence)
    return reading.refusals[0]


def _look_together(reading: RowReading) -> None:
    """A lead does not support itself: it is kept where it leads, and that is said."""
    lead, supporting = reading.values.get("lead_unit"), reading.values.get("supporting_units", ())
    if lead and lead in supporting:
        reading.values["supporting_units"] = tuple(code for code in supporting if code != lead)
        reading.note(
            "supporting_units", "cơ quan chủ trì cũng đứng ở đây: chỉ giữ ở cột Cơ quan chủ trì."
        )


_Reader = Callable[[ProgrammeRowParser, str, CellValue, RowReading], None]
_READERS: Final[Mapping[str, _Reader]] = {
    "content": ProgrammeRowParser.read_text,
    "product": ProgrammeRowParser.read_text,
    "lead_unit": ProgrammeRowParser.read_unit,
    "supporting_units": ProgrammeRowParser.read_units,
    "due_on": ProgrammeRowParser.read_day,
    "sits_at": ProgrammeRowParser.read_hour,
    "presented_to": ProgrammeRowParser.read_presented,
    "leader": ProgrammeRowParser.read_person,
    "note": ProgrammeRowParser.read_text,
    "number": ProgrammeRowParser.read_number,
}
