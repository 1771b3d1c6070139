"""Tìm kiếm: items, tasks and people by words without marks, within one's right.

The rows are few (a year of the ward is some hundred tasks), so they are compared in memory: no
column of unmarked words has to be kept, and nothing that was typed reaches the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import Office
from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments, listed, offices, people
from services.queries.found_tasks import Hits, Naming, WorkHit, found_tasks, task_kins
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
from services.queries.visibility import visible

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """A person with the offices of the day; no telephone, no login."""

    person_id: UUID
    name: str
    offices: tuple[tuple[Office, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that was found for somebody."""

    items: Hits[WorkHit]
    tasks: Hits[WorkHit]
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
    if asked and not reader.only_administers:
        texts = _Texts(names, naming)
        items = _first(await _items(connection, reader, texts, asked), asked)
        kins = await task_kins(connection, reader)
        of_tasks = found_tasks(kins, texts.of, naming.period, asked)
    return Found(
        items=items,
        tasks=of_tasks,
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
        return folded_title(" ".join((self.naming.work(hit), hit.code, section, unit)))


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
