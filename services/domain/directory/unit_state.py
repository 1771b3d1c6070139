"""A unit as the directory's facts make it: its official names, who is in charge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from services.domain.act import FactKind, Names
from services.domain.directory.events import (
    UnitOverseerNamed,
    UnitRegistered,
    UnitRenamed,
    UnitTitlesNamed,
)
from services.domain.directory.unit_kinds import HEAD_TITLES
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.titles import FormerTitles, UnitName, usual_title

_OF_KIND: Final[Mapping[str, str]] = {kind.value: title for kind, title in HEAD_TITLES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the ward, or a partner outside it; `name` is the official one of today.

    `names` are all that it ever had, `renamed_on` the day from which the newest one counts.
    `head_title` and `deputy_title` are those that were named for it; blank: the usual ones;
    `former_titles` those of before, the oldest first.
    """

    registered: UnitRegistered
    name: str
    names: frozenset[str] = frozenset()
    renamed_on: date | None = None
    overseers: tuple[UnitOverseerNamed, ...] = ()
    head_title: str = ""
    deputy_title: str = ""
    former_titles: tuple[FormerTitles, ...] = ()

    @property
    def called(self) -> UnitName:
        """Its name, with the titles of its head and its deputies, now and before."""
        usual = usual_title(self.name, _OF_KIND.get(self.registered.kind, ""))
        former = tuple(replace(each, head=each.head or usual) for each in self.former_titles)
        return UnitName(
            self.name, head=self.head_title or usual, deputy=self.deputy_title, former=former
        )

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


def _registered(unit: Unit | None, event: UnitRegistered, _fact: Fact) -> Unit:
    if unit is None:
        return Unit(registered=event, name=event.name, names=frozenset({event.name}))
    return replace(unit, registered=event, name=event.name, names=unit.names | {event.name})


def _describe_registration(event: UnitRegistered, _names: Names) -> str:
    return f"Ghi nhận đơn vị {event.name}."


def _renamed(unit: Unit | None, event: UnitRenamed, _fact: Fact) -> Unit | None:
    if unit is None:
        return None
    names = unit.names | {event.name}
    return replace(unit, name=event.name, names=names, renamed_on=event.from_on)


def _describe_name(event: UnitRenamed, _names: Names) -> str:
    from_on = written_day(event.from_on)
    return f"Đính chính tên đơn vị {event.unit} thành {event.name} từ ngày {from_on}."


def _titled(unit: Unit | None, event: UnitTitlesNamed, fact: Fact) -> Unit | None:
    if unit is None:
        return None
    before = FormerTitles(until=fact.occurred_at, head=unit.head_title, deputy=unit.deputy_title)
    return replace(
        unit,
        head_title=event.head_title,
        deputy_title=event.deputy_title,
        former_titles=(*unit.former_titles, before),
    )


def _describe_titles(event: UnitTitlesNamed, names: Names) -> str:
    unit = UnitName(names.unit(event.unit), head=event.head_title, deputy=event.deputy_title)
    return f"Ghi chức danh của {unit}: {unit.head_title}; {unit.deputy_title}."


def _overseen(unit: Unit | None, event: UnitOverseerNamed, _fact: Fact) -> Unit | None:
    return replace(unit, overseers=(*unit.overseers, event)) if unit else None


def _describe_overseer(event: UnitOverseerNamed, names: Names) -> str:
    since = f"từ ngày {written_day(event.from_on)}"
    return f"Phân công phụ trách {names.unit(event.unit)} {since}{names.about}."


FACTS: Final[tuple[FactKind[Any], ...]] = (
    FactKind(
        event=UnitRegistered,
        name="Ghi nhận đơn vị",
        apply=_registered,
        describe=_describe_registration,
    ),
    FactKind(
        event=UnitRenamed,
        name="Đính chính tên đơn vị",
        apply=_renamed,
        describe=_describe_name,
    ),
    FactKind(
        event=UnitTitlesNamed,
        name="Ghi chức danh của đơn vị",
        apply=_titled,
        describe=_describe_titles,
    ),
    FactKind(
        event=UnitOverseerNamed,
        name="Phân công phụ trách đơn vị",
        apply=_overseen,
        describe=_describe_overseer,
        person=lambda event: event.person_id,
    ),
)
_KINDS: Final[Mapping[type, FactKind[Any]]] = {kind.event: kind for kind in FACTS}


def next_unit(unit: Unit | None, fact: Fact) -> Unit | None:
    """The unit after one more fact of its stream; None until it is registered."""
    known: Unit | None = _KINDS[type(fact.event)].apply(unit, fact.event, fact)
    return known


def fold_unit(facts: Sequence[Fact]) -> Unit | None:
    """The unit as all facts of `directory-unit.<code>` make it."""
    unit: Unit | None = None
    for fact in facts:
        unit = next_unit(unit, fact)
    return unit
