"""Which promise of the text stands in which cell of the annex."""

from collections.abc import Iterable

from services.plandoc.items.claims import Basis, Claim
from services.plandoc.items.measures import FigurePair, MeasureReading, ReadFigure
from services.plandoc.structure.columns import Column
from services.plandoc.wording.words import syllables

_GENERAL = frozenset(["số", "tỷ", "lệ", "mức", "tổng", "độ", "tốc", "chỉ", "tiêu", "đang"])
# Words that join any two phrases and tell none of them apart.
_JOINING = frozenset(
    ["có", "được", "đạt", "và", "của", "các", "trên", "cho", "trong", "theo", "về", "với", "là"]
)
_SAME_VALUE, _OTHER_VALUE, _NO_VALUE = 0.2, 0.45, 0.3
_BONUS = 0.5
_ALIKE = 0.8


def pair(claims: Iterable[Claim], measures: list[MeasureReading]) -> list[Claim]:
    """Match claims with cells, the best first, one claim a cell; the unmatched are given back."""
    waiting = list(claims)
    ranked = sorted(
        (
            (_fit(claim, measure), -order, -place)
            for order, claim in enumerate(waiting)
            for place, measure in enumerate(measures)
        ),
        reverse=True,
    )
    taken: set[int] = set()
    for fit, order, place in ranked:
        claim, measure = waiting[-order], measures[-place]
        if fit < _least(claim, measure) or -order in taken:
            continue
        column = _column(claim, measure)
        if column is None:
            if not measure.figures and fit >= _OTHER_VALUE:
                taken.add(-order)  # the row is there, its target was left empty
            continue
        taken.add(-order)
        measure.pairs.append(
            FigurePair(claim=claim, column=column, figure=measure.figures[column])
        )
    left = [claim for order, claim in enumerate(waiting) if order not in taken]
    return [
        claim
        for claim in left
        if not _said_before(claim, measures) and not _stands_elsewhere(claim, measures)
    ]


def _said_before(claim: Claim, measures: list[MeasureReading]) -> bool:
    """Whether the same figure of the same thing is matched already: the text says it twice."""
    return any(
        _same_value(claim, pair.figure) and likeness(claim.subject, pair.claim.subject) >= _ALIKE
        for measure in measures
        for pair in measure.pairs
    )


def _stands_elsewhere(claim: Claim, measures: list[MeasureReading]) -> bool:
    """Match a promise with the free cell of a row that is another promise's own.

    The same figure beside a row whose other cell is explained was written into the wrong row.
    """
    for measure in measures:
        for column, figure in measure.figures.items():
            explained = measure.pairs and measure.takes(column) and figure.quantity is not None
            if explained and claim.value is not None and _same_value(claim, figure):
                if any(_same_value(pair.claim, figure) for pair in measure.pairs):
                    continue
                measure.pairs.append(FigurePair(claim=claim, column=column, figure=figure))
                return True
    return False


def likeness(words: Iterable[str], others: Iterable[str]) -> float:
    """How much two subjects share, without words that every subject has: 0 to 1."""
    left, right = set(words) - _GENERAL, set(others) - _GENERAL
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def split_foreign(measure: MeasureReading) -> tuple[MeasureReading, FigurePair] | None:
    """Take a figure out that the text promises of something else than the row names.

    Two claims of one row whose subjects differ: the row's own is the one whose words it prints.
    """
    if len(measure.pairs) != len((Column.FINAL, Column.AVERAGE)) or measure.row is None:
        return None
    name = set(syllables(measure.row.name))
    for own, other in (measure.pairs, measure.pairs[::-1]):
        ours, theirs = set(own.claim.subject) - _GENERAL, set(other.claim.subject) - _GENERAL
        only_theirs = theirs - ours
        if (ours - theirs) & name and len(only_theirs) > 1 and not only_theirs & name:
            measure.pairs = [own]
            figure = measure.figures.pop(other.column)
            taken = MeasureReading(
                title=other.claim.title,
                row=measure.row,
                figures={other.column: figure},
                pairs=[other],
            )
            return taken, other
    return None


def _fit(claim: Claim, measure: MeasureReading) -> float:
    fit = likeness(claim.subject, measure.words)
    if any(_same_value(claim, figure) for figure in measure.figures.values()):
        fit += _BONUS
    return fit


def _least(claim: Claim, measure: MeasureReading) -> float:
    if any(_same_value(claim, figure) for figure in measure.figures.values()):
        return _SAME_VALUE + _BONUS
    if claim.value is None or all(figure.quantity is None for figure in measure.figures.values()):
        return _NO_VALUE
    return _OTHER_VALUE


def _same_value(claim: Claim, figure: ReadFigure) -> bool:
    if figure.quantity is None:
        return claim.period is not None and claim.period == figure.cell.period
    high = claim.quantity.high if claim.quantity else None
    return claim.value == figure.quantity.value and high == figure.quantity.high


def _column(claim: Claim, measure: MeasureReading) -> Column | None:
    """Choose the cell: the same value and the same basis, then the value, then the basis."""
    free = [column for column in measure.figures if measure.takes(column)]
    if not free:
        return None
    return max(
        free,
        key=lambda column: (
            _same_value(claim, measure.figures[column]),
            _basis_fits(claim, column),
            column is Column.FINAL,
        ),
    )


def _basis_fits(claim: Claim, column: Column) -> bool:
    if claim.basis in (Basis.AVERAGE, Basis.EVERY_YEAR, Basis.RATE):
        return column is Column.AVERAGE
    return column is Column.FINAL


def words_of(name: str) -> set[str]:
    """The syllables by which a row is recognised in the text."""
    return (set(syllables(name)) - _GENERAL - _JOINING) or set(syllables(name)) - _GENERAL
