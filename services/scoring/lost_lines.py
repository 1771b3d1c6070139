"""Lines that ask for something and are lost: neither an item or a part of one, nor quoted.

A line asks where a duty's verb stands beside a body or a day; explanation and form never do. The
document is walked here without the reader's own outline, which could lose a line in both places.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from services.domain.plan_document.reading import Piece, PieceRole, Reading
from services.plandoc.sources.source import Paragraph, SourceDocument
from services.plandoc.structure.columns import headings_of
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL, plain
from services.scoring.expected import ExpectedReading
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)
from services.scoring.finding_score import is_quoted
from services.scoring.phrases import holds

_AROUND: Final = frozenset({PieceRole.CONTEXT, PieceRole.FORM})
_OPENS: Final = re.compile(r"(?:[IVX]+|[A-H]|\d{1,2})[.)/]\s|(?:PHẦN|Phần|Chương|Điều)\s")
_RECIPIENTS: Final = re.compile(r"Nơi nhận\b", re.IGNORECASE)
_ANNEX: Final = re.compile(r"Phụ lục\b", re.IGNORECASE)
_MARK: Final = re.compile(r"\s*(?:[-+*•]|\(?\w{1,4}[.)])\s+")
_DAY: Final = re.compile(
    r"\bngày\s+\d|\b(?:quý|tháng)\s+(?:[IVX]+|\d)|\b(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_BODY: Final = re.compile(rf"(?:{any_of(vocabulary().heads)})\s+{CAPITAL}")
_VERB: Final = re.compile(
    rf"(?<!\w)(?:{any_of(vocabulary().verbs)})(?!\w)",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(r"\(\s*(?:Ban hành\s+)?kèm theo", re.IGNORECASE)
_LABELS: Final = frozenset(
    plain(label)
    for column in ("lead", "supporting", "deadline")
    for label in vocabulary().columns[column]
)


def lines_score(
    expected: ExpectedReading, reading: Reading, document: SourceDocument
) -> ReadingScore:
    """Count the lines that ask, and those of them that the reading lost."""
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for piece in reading.pieces:
        pieces[piece.line].append(piece)
    asking = [
        (number, line)
        for number, line in lines_of(document)
        if (asks(line) or _is_unread(pieces[number]))
        and not any(holds(line, free) for free in expected.context)
    ]
    lost = [(number, line) for number, line in asking if _is_lost(line, pieces[number], reading)]
    figure = ScoreFigure(wanted=len(asking), recalled=len(asking) - len(lost))
    return ReadingScore(
        figures={ScoredKind.LINE: figure},
        shortfalls=tuple(
            Shortfall(
                kind=ScoredKind.LINE,
                mismatch=Mismatch.LOST,
                at=next((piece.place for piece in pieces[number]), "văn bản"),
                expected=line,
                read=", ".join(piece.role.value for piece in pieces[number]),
            )
            for number, line in lost
        ),
    )


def lines_of(document: SourceDocument) -> Iterator[tuple[int, str]]:
    """Each paragraph and row between the first section and the recipients, and of annexes.

    With its number among all paragraphs and rows, from 1.
    """
    inside, number = False, 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            number += 1
            if _RECIPIENTS.match(block.text):
                inside = False
            elif _ANNEX.match(block.text) or _OPENS.match(block.text):
                inside = True
            if inside:
                yield number, block.text
        else:
            start, _ = headings_of(block)
            for at, row in enumerate(block.rows):
                number += 1
                if inside and at >= start:  # the names of columns ask for nothing
                    yield number, " ".join(filter(None, row.cells))


def asks(line: str) -> bool:
    """Whether a line gives work: a duty's verb with a body or a day, and no mere label."""
    words = _MARK.sub("", line, count=1)
    if _ENCLOSED.match(words):
        return False
    label, colon, _ = words.partition(":")
    if words.endswith(":") or (colon and plain(label).strip() in _LABELS):
        return False
    # "Ban Quản lý …" is a body; its name asks for nothing.
    work, bodies = _BODY.subn(" ", words)
    return _VERB.search(work) is not None and (bodies > 0 or _DAY.search(words) is not None)


def _is_unread(pieces: list[Piece]) -> bool:
    return any(piece.role is PieceRole.UNREAD for piece in pieces)


def _is_lost(line: str, pieces: list[Piece], reading: Reading) -> bool:
    """Whether the line, or a stretch of it that asks, is explanation or form, or is not quoted."""
    if asks(line) and all(piece.role in _AROUND for piece in pieces):
        return True
    return any(
        not is_quoted(reading, piece.text)
        if piece.role is PieceRole.UNREAD
        else piece.role in _AROUND and asks(piece.text)
        for piece in pieces
    )
