"""Measures as the draft plan holds them: kind, operator, targets, rule, what is proposed."""

import re
from datetime import date

from services.domain.answers import MeasureKind
from services.domain.plan.draft import MeasureDraft, Operator, Polarity, TargetDraft, YearlyRule
from services.domain.plan.proposals import with_proposed_range
from services.plandoc.items.claims import Basis, Claim
from services.plandoc.items.measures import MeasureReading, ReadFigure
from services.plandoc.structure.annex import AnnexRow
from services.plandoc.structure.columns import Column
from services.plandoc.wording.quantities import Comparison, Quantity
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain, shorten

_OPERATORS = {
    Comparison.AT_LEAST: Operator.AT_LEAST,
    Comparison.MORE: Operator.MORE_THAN,
    Comparison.AT_MOST: Operator.AT_MOST,
    Comparison.LESS: Operator.LESS_THAN,
    Comparison.ABOUT: Operator.EQUALS,
    Comparison.PLAIN: Operator.EQUALS,
    Comparison.BETWEEN: Operator.BETWEEN,
}
_YEARLY = (Basis.EVERY_YEAR, Basis.AVERAGE, Basis.RATE)
_SIZES = frozenset(map(plain, vocabulary().sizes))
_BY_YEAR = re.compile(r"(?:đến|hết|trước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d\d)(?!\d)")
_LOWER = (Operator.AT_MOST, Operator.LESS_THAN)
_MOST_TITLE = 400
_MOST_UNIT = 60
_NO_UNIT = {
    MeasureKind.NUMBER: "số lượng",
    MeasureKind.MILESTONE: "mốc",
    MeasureKind.YES_NO: "đạt/chưa đạt",
}


def measure_draft(measure: MeasureReading, lead: str | None, until: int) -> MeasureDraft:
    """Turn one measure into the draft's; `lead` only where its sub-row names another one.

    `until` is the plan's last year: a figure of the text alone may be due before it.
    """
    final, average = _targets(measure)
    kind = _kind(measure, final, average)
    operator = _operator(kind, final, average)
    reach_by = _reach_by(measure, kind, until)
    draft = MeasureDraft(
        code=measure.code,
        title=shorten(measure.title, _MOST_TITLE),
        unit=_unit(measure, kind),
        kind=kind,
        polarity=_polarity(kind, operator, final or average),
        operator=operator,
        target_2030=_nothing(measure, by_year=True) or _target(final, operator),
        target_average=_nothing(measure, by_year=False) or _target(average, operator),
        rule=_rule(measure, kind, operator, reach_by),
        reach_by=reach_by,
        frequencies=(vocabulary().proposals.indicator,),
        lead=lead,
        stretch=measure.claim is not None and measure.claim.stretch,
        stretch_target=None,
        in_annex=measure.row is not None,
        cell_2030=_cell(measure, Column.FINAL),
        cell_average=_cell(measure, Column.AVERAGE),
        note=_series(measure.row),
        possible=None,
    )
    return with_proposed_range(draft)


def _targets(measure: MeasureReading) -> tuple[Quantity | None, Quantity | None]:
    """The final and the average figure; a range and a single figure never go together."""
    if measure.row is None:
        claim = measure.claim
        if claim is None or claim.quantity is None:
            return None, None
        yearly = claim.basis in _YEARLY
        return (None, claim.quantity) if yearly else (claim.quantity, None)
    collected = {column: figure.quantity for column, figure in measure.figures.items()}
    final, average = collected.get(Column.FINAL), collected.get(Column.AVERAGE)
    if final and average and (final.high is None) != (average.high is None):
        return (final, None) if final.high is not None else (None, average)
    return final, average


def _kind(
    measure: MeasureReading, final: Quantity | None, average: Quantity | None
) -> MeasureKind:
    claim = measure.claim
    if final or average or (claim is not None and claim.none_left):
        return MeasureKind.NUMBER
    if any(figure.cell.period for figure in measure.figures.values()):
        return MeasureKind.MILESTONE
    if claim is not None and not claim.unsure and (claim.by_day or claim.by_year or claim.period):
        return MeasureKind.MILESTONE
    return MeasureKind.YES_NO


def _operator(kind: MeasureKind, final: Quantity | None, average: Quantity | None) -> Operator:
    if kind.is_yes_no:
        return Operator.NONE
    said = [each.comparison for each in (final, average) if each]
    said.sort(key=lambda each: each is Comparison.PLAIN)
    return _OPERATORS[said[0]] if said else Operator.EQUALS


def _target(quantity: Quantity | None, operator: Operator) -> TargetDraft | None:
    if quantity is None:
        return None
    high = quantity.high if operator is Operator.BETWEEN else None
    return TargetDraft(
        value=format(quantity.value, "f"), high=None if high is None else format(high, "f")
    )


def _nothing(measure: MeasureReading, *, by_year: bool) -> TargetDraft | None:
    """The target of "không còn …" that only the text names: 0 by its year, else in every year."""
    claim = measure.claim
    if measure.row is not None or claim is None or not claim.none_left:
        return None
    dated = claim.by_year is not None or claim.by_day is not None
    return TargetDraft(value="0", high=None) if dated is by_year else None


def _reach_by(measure: MeasureReading, kind: MeasureKind, until: int) -> date | None:
    """The day of a milestone; for a figure only where the text names a day or an earlier year."""
    claims = [pair.claim for pair in measure.pairs] + ([measure.claim] if measure.claim else [])
    days = [claim.by_day for claim in claims if claim.by_day]
    if days:
        return min(days)
    years = [year for claim in claims if (year := _year(claim))]
    years += [year for figure in measure.figures.values() if (year := _year_in_cell(figure))]
    if kind is MeasureKind.MILESTONE:
        periods = [
            figure.cell.period[1] for figure in measure.figures.values() if figure.cell.period
        ]
        return date((years or periods)[0], 12, 31)
    headings = [
        figure.cell.heading.year
        for column, figure in measure.figures.items()
        if column is Column.FINAL and figure.cell.heading.year
    ]
    if not headings:
        headings = [until]
    if years and headings and min(years) < headings[0]:
        return date(min(years), 12, 31)
    return None


def _year_in_cell(figure: ReadFigure) -> int | None:
    """The year by which a cell itself wants its figure: "≥ 90% (đến năm 2028)"."""
    said = _BY_YEAR.search(figure.cell.raw)
    return int(said[1]) if said and figure.quantity else None


def _year(claim: Claim) -> int | None:
    return claim.by_year or (claim.period[1] if claim.period and not claim.quantity else None)


def _rule(
    measure: MeasureReading, kind: MeasureKind, operator: Operator, reach_by: date | None
) -> YearlyRule:
    words = plain(f"{measure.title} {measure.row.name if measure.row else ''}")
    if kind is MeasureKind.MILESTONE:
        return YearlyRule.MILESTONE
    if kind is MeasureKind.YES_NO:
        return YearlyRule.ACHIEVED_EACH_YEAR
    if operator is Operator.BETWEEN:
        return YearlyRule.CUMULATIVE
    if any(growth in words for growth in vocabulary().proposals.growth):
        return YearlyRule.GROWTH
    if reach_by is not None:
        return YearlyRule.STEP
    only_final = Column.FINAL in measure.figures and Column.AVERAGE not in measure.figures
    return YearlyRule.GLIDE if only_final else YearlyRule.SAME_EACH_YEAR


def _polarity(kind: MeasureKind, operator: Operator, quantity: Quantity | None) -> Polarity:
    if kind.is_yes_no:
        return Polarity.REACHED
    if operator is Operator.BETWEEN:
        return Polarity.RANGE
    nothing = quantity is None or not quantity.value
    return Polarity.LOWER if operator in _LOWER or nothing else Polarity.HIGHER


def _unit(measure: MeasureReading, kind: MeasureKind) -> str:
    if measure.row is not None and measure.row.unit:
        return shorten(measure.row.unit, _MOST_UNIT)
    quantities = [figure.quantity for figure in measure.figures.values() if figure.quantity]
    if measure.claim is not None and measure.claim.quantity is not None:
        quantities.append(measure.claim.quantity)
    claim = measure.claim
    yearly = claim.basis in _YEARLY if claim else Column.FINAL not in measure.figures
    said = (unit for quantity in quantities if (unit := _unit_of(quantity, yearly=yearly)))
    return shorten(next(said, _NO_UNIT[kind]), _MOST_UNIT)


def _unit_of(quantity: Quantity, *, yearly: bool) -> str:
    """What a figure is measured in: "%", "hộ", "m2/người", "/100.000 trẻ".

    "/năm" is said by the target of every year already; an income "/năm" is no such target.
    """
    unit = quantity.unit or ""
    if unit == "%" and quantity.of and quantity.of.startswith("tổng"):
        return f"% {quantity.of}"
    first, _, rest = unit.partition(" ")
    if rest and plain(unit) not in _SIZES and plain(first) in vocabulary().numbers.classifiers:
        unit = first
    each = quantity.each or ""
    return unit if each == "năm" and yearly else f"{unit}/{each}".removesuffix("/")


def _cell(measure: MeasureReading, column: Column) -> str | None:
    return measure.figures[column].cell.raw if column in measure.figures else None


def _series(row: AnnexRow | None) -> str | None:
    """The yearly series as printed, where there is one."""
    filled = [year for year in (row.years if row else ()) if year.raw]
    return "; ".join(f"{each.heading.name}: {each.raw}" for each in filled) or None
