"""Files of a programme for the tests of its pages."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook

from services.programme_file.columns import HEADS

ROW: Final[Mapping[str, Any]] = {
    "content": "Trình đề án thu gom rác tại nguồn",
    "product": "Tờ trình và đề án",
    "lead_unit": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "supporting_units": "VHXH; VP",
    "due_on": date(2026, 12, 18),
    "sits_at": "8h30",
    "presented_to": "UBND phường",
    "leader": "Vũ Thị Ngọc",
}
SECOND: Final[Mapping[str, Any]] = {
    **ROW,
    "content": "Sơ kết phong trào",
    "lead_unit": "VHXH",
    "supporting_units": None,
}


def file_of(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A file as a unit fills it in."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADS.values()))
    for row in rows:
        sheet.append([row.get(key) for key in HEADS])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
