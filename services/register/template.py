"""The empty register that offices fill in: heads, one example, a guide, the list of units."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from services.register.columns import EXAMPLE_CODE, REGISTER_COLUMNS, URGENCY_WORDS
from services.register.known import KnownUnit
from services.register.writing import (
    CellOut,
    CellStyle,
    WrittenColumn,
    new_book,
    saved,
    set_up,
    styled,
    write_cells,
    write_heads,
)

_HEADED: Final = 3
_MOST_ROWS: Final = 5000  # for which Excel offers the choices
UNITS_SHEET: Final = "Đơn vị"
_EXAMPLE: Final[dict[str, CellOut]] = {
    "code": EXAMPLE_CODE,
    "received_number": "215",
    "number": "123/UBND-VP",
    "issued_on": date(2026, 11, 5),
    "issuer": "UBND thành phố",
    "summary": "V/v rà soát hộ nghèo năm 2026",
    "work": "Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo",
    "assigned_on": date(2026, 11, 6),
    "urgency": URGENCY_WORDS["urgent"],
    "superior_due_on": date(2026, 11, 30),
    "due_on": date(2026, 11, 27),
    "note": "Dòng ví dụ: không được nhập. Có thể xóa.",
}
_GUIDE: Final = (
    "Mỗi việc của mỗi đơn vị chủ trì một dòng. Không gộp ô, không chèn dòng tiêu đề ở giữa.",
    f"Dòng có mã “{EXAMPLE_CODE}” là ví dụ và không được nhập.",
    "Cột có dấu * trong danh sách dưới đây phải có ở mọi dòng.",
    "Ngày gõ theo thứ tự ngày/tháng/năm. Việc không có hạn thì gõ “không thời hạn” ở cột Hạn.",
    "Văn bản mật: đánh x ở cột Mật, chỉ ghi số và ngày, không ghi nội dung.",
    "Gửi lại cùng một tệp không tạo việc lần thứ hai.",
    "Dòng có lỗi được nêu từng ô, không cản các dòng khác.",
    "Việc đã có trong phần mềm không bị tệp ghi đè: chỗ khác nhau nêu ở biên bản đối soát.",
)


class GuidedColumn(WrittenColumn, Protocol):
    """A column with what is typed in it, and whether every row needs it."""

    @property
    def required(self) -> bool:
        """Whether every row needs it."""
        ...

    @property
    def guide(self) -> str:
        """What to type."""
        ...


def template(units: Sequence[KnownUnit]) -> bytes:
    """Make the template of the register with the ward's units. An .xlsx file."""
    book = new_book()
    sheet: Worksheet = book.create_sheet("Sổ theo dõi")
    set_up(sheet, _HEADED)
    sheet.append([styled(sheet, "SỔ THEO DÕI NHIỆM VỤ ĐƯỢC GIAO (MẪU NHẬP)", CellStyle.BOLD)])
    sheet.append([])
    write_heads(sheet)
    write_cells(sheet, _example(units))
    leads = [unit for unit in units if unit.internal]
    if leads:
        offer_choices(sheet, _column("lead"), _HEADED + 1, choices_of_units(leads))
    words = ",".join(URGENCY_WORDS.values())
    offer_choices(sheet, _column("urgency"), _HEADED + 1, f'"{words}"')
    write_guide(book.create_sheet("Hướng dẫn"), _GUIDE, REGISTER_COLUMNS)
    partners = [unit for unit in units if not unit.internal]
    write_units(book.create_sheet(UNITS_SHEET), [*leads, *partners])
    return saved(book)


def _example(units: Sequence[KnownUnit]) -> list[CellOut]:
    lead = next((unit.name for unit in units if unit.internal), "")
    values = {**_EXAMPLE, "lead": lead}
    return [values.get(column.key) for column in REGISTER_COLUMNS]


def _column(key: str) -> int:
    return [column.key for column in REGISTER_COLUMNS].index(key) + 1


def choices_of_units(leads: Sequence[KnownUnit]) -> str:
    """Where Excel finds the names of the first so many units of the sheet of units."""
    return f"'{UNITS_SHEET}'!$B$2:$B${len(leads) + 1}"


def offer_choices(sheet: Worksheet, column: int, first_row: int, choices: str) -> None:
    """Let Excel offer choices in a column; other words are allowed, our reader judges them."""
    letter = get_column_letter(column)
    validation = DataValidation(type="list", formula1=choices, showErrorMessage=False)
    validation.add(f"{letter}{first_row}:{letter}{_MOST_ROWS}")
    sheet.data_validations.append(validation)


def write_guide(
    sheet: Worksheet, sentences: Sequence[str], columns: Sequence[GuidedColumn]
) -> None:
    """Write how the file is filled in: sentences, and what to type in each column."""
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    for sentence in sentences:
        sheet.append([styled(sheet, sentence, CellStyle.PLAIN)])
    sheet.append([])
    sheet.append([styled(sheet, words, CellStyle.BOLD) for words in ("Cột", "Cách ghi")])
    for column in columns:
        head = f"{column.head} *" if column.required else column.head
        sheet.append([styled(sheet, words, CellStyle.PLAIN) for words in (head, column.guide)])


def write_units(sheet: Worksheet, units: Sequence[KnownUnit]) -> None:
    """Write the units with all their names, those that may lead first."""
    for letter, width in (("A", 14), ("B", 50), ("C", 40), ("D", 34)):
        sheet.column_dimensions[letter].width = width
    heads = ("Mã", "Tên đơn vị", "Tên khác dùng được", "Được chủ trì")
    sheet.append([styled(sheet, words, CellStyle.BOLD) for words in heads])
    for unit in units:
        leads = "Có" if unit.internal else "Không (ở ngoài, chỉ phối hợp)"
        words = (unit.code, unit.name, "; ".join(unit.other_names), leads)
        sheet.append([styled(sheet, each, CellStyle.PLAIN) for each in words])
