"""The cells of one row become values; each cell that cannot is refused with its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.register.columns import (
    BY_KEY,
    OPEN_WHEN_RESTRICTED,
    REGISTER_COLUMNS,
    ValueKind,
)
from services.register.days import read_day, written_day
from services.register.people import PeopleNames
from services.register.row_reading import CellOfRow, RowReading, cut, readable, shown
from services.register.sheet import CellFault, CellValue
from services.register.small_values import read_reply, read_tick, read_urgency
from services.register.units import UnitNames


@dataclass(frozen=True, slots=True)
class RowParser:
    """Reads rows with the units and people of one ward; `columns` says where each key stands."""

    units: UnitNames
    people: PeopleNames
    columns: Mapping[str, int]

    def parse(self, number: int, cells: Mapping[str, CellOfRow]) -> RowReading:
        """Read one row; never raises. A column that is refused does not hide the next one."""
        reading = RowReading(number=number, columns=self.columns)
        if self._is_restricted(cells, reading):
            self._restricted(cells, reading)
            return reading
        for column in REGISTER_COLUMNS:
            cell = cells.get(column.key)
            if column.key == "ordinal" or cell is None:
                continue
            if not column.compared and isinstance(cell.value, CellFault):
                continue  # what is not imported may be a formula
            self.read_cell(column.key, column.kind, cell, reading)
        self._require(reading)
        _look_together(reading)
        return reading

    def _is_restricted(self, cells: Mapping[str, CellOfRow], reading: RowReading) -> bool:
        cell = cells.get("restricted")
        if cell is None:
            return False
        self.read_cell("restricted", ValueKind.TICK, cell, reading)
        # What may be secret is treated as secret until the mark is clear.
        return bool(reading.values.get("restricted", reading.refusals))

    def _restricted(self, cells: Mapping[str, CellOfRow], reading: RowReading) -> None:
        for key, cell in cells.items():
            if key not in OPEN_WHEN_RESTRICTED:
                reading.refuse(
                    key, "dòng mật chỉ được ghi số và ngày. Hãy xóa nội dung ô này khỏi tệp."
                )
            elif key not in {"ordinal", "restricted"}:
                self.read_cell(key, BY_KEY[key].kind, cell, reading)
        if not any(reading.values.get(key) for key in ("code", "number")):
            reading.refuse("number", "dòng mật phải có số, ký hiệu văn bản. Hãy ghi số, ký hiệu.")

    def read_cell(self, key: str, kind: ValueKind, cell: CellOfRow, reading: RowReading) -> None:
        """Read what is in a cell as a value of this kind, or refuse it; never raises."""
        value = readable(key, cell, reading)
        if value is not None:
            _READERS[kind](self, key, value, reading)

    def read_text(self, key: str, value: CellValue, reading: RowReading) -> None:
        """Any value as the text that Excel shows."""
        if isinstance(value, date) and key in {"number", "received_number"}:
            reading.note(key, f"Excel đã đổi chữ thành ngày {written_day(value)}. Hãy kiểm tra.")
        reading.values[key] = shown(value)

    def read_day(self, key: str, value: CellValue, reading: RowReading) -> None:
        """A day; only the due day may say that there is none."""
        read = read_day(value)
        if read.refusal:
            reading.refuse(key, _asking_due(key, read.refusal))
            return
        if read.note:
            reading.note(key, read.note)
        if read.day is not None or read.undated:
            reading.values[key] = read.day

    def read_unit(self, key: str, value: CellValue, reading: RowReading) -> None:
        """One unit of ours."""
        words = shown(value)
        read = self.units.read(words)
        unit = self.units.unit(read.codes[0]) if len(read.codes) == 1 else None
        if read.unknown or read.ambiguous:
            self._refuse_names(key, read.unknown, read.ambiguous, reading)
        elif len(read.codes) > 1:
            reading.refuse(
                key,
                f"có {len(read.codes)} đơn vị chủ trì ({self._names(read.codes)}). Hãy để lại một "
                "đơn vị, các đơn vị khác ghi ở cột Phối hợp hoặc ở dòng riêng.",
            )
        elif unit is not None and not unit.internal:
            reading.refuse(
                key,
                f"“{unit.name}” ở ngoài bộ máy của phường nên không chủ trì được. Hãy ghi đơn vị "
                "của phường, còn nơi này ghi ở cột Phối hợp.",
            )
        elif unit is not None:
            reading.values[key] = unit.code

    def read_units(self, key: str, value: CellValue, reading: RowReading) -> None:
        """Several units, partners among them."""
        read = self.units.read(shown(value))
        if read.unknown or read.ambiguous:
            self._refuse_names(key, read.unknown, read.ambiguous, reading)
        else:
            reading.values[key] = read.codes

    def _refuse_names(
        self, key: str, unknown: tuple[str, ...], ambiguous: tuple[str, ...], reading: RowReading
    ) -> None:
        for words in ambiguous:
            reading.refuse(
                key, f"“{cut(words)}” là tên chung của nhiều đơn vị. Hãy ghi mã hoặc tên đầy đủ."
            )
        for words in unknown:
            near = "” hoặc “".join(self.units.near(words))
            ask = f"Có phải “{near}”? " if near else ""
            reading.refuse(
                key,
                f"không có đơn vị nào tên “{cut(words)}”. {ask}Hãy ghi tên, tên viết tắt hoặc mã "
                "trong danh sách đơn vị.",
            )

    def _names(self, codes: tuple[str, ...]) -> str:
        units = (self.units.unit(code) for code in codes)
        return ", ".join(unit.name for unit in units if unit is not None)

    def read_person(self, key: str, value: CellValue, reading: RowReading) -> None:
        """One person, by name or login."""
        words = shown(value)
        people = self.people.read(words)
        if len(people) == 1:
            reading.values[key] = people[0].login
        elif people:
            both = " và ".join(
                f"{each.name} ({each.login}{f', {each.unit}' if each.unit else ''})"
                for each in people
            )
            reading.refuse(
                key,
                f"“{cut(words)}” có thể là {both}. Hãy ghi thêm tên đăng nhập trong ngoặc, ví dụ "
                f"“{people[0].name} ({people[0].login})”.",
            )
        else:
            reading.refuse(
                key,
                f"không có cán bộ nào tên “{cut(words)}”. Hãy ghi đúng họ tên trong danh bạ "
                "hoặc để trống.",
            )

    def read_small(self, key: str, value: CellValue, reading: RowReading) -> None:
        """A tick, a word of urgency, or the reply of the upper body."""
        read = _SMALL[BY_KEY[key].kind](value)
        if read.refusal:
            reading.refuse(key, read.refusal)
        elif read.value is not None:
            reading.values[key] = read.value

    def _require(self, reading: RowReading) -> None:
        refused = {refusal.column for refusal in reading.refusals}
        for column in REGISTER_COLUMNS:
            given = column.key in reading.values and reading.values[column.key] != ""
            if column.required and not given and column.key not in refused:
                guide = f"{column.guide[0].lower()}{column.guide[1:]}"
                reading.refuse(column.key, f"trống. Hãy ghi {guide}")


_Reader = Callable[[RowParser, str, CellValue, RowReading], None]
_SMALL: Final = {
    ValueKind.TICK: read_tick,
    ValueKind.URGENCY: read_urgency,
    ValueKind.REPLY: read_reply,
}
_READERS: Final[Mapping[ValueKind, _Reader]] = {
    ValueKind.TEXT: RowParser.read_text,
    ValueKind.NUMBER: RowParser.read_text,
    ValueKind.DAY: RowParser.read_day,
    ValueKind.UNIT: RowParser.read_unit,
    ValueKind.UNITS: RowParser.read_units,
    ValueKind.PERSON: RowParser.read_person,
    ValueKind.TICK: RowParser.read_small,
    ValueKind.URGENCY: RowParser.read_small,
    ValueKind.REPLY: RowParser.read_small,
}


def _asking_due(key: str, sentence: str) -> str:
    if key != "due_on" or "không thời hạn" in sentence:
        return sentence
    return f"{sentence} Nếu việc không có hạn, gõ “không thời hạn”."


def _look_together(reading: RowReading) -> None:
    """Say what cells of a row say together: days out of order, a lead that supports itself."""
    values = reading.values
    lead = values.get("lead")
    if lead and lead in values.get("supporters", ()):
        values["supporters"] = tuple(code for code in values["supporters"] if code != lead)
        reading.note("supporters", "đơn vị chủ trì cũng đứng ở đây: chỉ giữ ở cột Chủ trì.")
    for earlier, later in (
        ("assigned_on", "due_on"),
        ("issued_on", "due_on"),
        ("assigned_on", "completed_on"),
    ):
        first, second = values.get(earlier), values.get(later)
        if first is not None and second is not None and second < first:
            head = BY_KEY[earlier].head
            reading.note(
                later,
                f"ngày {written_day(second)} trước {head} {written_day(first)}. Hãy kiểm tra.",
            )
    above, ours = values.get("superior_due_on"), values.get("due_on")
    if above is not None and ours is not None and ours > above:
        reading.note("due_on", f"sau hạn của cấp trên ({written_day(above)}). Hãy kiểm tra.")
