"""A draft written as a plan file of ours, with the document's words beside each item, to edit."""

from collections.abc import Iterator
from typing import Any

import yaml

from services.domain.answers import MeasureKind
from services.domain.plan.draft import (
    DeliverableDraft,
    FindingDraft,
    GroupDraft,
    ItemDraft,
    ItemKind,
    MeasureDraft,
    PlanDraft,
    TargetDraft,
    UnitDraft,
)
from services.domain.plan.proposals import with_proposed_range
from services.domain.plan_document.reading import Reading, SentenceQuote
from services.planyaml.days_part import written
from services.planyaml.range_part import NO_BOUNDS

_HEAD = """\
# Bản nháp đọc từ văn bản. Sửa rồi kiểm tra lại bằng lệnh: dondoc plan check TỆP.yaml
#   frequencies  kỳ báo cáo: month, quarter, half_year, year, school_year, once
#   proposed     true là kỳ do phần mềm đề xuất, văn bản không nêu
#   days         hạn của từng kỳ, dạng tháng-ngày, tháng đếm từ đầu kỳ. Ví dụ quarter: [03-20] là
#                ngày 20 tháng cuối quý; half_year: [06-10, 05-15] là 10/6 và 15/11;
#                once: [2027-09-30] là việc làm một lần
"""
_WIDTH = 99
_COMMENT = 94


def write_draft(reading: Reading) -> str:
    """Write the draft of a reading; the plan file's reader reads it back to the same draft."""
    draft = reading.draft
    parts = [
        _HEAD,
        _dump({"plan": _plan(draft)}),
        _listed("units", ((_unit_fields(unit), None) for unit in draft.units)),
        _listed("groups", ((_group_fields(group), None) for group in draft.groups)),
    ]
    for name, kind in (
        ("schemes", ItemKind.SCHEME),
        ("indicators", ItemKind.INDICATOR),
        ("duties", ItemKind.DUTY),
    ):
        items = [item for item in draft.items if item.kind is kind]
        parts.append(
            _listed(name, ((_item(item), reading.quotes.get(item.code)) for item in items))
        )
    parts.append(
        _listed("findings", ((_finding_fields(finding), None) for finding in draft.findings))
    )
    return "\n".join(parts)


def _listed(name: str, items: Iterator[tuple[dict[str, Any], SentenceQuote | None]]) -> str:
    lines = [f"{name}:\n"]
    for fields, quote in items:
        if quote is not None:
            lines += _comment(f"{quote.place}: {quote.text}")
        block = _dump([fields])
        lines += [f"  {line}\n" for line in block.splitlines()]
    return "".join(lines) if len(lines) > 1 else f"{name}: []\n"


def _comment(words: str) -> Iterator[str]:
    line = ""
    for word in words.split():
        if line and len(line) + len(word) >= _COMMENT:
            yield f"  # {line}\n"
            line = ""
        line = f"{line} {word}".strip()
    yield f"  # {line}\n"


def _dump(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _plan(draft: PlanDraft) -> dict[str, Any]:
    return {
        "code": draft.code,
        "title": draft.title,
        "number": draft.number,
        "issued_on": draft.issued_on.isoformat() if draft.issued_on else None,
        "place": draft.place,
        "period_from": draft.period_from,
        "period_to": draft.period_to,
        "replaces": draft.replaces,
    }


def _unit_fields(unit_draft: UnitDraft) -> dict[str, Any]:
    return {
        "code": unit_draft.code,
        "name": unit_draft.name,
        "kind": unit_draft.kind.value,
        "aliases": list(unit_draft.aliases),
        "internal": unit_draft.internal,
        "restricted": unit_draft.restricted,
    }


def _group_fields(group_draft: GroupDraft) -> dict[str, Any]:
    return {
        "code": group_draft.code,
        "phrase": group_draft.phrase,
        "members": list(group_draft.members),
        "proposed": group_draft.proposed,
    }


def _finding_fields(finding_draft: FindingDraft) -> dict[str, Any]:
    return {
        "code": finding_draft.code,
        "severity": finding_draft.severity.value,
        "items": list(finding_draft.items),
        "place": finding_draft.place,
        "question": finding_draft.question,
        "assumed": finding_draft.assumed,
    }


def _item(item_draft: ItemDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "code": item_draft.code,
        "title": item_draft.title,
        "section": item_draft.section,
        "lead": item_draft.lead,
        "supporting": list(item_draft.supporting),
    }
    if item_draft.restricted:
        fields["restricted"] = True
    for name in ("starts_on", "ends_on"):
        day = getattr(item_draft, name)
        if day is not None:
            fields[name] = day.isoformat()
    if item_draft.kind is ItemKind.SCHEME:
        fields["deliverables"] = [_deliverable(each) for each in item_draft.deliverables]
        return fields
    reports = item_draft.deliverables
    proposed = any(each.proposed for each in reports)
    if item_draft.kind is ItemKind.DUTY:
        fields["frequencies"] = [each.frequency.value for each in reports]
        fields["proposed"] = proposed
    elif not proposed:  # unsaid, the reports of an indicator are proposed
        fields["proposed"] = False
    dated = [each for each in reports if each.days is not None]
    if dated:
        fields["days"] = {each.frequency.value: _days(each) for each in dated}
    if item_draft.kind is ItemKind.INDICATOR:
        fields["measures"] = [_measure(each) for each in item_draft.measures]
    return fields


def _deliverable(deliverable: DeliverableDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": deliverable.name.value,
        "frequency": deliverable.frequency.value,
        "proposed": deliverable.proposed,
    }
    if deliverable.due is not None:
        fields["due"] = {
            "after": f"{deliverable.due.after_month:02d}-{deliverable.due.after_day:02d}",
            "working_days_after_issue": deliverable.due.working_days_after_issue,
        }
    if deliverable.days is not None:
        fields["days"] = _days(deliverable)
    return fields


def _days(deliverable: DeliverableDraft) -> list[str]:
    return written(deliverable.days) if deliverable.days else []


def _measure(measure_draft: MeasureDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "code": measure_draft.code,
        "title": measure_draft.title,
        "unit": measure_draft.unit,
        "polarity": measure_draft.polarity.value,
        "operator": measure_draft.operator.value,
        "rule": measure_draft.rule.value,
        "frequencies": [each.value for each in measure_draft.frequencies],
    }
    optional: dict[str, Any] = {
        "kind": measure_draft.kind.value if measure_draft.kind is not MeasureKind.NUMBER else None,
        "target_2030": _target(measure_draft.target_2030),
        "target_average": _target(measure_draft.target_average),
        "reach_by": measure_draft.reach_by.isoformat() if measure_draft.reach_by else None,
        "lead": measure_draft.lead,
        "stretch": measure_draft.stretch or None,
        "stretch_target": measure_draft.stretch_target,
        "in_annex": None if measure_draft.in_annex else False,
        "cell_2030": measure_draft.cell_2030,
        "cell_average": measure_draft.cell_average,
        "note": measure_draft.note,
        "range": _range(measure_draft),
    }
    return {**fields, **{name: value for name, value in optional.items() if value is not None}}


def _range(measure_draft: MeasureDraft) -> object:
    """A range that is not what the words propose anyway."""
    if measure_draft == with_proposed_range(measure_draft):
        return None
    if measure_draft.possible is None:
        return NO_BOUNDS
    stated = {"low": measure_draft.possible.low, "high": measure_draft.possible.high}
    bounds = {name: format(bound, "f") for name, bound in stated.items() if bound is not None}
    return {**bounds, "whole": measure_draft.possible.whole}


def _target(target_draft: TargetDraft | None) -> object:
    if target_draft is None:
        return None
    return (
        target_draft.value
        if target_draft.high is None
        else {"low": target_draft.value, "high": target_draft.high}
    )
