"""Which of the ward's leaders is in charge of a unit, by the facts of units and people. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import Fact
from services.domain.roles import LEADING, Holder
from services.domain.streams import Family, family_of

Facts = Mapping[str, Sequence[Fact]]


def named_for(unit: str, facts: Facts, today: date) -> UUID | None:
    """Who is named in charge of a unit on a day, whatever offices that person still holds."""
    state = fold_unit(facts.get(unit_stream(unit), ()))
    named = state.overseer_on(today) if state else None
    return named.person_id if named else None


def leader_of(unit: str, facts: Facts, today: date) -> Holder | None:
    """Who is in charge of a unit and leads the ward that day; None where nobody does both."""
    named = named_for(unit, facts, today)
    person = fold_person(facts.get(person_stream(named), ())) if named else None
    holder = person.holder_on(today) if person else None
    return holder if holder is not None and holder.find(LEADING) else None


def streams_about(unit: str, facts: Facts, today: date) -> tuple[str, ...]:
    """What says who is in charge of a unit: its own stream, then that of who is named there."""
    named = named_for(unit, facts, today)
    return (unit_stream(unit), *((person_stream(named),) if named else ()))


def beside_others(holder: Holder, facts: Facts, today: date) -> Holder:
    """The same person, with the units that these facts leave to another leader."""
    units = [
        unit.registered.code
        for stream, of_stream in facts.items()
        if family_of(stream) is Family.UNIT and (unit := fold_unit(of_stream)) is not None
    ]
    others = {
        (unit, held.office)
        for unit in units
        if (leader := leader_of(unit, facts, today)) and leader.person_id != holder.person_id
        for held in leader.offices
        if held.office in LEADING
    }
    return replace(holder, left_to_others=frozenset(others)) if others else holder
