"""Figures that stand in the wrong row, in the text alone, or in the annex alone."""

from collections.abc import Iterator

from services.domain.plan_document.reading import Field, ReadFinding
from services.plandoc.findings.figures import FIELDS, compared
from services.plandoc.findings.noting import (
    DOUBT,
    ERROR,
    NOTE,
    cell_quote,
    finding,
    quote,
    slot,
)
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.measures import MeasureReading
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.annex import AnnexRow


def foreign(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A figure that the text promises of something else than its row names."""
    for both in compared(read):
        if both.pair not in both.indicator.foreign:
            continue
        cell = both.figure.cell
        yield finding(
            "figure-of-other",
            ERROR,
            items=(both.indicator.code,),
            subject=(both.row.name, cell.heading.name),
            quotes=both.quotes(cell),
            sentence=f"Mức này trong lời văn là của “{both.measure.title}”, không phải của tên"
            f" dòng “{both.row.name}”.",
            assumed=f"Tách thành chỉ số riêng “{both.measure.title}”.",
            corrects=slot(both.measure.code, FIELDS[both.pair.column]),
        )


def lacking_rows(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """What the text promises and no row of the annex holds, and the other way round."""
    if read.annex is None:
        return
    speaks = any(indicator.paragraph for indicator in read.indicators)
    for indicator in read.indicators:
        if indicator.row is None and read.leading[indicator.code].lead is None:
            continue  # that nobody leads it says as much
        for measure in indicator.measures:
            if measure.claim is not None and indicator.paragraph is not None:
                yield finding(
                    "annex-lacks-figure",
                    DOUBT,
                    items=(indicator.code,),
                    subject=measure.claim.subject,
                    quotes=[quote(indicator.paragraph.entry, measure.claim.raw)],
                    sentence="Lời văn nêu chỉ tiêu này nhưng phụ lục không có dòng nào nên không"
                    " ai được giao.",
                    assumed="Thêm thành chỉ số của mục này, theo đơn vị chủ trì của dòng.",
                    corrects=slot(measure.code, Field.FINAL) if measure.claim.value else None,
                )
            elif measure.row is not None and speaks and _unsaid(measure):
                yield finding(
                    "text-lacks-figure",
                    NOTE,
                    items=(indicator.code,),
                    subject=measure.title,
                    quotes=[cell_quote(_label(indicator, measure.row), "Nội dung", measure.title)],
                    sentence="Phụ lục có chỉ số này, lời văn không nêu.",
                    assumed="Lấy theo phụ lục.",
                )


def _label(indicator: IndicatorReading, row: AnnexRow) -> str:
    return row.label or (indicator.row.label if indicator.row else "")


def _unsaid(measure: MeasureReading) -> bool:
    return not measure.pairs and bool(measure.figures)
