"""A target of the plan that was corrected where the Office settled what the plan leaves open."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from services.domain.act import FactKind, Names
from services.domain.assignment.events import Measure, with_measure
from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.numerals import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What a measure must reach: at the end of the plan, every year, by which day.

    A range has `*_high`; None where the plan says nothing.
    """

    target_2030: Decimal | None
    target_2030_high: Decimal | None
    target_average: Decimal | None
    target_average_high: Decimal | None
    reach_by: date | None

    @classmethod
    def of(cls, measure: Measure) -> "Targets":
        """Those of a measure as it stands."""
        return cls(
            target_2030=measure.target_2030,
            target_2030_high=measure.target_2030_high,
            target_average=measure.target_average,
            target_average_high=measure.target_average_high,
            reach_by=measure.reach_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCorrected:
    """Đính chính mục tiêu: what a measure must reach, as a decision on a finding says.

    `finding` is the code of that finding; `before` is what stood until then.
    """

    TYPE: ClassVar[str] = "target-corrected"
    SCHEMA: ClassVar[int] = 1

    measure: str
    finding: str
    before: Targets
    after: Targets


def changes(event: TargetCorrected) -> str:
    """What was changed, before and after: mục tiêu đến năm 2030 từ 1 thành 0."""
    before, after = event.before, event.after
    said = [
        f"{what} từ {old} thành {new}"
        for what, old, new in (
            (
                "mục tiêu đến năm 2030",
                _amount(before.target_2030, before.target_2030_high),
                _amount(after.target_2030, after.target_2030_high),
            ),
            (
                "mục tiêu mỗi năm",
                _amount(before.target_average, before.target_average_high),
                _amount(after.target_average, after.target_average_high),
            ),
            ("ngày đạt chậm nhất", _day(before.reach_by), _day(after.reach_by)),
        )
        if old != new
    ]
    return "; ".join(said)


def _amount(value: Decimal | None, high: Decimal | None) -> str:
    if value is None:
        return "chưa nêu"
    return written(value) if high is None else f"{written(value)} – {written(high)}"


def _day(day: date | None) -> str:
    return "chưa nêu" if day is None else written_day(day)


def _corrected(item: Assignment, event: TargetCorrected, _fact: Fact) -> Assignment:
    after = event.after
    return replace(
        item,
        measures=with_measure(
            item.measures,
            event.measure,
            target_2030=after.target_2030,
            target_2030_high=after.target_2030_high,
            target_average=after.target_average,
            target_average_high=after.target_average_high,
            reach_by=after.reach_by,
        ),
    )


def _describe(event: TargetCorrected, _names: Names) -> str:
    return f"Đính chính mục tiêu: {changes(event)}."


KIND: Final = FactKind(
    event=TargetCorrected, name="Đính chính mục tiêu", apply=_corrected, describe=_describe
)
FACTS: Final = (KIND,)
