"""The score of a whole reading against an expected one. Pure."""

from collections.abc import Iterator

from services.domain.plan.draft import ItemKind
from services.domain.plan_document.reading import Reading
from services.plandoc.sources.source import SourceDocument
from services.scoring.expected import ExpectedItem, ExpectedReading
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
    total,
)
from services.scoring.finding_score import findings_score, is_quoted
from services.scoring.head_score import head_score, units_score
from services.scoring.item_score import item_score, wanted_of
from services.scoring.lost_lines import lines_score
from services.scoring.observed import ObservedItem, items_of
from services.scoring.pairing_items import fit, paired
from services.scoring.phrases import holds

_KINDS = {
    ItemKind.DUTY: ScoredKind.DUTY,
    ItemKind.INDICATOR: ScoredKind.INDICATOR,
    ItemKind.SCHEME: ScoredKind.SCHEME,
}
_NOTHING = "không có mục nào như vậy"


def score(
    expected: ExpectedReading, reading: Reading, document: SourceDocument | None = None
) -> ReadingScore:
    """Compare a reading with what is expected; lines are only sought where a document is given."""
    observed = items_of(reading)
    pairs = paired(expected.items, observed)
    each = [
        _item(item, pairs.get(place), reading, observed)
        for place, item in enumerate(expected.items)
    ]
    lines = lines_score(expected, reading, document) if document else ReadingScore()
    return total(
        (
            head_score(expected.head, reading.draft),
            *each,
            ReadingScore(
                figures=dict(_read_counts(expected, observed, pairs)),
                shortfalls=tuple(_invented(expected, observed, pairs)),
            ),
            units_score(expected.units, reading.draft),
            findings_score(expected, reading),
            lines,
        )
    )


def refused_score(expected: ExpectedReading, sentence: str) -> ReadingScore:
    """Score a document that was not read at all: everything is wanted, nothing recalled."""
    items = tuple(item for item in expected.items if not item.optional)
    return total(
        (
            *(_recalled(item, item=False, quoted=False) for item in items),
            *map(wanted_of, items),
            ReadingScore(
                shortfalls=tuple(
                    Shortfall(
                        kind=_KINDS[item.kinds[0]],
                        mismatch=Mismatch.MISSING,
                        at=item.name,
                        expected=item.kinds[0].value,
                        read=sentence,
                    )
                    for item in items
                )
            ),
        )
    )


def _item(
    expected: ExpectedItem,
    seen: ObservedItem | None,
    reading: Reading,
    observed: tuple[ObservedItem, ...],
) -> ReadingScore:
    if seen is not None:
        if expected.optional:
            return item_score(expected, seen)
        return total((_recalled(expected, item=True, quoted=True), item_score(expected, seen)))
    if expected.optional:
        return ReadingScore()
    quoted = any(is_quoted(reading, words) for words in _lines(expected))
    if quoted and expected.or_quoted:
        return _recalled(expected, item=True, quoted=True)
    missing = Shortfall(
        kind=_KINDS[expected.kinds[0]],
        mismatch=Mismatch.QUOTED_ONLY if quoted else Mismatch.MISSING,
        at=expected.name,
        expected="/".join(kind.value for kind in expected.kinds),
        read=_instead(expected, observed),
    )
    return total(
        (
            _recalled(expected, item=False, quoted=quoted),
            wanted_of(expected),
            ReadingScore(shortfalls=(missing,)),
        )
    )


def _recalled(expected: ExpectedItem, *, item: bool, quoted: bool) -> ReadingScore:
    return ReadingScore(
        figures={
            _KINDS[expected.kinds[0]]: ScoreFigure(wanted=1, recalled=item),
            ScoredKind.ACCOUNTED: ScoreFigure(wanted=1, recalled=quoted),
        }
    )


def _lines(expected: ExpectedItem) -> tuple[str, ...]:
    return expected.words or expected.titles


def _instead(expected: ExpectedItem, observed: tuple[ObservedItem, ...]) -> str:
    """Where the words of a missing item went: into another item, or nowhere."""
    swallowed = (
        f"nằm trong {seen.draft.kind.value} {seen.name}"
        for seen in observed
        if any(holds(f"{seen.draft.title} {seen.words}", words) for words in _lines(expected))
    )
    return next(swallowed, _NOTHING)


def _read_counts(
    expected: ExpectedReading, observed: tuple[ObservedItem, ...], pairs: dict[int, ObservedItem]
) -> Iterator[tuple[ScoredKind, ScoreFigure]]:
    """How many items of each kind were read, and how many of them are expected."""
    right = {seen.draft.code for seen in pairs.values()}
    for kind, scored in _KINDS.items():
        read = [seen for seen in observed if seen.draft.kind is kind]
        unknown = 0 if expected.complete else len(read)
        known = sum(seen.draft.code in right for seen in read)
        yield scored, ScoreFigure(read=len(read), right=max(known, unknown))


def _invented(
    expected: ExpectedReading, observed: tuple[ObservedItem, ...], pairs: dict[int, ObservedItem]
) -> Iterator[Shortfall]:
    """Items that nobody expects, where the file is complete, and those that must not stand."""
    known = {seen.draft.code for seen in pairs.values()}
    for seen in observed:
        if seen.draft.code in known:
            continue
        unwanted = next((each for each in expected.no_items if fit(each, seen)), None)
        if unwanted is not None or expected.complete:
            yield Shortfall(
                kind=_KINDS[seen.draft.kind],
                mismatch=Mismatch.INVENTED,
                at=seen.draft.section,
                expected=_NOTHING if unwanted is None else f"không đọc thành {unwanted.name}",
                read=seen.name,
            )
