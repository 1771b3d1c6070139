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
from services.domain.plan_document.reading import (
    PieceRole,
    ReadFinding,
    Reading,
    SentenceQuote,
)
from services.plandoc.reading.coverage import counted, partition_as_json

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
                key=finding.code,
                code=finding.code,
                severity=finding.severity,
                items=finding.items,
                place=finding.place,
                quotes=(),
                sentence=finding.question,
                assumed=finding.assumed,
                corrects=None,
            )
            for finding in draft.findings
        ),
        notes=(),
    )


def as_json(reading: Reading) -> dict[str, Any]:
    """The whole reading: `document`, five lists, `findings`, `notes`, `partition`."""
    draft = reading.draft
    lists = {
        name: [_item(item, reading) for item in draft.items if item.kind is kind]
        for name, kind in _LISTS
    }
    measures = [
        _measure(item, measure, reading) for item in draft.items for measure in item.measures
    ]
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
                "code": unit.code,
                "name": unit.name,
                "aliases": list(unit.aliases),
                "kind": unit.kind.value,
                "internal": unit.internal,
                "restricted": unit.restricted,
                "leads": [item.code for item in draft.items if item.lead == unit.code],
                "supports": [item.code for item in draft.items if unit.code in item.supporting],
            }
            for unit in draft.units
        ],
        "groups": [
            {"code": group.code, "phrase": group.phrase, "members": list(group.members)}
            for group in draft.groups
        ],
        "findings": [_finding(finding) for finding in reading.findings],
        "notes": list(reading.notes),
        "partition": partition_as_json(reading.pieces),
    }


def as_lines(reading: Reading) -> Iterator[str]:
    """What a person at the command line wants to know, the gravest first."""
    draft = reading.draft
    counts = {kind: sum(item.kind is kind for item in draft.items) for _, kind in _LISTS}
    measures = sum(len(item.measures) for item in draft.items)
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
    if reading.pieces:
        lines = counted(reading.pieces)
        yield (
            f"Văn bản có {sum(lines.values())} dòng, {lines[PieceRole.UNREAD]} dòng có yêu cầu"
            " nhưng chưa đọc được thành mục nào."
        )
    yield from reading.notes
    for severity in Severity:
        chosen_findings = [finding for finding in reading.findings if finding.severity is severity]
        yield f"\n{_SAID[severity]}: {len(chosen_findings)}"
        for each in chosen_findings:
            yield from _lines(each)


def _day(reading: Reading) -> str:
    issued_on = reading.draft.issued_on
    return f"{issued_on:%d/%m/%Y}" if issued_on else reading.dated or "không ghi"


def _lines(read_finding: ReadFinding) -> Iterator[str]:
    items = f" [{', '.join(read_finding.items)}]" if read_finding.items else ""
    yield f"- {read_finding.code}{items}, {read_finding.place}: {read_finding.sentence}"
    for quote in read_finding.quotes:
        yield f"    {quote.place}: “{quote.text}”"
    yield f"    Đang hiểu: {read_finding.assumed}"


def _item(item_draft: ItemDraft, reading: Reading) -> dict[str, Any]:
    return {
        "code": item_draft.code,
        "title": item_draft.title,
        "place": item_draft.section,
        "quote": _words(reading.quotes.get(item_draft.code)),
        "lead": item_draft.lead,
        "supporting": list(item_draft.supporting),
        "frequencies": list(
            dict.fromkeys(each.frequency.value for each in item_draft.deliverables)
        ),
        "proposed": any(each.proposed for each in item_draft.deliverables),
        "measures": [each.code for each in item_draft.measures],
    }


def _measure(item: ItemDraft, measure_draft: MeasureDraft, reading: Reading) -> dict[str, Any]:
    return {
        "code": measure_draft.code,
        "item": item.code,
        "title": measure_draft.title,
        "unit": measure_draft.unit,
        "kind": measure_draft.kind.value,
        "operator": measure_draft.operator.value,
        "target_final": _target(measure_draft.target_2030),
        "target_average": _target(measure_draft.target_average),
        "reach_by": measure_draft.reach_by.isoformat() if measure_draft.reach_by else None,
        "stretch": measure_draft.stretch,
        "range": _range(measure_draft.possible),
        "in_annex": measure_draft.in_annex,
        "cell_final": measure_draft.cell_2030,
        "cell_average": measure_draft.cell_average,
        "series": measure_draft.note,
        "lead": measure_draft.lead or item.lead,
        "quote": _words(reading.quotes.get(measure_draft.code) or reading.quotes.get(item.code)),
    }


def _range(measure_range: MeasureRange | None) -> object:
    if measure_range is None:
        return None
    bounds = {"low": measure_range.low, "high": measure_range.high}
    collected = {
        name: None if value is None else format(value, "f") for name, value in bounds.items()
    }
    return {**collected, "whole": measure_range.whole}


def _target(target_draft: TargetDraft | None) -> object:
    if target_draft is None:
        return None
    return (
        target_draft.value
        if target_draft.high is None
        else {"low": target_draft.value, "high": target_draft.high}
    )


def _words(quote: SentenceQuote | None) -> dict[str, str] | None:
    return None if quote is None else {"place": quote.place, "text": quote.text}


def _finding(read_finding: ReadFinding) -> dict[str, Any]:
    return {
        "key": read_finding.key,
        "code": read_finding.code,
        "severity": read_finding.severity.value,
        "items": list(read_finding.items),
        "place": read_finding.place,
        "quotes": [_words(each) for each in read_finding.quotes],
        "why": read_finding.sentence,
        "assumed": read_finding.assumed,
        "corrects": _corrects(read_finding),
        "lines": [
            {
                "key": each.key,
                "items": list(each.items),
                "place": each.place,
                "quotes": [_words(quote) for quote in each.quotes],
                "assumed": each.assumed,
                "corrects": _corrects(each),
            }
            for each in read_finding.lines
        ],
    }


def _corrects(read_finding: ReadFinding) -> dict[str, str] | None:
    slot = read_finding.corrects
    return None if slot is None else {"item": slot.item, "field": slot.field.value}
