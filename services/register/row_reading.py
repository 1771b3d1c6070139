"""What is understood of one row of a file so far, and what must be said of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.register.columns import REGISTER_COLUMNS
from services.register.days import written_day
from services.register.row import CellRemark, RegisterRow
from services.register.sheet import CellFault, CellValue, address
from services.register.words import cleaned

_QUOTED: Final = 80
_HEADS: Final = {column.key: column.head for column in REGISTER_COLUMNS}
# A cell without a value, and how every import fails to be sure of it.
_FAULTS: Final = {
    CellFault.FORMULA: "là công thức chưa có giá trị. Hãy mở tệp bằng Excel, lưu lại rồi nhập "
    "lại, hoặc gõ giá trị thay cho công thức.",
    CellFault.ERROR: "là lỗi của Excel (#REF!, #N/A, …). Hãy sửa ô này rồi nhập lại.",
}
_OLD_LETTERS: Final = (
    "viết bằng bảng mã cũ (TCVN3 hoặc VNI) và không chắc là chữ gì. Hãy gõ lại bằng Unicode."
)


@dataclass(frozen=True, slots=True)
class CellOfRow:
    """Một ô: what is in it, and the old encoding that its letters were turned from."""

    value: CellValue
    encoding: str = ""
    unsure: bool = False


@dataclass(slots=True)
class RowReading:
    """What has been understood of a row so far; `heads` are the columns of ours as printed."""

    number: int
    columns: Mapping[str, int]
    heads: Mapping[str, str] = field(default_factory=lambda: _HEADS)
    values: dict[str, Any] = field(default_factory=dict)
    refusals: list[CellRemark] = field(default_factory=list)
    notes: list[CellRemark] = field(default_factory=list)

    def refuse(self, key: str, sentence: str) -> None:
        """Refuse the cell of this column."""
        self.refusals.append(self._remark(key, sentence))

    def note(self, key: str, sentence: str) -> None:
        """Say how the cell of this column was read."""
        self.notes.append(self._remark(key, sentence))

    def _remark(self, key: str, sentence: str) -> CellRemark:
        column = self.columns.get(key)
        place = address(column, self.number) if column else f"dòng {self.number}"
        where = f"Ô {place}" if column else f"Dòng {self.number}"
        return CellRemark(
            cell=place, column=key, sentence=f"{where} ({self.heads[key]}): {sentence}"
        )

    def row(self) -> RegisterRow | None:
        """The values together; None where a cell was refused."""
        return None if self.refusals else RegisterRow(**self.values)


def readable(key: str, cell: CellOfRow, reading: RowReading) -> CellValue | None:
    """What is in a cell; None, and refused, where nobody can be sure of it."""
    if isinstance(cell.value, CellFault):
        reading.refuse(key, _FAULTS[cell.value])
        return None
    if cell.unsure:
        reading.refuse(key, _OLD_LETTERS)
        return None
    if cell.encoding:
        reading.note(key, f"chữ đã được chuyển từ {cell.encoding} sang Unicode.")
    return cell.value


def shown(value: CellValue) -> str:
    """A value as Excel shows it: days as 05/11/2026, numbers without a needless fraction."""
    if isinstance(value, CellFault):
        return ""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, bool):
        return "x" if value else ""
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def cut(text: str) -> str:
    """A text as a sentence quotes it."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
