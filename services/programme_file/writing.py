"""A work programme as an Excel file: for paper (A4), to be changed and to be read back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.terms import PRESENTED_TO
from services.programme_file.columns import EXAMPLE_CODE, HEADS, PROGRAMME_COLUMNS
from services.programme_file.row import OurProgrammeRow
from services.register.known import KnownPerson, KnownUnit
from services.register.people import PeopleNames
from services.register.template import (
    UNITS_SHEET,
    choices_of_units,
    offer_choices,
    write_guide,
    write_units,
)
from services.register.units import UnitNames
from services.register.writing import (
    CellOut,
    CellStyle,
    PaperSize,
    RegisterTitle,
    RowTexts,
    new_book,
    saved,
    set_up,
    styled,
    write_cells,
    write_heads,
    write_title,
)

SHEET: Final = "Chương trình"
_GUIDE: Final = (
    "Mỗi việc một dòng, mỗi dòng có đúng một cơ quan chủ trì. Không gộp ô.",
    f"Dòng có mã dòng “{EXAMPLE_CODE}” là ví dụ và không được nhập.",
    "Cột có dấu * trong danh sách dưới đây phải có ở mọi dòng mới.",
    "Gửi lại cùng một tệp không ghi dòng lần thứ hai.",
    "Dòng có lỗi được nêu từng ô, không cản các dòng khác.",
    "Dòng đã có trên phần mềm không bị tệp ghi đè: chỗ khác nhau được nêu để sửa trên trang.",
)


def write_programme(
    rows: Iterable[OurProgrammeRow],
    title: RegisterTitle,
    units: Sequence[KnownUnit],
    people: Sequence[KnownPerson],
) -> bytes:
    """Write rows in their order as an Excel file: A4 on its side, real days, no formulas.

    The heads are printed again on every page, the column of our numbers on none. Of a withheld
    row the words are not written.
    """
    book = new_book()
    sheet: Worksheet = book.create_sheet(SHEET)
    headed = len(title.lines) + 4
    set_up(sheet, headed, title.paper, PROGRAMME_COLUMNS)
    write_title(sheet, title)
    write_heads(sheet, PROGRAMME_COLUMNS)
    texts = RowTexts(UnitNames(tuple(units)), PeopleNames(tuple(people)))
    last = headed
    for ordinal, row in enumerate(rows, 1):
        write_cells(sheet, cells_of(ordinal, row, texts))
        last += 1
    sheet.print_area = f"A1:{get_column_letter(len(PROGRAMME_COLUMNS) - 1)}{last}"
    return saved(book)


def cells_of(ordinal: int, row: OurProgrammeRow, texts: RowTexts) -> list[CellOut]:
    """One value for each column."""
    values = row.values
    presented = values.presented_to
    cells: dict[str, CellOut] = {
        "ordinal": ordinal,
        "content": None if row.withheld else values.content,
        "product": None if row.withheld else values.product,
        "lead_unit": texts.unit(values.lead_unit),
        "supporting_units": "; ".join(map(texts.unit, values.supporting_units)),
        "due_on": values.due_on,
        "sits_at": values.sits_at,
        "presented_to": PRESENTED_TO[presented] if presented else None,
        "leader": texts.people.written(values.leader) if values.leader else None,
        "note": None if row.withheld else values.note,
        "number": row.number,
    }
    return [cells[column.key] for column in PROGRAMME_COLUMNS]


def programme_template(period: ProgrammePeriod, title: str, units: Sequence[KnownUnit]) -> bytes:
    """Make the file that a unit fills in: heads, one example, a guide, the ward's units."""
    book = new_book()
    sheet: Worksheet = book.create_sheet(SHEET)
    headed = 3
    set_up(sheet, headed, PaperSize.A4, PROGRAMME_COLUMNS)
    sheet.append([styled(sheet, title, CellStyle.BOLD)])
    sheet.append([])
    write_heads(sheet, PROGRAMME_COLUMNS)
    leads = [unit for unit in units if unit.internal]
    write_cells(sheet, _example(period.last_on, leads))
    keys = list(HEADS)
    if leads:
        offer_choices(sheet, keys.index("lead_unit") + 1, headed + 1, choices_of_units(leads))
    words = ",".join(PRESENTED_TO.values())
    offer_choices(sheet, keys.index("presented_to") + 1, headed + 1, f'"{words}"')
    write_guide(book.create_sheet("Hướng dẫn"), _GUIDE, PROGRAMME_COLUMNS)
    partners = [unit for unit in units if not unit.internal]
    write_units(book.create_sheet(UNITS_SHEET), [*leads, *partners])
    return saved(book)


def _example(due_on: date, leads: Sequence[KnownUnit]) -> list[CellOut]:
    cells: dict[str, CellOut] = {
        "ordinal": 1,
        "content": "Trình đề án thu gom rác tại nguồn",
        "product": "Tờ trình và đề án",
        "lead_unit": leads[0].name if leads else "",
        "due_on": due_on,
        "sits_at": "08:30",
        "presented_to": next(iter(PRESENTED_TO.values())),
        "note": "Dòng ví dụ: không được nhập. Có thể xóa.",
        "number": EXAMPLE_CODE,
    }
    return [cells.get(column.key) for column in PROGRAMME_COLUMNS]
