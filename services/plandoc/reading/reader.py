"""A plan document in, a reading out: the draft, the document's own words, the findings."""

import re

from services.domain.plan_document.reading import (
    PLAN_ITSELF,
    Field,
    ReadFinding,
    Reading,
    SentenceQuote,
)
from services.plandoc.findings.all import find
from services.plandoc.findings.noting import ERROR, finding, quote, row_place, slot
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.understood import UnderstoodWords, understand
from services.plandoc.reading.drafting import draft_of
from services.plandoc.reading.partition import partition
from services.plandoc.reading.refusals import no_plan_in
from services.plandoc.sources.source import DocumentError, SourceDocument

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_USUAL_YEARS = 5  # a plan's period, where only its own year is known


def read_document(document: SourceDocument) -> Reading:
    """Read a plan of the ward; pure, and the same for the same words.

    Raises DocumentError where nothing in it is a plan: no section, no indicator, no work.
    """
    read = understand(document)
    if not (read.indicators or read.schemes or read.duties):
        raise DocumentError("document-no-plan", document.name, no_plan_in(read))
    period, missing = _period(read, document)
    pieces = partition(read)
    findings = (*missing, *find(read, pieces))
    return Reading(
        draft=draft_of(read, findings, period),
        dated=read.head.dated.raw if read.head.dated else None,
        quotes=_quotes(read),
        findings=findings,
        notes=document.notes,
        pieces=pieces,
    )


def _period(
    read: UnderstoodWords, document: SourceDocument
) -> tuple[tuple[int, int], tuple[ReadFinding, ...]]:
    if read.head.period is not None:
        return read.head.period, ()
    dated = read.head.dated
    years = sorted(int(year) for year in _YEAR.findall(read.everything))
    if dated is not None and dated.year is not None:
        period = (dated.year, dated.year + _USUAL_YEARS - 1)
    elif years:
        period = (years[0], max(years[-1], years[0]))
    else:
        raise DocumentError(
            "document-no-year",
            document.name,
            "văn bản không nêu năm nào nên không biết kế hoạch của giai đoạn nào.",
        )
    line = read.head.title_line
    return period, (
        finding(
            "no-period",
            ERROR,
            subject="period",
            quotes=[quote(line)] if line else [],
            sentence="Văn bản không nêu giai đoạn thực hiện nên không biết giao việc đến năm nào.",
            assumed=f"Tạm lấy giai đoạn {period[0]} - {period[1]}.",
            corrects=slot(PLAN_ITSELF, Field.TITLE),
        ),
    )


def _quotes(read: UnderstoodWords) -> dict[str, SentenceQuote]:
    """The document's own words of each item and measure."""
    quotes: dict[str, SentenceQuote] = {}
    for scheme in read.schemes:
        if scheme.listed:
            quotes[scheme.code] = quote(scheme.listed)
        else:
            entry, words = scheme.named[0]
            quotes[scheme.code] = quote(entry, words)
    for indicator in read.indicators:
        quotes |= _of_indicator(indicator)
    for duty in read.duties:
        quotes[duty.code] = quote(duty.entry, duty.text)
    return quotes


def _of_indicator(indicator: IndicatorReading) -> dict[str, SentenceQuote]:
    paragraph = indicator.paragraph
    collected: dict[str, SentenceQuote] = {}
    if paragraph is not None:
        collected[indicator.code] = quote(paragraph.entry, paragraph.text)
    elif indicator.row is not None:
        place = row_place(indicator.row.label)
        collected[indicator.code] = SentenceQuote(place=place, text=indicator.row.name)
    for measure in indicator.measures:
        claim = measure.claim or (measure.pairs[0].claim if measure.pairs else None)
        if measure.code == indicator.code:
            continue
        if claim is not None and paragraph is not None:
            collected[measure.code] = quote(paragraph.entry, claim.raw)
        elif measure.row is not None:
            cells = "; ".join(figure.cell.raw for figure in measure.figures.values())
            number = measure.row.label or (indicator.row.label if indicator.row else "")
            collected[measure.code] = SentenceQuote(
                place=row_place(number), text=f"{measure.row.name}: {cells}".strip(" :")
            )
    return collected
