"""Defects of the annex's cells: two figures in one, prose, periods, units, series, cut rows."""

from collections.abc import Iterator
from decimal import Decimal

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Field, ReadFinding
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
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.annex import AnnexCell, AnnexRow
from services.plandoc.structure.columns import Column
from services.plandoc.wording.quantities import Quantity

_TOLERANCE = Decimal("0.02")  # of the average: plans round to one or two decimals
_RANGE = "Mức là một khoảng: đạt mức dưới đã là hoàn thành hay phải đạt mức trên?"
_FIELDS = {Column.FINAL: Field.FINAL, Column.AVERAGE: Field.AVERAGE}


def cells(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """Look at every row of the annex on its own."""
    for indicator in read.indicators:
        for row in indicator.rows:
            for cell in row.cells:
                if cell.raw:
                    yield from _cell(indicator, row, cell)
            yield from _unit(read, indicator, row)
            yield from _targets(indicator, row)
            yield from _cut(indicator, row)
            yield from _series(indicator, row)
        yield from _range_of_text(indicator)


def _range_of_text(indicator: IndicatorReading) -> Iterator[ReadFinding]:
    """A range that no cell of the annex repeats: the text alone promises it."""
    for measure in indicator.measures:
        claim, paragraph = measure.claim, indicator.paragraph
        if claim is None or paragraph is None or not claim.quantity or not claim.quantity.high:
            continue
        yield finding(
            "range-target",
            DOUBT,
            items=(indicator.code,),
            subject=claim.subject,
            quotes=[quote(paragraph.entry, claim.raw)],
            sentence=_RANGE,
            assumed="Tạm coi mức dưới là mức phải đạt.",
            corrects=slot(measure.code, Field.FINAL),
        )


def _note(
    indicator: IndicatorReading,
    row: AnnexRow,
    cell: AnnexCell,
    kind: tuple[str, Severity, str, str],
) -> ReadFinding:
    code, severity, sentence, assumed = kind
    measure = indicator.measure_of(row)
    field = _FIELDS.get(cell.heading.column)
    return finding(
        code,
        severity,
        items=(indicator.code,),
        subject=(row.name, cell.heading.name),
        quotes=[cell_quote(_number(indicator, row), cell.heading.name, f"{row.name}: {cell.raw}")],
        sentence=sentence,
        assumed=assumed,
        corrects=slot(measure.code, field) if measure and field else None,
    )


def _number(indicator: IndicatorReading, row: AnnexRow) -> str:
    return row.label or (indicator.row.label if indicator.row else "")


def _cell(indicator: IndicatorReading, row: AnnexRow, cell: AnnexCell) -> Iterator[ReadFinding]:
    for kind in _kinds(cell):
        yield _note(indicator, row, cell, kind)
    yield from _base(indicator, row, cell)


def _kinds(cell: AnnexCell) -> Iterator[tuple[str, Severity, str, str]]:
    """What is to be asked about a cell by itself: code, severity, sentence, what is assumed."""
    if len(cell.figures) > 1:
        yield (
            "two-measures-in-cell",
            DOUBT,
            "Một ô chứa hai mức của hai chỉ số nên không báo cáo được bằng một con số.",
            "Tách thành hai chỉ số.",
        )
    if cell.period is not None:
        yield (
            "period-in-number-cell",
            DOUBT,
            "Ô mức ghi một khoảng thời gian thay cho con số.",
            f"Hiểu là mốc phải xong trong năm {cell.period[1]}.",
        )
    elif cell.is_prose:
        yield (
            "prose-in-number-cell",
            DOUBT,
            "Ô mức ghi bằng lời nên không đo được bằng con số.",
            "Giữ con số nếu có; không có thì trả lời đạt hay chưa đạt.",
        )
    if any(quantity.high is not None for quantity in cell.quantities):
        yield ("range-target", DOUBT, _RANGE, "Tạm coi mức dưới là mức phải đạt.")


def _base(indicator: IndicatorReading, row: AnnexRow, cell: AnnexCell) -> Iterator[ReadFinding]:
    """A percentage whose base is printed in the cell, where the unit's column says only "%"."""
    foreign = any(pair.figure.cell is cell for pair in indicator.foreign)
    base = next(
        (
            quantity.of
            for quantity in cell.quantities
            if quantity.of and quantity.unit in (None, "%")
        ),
        None,
    )
    if base and "%" in row.unit and not foreign and base.startswith("tổng"):
        yield _note(
            indicator,
            row,
            cell,
            (
                "figure-of-other",
                DOUBT,
                f"Mức trong ô tính trên “{base}”, không phải trên nội dung của dòng.",
                f"Hiểu là phần trăm của {base}.",
            ),
        )


def _unit(
    read: UnderstoodWords, indicator: IndicatorReading, row: AnnexRow
) -> Iterator[ReadFinding]:
    if read.annex is None or not read.annex.has(Column.UNIT):
        return
    measure = indicator.measure_of(row)
    corrects = slot(measure.code, Field.UNIT) if measure else None
    if not row.unit.strip() and row.has_target:
        yield finding(
            "unit-missing",
            DOUBT,
            items=(indicator.code,),
            subject=row.name,
            quotes=[cell_quote(_number(indicator, row), "Đơn vị tính", row.name)],
            sentence="Không có đơn vị tính nên không biết phải báo cáo con số gì.",
            assumed="Trả lời đạt hay chưa đạt."
            if not _figures(row)
            else "Lấy đơn vị ghi trong ô mức."
            if any(figure.unit for figure in _figures(row))
            else "Chỉ ghi “số lượng”, chưa rõ đếm gì.",
            corrects=corrects,
        )
    for cell in row.cells:
        if "%" in row.unit and any(quantity.unit == "%" for quantity in cell.quantities):
            yield finding(
                "unit-twice",
                NOTE if len(cell.figures) > 1 else DOUBT,
                items=(indicator.code,),
                subject=(row.name, cell.heading.name),
                quotes=[
                    cell_quote(_number(indicator, row), cell.heading.name, cell.raw),
                ],
                sentence="Đơn vị “%” ghi cả ở cột đơn vị tính và trong ô mức.",
                assumed="Đọc là một lần phần trăm.",
                corrects=corrects,
            )


def _figures(row: AnnexRow) -> list[Quantity]:
    return [quantity for cell in row.cells for quantity in cell.quantities]


def _targets(indicator: IndicatorReading, row: AnnexRow) -> Iterator[ReadFinding]:
    blank = [cell for cell in row.cells if not cell.raw]
    if not blank or (row.children and not row.has_target):
        return
    names = ", ".join(cell.heading.name for cell in blank)
    nothing = not row.has_target
    gaps = (
        bool(row.years)
        and any(year.raw for year in row.years)
        and not all(year.raw for year in row.years)
    )
    only_last = gaps and not any(year.raw for year in row.years[:-1])
    yield finding(
        "target-empty" if nothing or (gaps and not only_last) else "target-column-empty",
        ERROR if nothing else DOUBT if gaps and not only_last else NOTE,
        items=(indicator.code,),
        subject=(row.name, names),
        quotes=[cell_quote(_number(indicator, row), names, row.name)],
        sentence="Dòng này không có mức nào để đối chiếu."
        if nothing
        else f"Cột {names} để trống: mức ở cột kia có áp dụng cho cột này không?",
        assumed="Chỉ theo dõi số liệu, không chấm đạt hay chưa đạt."
        if nothing
        else "Chỉ lấy mức đã ghi.",
        corrects=slot(indicator.measures[0].code, Field.FINAL) if nothing else None,
    )


def _cut(indicator: IndicatorReading, row: AnnexRow) -> Iterator[ReadFinding]:
    for heading, words in row.cut:
        yield finding(
            "row-cut",
            DOUBT,
            items=(indicator.code,),
            subject=(row.name, heading),
            quotes=[cell_quote(_number(indicator, row), heading, words)],
            sentence=f"Chữ “{words}” đứng một mình ở dòng sau do bảng bị ngắt trang.",
            assumed=f"Nối vào ô {heading} của dòng “{row.name}”.",
        )


def _series(indicator: IndicatorReading, row: AnnexRow) -> Iterator[ReadFinding]:
    """A yearly series against its own average and its own final value."""
    values = [year.quantities[0].value for year in row.years if year.quantities]
    if len(values) < 2 or len(values) != len(row.years):  # noqa: PLR2004  (a series has two years)
        return
    average, final = row.cell(Column.AVERAGE), row.cell(Column.FINAL)
    if average and average.quantities and not _is_mean(average.quantities[0].value, values):
        yield _broken(indicator, row, average, "series-breaks-average", "bình quân của các năm")
    if final and final.quantities and final.quantities[0].value != values[-1]:
        yield _broken(indicator, row, final, "series-breaks-final", "mức của năm cuối")


def _broken(
    indicator: IndicatorReading, row: AnnexRow, cell: AnnexCell, code: str, what: str
) -> ReadFinding:
    series = "; ".join(f"{year.heading.name}: {year.raw}" for year in row.years)
    return _note(
        indicator,
        row,
        cell,
        (
            code,
            ERROR,
            f"“{cell.raw}” không khớp với {what} ({series}).",
            "Tạm lấy mức ghi ở cột này, giữ mức từng năm để đối chiếu.",
        ),
    )


def _is_mean(printed: Decimal, values: list[Decimal]) -> bool:
    """Whether it is the arithmetic or the compound mean, as plans round them."""
    count = len(values)
    means = [sum(values, Decimal(0)) / count]
    if all(value > -_HUNDRED for value in values):
        product = Decimal(1)
        for value in values:
            product *= 1 + value / _HUNDRED
        means.append((product ** (Decimal(1) / count) - 1) * _HUNDRED)
    return any(abs(printed - mean) <= max(abs(mean) * _TOLERANCE, _ROUNDED) for mean in means)


_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.05")
