"""One unit's own page, for the administrator: what is recorded of it, folded live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.domain.directory.events import UnitOverseerNamed, UnitRenamed, unit_stream
from services.domain.directory.unit_rules import NO_UNIT
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.facts import Fact
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class OverseerLine:
    """Who was put in charge, when that was recorded (UTC), whether it holds today."""

    named: UnitOverseerNamed
    at: datetime
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """An official name, from which day, and when that was recorded (UTC)."""

    renamed: UnitRenamed
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """A unit with its names and everybody who was put in charge, the newest record first."""

    unit: Unit
    names: tuple[NameLine, ...]
    overseers: tuple[OverseerLine, ...]


async def unit_page(ledger: Ledger, code: str, today: date) -> UnitPage:
    """The unit as its facts make it; raises NotFound, LedgerUnavailable."""
    stream = unit_stream(code)
    facts = (await ledger.read([stream])).of(stream)
    unit = fold_unit(facts)
    if unit is None:
        raise NO_UNIT.refuse()
    names = tuple(
        NameLine(renamed=fact.event, at=fact.occurred_at)
        for fact in reversed(facts)
        if isinstance(fact.event, UnitRenamed)
    )
    return UnitPage(unit=unit, names=names, overseers=_overseers(facts, unit.overseer_on(today)))


def _overseers(
    facts: Sequence[Fact], current: UnitOverseerNamed | None
) -> tuple[OverseerLine, ...]:
    return tuple(
        OverseerLine(named=fact.event, at=fact.occurred_at, current=fact.event is current)
        for fact in reversed(facts)
        if isinstance(fact.event, UnitOverseerNamed)
    )
