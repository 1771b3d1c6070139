"""What was read, told to a program (JSON with English keys) or to a person (Vietnamese lines)."""

from collections.abc import Iterator
from typing import Any

from services.domain.assignment.ranges import MeasureRange
from services.domain.plan.draft import (
    ItemDraft,
    ItemKind,
    MeasureDraft,
    PlanDraft,
    Severity,
    TargetDraft,
)
from services.domain.plan.reading import Quote, ReadFinding, Reading

_LISTS = (
    ("indicators", ItemKind.INDICATOR),
    ("schemes", ItemKind.SCHEME),
    ("duties", ItemKind.DUTY),
)
_SAID = {Severity.ERROR: "LỖI", Severity.DOUBT: "NGHI VẤN", Severity.NOTE: "GHI CHÚ"}


def reading_of(draft: PlanDraft) -> Reading:
    """A plan that was written in our own schema, as if it had been read: no quotes."""
    return Reading(
        draft=draft,
        dated=None,
        quotes={},
        findings=tuple(
            ReadFinding(
                key=one.code,
                code=one.code,
                severity=one.severity,
                items=one.items,
                place=one.place,
                quotes=(),
                sentence=one.question,
                assumed=one.assumed,
                corrects=None,
            )
            for one in draft.findings
        ),
        notes=(),
    )


def as_json(reading: Reading) -> dict[str, Any]:
    """The whole reading: `document`, five lists, `findings`, `notes`."""
    draft = reading.draft
    lists = {
        name: [_item(one, reading) for one in draft.items if one.kind is kind]
        for name, kind in _LISTS
    }
    measures = [_measure(item, one, reading) for item in draft.items for one in item.measures]
    return {
        "document": {
            "code": draft.code,
            "title": draft.title,
            "number": draft.number,
            "date": draft.issued_on.isoformat() if draft.issued_on else None,
            "dated": reading.dated,
            "place": draft.place,
            "period": {"from": draft.period_from, "to": draft.period_to},
            "replaces": draft.replaces,
        },
        **lists,
        "measures": measures,
        "units": [
            {
                "code": one.code,
                "name": one.name,
                "aliases": list(one.aliases),
                "kind": one.kind.value,
                "internal": one.internal,
                "restricted": one.restricted,
                "leads": [item.code for item in draft.items if item.lead == one.code],
                "supports": [item.code for item in draft.items if one.code in item.supporting],
            }
            for one in draft.units
        ],
        "groups": [
            {"code": one.code, "phrase": one.phrase, "members": list(one.members)}
            for one in draft.groups
        ],
        "findings": [_finding(one) for one in reading.findings],
        "notes": list(reading.notes),
    }


def as_lines(reading: Reading) -> Iterator[str]:
    """What a person at the command line wants to know, the gravest first."""
    draft = reading.draft
    counts = {kind: sum(one.kind is kind for one in draft.items) for _, kind in _LISTS}
    measures = sum(len(one.measures) for one in draft.items)
    yield draft.title
    yield (
        f"Số: {draft.number or 'để trống'}. Ngày: {_day(reading)}. Địa danh: {draft.place}."
        f" Giai đoạn {draft.period_from} - {draft.period_to}."
        + (f" Thay thế: {draft.replaces}." if draft.replaces else "")
    )
    yield (
        f"Đọc được {counts[ItemKind.INDICATOR]} chỉ tiêu ({measures} chỉ số),"
        f" {counts[ItemKind.SCHEME]} đề án, {counts[ItemKind.DUTY]} nhiệm vụ,"
        f" {len(draft.units)} đơn vị."
    )
    yield from reading.notes
    for severity in Severity:
        found = [one for one in reading.findings if one.severity is severity]
        yield f"\n{_SAID[severity]}: {len(found)}"
        for one in found:
            yield from _lines(one)


def _day(reading: Reading) -> str:
    issued_on = reading.draft.issued_on
    return f"{issued_on:%d/%m/%Y}" if issued_on else reading.dated or "không ghi"


def _lines(one: ReadFinding) -> Iterator[str]:
    items = f" [{', '.join(one.items)}]" if one.items else ""
    yield f"- {one.code}{items}, {one.place}: {one.sentence}"
    for quote in one.quotes:
        yield f"    {quote.place}: “{quote.text}”"
    yield f"    Đang hiểu: {one.assumed}"


def _item(one: ItemDraft, reading: Reading) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "place": one.section,
        "quote": _words(reading.quotes.get(one.code)),
        "lead": one.lead,
        "supporting": list(one.supporting),
        "frequencies": list(dict.fromkeys(each.frequency.value for each in one.deliverables)),
        "proposed": any(each.proposed for each in one.deliverables),
        "measures": [each.code for each in one.measures],
    }


def _measure(item: ItemDraft, one: MeasureDraft, reading: Reading) -> dict[str, Any]:
    return {
        "code": one.code,
        "item": item.code,
        "title": one.title,
        "unit": one.unit,
        "kind": one.kind.value,
        "operator": one.operator.value,
        "target_final": _target(one.target_2030),
        "target_average": _target(one.target_average),
        "reach_by": one.reach_by.isoformat() if one.reach_by else None,
        "stretch": one.stretch,
        "range": _range(one.possible),
        "in_annex": one.in_annex,
        "cell_final": one.cell_2030,
        "cell_average": one.cell_average,
        "series": one.note,
        "lead": one.lead or item.lead,
        "quote": _words(reading.quotes.get(one.code) or reading.quotes.get(item.code)),
    }


def _range(one: MeasureRange | None) -> object:
    if one is None:
        return None
    bounds = {"low": one.low, "high": one.high}
    found = {name: None if value is None else format(value, "f") for name, value in bounds.items()}
    return {**found, "whole": one.whole}


def _target(one: TargetDraft | None) -> object:
    if one is None:
        return None
    return one.value if one.high is None else {"low": one.value, "high": one.high}


def _words(quote: Quote | None) -> dict[str, str] | None:
    return None if quote is None else {"place": quote.place, "text": quote.text}


def _finding(one: ReadFinding) -> dict[str, Any]:
    return {
        "key": one.key,
        "code": one.code,
        "severity": one.severity.value,
        "items": list(one.items),
        "place": one.place,
        "quotes": [_words(each) for each in one.quotes],
        "why": one.sentence,
        "assumed": one.assumed,
        "corrects": {"item": one.corrects.item, "field": one.corrects.field.value}
        if one.corrects
        else None,
    }
