"""The whole document with what each line became: in its margin, or as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from services.domain.plan_document.reading import Piece, PieceRole

ROLES: Final[Mapping[PieceRole, str]] = {
    PieceRole.ITEM: "mục",
    PieceRole.PART: "phần của mục",
    PieceRole.CONTEXT: "giải thích",
    PieceRole.FORM: "thể thức",
    PieceRole.UNREAD: "CHƯA ĐỌC ĐƯỢC",
}
_MARGIN: Final = 24


def coverage_lines(pieces: Iterable[Piece]) -> Iterator[str]:
    """Each piece of the document behind its role and its items, then the counts of lines."""
    collected = tuple(pieces)
    for piece in collected:
        said = " ".join((ROLES[piece.role], *piece.items))
        yield f"{said:<{_MARGIN}}| {' '.join(piece.text.split())}".rstrip()
    yield ""
    for role, count in counted(collected).items():
        yield f"{ROLES[role]}: {count} dòng"


def counted(pieces: Iterable[Piece]) -> Mapping[PieceRole, int]:
    """How many lines of the document are of each role.

    A line that holds several counts once: unread words count before an item, a part, the rest.
    """
    by_line = groupby(pieces, key=lambda piece: piece.line)
    counter = Counter(min((each.role for each in line), key=_RANK.index) for _, line in by_line)
    return {role: counter[role] for role in PieceRole}


_RANK: Final = (
    PieceRole.UNREAD,
    PieceRole.ITEM,
    PieceRole.PART,
    PieceRole.CONTEXT,
    PieceRole.FORM,
)


def partition_as_json(pieces: Iterable[Piece]) -> dict[str, Any]:
    """The counts of lines by role, and every piece in order; their texts join to the document."""
    collected = tuple(pieces)
    return {
        "lines": {role.value: count for role, count in counted(collected).items()},
        "pieces": [
            {
                "line": piece.line,
                "role": piece.role.value,
                "place": piece.place,
                "items": list(piece.items),
                "text": piece.text,
            }
            for piece in collected
        ],
    }
