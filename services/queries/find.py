"""Tìm kiếm: items, tasks and people by words without marks, within one's right.

Items and people are few, and compared in memory; so are the tasks of items, whose titles come
again with each period. Of assigned tasks an index of their words says which can be meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import Office
from services.domain.task.births import ASSIGNED_KIND
from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments, listed, offices, people
from services.queries.found_tasks import (
    Hits,
    Naming,
    WorkHit,
    assigned_kins,
    found_tasks,
    periodic_kins,
)
from services.queries.log_rights import Reader
from services.queries.my_work import held_on, unit_names
from services.queries.search import (
    Match,
    asked_words,
    by_given_name,
    folded,
    folded_title,
    matched,
)
from services.queries.typed_titles import TypedTitles
from services.queries.visibility import visible

# An assigned task of which nothing is known.
_ASSIGNED: Final = WorkHit(
    stream="",
    is_task=True,
    code="",
    kind=ASSIGNED_KIND,
    title=None,
    deliverable="",
    period="",
    lead_unit=None,
    due_on=None,
    closed=False,
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """A person with the offices of the day; no telephone, no login."""

    person_id: UUID
    name: str
    offices: tuple[tuple[Office, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that was found for somebody.

    `more_tasks` says that of assigned work only what runs and the newest was compared.
    """

    items: Hits[WorkHit]
    tasks: Hits[WorkHit]
    more_tasks: bool
    people: Hits[PersonHit]
    units: Mapping[str, str]


async def find(
    connection: AsyncConnection,
    ledger: Ledger,
    reader: Reader,
    wanted: str,
    *,
    today: date,
    naming: Naming,
) -> Found:
    """What this person may know of and that holds every wanted word; nothing for a blank.

    What stands in the name of a hit is found. Counts are of what this person may see: what is not
    theirs is left out before anything is compared.
    """
    asked = asked_words(wanted)
    names = await unit_names(connection, reader.ledger_id)
    known = await _people(connection, ledger, reader, today)
    items: Hits[WorkHit] = Hits((), ())
    of_tasks: Hits[WorkHit] = Hits((), ())
    more_tasks = False
    if asked and not reader.only_administers:
        texts = _Texts(names, naming)
        items = _first(await _items(connection, reader, texts, asked), asked)
        of_tasks, more_tasks = await _tasks(connection, reader, texts, asked)
    return Found(
        items=items,
        tasks=of_tasks,
        more_tasks=more_tasks,
        people=_hits_of([(person, folded(person.name)) for person in known], asked),
        units=names,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What hits are found by."""

    units: Mapping[str, str]
    naming: Naming

    def of(self, hit: WorkHit, section: str) -> str:
        """The name on the pages (without a title that is not the reader's), codes, the unit."""
        unit = self.units.get(hit.lead_unit, "") if hit.lead_unit else ""
        words = " ".join((self.naming.work(hit), hit.code, section, unit))
        return folded(words) if hit.kind == ASSIGNED_KIND else folded_title(words)

    def titles(self) -> TypedTitles:
        """What assigned tasks are found by beside their titles."""
        untitled = (replace(_ASSIGNED, title=title) for title in ("", None))
        return TypedTitles(
            names=[folded_title(self.naming.work(hit)) for hit in untitled],
            units={code: folded_title(name) for code, name in self.units.items()},
        )


async def _tasks(
    connection: AsyncConnection, reader: Reader, texts: _Texts, asked: Sequence[str]
) -> tuple[Hits[WorkHit], bool]:
    """The tasks, and whether there is more assigned work than was compared.

    Assigned work is looked for with a letter wrong only where no task holds the very words.
    """
    periodic, titles = await periodic_kins(connection, reader), texts.titles()
    for near in (False, True):
        holding = titles.conditions(asked, near=near)
        assigned, are_more = await assigned_kins(connection, reader, holding)
        hits = found_tasks((*periodic, *assigned), texts.of, texts.naming.period, asked)
        if hits.exact:
            break
    return hits, are_more


def _first(hits: Hits[WorkHit], asked: Sequence[str]) -> Hits[WorkHit]:
    """What has the very code that was asked for stands first, and what is finished last."""
    whole = " ".join(asked)
    exact = sorted(hits.exact, key=lambda hit: (folded_title(hit.code) != whole, hit.closed))
    return replace(hits, exact=tuple(exact))


def _hits_of(rows: Sequence[tuple[T, str]], asked: Sequence[str]) -> Hits[T]:
    match = matched([text for _, text in rows], asked) if asked else Match((), ())
    return Hits(
        exact=tuple(rows[place][0] for place in match.exact),
        near=tuple(rows[place][0] for place in match.near),
    )


async def _items(
    connection: AsyncConnection, reader: Reader, texts: _Texts, asked: Sequence[str]
) -> Hits[WorkHit]:
    statement = (
        select(*listed(assignments))
        .where(assignments.c.ledger_id == reader.ledger_id)
        .where(visible(assignments, reader.policy, reader.holder))
        .order_by(assignments.c.code)
    )
    rows = [
        (_item(row, reader.sight(row)), row.section) for row in await connection.execute(statement)
    ]
    return _hits_of([(hit, texts.of(hit, section)) for hit, section in rows], asked)


def _item(row: Row[Any], seen: Sight) -> WorkHit:
    return WorkHit(
        stream=row.stream,
        is_task=False,
        code=row.code,
        kind=row.kind,
        title=row.title if seen is Sight.WHOLE else None,
        deliverable="",
        period="",
        lead_unit=row.lead_unit,
        due_on=None,
        closed=row.closed,
    )


async def _people(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, today: date
) -> list[PersonHit]:
    """The ward's people for those who oversee or administer it, else those of the own units."""
    held = await _offices(connection, reader.ledger_id, today)
    rows = await connection.execute(
        select(*listed(people)).where(people.c.ledger_id == reader.ledger_id)
    )
    mine = [
        row
        for row in rows
        if reader.sees_all
        or reader.administers
        or row.person_id == reader.holder.person_id
        or any(unit in reader.units for _, unit in held.get(row.person_id, ()))
    ]
    names = await ledger.texts([row.name_text_id for row in mine])
    person_hits = [
        PersonHit(
            person_id=row.person_id,
            name=names[row.name_text_id],
            offices=tuple(held.get(row.person_id, ())),
        )
        for row in mine
        if row.name_text_id in names
    ]
    return sorted(person_hits, key=lambda person: by_given_name(person.name))


async def _offices(
    connection: AsyncConnection, ledger_id: str, today: date
) -> dict[UUID, list[tuple[Office, str | None]]]:
    collected: dict[UUID, list[tuple[Office, str | None]]] = {}
    statement = select(offices).where(held_on(ledger_id, today))
    for row in await connection.execute(statement):
        collected.setdefault(row.person_id, []).append((Office(row.office), row.unit))
    return collected
