"""What the readers of plans propose for a measure of which the plan says nothing. Pure."""

from dataclasses import replace
from decimal import Decimal

from services.domain.assignment.ranges import MeasureRange, range_of
from services.domain.plan.draft import MeasureDraft


def with_proposed_range(measure: MeasureDraft) -> MeasureDraft:
    """The measure with the range that its words propose; none that its own target would break."""
    measure_range = range_of(title=measure.title, unit=measure.unit, kind=measure.kind)
    if measure_range is not None and targets_outside(measure, measure_range):
        measure_range = None
    return replace(measure, possible=measure_range)


def targets_outside(measure: MeasureDraft, possible: MeasureRange) -> tuple[Decimal, ...]:
    """The figures that the plan itself wants although they could not be reported."""
    said = [measure.stretch_target]
    for target in (measure.target_2030, measure.target_average):
        said += [target.value, target.high] if target else []
    figures = (Decimal(each) for each in said if each)
    return tuple(figure for figure in figures if not possible.holds(figure))
