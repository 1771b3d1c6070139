"""What a decision on a finding makes of a measure's unit, and of who does an item. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, Protocol

from services.domain.assignment.authority import known_units
from services.domain.assignment.correction_facts import (
    ItemUnits,
    MeasureUnitCorrected,
    UnitsCorrected,
)
from services.domain.assignment.events import Measure
from services.domain.assignment.ranges import MeasuredIn, MeasureRange, range_of
from services.domain.assignment.rules import (
    ITEM_CLOSED,
    LEAD_OUTSIDE,
    LEAD_SHARED,
    LEAD_SUPPORTS,
)
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.instants import day_of
from services.domain.plan.rules import LEAD_RESTRICTED, MEASURED_IN, UNITS_OF_NO_ITEM
from services.domain.plan.target_corrections import measure_of

# In what something is counted, never a sentence: it stands in the fact itself.
_UNIT: Final = re.compile(r"[^\W_]?[\w%‰/().]{0,19}(?: [\w%‰/().]{1,19}){0,5}")
_LETTER: Final = re.compile(r"[^\W\d_]|[%‰]")


class TypedUnits(Protocol):
    """A decision with the units that were typed beside it; blank leaves them as they are."""

    @property
    def finding(self) -> str:
        """The code of the finding."""

    @property
    def measure(self) -> str | None:
        """The code of the measure."""

    @property
    def measured_in(self) -> str | None:
        """In what the measure is counted."""

    @property
    def lead_unit(self) -> str | None:
        """Who leads the item."""

    @property
    def supporting_units(self) -> tuple[str, ...]:
        """Who supports it."""

    @property
    def unsupported(self) -> bool:
        """Whether nobody supports it any more."""


def measure_unit_correction(
    item: Assignment | None, typed: TypedUnits
) -> MeasureUnitCorrected | None:
    """The correction, or None where nothing was typed or nothing changes; raises Refusal."""
    words = " ".join((typed.measured_in or "").split())
    if not words:
        return None
    measure = measure_of(item, typed.measure)
    if measure.is_yes_no or not (_UNIT.fullmatch(words) and _LETTER.search(words)):
        raise MEASURED_IN.refuse()
    if words == measure.unit:
        return None
    return MeasureUnitCorrected(
        measure=measure.code,
        finding=typed.finding,
        before=MeasuredIn(unit=measure.unit, possible=measure.possible),
        after=MeasuredIn(unit=words, possible=_proposed(replace(measure, unit=words))),
    )


def units_correction(
    item: Assignment | None, typed: TypedUnits, context: DecisionContext
) -> UnitsCorrected | None:
    """Who leads and supports from now on, or None where that stays; raises Refusal."""
    if not (typed.lead_unit or typed.supporting_units or typed.unsupported):
        return None
    if item is None:
        raise UNITS_OF_NO_ITEM.refuse()
    if item.closed:
        raise ITEM_CLOSED.refuse()
    if item.opened.code != item.opened.item_code:
        raise LEAD_SHARED.refuse()
    before = ItemUnits(lead_unit=item.lead_unit, supporting_units=item.supporting_units)
    after = ItemUnits(
        lead_unit=typed.lead_unit or item.lead_unit, supporting_units=_supporting(item, typed)
    )
    if after.lead_unit in after.supporting_units:
        raise LEAD_SUPPORTS.refuse()
    _require_known(typed, context)
    if after == before:
        return None
    begins = max(day_of(context.now), item.issue_from)
    led_anew = item.lead_unit is None and after.lead_unit is not None
    return UnitsCorrected(
        finding=typed.finding,
        before=before,
        after=after,
        issue_from=begins if led_anew else item.issue_from,
    )


def _supporting(item: Assignment, typed: TypedUnits) -> tuple[str, ...]:
    """Those that were typed; else who supports already, but for the one that leads now."""
    if typed.unsupported:
        return ()
    if typed.supporting_units:
        return tuple(dict.fromkeys(typed.supporting_units))
    return tuple(unit for unit in item.supporting_units if unit != typed.lead_unit)


def _require_known(typed: TypedUnits, context: DecisionContext) -> None:
    """Units of the ward; the one that leads is asked to report, and may be told of in words."""
    lead = typed.lead_unit
    known = known_units((*((lead,) if lead else ()), *typed.supporting_units), context)
    if not lead:
        return
    if not known[lead].internal:
        raise LEAD_OUTSIDE.refuse()
    if known[lead].restricted:
        raise LEAD_RESTRICTED.refuse()


def _proposed(measure: Measure) -> MeasureRange | None:
    """The figures that the words propose; none that the measure's own targets would break."""
    possible = range_of(title=measure.title, unit=measure.unit, kind=measure.kind)
    if possible is None or not all(map(possible.holds, _wanted(measure))):
        return None
    return possible


def _wanted(measure: Measure) -> Sequence[Decimal]:
    targets = (
        measure.target_2030,
        measure.target_2030_high,
        measure.target_average,
        measure.target_average_high,
        measure.stretch_target,
    )
    return [each for each in targets if each is not None]
