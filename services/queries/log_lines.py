"""Facts as lines of the log: who, the item or task they are about, words that may be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.directory.events import (
    LinkIssued,
    PasswordSet,
    account_stream,
)
from services.domain.facts import Actor, ActorKind, Behalf, Fact
from services.domain.instants import day_of
from services.domain.mentions import typed_with
from services.domain.nouns import KIND_OF
from services.domain.streams import Category, category_of
from services.domain.task.authority import sees_texts
from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments, listed, people, tasks, units
from services.queries.inspection_sight import findings_seen
from services.queries.log_figures import figures_of
from services.queries.log_rights import Reader, events, further_refusals
from services.queries.log_views import FurtherRefused, LogFigure, LogLine, Subject
from services.queries.task_rows import select_titled
from services.queries.views import Doer

_WORK = {Category.TASK, Category.ASSIGNMENT}


@dataclass(frozen=True, slots=True)
class _Around:
    """What the facts of one page refer to, and who reads it."""

    reader: Reader
    subjects: Mapping[str, Subject]
    findings: Mapping[str, bool]
    persons: Mapping[str, UUID]
    names: Mapping[UUID, str]
    bodies: Mapping[UUID, str]
    links: Mapping[int, UUID | None]
    units: Mapping[str, str]
    further: Mapping[int, FurtherRefused]
    figures: Mapping[int, tuple[LogFigure, ...]]
    whole: bool

    def line(self, fact: Fact, leaf: str) -> LogLine:
        stream = about_stream(fact)
        subject = self.subjects.get(stream)
        refs = typed_with(fact.event, whole=self.whole)
        words = [self.bodies[ref] for ref in refs if ref in self.bodies]
        known = self._concerned(fact, stream, subject)
        return LogLine(
            fact=fact,
            doer=self.doer(fact.actor, fact.occurred_at),
            behalf=self.doer(fact.behalf, fact.occurred_at) if fact.behalf else None,
            subject=subject if subject and subject.open else None,
            elsewhere=self._is_elsewhere(stream, subject),
            restricted=subject.restricted if subject else self.findings.get(stream, False),
            concerns=self.names.get(known) if known else None,
            person_id=known,
            words=words,
            hidden=len(words) < len(refs),
            leaf=leaf,
            linked_by=self._linked_by(fact),
            unit=self.units.get(stream),
            further=self.further.get(fact.position),
            figures=self.figures.get(fact.position, ()),
        )

    def _is_elsewhere(self, stream: str, subject: Subject | None) -> bool:
        """Whether it is of work, or of a finding, that does not exist for this reader."""
        if category_of(stream) is Category.INSPECTION:
            return stream not in self.findings
        return category_of(stream) in _WORK and not (subject and subject.open)

    def _linked_by(self, fact: Fact) -> Doer | None:
        """Who issued the link of a password; the machine's owner has no person."""
        if fact.position not in self.links:
            return None
        issuer = self.links[fact.position]
        kind = ActorKind.PERSON if issuer else ActorKind.OPERATOR
        name = self.names.get(issuer) if issuer else None
        return Doer(kind=kind.value, name=name, office=None, unit=None)

    def _concerned(self, fact: Fact, stream: str, subject: Subject | None) -> UUID | None:
        """The person whom an act is about, or whom a task was told by it; who may be known."""
        kind = KIND_OF.get(type(fact.event))
        named = kind.person(fact.event) if kind else None
        if category_of(fact.stream) in _WORK:
            return named if subject and subject.open else None
        person = named or self.persons.get(stream)
        return person if person and self._may_know(person) else None

    def _may_know(self, person: UUID) -> bool:
        """Whose details an act was about, for those to whom the directory is open."""
        reader = self.reader
        return reader.sees_all or reader.administers or person == reader.holder.person_id

    def doer(self, who: Actor | Behalf, at: datetime) -> Doer:
        """Who acted, with the unit and office of that day."""
        name = self.names.get(who.person_id) if who.person_id else None
        kind = who.kind.value if isinstance(who, Actor) else "person"
        return Doer(kind=kind, name=name, office=who.office, unit=who.unit, at=at)


async def lines_of(
    connection: AsyncConnection,
    ledger: Ledger,
    reader: Reader,
    facts: Sequence[tuple[Fact, str]],
    *,
    whole: bool = False,
) -> tuple[LogLine, ...]:
    """Facts with their hashes as lines; `whole` also shows a report's own text."""
    streams = {about_stream(fact) for fact, _ in facts}
    subjects = await _subjects(connection, reader, streams)
    findings = await findings_seen(connection, reader.ledger_id, reader.holder, streams)
    links = await _links(connection, reader.ledger_id, [fact for fact, _ in facts])
    rows = await _people(
        connection, reader.ledger_id, streams, [fact for fact, _ in facts], set(links.values())
    )
    worded = [
        fact for fact, _ in facts if sees_texts(reader.holder) and _may_read_words(fact, subjects)
    ]
    readable = {ref for fact in worded for ref in typed_with(fact.event, whole=whole)}
    bodies = await ledger.texts(readable | {row.name_text_id for row in rows})
    around = _Around(
        reader=reader,
        subjects=subjects,
        findings=findings,
        persons={
            stream: row.person_id
            for row in rows
            for stream in (row.stream, account_stream(row.person_id))
        },
        names={
            row.person_id: bodies[row.name_text_id] for row in rows if row.name_text_id in bodies
        },
        bodies={ref: bodies[ref] for ref in readable if ref in bodies},
        links=links,
        units=await _units(connection, reader.ledger_id, streams),
        further=await _further(connection, reader.ledger_id, [fact for fact, _ in facts]),
        figures=await figures_of(connection, reader.ledger_id, worded, bodies),
        whole=whole,
    )
    return tuple(around.line(fact, leaf) for fact, leaf in facts)


def about_stream(fact: Fact) -> str:
    """The thing that an act is about; of a refused one, what was wished for."""
    return fact.event.target if isinstance(fact.event, CommandRefused) else fact.stream


def _may_read_words(fact: Fact, subjects: Mapping[str, Subject]) -> bool:
    subject = subjects.get(fact.stream)
    return subject is not None and subject.open and not subject.restricted


async def _subjects(
    connection: AsyncConnection, reader: Reader, streams: Iterable[str]
) -> dict[str, Subject]:
    wanted = [stream for stream in streams if category_of(stream) in _WORK]
    collected = {}
    items = select(*listed(assignments)).where(assignments.c.ledger_id == reader.ledger_id)
    own = select_titled(reader.ledger_id, *listed(tasks))
    for statement, of in ((own, tasks), (items, assignments)):
        for row in await connection.execute(statement.where(of.c.stream.in_(wanted))):
            collected[row.stream] = _subject(row, reader, is_task=of is tasks)
    return collected


def _subject(row: Row[Any], reader: Reader, *, is_task: bool) -> Subject:
    seen = reader.sight(row)
    title = (row.title or row.typed_title) if is_task else row.title
    return Subject(
        stream=row.stream,
        is_task=is_task,
        open=seen is not Sight.NOTHING,
        restricted=row.restricted,
        code=(row.assignment or row.directive) if is_task else row.code,
        kind=row.kind,
        title=title if seen is Sight.WHOLE else None,
        deliverable=(row.deliverable or "") if is_task else "",
        period=(row.period or "") if is_task else "",
    )


async def _further(
    connection: AsyncConnection, ledger_id: str, facts: Sequence[Fact]
) -> dict[int, FurtherRefused]:
    """By position of the fact after which refusals are only counted."""
    asked = {
        (fact.actor.person_id, day_of(fact.occurred_at)): fact.position
        for fact in facts
        if isinstance(fact.event, AttemptsSuppressed)
    }
    if not asked:
        return {}
    rows = further_refusals.c
    statement = select(rows.person_id, rows.day, rows.taken, rows.last_at).where(
        rows.ledger_id == ledger_id, tuple_(rows.person_id, rows.day).in_(list(asked))
    )
    return {
        asked[row.person_id, row.day]: FurtherRefused(times=row.taken, last_at=row.last_at)
        for row in await connection.execute(statement)
    }


async def _units(
    connection: AsyncConnection, ledger_id: str, streams: Iterable[str]
) -> dict[str, str]:
    """The codes of the units that these streams are of."""
    statement = select(units.c.stream, units.c.code).where(
        units.c.ledger_id == ledger_id, units.c.stream.in_(list(streams))
    )
    return {row.stream: row.code for row in await connection.execute(statement)}


async def _links(
    connection: AsyncConnection, ledger_id: str, facts: Sequence[Fact]
) -> dict[int, UUID | None]:
    """By the position of a password's fact, who issued the link before it, where there was one."""
    wanted = [fact for fact in facts if isinstance(fact.event, PasswordSet)]
    if not wanted:
        return {}
    statement = (
        select(events.c.stream, events.c.position, events.c.type, events.c.person_id)
        .where(events.c.ledger_id == ledger_id)
        .where(events.c.stream_key.in_([fact.stream.lower() for fact in wanted]))
        .where(events.c.type.in_([LinkIssued.TYPE, PasswordSet.TYPE]))
        .order_by(events.c.position)
    )
    rows = (await connection.execute(statement)).all()
    collected = {}
    for fact in wanted:
        before = [
            row for row in rows if row.stream == fact.stream and row.position < fact.position
        ]
        if before and before[-1].type == LinkIssued.TYPE:
            collected[fact.position] = before[-1].person_id
    return collected


async def _people(
    connection: AsyncConnection,
    ledger_id: str,
    streams: Iterable[str],
    facts: Sequence[Fact],
    issuers: set[UUID | None],
) -> Sequence[Row[Any]]:
    """Those who acted, those whom an act of the directory is about, issuers of links."""
    acted = {fact.actor.person_id for fact in facts} | {
        fact.behalf.person_id for fact in facts if fact.behalf
    }
    concerned = {getattr(fact.event, "person_id", None) for fact in facts}
    known = (acted | concerned | issuers) - {None}
    statement = select(*listed(people)).where(
        people.c.ledger_id == ledger_id,
        people.c.person_id.in_(known) | people.c.stream.in_(list(streams)),
    )
    return (await connection.execute(statement)).all()
