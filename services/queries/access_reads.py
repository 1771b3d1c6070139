"""Ai đã đọc, đã xuất: who read or took something out, when, from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import unquote
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Text,
    Uuid,
    and_,
    column,
    func,
    select,
    table,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.commands.access import AccessKind
from services.domain.instants import end_of, start_of
from services.domain.roles import Holder, Office
from services.domain.streams import Family, family_of
from services.ledger.port import Ledger
from services.projections.tables import offices, tasks
from services.queries.colleagues import names_of
from services.queries.stretch import Stretch

access_log: Final = table(
    "access_log",
    column("ledger_id", Text),
    column("at", DateTime(timezone=True)),
    column("kind", Text),
    column("person_id", Uuid),
    column("session_id", Uuid),
    column("origin", Text),
    column("address", Text),
)
_sessions: Final = table(
    "sessions", column("ledger_id", Text), column("session_id", Uuid), column("address", Text)
)
# What somebody saw or took away; how people sign in is told on the pages of their accounts.
READ_KINDS: Final = (
    AccessKind.INSPECTOR_READ,
    AccessKind.FILE_READ,
    AccessKind.LOG_EXPORTED,
    AccessKind.REGISTER_EXPORTED,
    AccessKind.PROGRAMME_EXPORTED,
    AccessKind.APPRAISAL_EXPORTED,
    AccessKind.PEOPLE_EXPORTED,
    AccessKind.ACCESS_EXPORTED,
    AccessKind.CASE_ASKED,
    AccessKind.CASE_TAKEN,
    AccessKind.VERIFICATION_ASKED,
)


class ReadsShown(Enum):
    """Whose reads somebody is shown."""

    ALL = auto()
    WITHOUT_PAGES = auto()  # who, when, from where; which page, and so which work, is not told
    OWN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadsFilter:
    """Which lines are asked for; None asks for all. Both days are inclusive."""

    person: UUID | None = None
    kind: AccessKind | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReadLine:
    """One line: when (UTC), who (None where the name was erased), what, from where.

    `origin` is a network address, blank where nothing is known but a device seen before;
    `address` the page, None where a line is of none or is not told.
    """

    at: datetime
    person_id: UUID | None
    name: str | None
    kind: AccessKind
    origin: str
    known_device: bool
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRead:
    """The task of a page: the code of its item or of its directive, and its period."""

    code: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadsPage:
    """Some lines, the newest first; how many fit in all; who may be asked for, by id.

    `tasks` are those of the pages that were read, by their streams.
    """

    lines: tuple[AccessReadLine, ...]
    total: int
    people: Mapping[str, str]
    tasks: Mapping[str, TaskRead]


def parts_of(address: str) -> Sequence[str]:
    """The parts of a page's address."""
    return [unquote(part) for part in address.strip("/").split("/")]


def reads_shown(holder: Holder) -> ReadsShown:
    """Whose reads are this person's to see.

    The chair answers for what leaves the ward, inspectors of the whole ward watch each other; an
    inspector with a scope sees the own lines, for the pages of others name other work. Who
    administers accounts sees that they are used, not what for.
    """
    if holder.inspects_all or holder.is_a(Office.CHAIR):
        return ReadsShown.ALL
    if holder.is_a(Office.ADMINISTRATOR):
        return ReadsShown.WITHOUT_PAGES
    return ReadsShown.OWN if holder.scopes else ReadsShown.NONE


async def reads_page(
    connection: AsyncConnection,
    ledger: Ledger,
    holder: Holder,
    asked: ReadsFilter,
    stretch: Stretch,
) -> ReadsPage:
    """The lines that fit, as far as they are this person's. Raises LedgerUnavailable."""
    shown = reads_shown(holder)
    own = and_(_readable(ledger.ledger_id, holder, shown), *_asked(asked))
    counted = await connection.execute(select(func.count()).select_from(access_log).where(own))
    statement = (
        select(access_log, _sessions.c.address.label("signed_in_from"))
        .outerjoin(
            _sessions,
            (_sessions.c.ledger_id == access_log.c.ledger_id)
            & (_sessions.c.session_id == access_log.c.session_id),
        )
        .where(own)
        .order_by(access_log.c.at.desc(), access_log.c.address, access_log.c.kind)
        .offset(stretch.first)
        .limit(stretch.length)
    )
    rows = (await connection.execute(statement)).all()
    people = await _people(connection, ledger, holder, shown)
    names = {
        **people,
        **await names_of(connection, ledger, {row.person_id for row in rows if row.person_id}),
    }
    lines = tuple(_line(row, names, shown) for row in rows)
    return ReadsPage(
        lines=lines,
        tasks=await _tasks(connection, ledger.ledger_id, lines),
        total=counted.scalar_one(),
        people={str(key): name for key, name in sorted(people.items(), key=lambda each: each[1])},
    )


async def _tasks(
    connection: AsyncConnection, ledger_id: str, lines: Sequence[AccessReadLine]
) -> Mapping[str, TaskRead]:
    addresses = {line.address for line in lines if line.address is not None}
    named = {part for each in addresses for part in parts_of(each)}
    streams = [part for part in named if family_of(part) is Family.TASK]
    statement = select(
        tasks.c.stream, tasks.c.assignment, tasks.c.directive, tasks.c.period
    ).where(tasks.c.ledger_id == ledger_id, tasks.c.stream.in_(streams))
    return {
        row.stream: TaskRead(code=row.assignment or row.directive, period=row.period or "")
        for row in await connection.execute(statement)
    }


async def _people(
    connection: AsyncConnection, ledger: Ledger, holder: Holder, shown: ReadsShown
) -> Mapping[UUID, str]:
    """Who may be asked for: everybody who ever held an office; a single one needs no choice."""
    if shown in {ReadsShown.OWN, ReadsShown.NONE}:
        return await names_of(connection, ledger, {holder.person_id})
    statement = select(offices.c.person_id).where(offices.c.ledger_id == ledger.ledger_id)
    return await names_of(connection, ledger, set((await connection.execute(statement)).scalars()))


def _readable(ledger_id: str, holder: Holder, shown: ReadsShown) -> ColumnElement[bool]:
    kinds = access_log.c.kind.in_([kind.value for kind in READ_KINDS])
    mine = access_log.c.person_id == holder.person_id
    whose = true() if shown in {ReadsShown.ALL, ReadsShown.WITHOUT_PAGES} else mine
    return and_(access_log.c.ledger_id == ledger_id, kinds, whose)


def _asked(asked: ReadsFilter) -> Sequence[ColumnElement[bool]]:
    rows, conditions = access_log.c, list[ColumnElement[bool]]()
    if asked.person is not None:
        conditions.append(rows.person_id == asked.person)
    if asked.kind is not None:
        conditions.append(rows.kind == asked.kind.value)
    if asked.from_on is not None:
        conditions.append(rows.at >= start_of(asked.from_on))
    if asked.until_on is not None:
        conditions.append(rows.at < end_of(asked.until_on))
    return conditions


def _line(row: Any, names: Mapping[UUID, str], shown: ReadsShown) -> AccessReadLine:
    kind, _, origin = row.origin.partition("-")
    known = kind == "device"
    return AccessReadLine(
        at=row.at,
        person_id=row.person_id,
        name=names.get(row.person_id) if row.person_id else None,
        kind=AccessKind(row.kind),
        origin=(row.signed_in_from or "") if known else origin,
        known_device=known,
        address=None if shown is ReadsShown.WITHOUT_PAGES else row.address,
    )
