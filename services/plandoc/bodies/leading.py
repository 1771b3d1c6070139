"""Who leads and who supports: cells and phrases resolved into units and groups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import Collective, UnitBook, group_pattern
from services.plandoc.bodies.cells import pieces

_MANY = 3  # units that lead together are a group
_LABEL = re.compile(
    r"(?:(?:đơn vị|cơ quan|bộ phận)\s+)?"
    r"(?:chủ trì|phối hợp|thực hiện|phụ trách)[^:.;]{0,30}:"
    r"|(?:thời gian|thời hạn|tiến độ|kinh phí|nguồn vốn|sản phẩm)[^:.;]{0,30}:",
    re.IGNORECASE,
)
_LABEL_INSIDE = re.compile(
    r"(?:(?:đơn vị|cơ quan)\s+)?(?P<role>chủ trì|phối hợp)(?:\s+(?:thực hiện|tham mưu))?\s*:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """Phân công của một mục. `lead` is a unit or a group code, None where none is named.

    `several` holds all units where two are named and the first was taken; `group` is the phrase
    of a collective lead. `unread` are words that name nobody who is known.
    """

    lead: str | None
    supporting: tuple[str, ...]
    several: tuple[str, ...] = ()
    group: Collective | None = None
    printed: str = ""
    unread: tuple[str, ...] = ()


def of_cells(lead: str, supporting: str, book: UnitBook) -> Leading:
    """Read the two cells of a row."""
    leads, unread = codes_of(lead, book)
    supports, unknown = codes_of(supporting, book)
    return _leading(leads, supports, lead, book, (*unread, *unknown))


def of_assignee(assignee: Assignee, supporting: tuple[str, ...], book: UnitBook) -> Leading:
    """Read what a sentence of the text assigns."""
    return _leading(assignee.leads, supporting, assignee.phrase, book, ())


def codes_of(cell: str, book: UnitBook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a cell into codes of units and groups, and the words that name neither."""
    before = (cell, book.known)
    if before not in book.read_cells:
        result = _codes_of(cell, book)
        book.read_cells[(cell, book.known)] = result
        return result
    return book.read_cells[before]


def _codes_of(cell: str, book: UnitBook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    codes: list[str] = []
    unread: list[str] = []
    for piece in pieces(cell, book):
        if group_pattern().fullmatch(piece):
            codes.append(book.group(piece).code)
            continue
        code = book.learn(piece)
        if code is not None:
            codes.append(code)
        elif piece.strip("…. "):
            unread.append(piece)
    return tuple(dict.fromkeys(codes)), tuple(unread)


def is_label(text: str) -> bool:
    """Whether a line below an item only says who leads it, who supports, or by when."""
    return _LABEL.match(text) is not None


def labelled(lines: Iterable[str], book: UnitBook) -> Assignee | None:
    """Read "Đơn vị chủ trì: …", "Đơn vị phối hợp: …" below an item; None where nobody leads."""
    cells = {"chủ trì": "", "phối hợp": ""}
    for line in lines:
        marks = list(_LABEL_INSIDE.finditer(line))
        ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
        for mark, end in zip(marks, ends, strict=True):
            cells[mark["role"].lower()] = line[mark.end() : end].strip(" .;,")
    leads, _ = codes_of(cells["chủ trì"], book)
    supporting, _ = codes_of(cells["phối hợp"], book)
    if not leads:
        return None
    return Assignee(
        leads=leads,
        phrase=cells["chủ trì"],
        supporting=tuple(each for each in supporting if each not in leads),
        related=(),
        persons=False,
        work="",
    )


def _leading(
    leads: tuple[str, ...],
    supporting: tuple[str, ...],
    printed: str,
    book: UnitBook,
    unread: tuple[str, ...],
) -> Leading:
    groups = {group.code: group for group in book.groups.values()}
    lead = leads[0] if leads else None
    several: tuple[str, ...] = ()
    group: Collective | None = None
    if len(leads) >= _MANY or (len(leads) > 1 and any(code in groups for code in leads)):
        group = book.group(printed)
        group.parts = leads
        lead = group.code
    elif lead in groups:
        group = groups[lead]
    elif len(leads) > 1:
        several = leads
        supporting = (*leads[1:], *supporting)
    return Leading(
        lead=lead,
        supporting=tuple(dict.fromkeys(each for each in supporting if each != lead)),
        several=several,
        group=group,
        printed=" ".join(printed.split()),
        unread=unread,
    )
