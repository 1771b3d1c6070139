"""Phạm vi thanh tra: which work an inspector's account covers. Pure.

Nothing stated is the whole ward. What is stated narrows it: by units, by items of the plan, by the
time that the work reports on; all that is stated must hold.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WorkSpan:
    """The time that a piece of work is about: days, both inclusive; no last day is open ended."""

    first_on: date
    last_on: date | None

    def meets(self, from_on: date | None, until_on: date | None) -> bool:
        """Whether a day of it lies between these days, as far as they are stated."""
        begins_in_time = until_on is None or self.first_on <= until_on
        return begins_in_time and (
            from_on is None or self.last_on is None or self.last_on >= from_on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionScope:
    """What an inspector's account covers: units, items by their codes, days of the periods.

    Blank and None state nothing. The days are calendar days in Asia/Ho_Chi_Minh, both inclusive.
    """

    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None

    @property
    def states_days(self) -> bool:
        """Whether it is narrowed to some time."""
        return self.from_on is not None or self.until_on is not None

    @property
    def is_whole(self) -> bool:
        """Whether it states nothing, and so covers the whole ward."""
        return not (self.units or self.items or self.states_days)

    def covers(
        self, units: Collection[str | None], item: str | None, span: WorkSpan | None
    ) -> bool:
        """Whether work of these units is within it.

        `item` is None for work of no item of the plan, `span` for an item, which is of no period.
        """
        return (
            (not self.units or any(unit in self.units for unit in units))
            and (not self.items or item in self.items)
            and (span is None or span.meets(self.from_on, self.until_on))
        )

    def covers_unit(self, unit: str, span: WorkSpan | None = None) -> bool:
        """Whether what is said of a unit as a whole is within it: never where items are stated."""
        return not self.items and self.covers([unit], None, span)

    def is_within(self, other: "InspectionScope | None") -> bool:
        """Whether all that it covers is covered by the other one as well."""
        if other is None or other.is_whole:
            return True
        return (
            _is_part(self.units, other.units)
            and _is_part(self.items, other.items)
            and (other.from_on is None or (self.from_on or date.min) >= other.from_on)
            and (other.until_on is None or (self.until_on or date.max) <= other.until_on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeFrom:
    """A scope that takes the place of the former one from a day on; None is the whole ward."""

    from_on: date
    scope: InspectionScope | None


def scope_or_whole(scope: InspectionScope) -> InspectionScope | None:
    """The scope; None where it states nothing."""
    return None if scope.is_whole else scope


def limits_of(scopes: Collection[InspectionScope]) -> str:
    """How an account is limited, in one form, so that two are compared; blank: not at all."""
    return " | ".join(
        sorted(
            f"{sorted(scope.units)} {sorted(scope.items)} {scope.from_on} {scope.until_on}"
            for scope in scopes
        )
    )


def _is_part(own: tuple[str, ...], of: tuple[str, ...]) -> bool:
    return not of or (bool(own) and set(own) <= set(of))
