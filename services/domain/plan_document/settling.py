"""What the Office's decisions make of a reading: corrected places, fewer open questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from services.domain.instants import YEAR_SAID, YEARS
from services.domain.numerals import asked_again, either, read, without_percent
from services.domain.plan.draft import FindingDraft, ItemDraft, Operator, PlanDraft, TargetDraft
from services.domain.plan.proposals import with_proposed_range
from services.domain.plan_document.events import FindingVerdict, Understood
from services.domain.plan_document.gathered import finding_draft, narrowed
from services.domain.plan_document.reading import PLAN_ITSELF, Field, ReadFinding, Reading, Slot
from services.domain.plan_document.rules import (
    VALUE_DAY,
    VALUE_EITHER,
    VALUE_EMPTY,
    VALUE_FIGURE,
    VALUE_LONG,
    VALUE_NUMBER,
    VALUE_OPERATOR,
    VALUE_UNIT,
    VALUE_UNITS,
    VALUE_YEAR,
)
from services.domain.typed_days import read_typed_day

_LONGEST = {Field.TITLE: 2000, Field.UNIT: 60}
_LONGEST_LINE = 200
NOBODY = "không"  # what is typed where nobody supports
_UNTIL = re.compile(r"(?<=[\d%])\s*[-–]\s*")  # between the two numbers of a range
_NUMBER = re.compile(r"\d[0-9A-Za-zĐđƯưƠơÂâÊêÔôĂă./&_-]{0,49}")
_OF_PLANS = frozenset({Field.NUMBER, Field.ISSUED_ON, Field.PLACE, Field.REPLACES, Field.TITLE})
_OF_ITEMS = frozenset({Field.TITLE, Field.LEAD, Field.SUPPORTING})
_OF_MEASURES = frozenset(
    {
        Field.TITLE,
        Field.LEAD,
        Field.UNIT,
        Field.OPERATOR,
        Field.FINAL,
        Field.AVERAGE,
        Field.REACH_BY,
    }
)
# No document states a range: with other words, or another target, it is proposed anew.
_PROPOSING = frozenset({Field.TITLE, Field.UNIT, Field.FINAL, Field.AVERAGE})

# Why a correction may not be what its place asks for.
VALUE_RULES: Final = (
    VALUE_EMPTY,
    VALUE_FIGURE,
    VALUE_EITHER,
    VALUE_DAY,
    VALUE_YEAR,
    VALUE_UNIT,
    VALUE_UNITS,
    VALUE_OPERATOR,
    VALUE_NUMBER,
    VALUE_LONG,
)

Value = str | date | Operator | TargetDraft | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDecision:
    """What was decided for one finding; `value` as it was typed, None unless it was corrected.

    `understood` is what it meant then; None in decisions from before that was kept. Of two that
    speak of one place the one of the later `version` holds.
    """

    verdict: FindingVerdict
    value: str | None
    understood: Understood | None = None
    version: int = 0


def settled_draft(reading: Reading, decisions: Mapping[str, FindingDecision]) -> PlanDraft:
    """The plan as the Office wants it: corrections in their places, decided findings gone.

    `decisions` are by the keys of lines, or of findings as a whole. Open ones stay with what is
    assumed, of a gathered finding the lines that are open; a missing lead stays for as long as it
    is missing. Raises Refusal for a value that does not fit its place.
    """
    draft = reading.draft
    for finding in reading.findings:
        for line in finding.lines:
            decided = _decided(finding, line, decisions)
            if line.corrects is not None and decided is not None and decided.value is not None:
                draft = put(draft, line.corrects, _meant(line.corrects, decided, draft))
    leaderless = {item.code for item in draft.items if item.lead is None}
    kept = (
        _left(finding, kept_as, decisions, leaderless)
        for finding, kept_as in zip(reading.findings, reading.draft.findings, strict=True)
    )
    return replace(draft, findings=tuple(each for each in kept if each is not None))


def _decided(
    finding: ReadFinding, line: ReadFinding, decisions: Mapping[str, FindingDecision]
) -> FindingDecision | None:
    """What stands for a line: the newer of the decisions on it and on the whole finding."""
    keys = dict.fromkeys((finding.key, line.key))
    decided = [decisions[key] for key in keys if key in decisions]
    return max(decided, key=lambda each: each.version, default=None)


def _left(
    finding: ReadFinding,
    kept_as: FindingDraft,
    decisions: Mapping[str, FindingDecision],
    leaderless: set[str],
) -> FindingDraft | None:
    """What of a finding stays open in the plan."""
    keys = {
        line.key
        for line in finding.lines
        if _stays(line, _decided(finding, line, decisions), leaderless)
    }
    left = narrowed(finding, keys)
    if left is None or left is finding:
        return None if left is None else kept_as
    return finding_draft(left)


def _stays(line: ReadFinding, decided: FindingDecision | None, leaderless: set[str]) -> bool:
    if decided is None or decided.verdict is FindingVerdict.LEFT_OPEN:
        return True
    slot = line.corrects
    return slot is not None and slot.field is Field.LEAD and slot.item in leaderless


def understood_as(slot: Slot, value: Value) -> Understood:
    """What a correction means, as it is kept beside the typed words."""
    match value:
        case TargetDraft():
            return Understood(figure=value.value, high=value.high)
        case Operator():
            return Understood(operator=value.value)
        case date():
            return Understood(day=value)
        case tuple():
            return Understood(codes=value)
        case str():
            return Understood(codes=(value,)) if slot.field is Field.LEAD else Understood()


def _meant(slot: Slot, decided: FindingDecision, draft: PlanDraft) -> Value:
    """What was decided, as it was understood then."""
    kept, typed = decided.understood, decided.value or ""
    if kept is None:
        return read_value(slot, typed, draft)
    if kept.figure is not None:
        return TargetDraft(value=kept.figure, high=kept.high)
    if kept.operator is not None:
        return Operator(kept.operator)
    if kept.day is not None:
        return kept.day
    if kept.codes is not None:
        return kept.codes[0] if slot.field is Field.LEAD else kept.codes
    return " ".join(typed.split())


def read_value(slot: Slot, typed: str, draft: PlanDraft) -> Value:
    """What a typed correction means; raises Refusal that says how it is to be typed."""
    words = " ".join(typed.split())
    if not words:
        raise VALUE_EMPTY.refuse()
    match slot.field:
        case Field.FINAL | Field.AVERAGE:
            return _target(words)
        case Field.ISSUED_ON | Field.REACH_BY:
            return _day(words)
        case Field.LEAD | Field.SUPPORTING:
            return _lead(words, draft) if slot.field is Field.LEAD else _supporting(words, draft)
        case Field.OPERATOR:
            return _operator(words)
        case Field.NUMBER | Field.PLACE | Field.REPLACES | Field.TITLE | Field.UNIT:
            return _line(slot.field, words)


def put(draft: PlanDraft, slot: Slot, value: Value) -> PlanDraft:
    """The draft with one place changed; a place that the draft does not have changes nothing."""
    change: dict[str, Any] = {slot.field.value: value}
    if slot.item == PLAN_ITSELF:
        return replace(draft, **change)
    return replace(draft, items=tuple(_item(item, slot, change) for item in draft.items))


def holds(draft: PlanDraft, slot: Slot) -> bool:
    """Whether the draft has this place."""
    if slot.item == PLAN_ITSELF:
        return slot.field in _OF_PLANS
    items = {item.code for item in draft.items}
    measures = {measure.code for item in draft.items for measure in item.measures}
    return (slot.item in items and slot.field in _OF_ITEMS) or (
        slot.item in measures and slot.field in _OF_MEASURES
    )


def _item(item: ItemDraft, slot: Slot, change: dict[str, Any]) -> ItemDraft:
    # An item and its only measure may share a code: what both have is the item's.
    if item.code == slot.item and slot.field in _OF_ITEMS:
        return replace(item, **change)
    if slot.field not in _OF_MEASURES:
        return item
    measure_drafts = [
        replace(measure, **change) if measure.code == slot.item else measure
        for measure in item.measures
    ]
    if slot.field in _PROPOSING:
        measure_drafts = [
            with_proposed_range(each) if each.code == slot.item else each
            for each in measure_drafts
        ]
    return replace(item, measures=tuple(measure_drafts))


def _target(words: str) -> TargetDraft:
    parts = [without_percent(part) for part in _UNTIL.split(words, maxsplit=1)]
    for part in parts:
        if (read_as := either(part)) is not None:
            raise VALUE_EITHER.refuse(question=asked_again(part, read_as))
    numbers = [number for number in map(read, parts) if number is not None]
    if len(numbers) < len(parts):
        raise VALUE_FIGURE.refuse(words=words)
    return TargetDraft(value=f"{numbers[0]:f}", high=f"{numbers[1]:f}" if numbers[1:] else None)


def _day(words: str) -> date:
    parts = read_typed_day(words)
    if parts is None or parts.on is None:
        raise VALUE_DAY.refuse(words=words)
    if parts.year not in YEARS:
        raise VALUE_YEAR.refuse(words=words, year_said=YEAR_SAID)
    return parts.on


def _lead(words: str, draft: PlanDraft) -> str:
    if words not in {unit.code for unit in draft.units if unit.internal}:
        raise VALUE_UNIT.refuse(words=words)
    return words


def _supporting(words: str, draft: PlanDraft) -> tuple[str, ...]:
    if words.casefold() == NOBODY:
        return ()
    known = {unit.code for unit in draft.units} | {group.code for group in draft.groups}
    codes = tuple(dict.fromkeys(filter(None, re.split(r"[\s,;]+", words))))
    strange = [code for code in codes if code not in known]
    if strange or not codes:
        raise VALUE_UNITS.refuse(units=", ".join(strange), nobody=NOBODY)
    return codes


def _operator(words: str) -> Operator:
    try:
        return Operator(words)
    except ValueError:
        raise VALUE_OPERATOR.refuse() from None


def _line(field: Field, words: str) -> str:
    if field is Field.NUMBER and not _NUMBER.fullmatch(words):
        raise VALUE_NUMBER.refuse(words=words)
    most = _LONGEST.get(field, _LONGEST_LINE)
    if len(words) > most:
        raise VALUE_LONG.refuse(most=most)
    return words
