"""An Excel file in, its sheets out: the one way from bytes to cells."""

from services.register.limits import LIMITS, RegisterLimits
from services.register.sheet import SheetGrid
from services.register.sheet_reading import CellBudget, read_sheet
from services.register.workbook_parts import read_parts
from services.register.xlsx_package import opened
from services.register.xml_stream import StreamBudget


def read_workbook(
    content: bytes, name: str, limits: RegisterLimits = LIMITS
) -> tuple[SheetGrid, ...]:
    """Read every sheet of an Excel file, hidden ones too; `name` stands in the complaints.

    Raises DocumentError, and nothing else, for whatever is no such file or holds too much.
    """
    with opened(content, name, limits) as package:
        stream = StreamBudget(name=name, limits=limits)
        parts = read_parts(package, stream)
        budget = CellBudget(stream=stream, rows=limits.rows, cells=limits.cells)
        return tuple(read_sheet(package, sheet, parts, budget) for sheet in parts.sheets)
