"""Where text and annex promise different things: value, comparison, year, basis, firmness."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote
from services.plandoc.findings.noting import (
    DOUBT,
    ERROR,
    NOTE,
    cell_quote,
    finding,
    quote,
    slot,
)
from services.plandoc.items.claims import Basis, Claim
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.measures import FigurePair, MeasureReading, ReadFigure
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.annex import AnnexCell, AnnexRow
from services.plandoc.structure.columns import Column
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.quantities import Comparison
from services.plandoc.wording.words import plain, syllables

_SAID = {
    Comparison.AT_LEAST: "từ … trở lên (≥)",
    Comparison.MORE: "trên (>)",
    Comparison.AT_MOST: "tối đa (≤)",
    Comparison.LESS: "dưới (<)",
    Comparison.ABOUT: "khoảng",
    Comparison.BETWEEN: "khoảng từ … đến …",
    Comparison.PLAIN: "đúng mức",
}
FIELDS = {Column.FINAL: Field.FINAL, Column.AVERAGE: Field.AVERAGE, Column.YEAR: Field.FINAL}
_ALL = Decimal(100)
_EVERY_YEAR = re.compile("(?:hằng|hàng|mỗi) năm")
_FEW_WORDS = 2
_LITTLE = frozenset(
    [
        "và",
        "của",
        "các",
        "về",
        "với",
        "trên",
        "địa",
        "bàn",
        "tỷ",
        "lệ",
        "số",
        "mức",
        "độ",
        "tốc",
        "chỉ",
        "tiêu",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Một lời hứa đặt cạnh ô của nó: whose it is, the paragraph, the row, the pair."""

    indicator: IndicatorReading
    entry: Entry
    measure: MeasureReading
    row: AnnexRow
    pair: FigurePair

    @property
    def claim(self) -> Claim:
        """What the text promises."""
        return self.pair.claim

    @property
    def figure(self) -> ReadFigure:
        """What the annex prints."""
        return self.pair.figure

    def quotes(self, cell: AnnexCell) -> list[SentenceQuote]:
        """The words of both sides."""
        number = self.row.label or (self.indicator.row.label if self.indicator.row else "")
        return [
            quote(self.entry, self.claim.raw),
            cell_quote(number, cell.heading.name, f"{self.row.name}: {cell.raw}"),
        ]


def compared(read: UnderstoodWords) -> Iterator[Compared]:
    """Every promise of the text that the annex repeats."""
    for indicator in read.indicators:
        for measure in indicator.measures:
            if indicator.paragraph is None or measure.row is None:
                continue
            for pair in measure.pairs:
                yield Compared(
                    indicator=indicator,
                    entry=indicator.paragraph.entry,
                    measure=measure,
                    row=measure.row,
                    pair=pair,
                )


def text_against_annex(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """Compare every promise of the text with the cell that repeats it."""
    for both in compared(read):
        for check in (_value, _comparison, _year, _basis, _stretch, _counted, _wording):
            result = check(both)
            if result is None:
                continue
            yield finding(
                result.code,
                result.severity,
                items=(both.indicator.code,),
                subject=both.claim.subject,
                quotes=both.quotes(result.cell or both.figure.cell),
                sentence=result.sentence,
                assumed=result.assumed,
                corrects=slot(both.measure.code, result.field) if result.field else None,
            )


class _Found(NamedTuple):
    """What one comparison found: kind, weight, why it matters, what is assumed and corrected."""

    code: str
    severity: Severity
    sentence: str
    assumed: str
    field: Field | None
    cell: AnnexCell | None = None


def _value(both: Compared) -> _Found | None:
    claim, figure = both.claim, both.figure
    other = _other_cell(both.measure, both.pair)
    if figure.quantity is not None and claim.value is not None and not _same(claim, figure):
        against = figure
    elif other is not None and not _same(claim, other):
        against = other
    else:
        return None
    return _Found(
        "figure-differs",
        ERROR,
        f"Lời văn và phụ lục ghi hai mức khác nhau: “{claim.raw}” và “{against.cell.raw}”"
        f" (cột {against.cell.heading.name}).",
        "Tạm lấy mức trong phụ lục ở cột của nó.",
        FIELDS[against.cell.heading.column],
        against.cell,
    )


def _other_cell(measure: MeasureReading, pair: FigurePair) -> ReadFigure | None:
    """The average's cell, where a promise for every year stands in the final year's."""
    if pair.claim.basis not in (Basis.EVERY_YEAR, Basis.AVERAGE, Basis.RATE):
        return None
    if pair.column is not Column.FINAL or not measure.takes(Column.AVERAGE):
        return None
    figure = measure.figures[Column.AVERAGE]
    return figure if figure.quantity is not None else None


def _same(claim: Claim, figure: ReadFigure) -> bool:
    high = claim.quantity.high if claim.quantity else None
    printed = figure.quantity
    return printed is not None and claim.value == printed.value and high == printed.high


def _comparison(both: Compared) -> _Found | None:
    claim, figure = both.claim, both.figure
    if claim.quantity is None or figure.quantity is None:
        return None
    said, printed = claim.comparison, figure.quantity.comparison
    if said is printed:
        return None
    return _Found(
        "operator-differs",
        DOUBT,
        f"Lời văn ghi “{_SAID[said]}”, phụ lục ghi “{_SAID[printed]}”: đúng bằng mức thì đạt hay"
        " chưa đạt?",
        "Tạm lấy dấu so sánh trong phụ lục.",
        Field.OPERATOR,
    )


def _year(both: Compared) -> _Found | None:
    claim, cell = both.claim, both.figure.cell
    if cell.period is not None:
        differs = (claim.by_year is not None and claim.by_year != cell.period[1]) or (
            claim.period is not None and claim.period != cell.period
        )
        printed = f"{cell.period[0]} - {cell.period[1]}"
    else:
        year = cell.heading.year if both.pair.column is Column.FINAL else None
        differs = claim.by_year is not None and year is not None and claim.by_year != year
        printed = str(year)
    if not differs:
        return None
    said = claim.by_year or (claim.period and f"{claim.period[0]} - {claim.period[1]}")
    return _Found(
        "year-differs",
        DOUBT,
        f"Lời văn hẹn đến {said}, phụ lục ghi {printed}.",
        f"Tạm lấy thời hạn sớm hơn hoặc rõ hơn trong lời văn: {said}.",
        Field.REACH_BY,
    )


def _basis(both: Compared) -> _Found | None:
    quantity, heading = both.figure.quantity, both.figure.cell.heading
    whole = quantity is not None and "%" in both.row.unit and quantity.value == _ALL
    misplaced = both.pair in both.indicator.foreign
    if quantity is None or whole or misplaced or _basis_holds(both):
        return None
    said = {
        Basis.EVERY_YEAR: "hằng năm",
        Basis.AVERAGE: "bình quân",
        Basis.RATE: "mỗi năm",
        Basis.BY_YEAR: f"đến năm {both.claim.by_year}",
    }[both.claim.basis]
    return _Found(
        "basis-differs",
        DOUBT,
        f"Lời văn tính “{said}”, phụ lục ghi ở cột “{heading.name}”: một năm thấp hơn có được bù"
        " bằng năm khác không?",
        f"Tạm lấy theo cột “{heading.name}” của phụ lục.",
        None,
    )


def _basis_holds(both: Compared) -> bool:
    """Whether the column says what the text says; an average of 100 % is 100 % in every year."""
    basis, column = both.claim.basis, both.pair.column
    if basis is Basis.UNSAID:
        return True
    if basis is Basis.EVERY_YEAR and _EVERY_YEAR.search(plain(both.row.name)):
        return True
    if column is Column.AVERAGE:
        averaged = "bình quân" in plain(both.figure.cell.heading.name)
        return basis is not Basis.BY_YEAR and not (basis is Basis.EVERY_YEAR and averaged)
    return basis is Basis.BY_YEAR


def _stretch(both: Compared) -> _Found | None:
    printed = plain(f"{both.row.name} {both.figure.cell.raw}")
    if not both.claim.stretch or "phấn đấu" in printed:
        return None
    return _Found(
        "stretch-became-firm",
        DOUBT,
        "Lời văn chỉ “phấn đấu”, phụ lục ghi thành mức phải đạt.",
        "Tạm coi là mức phải đạt như phụ lục.",
        None,
    )


def _counted(both: Compared) -> _Found | None:
    claim, quantity = both.claim, both.figure.quantity
    if claim.quantity is None or quantity is None:
        return None
    said, printed = claim.quantity.unit, quantity.unit
    if not said or not printed or "%" in (said, printed):
        return None
    if plain(said) in plain(printed) or plain(printed) in plain(said):
        return None
    return _Found(
        "counted-differs",
        DOUBT,
        f"Lời văn đếm “{said}”, phụ lục đếm “{printed}”.",
        f"Tạm đếm “{printed}” như phụ lục.",
        Field.UNIT,
    )


def _wording(both: Compared) -> _Found | None:
    if both.measure.title != both.row.name or ";" in both.row.name:
        return None
    said = {*syllables(both.claim.raw), *both.claim.subject, *_LITTLE}
    lacking = [syllable for syllable in syllables(both.row.name) if syllable not in said]
    if len(both.measure.pairs) > 1 or len(lacking) < _FEW_WORDS:
        return None
    return _Found(
        "wording-differs",
        NOTE,
        "Tên chỉ số trong phụ lục có chữ mà lời văn không có: “" + " ".join(lacking) + "”.",
        "Tạm lấy tên trong phụ lục.",
        Field.TITLE,
    )
