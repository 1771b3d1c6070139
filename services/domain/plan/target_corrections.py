"""What a decision on a finding makes of a target that it speaks of. Pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from services.domain.assignment.events import Measure
from services.domain.assignment.state import Assignment
from services.domain.assignment.target_facts import TargetCorrected, Targets
from services.domain.numerals import either, read
from services.domain.plan.rules import (
    TARGET_EITHER,
    TARGET_IMPOSSIBLE,
    TARGET_MEASURE,
    TARGET_NUMBER,
    TARGET_SHARED,
)


class TypedTargets(Protocol):
    """A decision with the targets that were typed beside it; blank leaves a target as it is."""

    @property
    def finding(self) -> str:
        """The code of the finding."""

    @property
    def measure(self) -> str | None:
        """The code of the measure."""

    @property
    def target(self) -> str | None:
        """What it must reach at the end of the plan."""

    @property
    def yearly(self) -> str | None:
        """What it must reach every year."""

    @property
    def reach_by(self) -> date | None:
        """The day by which it must be reached."""


def target_correction(item: Assignment | None, typed: TypedTargets) -> TargetCorrected | None:
    """The correction, or None where nothing was typed or nothing changes; raises Refusal."""
    if not (typed.target or typed.yearly or typed.reach_by):
        return None
    measure = measure_of(item, typed.measure)
    before = Targets.of(measure)
    after = before
    if typed.target:
        value = _number(typed.target, measure, "target")
        after = replace(after, target_2030=value, target_2030_high=None)
    if typed.yearly:
        value = _number(typed.yearly, measure, "yearly")
        after = replace(after, target_average=value, target_average_high=None)
    if typed.reach_by:
        after = replace(after, reach_by=typed.reach_by)
    if after == before:
        return None
    return TargetCorrected(measure=measure.code, finding=typed.finding, before=before, after=after)


def measure_of(item: Assignment | None, code: str | None) -> Measure:
    """The measure that is corrected; raises Refusal."""
    if item is not None and item.opened.code != item.opened.item_code:
        raise TARGET_SHARED.refuse()
    for measure in item.measures if item else ():
        if measure.code == code:
            return measure
    raise TARGET_MEASURE.refuse()


def _number(typed: str, measure: Measure, field: str) -> Decimal:
    """A number of the measure's own; one that may be read in two ways is asked again."""
    if either(typed) is not None:
        raise TARGET_EITHER.refuse(field=field)
    value = read(typed)
    if value is None or measure.is_yes_no:
        raise TARGET_NUMBER.refuse(field=field)
    if measure.possible is not None and not measure.possible.holds(value):
        raise TARGET_IMPOSSIBLE.refuse(field=field)
    return value
