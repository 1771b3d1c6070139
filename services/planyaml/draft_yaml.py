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
from services.domain.plan.reading import Quote, Reading
from services.planyaml.range_part import NO_BOUNDS

_WIDTH = 99
_COMMENT = 94


def write_draft(reading: Reading) -> str:
    """Write the draft of a reading; the plan file's reader reads it back to the same draft."""
    draft = reading.draft
    parts = [
        "# Bản nháp đọc từ văn bản. Sửa rồi kiểm tra lại bằng lệnh: dondoc plan check TỆP.yaml\n",
        _dump({"plan": _plan(draft)}),
        _listed("units", ((_unit_fields(one), None) for one in draft.units)),
        _listed("groups", ((_group_fields(one), None) for one in draft.groups)),
    ]
    for name, kind in (
        ("schemes", ItemKind.SCHEME),
        ("indicators", ItemKind.INDICATOR),
        ("duties", ItemKind.DUTY),
    ):
        items = [one for one in draft.items if one.kind is kind]
        parts.append(_listed(name, ((_item(one), reading.quotes.get(one.code)) for one in items)))
    parts.append(_listed("findings", ((_finding_fields(one), None) for one in draft.findings)))
    return "\n".join(parts)


def _listed(name: str, items: Iterator[tuple[dict[str, Any], Quote | None]]) -> str:
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


def _unit_fields(one: UnitDraft) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind.value,
        "aliases": list(one.aliases),
        "internal": one.internal,
        "restricted": one.restricted,
    }


def _group_fields(one: GroupDraft) -> dict[str, Any]:
    return {
        "code": one.code,
        "phrase": one.phrase,
        "members": list(one.members),
        "proposed": one.proposed,
    }


def _finding_fields(one: FindingDraft) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "items": list(one.items),
        "place": one.place,
        "question": one.question,
        "assumed": one.assumed,
    }


def _item(one: ItemDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "code": one.code,
        "title": one.title,
        "section": one.section,
        "lead": one.lead,
        "supporting": list(one.supporting),
    }
    if one.restricted:
        fields["restricted"] = True
    for name in ("starts_on", "ends_on"):
        day = getattr(one, name)
        if day is not None:
            fields[name] = day.isoformat()
    if one.kind is ItemKind.SCHEME:
        fields["deliverables"] = [_deliverable(each) for each in one.deliverables]
    elif one.kind is ItemKind.INDICATOR:
        fields["measures"] = [_measure(each) for each in one.measures]
    else:
        fields["frequencies"] = [each.frequency.value for each in one.deliverables]
        fields["proposed"] = any(each.proposed for each in one.deliverables)
    return fields


def _deliverable(one: DeliverableDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": one.name.value,
        "frequency": one.frequency.value,
        "proposed": one.proposed,
    }
    if one.due is not None:
        fields["due"] = {
            "after": f"{one.due.after_month:02d}-{one.due.after_day:02d}",
            "working_days_after_issue": one.due.working_days_after_issue,
        }
    return fields


def _measure(one: MeasureDraft) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "code": one.code,
        "title": one.title,
        "unit": one.unit,
        "polarity": one.polarity.value,
        "operator": one.operator.value,
        "rule": one.rule.value,
        "frequencies": [each.value for each in one.frequencies],
    }
    optional: dict[str, Any] = {
        "kind": one.kind.value if one.kind is not MeasureKind.NUMBER else None,
        "target_2030": _target(one.target_2030),
        "target_average": _target(one.target_average),
        "reach_by": one.reach_by.isoformat() if one.reach_by else None,
        "lead": one.lead,
        "stretch": one.stretch or None,
        "stretch_target": one.stretch_target,
        "in_annex": None if one.in_annex else False,
        "cell_2030": one.cell_2030,
        "cell_average": one.cell_average,
        "note": one.note,
        "range": _range(one),
    }
    return {**fields, **{name: value for name, value in optional.items() if value is not None}}


def _range(one: MeasureDraft) -> object:
    """A range that is not what the words propose anyway."""
    if one == with_proposed_range(one):
        return None
    if one.possible is None:
        return NO_BOUNDS
    stated = {"low": one.possible.low, "high": one.possible.high}
    bounds = {name: format(bound, "f") for name, bound in stated.items() if bound is not None}
    return {**bounds, "whole": one.possible.whole}


def _target(one: TargetDraft | None) -> object:
    if one is None:
        return None
    return one.value if one.high is None else {"low": one.value, "high": one.high}
