"""What else of an item was corrected where the Office settled what the plan leaves open."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from services.domain.act import FactKind, Names
from services.domain.assignment.events import Measure, with_measure
from services.domain.assignment.ranges import MeasuredIn
from services.domain.assignment.state import Assignment
from services.domain.assignment.target_facts import TargetCorrected, changes
from services.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureUnitCorrected:
    """Đính chính đơn vị tính: in what a measure is counted, as a decision on a finding says.

    `finding` is the code of that finding; `before` is what stood until then. Of what was issued,
    only tasks of which nothing was reported follow.
    """

    TYPE: ClassVar[str] = "measure-unit-corrected"
    SCHEMA: ClassVar[int] = 1

    measure: str
    finding: str
    before: MeasuredIn
    after: MeasuredIn


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUnits:
    """Who leads an item, None where nobody does, and who supports it."""

    lead_unit: str | None
    supporting_units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsCorrected:
    """Đính chính đơn vị thực hiện: who leads and supports, as a decision on a finding says.

    What was issued stays as it is; of an item that nobody led, periods are issued from
    `issue_from` on (a calendar day in Asia/Ho_Chi_Minh).
    """

    TYPE: ClassVar[str] = "units-corrected"
    SCHEMA: ClassVar[int] = 1

    finding: str
    before: ItemUnits
    after: ItemUnits
    issue_from: date


ItemCorrection = TargetCorrected | MeasureUnitCorrected | UnitsCorrected


def said_correction(event: ItemCorrection, names: Names) -> str:
    """What was corrected, before and after: đơn vị tính từ % thành người."""
    match event:
        case TargetCorrected():
            return changes(event)
        case MeasureUnitCorrected():
            return f"đơn vị tính từ {event.before.unit} thành {event.after.unit}"
        case UnitsCorrected():
            return _units_changed(event, names)


def _units_changed(event: UnitsCorrected, names: Names) -> str:
    before, after = event.before, event.after
    said = [
        f"{what} từ {_named(old, names)} thành {_named(new, names)}"
        for what, old, new in (
            ("đơn vị chủ trì", _lead(before), _lead(after)),
            ("đơn vị phối hợp", before.supporting_units, after.supporting_units),
        )
        if old != new
    ]
    return "; ".join(said)


def _lead(units: ItemUnits) -> tuple[str, ...]:
    return (units.lead_unit,) if units.lead_unit else ()


def _named(codes: tuple[str, ...], names: Names) -> str:
    return ", ".join(names.unit(code) for code in codes) or "chưa có"


def counted_anew(item: Assignment, event: MeasureUnitCorrected) -> tuple[Measure, ...]:
    """The measures of the item with the unit that was corrected."""
    after = event.after
    return with_measure(item.measures, event.measure, unit=after.unit, possible=after.possible)


def _counted_anew(item: Assignment, event: MeasureUnitCorrected, _fact: Fact) -> Assignment:
    return replace(item, measures=counted_anew(item, event))


def _done_by_others(item: Assignment, event: UnitsCorrected, _fact: Fact) -> Assignment:
    return replace(
        item,
        lead_unit=event.after.lead_unit,
        supporting_units=event.after.supporting_units,
        issue_from=event.issue_from,
    )


def _describe_measure(event: MeasureUnitCorrected, names: Names) -> str:
    return f"Đính chính chỉ tiêu thành phần: {said_correction(event, names)}."


def _describe_units(event: UnitsCorrected, names: Names) -> str:
    return f"Đính chính {said_correction(event, names)}."


FACTS: Final = (
    FactKind(
        event=MeasureUnitCorrected,
        name="Đính chính đơn vị tính",
        apply=_counted_anew,
        describe=_describe_measure,
    ),
    FactKind(
        event=UnitsCorrected,
        name="Đính chính đơn vị thực hiện",
        apply=_done_by_others,
        describe=_describe_units,
    ),
)
