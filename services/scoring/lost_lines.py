"""Lines that ask for something and stand nowhere in the reading.

A line asks where a duty's verb stands beside a body or a day. Nothing is lost that an item or a
finding holds in the document's own words. The document is walked here without the reader's own
outline, which could lose a line in both places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.domain.plan_document.reading import Reading
from services.plandoc.sources.source import Paragraph, SourceDocument
from services.plandoc.wording.vocabulary import longest_first, vocabulary
from services.plandoc.wording.words import CAPITAL, plain
from services.scoring.expected import ExpectedReading
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)
from services.scoring.phrases import holds, spoken

_SHARED: Final = 3  # syllables that a wrapped line has in common with a text
_OPENS: Final = re.compile(r"(?:[IVX]+|[A-H]|\d{1,2})[.)/]\s|(?:PHẦN|Phần|Chương|Điều)\s")
_RECIPIENTS: Final = re.compile(r"Nơi nhận\b", re.IGNORECASE)
_ANNEX: Final = re.compile(r"Phụ lục\b", re.IGNORECASE)
_MARK: Final = re.compile(r"\s*(?:[-+*•]|\(?\w{1,4}[.)])\s+")
_DAY: Final = re.compile(
    r"\bngày\s+\d|\b(?:quý|tháng)\s+(?:[IVX]+|\d)|\b(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, longest_first(tuple(vocabulary().heads))))})\s+{CAPITAL}"
)
_VERB: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first(vocabulary().verbs)))})(?!\w)",
    re.IGNORECASE,
)
_LABELS: Final = frozenset(
    plain(label)
    for column in ("lead", "supporting", "deadline")
    for label in vocabulary().columns[column]
)


def lines_score(
    expected: ExpectedReading, reading: Reading, document: SourceDocument
) -> ReadingScore:
    """Count the lines that ask, and those of them that the reading lost."""
    asking = [
        line
        for line in lines_of(document)
        if asks(line) and not any(holds(line, free) for free in expected.context)
    ]
    kept = _kept(reading)
    lost = [line for line in asking if not kept.hold(line)]
    figure = ScoreFigure(wanted=len(asking), recalled=len(asking) - len(lost))
    return ReadingScore(
        figures={ScoredKind.LINE: figure},
        shortfalls=tuple(
            Shortfall(
                kind=ScoredKind.LINE,
                mismatch=Mismatch.LOST,
                at="văn bản",
                expected=line,
                read="không là mục, không được trích trong điểm cần làm rõ nào",
            )
            for line in lost
        ),
    )


def lines_of(document: SourceDocument) -> Iterator[str]:
    """Each paragraph and table row between the first section and the recipients, and annexes."""
    inside = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if _RECIPIENTS.match(block.text):
                inside = False
            elif _ANNEX.match(block.text) or _OPENS.match(block.text):
                inside = True
            if inside:
                yield block.text
        else:
            yield from (" ".join(filter(None, row.cells)) for row in block.rows if inside)


def asks(line: str) -> bool:
    """Whether a line gives work: a duty's verb with a body or a day, and no mere label."""
    words = _MARK.sub("", line, count=1)
    label, colon, _ = words.partition(":")
    if words.endswith(":") or (colon and plain(label).strip() in _LABELS):
        return False
    # "Ban Quản lý …" is a body; its name asks for nothing.
    work, bodies = _BODY.subn(" ", words)
    return _VERB.search(work) is not None and (bodies > 0 or _DAY.search(words) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """The document's words that a reading holds, and how they begin and end.

    A line that was wrapped holds the beginning of one text and the end of another.
    """

    texts: tuple[str, ...]
    beginnings: frozenset[str]
    ends: frozenset[str]

    def hold(self, line: str) -> bool:
        """Whether a line stands in them, whole or where it was wrapped."""
        words = spoken(_MARK.sub("", line, count=1))
        padded = f" {words} "
        return (
            any(f" {text} " in padded or padded in f" {text} " for text in self.texts)
            or not self.beginnings.isdisjoint(_ends(words))
            or not self.ends.isdisjoint(_beginnings(words))
        )


def _kept(reading: Reading) -> KeptWords:
    texts = (
        *(quote.text for quote in reading.quotes.values()),
        *(item.title for item in reading.draft.items),
        *(quote.text for finding in reading.findings for quote in finding.quotes),
    )
    kept = tuple(dict.fromkeys(filter(None, map(spoken, texts))))
    return KeptWords(
        texts=kept,
        beginnings=frozenset(each for text in kept for each in _beginnings(text)),
        ends=frozenset(each for text in kept for each in _ends(text)),
    )


def _beginnings(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[:length]) for length in range(_SHARED, len(words)))


def _ends(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[at:]) for at in range(1, len(words) - _SHARED + 1))
