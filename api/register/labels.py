"""The words of the register's pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.labels import words
from services.domain.directive.terms import HOW_ORDERED, SOURCES, DirectiveSource
from services.domain.instants import written_day
from services.domain.replacing import replace
from services.queries.register_views import (
    RegisterFilter,
    RegisterLine,
    RegisterNames,
    RegisterState,
)
from services.register.columns import REGISTER_COLUMNS, RegisterColumn
from services.register.people import PeopleNames
from services.register.row import RegisterRow
from services.register.units import UnitNames
from services.register.writing import CellOut, RowTexts

COLUMNS: Final = REGISTER_COLUMNS
LONG: Final = 40  # letters of a cell, beyond which two lines of it are shown on the screen
ALL_SOURCES: Final = SOURCES
ALL_HOW: Final = HOW_ORDERED
SOURCE_SLUGS: Final[Mapping[DirectiveSource, str]] = {
    DirectiveSource.INCOMING_DOCUMENT: "van-ban-den",
    DirectiveSource.CONCLUSION: "ket-luan",
    DirectiveSource.DIRECT_ORDER: "chi-dao",
    DirectiveSource.PETITION: "don",
}
STATES: Final[Mapping[RegisterState, str]] = {
    RegisterState.OPEN: "Đang thực hiện",
    RegisterState.LATE: "Quá hạn",
    RegisterState.FINISHED: "Đã hoàn thành",
    RegisterState.AWAITS_SUPERIOR: "Chờ cấp trên công nhận",
    RegisterState.UNDATED: "Không thời hạn",
}
STATE_SLUGS: Final[Mapping[RegisterState, str]] = {
    RegisterState.OPEN: "dang-thuc-hien",
    RegisterState.LATE: "qua-han",
    RegisterState.FINISHED: "da-xong",
    RegisterState.AWAITS_SUPERIOR: "cho-cap-tren",
    RegisterState.UNDATED: "khong-thoi-han",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCell:
    """Một ô trên trang: its column and what is read in it; blank where there is nothing."""

    column: RegisterColumn
    text: str


def texts_of(names: RegisterNames) -> RowTexts:
    """How rows are written with the names of the ward."""
    return RowTexts(UnitNames(names.units), PeopleNames(names.people))


def stated(line: RegisterLine) -> RegisterRow:
    """The row with its state in words; of restricted work nothing is said of it."""
    if line.row.restricted:
        return line.row
    waits = line.row.leader_approved and line.row.superior_due_on and not line.row.superior_reply
    more = ", chờ cấp trên công nhận" if waits else ""
    return replace(line.row, state=f"{words.BOXES[line.status]}{more}")


def cells(ordinal: int, line: RegisterLine, texts: RowTexts) -> Sequence[RegisterCell]:
    """The cells of a row in the order of the paper."""
    values = texts.cells(ordinal, stated(line))
    return [
        RegisterCell(column=column, text=said_value(value))
        for column, value in zip(COLUMNS, values, strict=True)
    ]


def said_value(value: CellOut) -> str:
    """A value of a cell as it is read; blank where there is none."""
    if isinstance(value, date):
        return written_day(value)
    return "" if value is None else str(value)


def filters_of(asked: RegisterFilter, names: RegisterNames) -> Sequence[str]:
    """What a list was narrowed by, one sentence each, for paper and for the Excel file."""
    sentences = []
    if asked.unit:
        sentences.append(f"Đơn vị: {names.unit_names().get(asked.unit, asked.unit)}")
    if asked.source:
        sentences.append(f"Nguồn: {SOURCES[asked.source]}")
    if asked.state:
        sentences.append(f"Tình trạng: {STATES[asked.state]}")
    if asked.wanted:
        sentences.append(f"Có các từ: {asked.wanted}")
    if asked.due_from or asked.due_until:
        first = f" từ {written_day(asked.due_from)}" if asked.due_from else ""
        last = f" đến {written_day(asked.due_until)}" if asked.due_until else ""
        sentences.append(f"Hạn{first}{last}")
    return sentences
