"""Why a document is refused: what was seen in it, whose it is, and what is missing."""

import re

from services.plandoc.items.head import NUMBER, places_of
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.numbering import Level
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.official_names import is_in_capitals, official_case
from services.plandoc.wording.words import syllables

_COUNTRY = re.compile(r"CỘNG H|ĐỘC LẬP", re.IGNORECASE)
_MOST_LETTERHEAD = 2  # lines: the office, the place
_LONGEST_ISSUER = 16  # syllables


def no_plan_in(read: UnderstoodWords) -> str:
    """The sentence for a document that holds no section with work, no indicator, no scheme."""
    return (
        f"thấy {_seen(read)}{_whose(read)}, nhưng {_missing(read)}."
        " Hãy chọn đúng văn bản kế hoạch, hoặc ghi rõ đơn vị thực hiện cho từng việc rồi đọc lại."
    )


def _seen(read: UnderstoodWords) -> str:
    sections = {
        entry.path[:1]
        for entry in read.parts.body
        if entry.path and entry.mark and entry.level < Level.DASH
    }
    tables = read.parts.tables
    lines = len(read.blocks) - len(tables)
    rows = sum(len(table.rows) for table in tables)
    said = f"{len(sections)} mục lớn, {lines} đoạn, {len(tables)} bảng"
    return f"{said} ({rows} dòng)" if tables else said


def _whose(read: UnderstoodWords) -> str:
    number = f" số {read.head.number}" if read.head.number else ""
    office = issuer_of(read.parts)
    if office:
        return f" của văn bản{number} do {office} ban hành"
    return f" của văn bản{number}" if number else ""


def issuer_of(parts: DocumentParts) -> str:
    """Whose document it is, by its letterhead: "Ủy ban nhân dân xã Bãi Sim"; "" where none is."""
    lines: list[str] = []
    titled = parts.title.lines[:1] if parts.title else ()
    for entry in parts.head:
        if entry in titled or NUMBER.match(entry.text) or len(lines) == _MOST_LETTERHEAD:
            break
        if is_in_capitals(entry.text) and not _COUNTRY.match(entry.text):
            lines.append(entry.text)
    words = " ".join(" ".join(lines).split())
    if not words or len(syllables(words)) > _LONGEST_ISSUER:
        return ""
    texts = (each.text for each in parts.everything)
    written = official_case(words, places_of(parts.head), texts)
    return f"{written[0].upper()}{written[1:]}"


def _missing(read: UnderstoodWords) -> str:
    if not read.book.bodies:
        return "không thấy chỉ tiêu, đề án nào và không thấy tên đơn vị nào được giao việc"
    return "không thấy chỉ tiêu, đề án nào và không việc nào được giao cho một đơn vị"
