"""The indicators: paragraphs of the text and rows of the annex, put together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.plandoc.items.goals import IndicatorParagraph, paragraphs_of
from services.plandoc.items.measures import FigurePair, MeasureReading, measures_of
from services.plandoc.items.pairing import pair, split_foreign, words_of
from services.plandoc.items.times import reporting_times
from services.plandoc.structure.annex import Annex, AnnexRow
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.rhythm import Rhythm
from services.plandoc.wording.words import cover, shorten, syllables

_LIKELY = 0.34
_SHARED = 0.2  # of a row's words, for its number to count
_BY_NUMBER = 0.3
_COMMON = 200  # paragraphs that share a word which tells none of them apart
_MOST_TITLE = 300


@dataclass(slots=True, kw_only=True)
class IndicatorReading:
    """Một chỉ tiêu đọc được: its paragraph, its row, or both; its measures with their pairs.

    `foreign` are figures that the text promises of something else than their row names.
    """

    code: str
    title: str
    paragraph: IndicatorParagraph | None
    row: AnnexRow | None
    measures: list[MeasureReading] = field(default_factory=list)
    foreign: list[FigurePair] = field(default_factory=list)
    by_row: dict[int, MeasureReading] = field(default_factory=dict)
    year: int | None = None  # of a plan of one year

    def measure_of(self, row: AnnexRow) -> MeasureReading | None:
        """The first measure that a row prints; None where it prints none."""
        if not self.by_row:
            self.by_row = {
                id(measure.row): measure for measure in reversed(self.measures) if measure.row
            }
        return self.by_row.get(id(row))

    @property
    def rhythms(self) -> tuple[Rhythm, ...]:
        """How often and by when it is reported, where its words say so."""
        paragraph = self.paragraph
        if paragraph is None:
            return ()
        return reporting_times([paragraph.text, *paragraph.details], self.year)

    @property
    def section(self) -> str:
        """Where it stands: in the text, in the annex."""
        places = []
        if self.paragraph:
            places.append(self.paragraph.entry.section)
        if self.row:
            places.append(f"phụ lục dòng {self.row.label}" if self.row.label else "phụ lục")
        return ", ".join(places)

    @property
    def rows(self) -> tuple[AnnexRow, ...]:
        """The row and its sub-rows."""
        return (self.row, *self.row.children) if self.row else ()


def read_indicators(
    parts: DocumentParts, annex: Annex | None, first_year: int = 0, year: int | None = None
) -> list[IndicatorReading]:
    """Read every indicator of the document, in the order of the annex, else of the text.

    `first_year` is the plan's: what was before it is nothing to be reached; `year` that of a plan
    of one year.
    """
    paragraphs = paragraphs_of(parts, first_year)
    rows = list(annex.rows) if annex else []
    partners = _partners(paragraphs, rows)
    taken: set[str] = set()
    collected = [
        _indicator(_free(_code("" if row.group else row.number, at), taken), partners.get(at), row)
        for at, row in enumerate(rows, start=1)
    ]
    paired = [id(partner) for partner in partners.values()]
    alone = [paragraph for paragraph in paragraphs if id(paragraph) not in paired]
    for at, paragraph in enumerate(alone, start=1):
        collected.append(_indicator(_free(_code(paragraph.number, at), taken), paragraph, None))
    for indicator in collected:
        indicator.year = year
    return collected


def _free(code: str, taken: set[str]) -> str:
    """A code that no item has yet: a number that stands twice is told apart behind a dash."""
    free, again = code, 1
    while free in taken:
        again += 1
        free = f"{code}-{again}"
    taken.add(free)
    return free


def _partners(
    paragraphs: list[IndicatorParagraph], rows: list[AnnexRow]
) -> dict[int, IndicatorParagraph]:
    """For each row (from 1) its paragraph: the likest words, the same number counting too."""
    spoken = [set(syllables(paragraph.text)) for paragraph in paragraphs]
    places = _places(paragraphs, spoken)
    ranked = []
    for at, row in enumerate(rows, start=1):
        names = [words_of(each.name) for each in (row, *row.children)]
        for order in _candidates(row, names, places):
            fit = max(cover(name, spoken[order]) for name in names)
            same_number = fit >= _SHARED and paragraphs[order].number == row.number
            fit += _BY_NUMBER if same_number else 0
            if fit >= _LIKELY:
                ranked.append((fit, -at, -order))
    collected: dict[int, IndicatorParagraph] = {}
    used: set[int] = set()
    for _, at, order in sorted(ranked, reverse=True):
        if -at not in collected and -order not in used:
            collected[-at] = paragraphs[-order]
            used.add(-order)
    return collected


def _places(paragraphs: list[IndicatorParagraph], spoken: list[set[str]]) -> dict[str, list[int]]:
    """In which paragraphs each syllable and each number stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, paragraph in enumerate(paragraphs):
        places[f"({paragraph.number})"].append(at)
        for word in spoken[at]:
            places[word].append(at)
    return places


def _candidates(
    row: AnnexRow, names: list[set[str]], places: dict[str, list[int]]
) -> Iterable[int]:
    """The paragraphs that share a telling word with a row: one that all share tells nothing."""
    collected: dict[int, None] = {}
    for word in sorted({f"({row.number})"}.union(*names)):
        if len(places.get(word, ())) <= _COMMON:
            collected |= dict.fromkeys(places.get(word, ()))
    return collected


def _code(number: str, at: int) -> str:
    return f"CT{int(number) if number.isdigit() else at:02d}"


def _indicator(
    code: str, paragraph: IndicatorParagraph | None, row: AnnexRow | None
) -> IndicatorReading:
    rows = (row, *row.children) if row else ()
    measures = [measure for row in rows if _measures(row) for measure in measures_of(row)]
    indicator_reading = IndicatorReading(
        code=code, title="", paragraph=paragraph, row=row, measures=measures
    )
    left = pair(paragraph.claims, measures) if paragraph else []
    for measure in tuple(measures):
        split = split_foreign(measure)
        if split is not None:
            taken, foreign = split
            measures.insert(measures.index(measure) + 1, taken)
            indicator_reading.foreign.append(foreign)
    indicator_reading.measures += [
        MeasureReading(title=shorten(claim.title, _MOST_TITLE), row=None, claim=claim)
        for claim in left
    ]
    if not indicator_reading.measures and row is not None:
        indicator_reading.measures = measures_of(row)
    for at, measure in enumerate(indicator_reading.measures, start=1):
        measure.code = code if len(indicator_reading.measures) == 1 else f"{code}.{at}"
    indicator_reading.title = row.name if row else indicator_reading.measures[0].title
    return indicator_reading


def _measures(row: AnnexRow) -> bool:
    """A row without a target that only heads its sub-rows measures nothing itself."""
    return row.has_target or not row.children
