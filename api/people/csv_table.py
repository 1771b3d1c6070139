"""The list of people as spreadsheets save it: its letters, the marks between cells, its rows."""

import codecs
import csv
import io
from collections.abc import Sequence
from typing import Final

from api.web.forms import BadForm
from services.domain import numerals
from services.ledger.canonical import normalise
from services.ledger.tlog.served import SIGNED_LINE

PHONE: Final = "Số điện thoại"
COLUMNS: Final = (
    "Họ và tên",
    "Tên đăng nhập",
    PHONE,
    "Chức vụ",
    "Đơn vị",
    "Từ ngày",
)
MOST_ROWS: Final = 1000  # a ward has some hundred people; more is another file by mistake
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """The file's text: UTF-8 with or without its mark, UTF-16 with it; raises BadForm."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _encoding() from error
    if "\x00" in text:
        raise _encoding()
    return normalise(text)


def rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The lines below the heading with their numbers; raises BadForm."""
    begun, delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(begun), delimiter=delimiter, strict=True)
    before = text.count("\n") - begun.count("\n")
    collected: list[tuple[int, tuple[str, ...]]] = []
    try:
        _check_heading(_filled(next(reader, [])))
        for cells in reader:
            if not any(cell.strip() for cell in cells) or _is_signed_line(cells):
                continue
            if len(collected) == MOST_ROWS:
                raise BadForm(
                    "roster-rows",
                    f"Tệp có hơn {numerals.count(MOST_ROWS)} dòng nên không được nhận. "
                    "Hãy chia thành nhiều tệp nhỏ hơn.",
                )
            collected.append((before + reader.line_num, _filled(cells)))
    except csv.Error as error:
        raise BadForm(
            "roster-broken",
            f"Dòng {before + reader.line_num}: dấu ngoặc kép không khớp. Hãy sửa tệp.",
        ) from error
    if not collected:
        raise BadForm("roster-empty", "Tệp không có cán bộ nào dưới dòng tên cột.")
    return collected


def _is_signed_line(cells: Sequence[str]) -> bool:
    """The line below the people that says which checkpoint of the log this file is of."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == 1 and SIGNED_LINE.fullmatch(filled[0]) is not None


def _delimiter(text: str) -> tuple[str, str]:
    """The table, without the line `sep=…` that Excel puts above one, and what parts its cells."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) in {4, 5}:
        return rest, said[4:] or "\t"  # a tab at the end was trimmed
    return text, next((mark for mark in ("\t", ";") if mark in first), ",")


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells without blank ones behind the last column: spreadsheets add those."""
    kept = list(cells)
    while len(kept) > len(COLUMNS) and not kept[-1].strip():
        kept.pop()
    return tuple(kept)


def _check_heading(cells: tuple[str, ...]) -> None:
    heading = tuple(" ".join(cell.split()).casefold() for cell in cells)
    wanted = tuple(column.casefold() for column in COLUMNS)
    if heading == wanted:
        return
    asked = f"Dòng 1 phải có đúng các cột: {', '.join(COLUMNS)}."
    missing = [column for column in COLUMNS if column.casefold() not in heading]
    more = [cell.strip() for cell in cells if " ".join(cell.split()).casefold() not in wanted]
    if missing and len(missing) < len(COLUMNS):
        asked += f" Còn thiếu: {', '.join(missing)}."
    if more and len(missing) < len(COLUMNS):
        asked += f" Không có trong mẫu: {', '.join(f'“{cell:.40}”' for cell in more)}."
    raise BadForm("roster-columns", f"{asked} Hãy sửa dòng tên cột rồi tải lại.")


def _encoding() -> BadForm:
    return BadForm(
        "roster-encoding",
        "Không đọc được chữ trong tệp. Hãy lưu tệp theo bảng mã UTF-8 rồi tải lại.",
    )
