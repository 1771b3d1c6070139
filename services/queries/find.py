"""Tìm kiếm: items, tasks and people by words without marks, within one's right.

The rows are few (a year of the ward is some hundred tasks), so they are compared in memory: no
column of unmarked words has to be kept, and nothing that was typed reaches the database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import Office
from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments, offices, people, tasks
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
from services.queries.task_rows import select_titled

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHit:
    """An item or a task; without a title where it is not the reader's to know."""

    stream: str
    is_task: bool
    code: str
    kind: str
    title: str | None
    deliverable: str
    period: str
    lead_unit: str | None
    due_on: date | None
    closed: bool


Said = Callable[[WorkHit], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """A person with the offices of the day; no telephone, no login."""

    person_id: UUID
    name: str
    offices: tuple[tuple[Office, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits(Generic[T]):
    """What was found of one kind, and apart from it what is one letter away."""

    exact: tuple[T, ...]
    near: tuple[T, ...]


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
    said: Said,
) -> Found:
    """What this person may know of and that holds every wanted word; nothing for a blank.

    `said` is the name of a hit as the pages show it: what stands there is found. Counts are of
    what this person may see: what is not theirs is left out before anything is compared.
    """
    asked = asked_words(wanted)
    names = await unit_names(connection, reader.ledger_id)
    work = [] if reader.only_administers else await _work(connection, reader)
    known = await _people(connection, ledger, reader, today)
    items = [row for row in work if not row[0].is_task]
    of_tasks = [row for row in work if row[0].is_task]
    return Found(
        items=_hits(items, _Texts(names, said), asked),
        tasks=_hits(of_tasks, _Texts(names, said), asked),
        people=_hits_of([(person, folded(person.name)) for person in known], asked),
        units=names,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What hits are found by."""

    units: Mapping[str, str]
    said: Said

    def of(self, hit: WorkHit, section: str) -> str:
        """The name on the pages (without a title that is not the reader's), codes, the unit."""
        unit = self.units.get(hit.lead_unit, "") if hit.lead_unit else ""
        return folded_title(" ".join((self.said(hit), hit.code, hit.period, section, unit)))


def _hits(
    rows: Sequence[tuple[WorkHit, str]], texts: _Texts, asked: Sequence[str]
) -> Hits[WorkHit]:
    found = _hits_of([(hit, texts.of(hit, section)) for hit, section in rows], asked)
    whole = " ".join(asked)
    first = sorted(found.exact, key=lambda hit: (folded(hit.code) != whole, hit.closed))
    return replace(found, exact=tuple(first))


def _hits_of(rows: Sequence[tuple[T, str]], asked: Sequence[str]) -> Hits[T]:
    match = matched([text for _, text in rows], asked) if asked else Match((), ())
    return Hits(
        exact=tuple(rows[place][0] for place in match.exact),
        near=tuple(rows[place][0] for place in match.near),
    )


async def _work(connection: AsyncConnection, reader: Reader) -> list[tuple[WorkHit, str]]:
    """Items and tasks of this reader with the section of each, what is due first at the top."""
    items = select(assignments).where(assignments.c.ledger_id == reader.ledger_id)
    found = [
        (_item(row, seen), row.section)
        for row in await connection.execute(items.order_by(assignments.c.code))
        if (seen := reader.sight(row)) is not Sight.NOTHING
    ]
    columns = (tasks.c[name] for name in _TASK)
    rows = select_titled(reader.ledger_id, *columns)
    found += [
        (_task(row, seen), row.section)
        for row in await connection.execute(rows.order_by(tasks.c.due_on, tasks.c.stream))
        if (seen := reader.sight(row)) is not Sight.NOTHING
    ]
    return found


_TASK: Final = (
    "stream",
    "assignment",
    "kind",
    "title",
    "section",
    "deliverable",
    "period",
    "lead_unit",
    "supporting_units",
    "restricted",
    "due_on",
    "ending",
)


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


def _task(row: Row[Any], seen: Sight) -> WorkHit:
    return WorkHit(
        stream=row.stream,
        is_task=True,
        code=row.assignment,
        kind=row.kind,
        title=(row.title or row.typed_title) if seen is Sight.WHOLE else None,
        deliverable=row.deliverable,
        period=row.period,
        lead_unit=row.lead_unit,
        due_on=row.due_on,
        closed=row.ending is not None,
    )


async def _people(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, today: date
) -> list[PersonHit]:
    """The ward's people for those who oversee or administer it, else those of the own units."""
    held = await _offices(connection, reader.ledger_id, today)
    rows = await connection.execute(select(people).where(people.c.ledger_id == reader.ledger_id))
    mine = [
        row
        for row in rows
        if reader.sees_all
        or reader.administers
        or row.person_id == reader.holder.person_id
        or any(unit in reader.units for _, unit in held.get(row.person_id, ()))
    ]
    names = await ledger.texts([row.name_text_id for row in mine])
    found = [
        PersonHit(
            person_id=row.person_id,
            name=names[row.name_text_id],
            offices=tuple(held.get(row.person_id, ())),
        )
        for row in mine
        if row.name_text_id in names
    ]
    return sorted(found, key=lambda person: by_given_name(person.name))


async def _offices(
    connection: AsyncConnection, ledger_id: str, today: date
) -> dict[UUID, list[tuple[Office, str | None]]]:
    found: dict[UUID, list[tuple[Office, str | None]]] = {}
    statement = select(offices).where(held_on(ledger_id, today))
    for row in await connection.execute(statement):
        found.setdefault(row.person_id, []).append((Office(row.office), row.unit))
    return found
