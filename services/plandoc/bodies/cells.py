"""A cell or a list that names several units, split into its names."""

import re
from itertools import pairwise

from services.plandoc.bodies.bodies import UnitBook, begins_with
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.name_ends import begins_name, is_residents, name_from
from services.plandoc.bodies.naming import as_name, begins_with_work, without_work
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import CAPITAL

_HERE = re.compile(r"\s+trên địa bàn(?:\s+(?:toàn\s+)?(?:phường|xã|đặc khu))?$")
_SEPARATOR = re.compile(r"\s*(?:;|\n|,|\s+và\s+|\s+-\s+|/)\s*")


def pieces(cell: str, book: UnitBook) -> list[str]:
    """Split a cell that names several units; a comma inside a unit's own name does not split."""
    held = [(mention.start, mention.end) for mention in book.mentions(cell, cell=True)]
    held += [(match.start(), match.end()) for match in group_pattern().finditer(cell)]
    collected, start = [], 0
    for match in _SEPARATOR.finditer(cell):
        if any(begin < match.start() < end for begin, end in held):
            continue
        firm = match[0].strip() in (";", "") or match[0].strip() == "/" != match[0]
        if not firm and not _opens_name(cell[match.end() :]):
            continue
        collected.append(cell[start : match.start()])
        start = match.end()
    collected.append(cell[start:])
    parted = [part for piece in collected for part in _side_by_side(piece, book)]
    bare = (_HERE.sub("", piece.strip(" .-")) for piece in parted)
    return [piece for piece in bare if piece]


def _side_by_side(piece: str, book: UnitBook) -> list[str]:
    """Part names between which only a line of the cell ended."""
    names = book.mentions(piece, cell=True)
    cuts = [
        after.start
        for before, after in pairwise(names)
        if not piece[before.end : after.start].strip() and piece[after.start].isupper()
    ]
    return [piece[each:two] for each, two in pairwise([0, *cuts, len(piece)])]


def _opens_name(rest: str) -> bool:
    heads = (*vocabulary().heads, "các", "tổ", "cơ quan", "đơn vị")
    return (
        any(begins_with(rest, head) for head in heads)
        or begins_name(rest)
        or is_residents(rest)
        or re.match(rf"{CAPITAL}{{2,}}", rest) is not None
    )


def codes_of(
    cell: str, book: UnitBook, *, placed: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a cell into codes of units and groups, and the words that name neither.

    In a cell that is there to name units (`placed`) a name may begin with any word.
    """
    before = (cell, book.known, placed)
    if before not in book.read_cells:
        result = _codes_of(cell, book, placed=placed)
        book.read_cells[cell, book.known, placed] = result
        return result
    return book.read_cells[before]


def _placed_name(piece: str) -> str | None:
    """The name in a cell that is there for names: it may begin with a small letter."""
    capital = f"{piece[0].upper()}{piece[1:]}"
    if is_residents(piece):
        return capital
    name = name_from(capital, 0, placed=True)
    if name is not None and begins_with_work(capital[len(name) :]):
        return name  # "Ban Quản lý chợ rà soát, lập phương án"
    return as_name(capital if begins_name(capital) else piece)


def _codes_of(
    cell: str, book: UnitBook, *, placed: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    codes: list[str] = []
    unread: list[str] = []
    for piece in pieces(without_work(cell, book) if placed else cell, book):
        if group_pattern().fullmatch(piece):
            codes.append(book.group(piece).code)
            continue
        known = book.whole(piece)
        name = _placed_name(piece) if placed and known is None else None
        code = book.learn_placed(name) if name else book.learn(piece)
        if code is not None:
            codes.append(code)
        elif piece.strip("…. "):
            unread.append(piece)
    return tuple(dict.fromkeys(codes)), tuple(unread)
