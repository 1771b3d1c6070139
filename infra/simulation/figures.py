"""Figures that can be believed: each follows what the plan wants of its measure, as years pass.

A measure that is to be reached by 2030 rises towards it from an invented beginning, a yearly one
stays about its target, a count of a year grows within it. One measure in four falls short.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from infra.shipped import PLAN, shipped_text
from infra.simulation.chance import Chance
from services.domain.assignment.events import Measure, MeasureAsked
from services.domain.plan.draft import MeasureDraft, Polarity, YearlyRule
from services.planyaml.yaml_plan import read_plan

_PLAN_ENDS: Final = date(2030, 12, 31)
_YEAR_OF_DAYS: Final = 365
_YEAR_BEGINS: Final = date(2025, 12, 15)  # a reporting year begins in December
_FULL: Final = 100.0  # per cent
_SHORT: Final = 0.25  # of the measures fall short of what is wanted
_TWO_PLACES: Final = Decimal("0.01")


@cache
def plan_measures() -> dict[str, MeasureDraft]:
    """The measures of the shipped plan by code."""
    plan = read_plan(shipped_text(PLAN), PLAN)
    return {measure.code: measure for item in plan.items for measure in item.measures}


@dataclass(frozen=True, slots=True)
class InventedFigures:
    """What a unit reports of a measure on a day; the same question has the same answer."""

    chance: Chance

    def value(self, asked: MeasureAsked, on: date, *key: object) -> Decimal:
        """A figure that can be true of a measure, at the end of a period."""
        measure = plan_measures().get(asked.code)
        if measure is None:  # what a directive asks for: a number of things
            return Decimal(self.chance.between(3, 60, "value", *key))
        if asked.is_yes_no:
            return Decimal(self._is_reached(measure, on))
        value = self._near(measure, on) + self._noise(measure, *key)
        return self.possible(asked, Decimal(str(value)))

    def baseline(self, measure: Measure) -> Decimal:
        """Where the ward stood in the year before its plan."""
        wanted = plan_measures()[measure.code]
        return self.possible(measure, Decimal(str(_beginning(wanted, _wanted(wanted)))))

    @staticmethod
    def possible(asked: Measure | MeasureAsked, value: Decimal) -> Decimal:
        """A figure as it is written: whole things, else two places; within what can be true."""
        possible = asked.possible
        figure = value.quantize(_TWO_PLACES)
        if possible is None:
            return figure
        if possible.low is not None:
            figure = max(figure, possible.low)
        if possible.high is not None:
            figure = min(figure, possible.high)
        return figure.quantize(Decimal(1)) if possible.whole else figure

    def _is_short(self, measure: MeasureDraft) -> bool:
        return self.chance.share("short", measure.code) < _SHORT

    def _is_reached(self, measure: MeasureDraft, on: date) -> bool:
        if measure.rule is YearlyRule.MILESTONE:
            return measure.reach_by is not None and on >= measure.reach_by
        return not self._is_short(measure)

    def _noise(self, measure: MeasureDraft, *key: object) -> float:
        """Up to two thousandths of what is wanted, either way."""
        return (self.chance.share("noise", *key) - 0.5) * 0.004 * _wanted(measure)

    def _near(self, measure: MeasureDraft, on: date) -> float:
        wanted, short = _wanted(measure), self._is_short(measure)
        match measure.rule:
            case YearlyRule.GLIDE | YearlyRule.MILESTONE | YearlyRule.STEP:
                begin = _beginning(measure, wanted)
                speed = 0.5 if short else 1.1
                return begin + (wanted - begin) * min(1.0, _share_of_plan(measure, on) * speed)
            case YearlyRule.CUMULATIVE:
                return wanted * _share_of_plan(measure, on) * (0.8 if short else 1.05)
            case YearlyRule.SAME_EACH_YEAR if measure.unit.endswith("/năm"):
                return wanted * _share_of_year(on) * (0.85 if short else 1.08)
            case _:
                return wanted + self._from_wanted(measure, wanted)

    def _from_wanted(self, measure: MeasureDraft, wanted: float) -> float:
        """How far a yearly figure lies from its target; on the good side where it is reached."""
        if wanted == 0:
            return 2.0 if self._is_short(measure) else 0.0
        good = -1 if measure.polarity is Polarity.LOWER else 1
        if self._is_short(measure):
            return -good * wanted * 0.04
        room = max(0.0, _FULL - wanted) * 0.4 if measure.unit.startswith("%") else wanted
        return good * min(wanted * 0.06, room)


def _wanted(measure: MeasureDraft) -> float:
    target = measure.target_2030 or measure.target_average
    if target is None:
        return 1.0
    high = target.high or target.value
    return (float(target.value) + float(high)) / 2


def _beginning(measure: MeasureDraft, wanted: float) -> float:
    """Where the ward stood before its plan."""
    if measure.polarity is Polarity.LOWER:
        return wanted * 1.25 or 1.2
    share = 0.2 * wanted / _FULL if measure.unit.startswith("%") else 0.05
    return wanted * (0.75 + share)


def _share_of_plan(measure: MeasureDraft, on: date) -> float:
    """How much of the time until its target has passed."""
    end = measure.reach_by or _PLAN_ENDS
    span = (end - _YEAR_BEGINS).days
    return min(1.0, max(0.0, (on - _YEAR_BEGINS).days / span))


def _share_of_year(on: date) -> float:
    """How much of a reporting year has passed on a day."""
    begins = _YEAR_BEGINS.replace(year=on.year)
    if on < begins:
        begins = begins.replace(year=on.year - 1)
    return min(1.0, ((on - begins).days + 1) / _YEAR_OF_DAYS)
