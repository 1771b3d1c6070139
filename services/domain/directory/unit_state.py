"""A unit as the directory's facts make it: its official names, who is in charge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.domain.directory.events import UnitOverseerNamed, UnitRegistered, UnitRenamed
from services.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the ward, or a partner outside it; `name` is the official one of today.

    `names` are all that it ever had, `renamed_on` the day from which the newest one counts.
    """

    registered: UnitRegistered
    name: str
    names: frozenset[str] = frozenset()
    renamed_on: date | None = None
    overseers: tuple[UnitOverseerNamed, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether its people have accounts."""
        return self.registered.internal

    @property
    def restricted(self) -> bool:
        """Whether it reports by number and date of a paper alone."""
        return self.registered.restricted

    def overseer_on(self, day: date) -> UnitOverseerNamed | None:
        """Who is in charge on a day: the latest beginning, of two from one day the newer."""
        begun = [named for named in self.overseers if named.from_on <= day]
        return max(reversed(begun), key=lambda named: named.from_on, default=None)


def fold_unit(facts: Sequence[Fact]) -> Unit | None:
    """The unit as all facts of `directory-unit.<code>` make it."""
    unit: Unit | None = None
    for fact in facts:
        unit = next_unit(unit, fact)
    return unit


def next_unit(unit: Unit | None, fact: Fact) -> Unit | None:
    """The unit after one more fact of its stream; None until it is registered."""
    event = fact.event
    if isinstance(event, UnitRegistered):
        return _registered(unit, event)
    if unit is None:
        return None
    if isinstance(event, UnitRenamed):
        names = unit.names | {event.name}
        return replace(unit, name=event.name, names=names, renamed_on=event.from_on)
    if isinstance(event, UnitOverseerNamed):
        return replace(unit, overseers=(*unit.overseers, event))
    return unit


def _registered(unit: Unit | None, event: UnitRegistered) -> Unit:
    if unit is None:
        return Unit(registered=event, name=event.name, names=frozenset({event.name}))
    return replace(unit, registered=event, name=event.name, names=unit.names | {event.name})
