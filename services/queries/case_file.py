"""Hồ sơ kiểm tra: every fact of a case in the order of the log, with what is needed to judge it.

Around the facts of the case itself stand those that say who the people were, which units, which
item or source the work came from, and which rules were in force. All are proven against one
checkpoint of the log.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.archive.records import Disclosure, SealedFact, record_members
from services.domain.assignment.events import assignment_stream
from services.domain.calendar_facts import calendar_stream
from services.domain.directive.events import directive_stream
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.directory.events import person_stream, unit_stream
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.nouns import KIND_OF
from services.domain.opening import STREAM as OPENING_STREAM
from services.domain.policy import POLICY_STREAM
from services.domain.task.file_events import FileAttached
from services.ledger.port import Ledger
from services.ledger.rows import StoredRow
from services.ledger.source import RowReader
from services.ledger.tlog.errors import altered
from services.ledger.tlog.proofs import TiledTree
from services.projections.tables import tasks
from services.queries.case_scope import CaseScope, case_positions
from services.queries.case_sight import CaseSight, case_sight
from services.queries.log_lines import about_stream, lines_of
from services.queries.log_rights import Reader, events
from services.queries.log_views import LogLine
from services.queries.my_work import unit_names
from services.queries.stored_facts import stored_fact
from services.queries.trail import persons_of, units_of

MOST_FACTS: Final = 20_000


class CaseTooLarge(Exception):
    """So many facts are no case: whoever asks takes a shorter period."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} facts, at most {MOST_FACTS}")
        self.count = count


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A fact of the report: its row and its line of the log, of a withheld one for its place only.

    `files` are the names of the evidence files by their digests.
    """

    row: StoredRow
    line: LogLine
    withheld: bool
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What goes into the archive and into its report.

    `around` are the facts about people, units, sources and rules; `files` the digests of evidence.
    """

    scope: CaseScope
    own: Sequence[CaseLine]
    around: Sequence[CaseLine]
    units: Mapping[str, str]
    members: Mapping[str, bytes]
    facts: int
    files: Collection[str]


@dataclass(frozen=True, slots=True)
class CaseSource:
    """Where a case is read: all of it on one connection, proven by the tree of one checkpoint."""

    connection: AsyncConnection
    ledger: Ledger
    rows: RowReader
    tree: TiledTree


@dataclass(frozen=True, slots=True)
class _Read:
    """The stored rows of a case with the facts in them."""

    rows: Sequence[StoredRow]
    facts: Sequence[Fact]


async def case_file(source: CaseSource, reader: Reader, scope: CaseScope) -> CaseFile:
    """The case as this reader may take it away.

    Raises NotFound, CaseTooLarge, and NotProven where the ledger is not the one of the tree.
    """
    connection, size = source.connection, source.tree.size
    own = await _read(source.rows, await case_positions(connection, reader, scope, size))
    seen = await case_sight(connection, reader, map(about_stream, own.facts))
    streams = await _around(connection, own, seen)
    beside = await _positions_of(connection, reader.ledger_id, streams, size)
    around = await _read(source.rows, sorted(set(beside) - {row.position for row in own.rows}))
    both = [*own.facts, *around.facts]
    seen = await case_sight(connection, reader, map(about_stream, both))
    # What stands beside the case serves its reader or is left out.
    around = _known(around, seen)
    return CaseFile(
        scope=scope,
        own=await _lines(source, seen, own),
        around=await _lines(source, seen, around),
        units=await unit_names(connection, reader.ledger_id),
        members=await _members(source, seen, (own, around)),
        facts=len(own.rows) + len(around.rows),
        files=_files(seen, own, around),
    )


async def _read(source: RowReader, positions: Sequence[int]) -> _Read:
    if len(positions) > MOST_FACTS:
        raise CaseTooLarge(len(positions))
    rows = await source.rows_at(positions)
    facts = [stored_fact(row.position, row.record, row.payload or b"") for row in rows]
    return _Read(rows, facts)


async def _around(connection: AsyncConnection, own: _Read, seen: CaseSight) -> Collection[str]:
    """The streams that say who, where from and by which rules; nothing around what is withheld."""
    facts = [fact for fact in own.facts if not seen.is_withheld(fact)]
    statement = select(tasks.c.assignment, tasks.c.directive, tasks.c.lead_unit).where(
        tasks.c.ledger_id == seen.reader.ledger_id,
        tasks.c.stream.in_({about_stream(fact) for fact in facts}),
    )
    rows = (await connection.execute(statement)).all()
    units = units_of(facts) | {row.lead_unit for row in rows}
    years = {day_of(fact.occurred_at).year + more for fact in own.facts for more in (0, 1)}
    return {
        OPENING_STREAM,
        POLICY_STREAM,
        *map(calendar_stream, years),
        *map(unit_stream, units),
        *map(person_stream, _persons(facts)),
        *(assignment_stream(row.assignment) for row in rows if row.assignment),
        *(directive_stream(row.directive) for row in rows if row.directive),
    }


def _persons(facts: Sequence[Fact]) -> set[UUID]:
    acted = {fact.actor.person_id for fact in facts} - {None}
    behalf = {fact.behalf.person_id for fact in facts if fact.behalf}
    named = persons_of([fact for fact in facts if type(fact.event) in KIND_OF])
    return {person for person in acted | behalf | named if person is not None}


async def _positions_of(
    connection: AsyncConnection, ledger_id: str, streams: Collection[str], size: int
) -> Sequence[int]:
    statement = select(events.c.position).where(
        events.c.ledger_id == ledger_id,
        events.c.position <= size,
        events.c.stream_key.in_([stream.lower() for stream in streams]),
    )
    return (await connection.execute(statement)).scalars().all()


def _known(read: _Read, seen: CaseSight) -> _Read:
    kept = [
        (row, fact)
        for row, fact in zip(read.rows, read.facts, strict=True)
        if seen.of(fact) is Disclosure.WHOLE
    ]
    return _Read([row for row, _ in kept], [fact for _, fact in kept])


async def _lines(source: CaseSource, seen: CaseSight, read: _Read) -> Sequence[CaseLine]:
    hashes = [row.leaf.hex() for row in read.rows]
    facts = list(zip(read.facts, hashes, strict=True))
    lines = await lines_of(source.connection, source.ledger, seen.reader, facts, whole=True)
    attached = {
        fact.position: fact.event.name.text_id
        for fact, row in zip(read.facts, read.rows, strict=True)
        if isinstance(fact.event, FileAttached | DirectiveFileAttached) and seen.files(fact, row)
    }
    names = await source.ledger.texts(set(attached.values()))
    return [
        CaseLine(
            row,
            line,
            seen.is_withheld(line.fact),
            {
                sha256: names.get(attached[row.position], sha256)
                for sha256 in seen.files(line.fact, row)
            },
        )
        for row, line in zip(read.rows, lines, strict=True)
    ]


async def _members(
    source: CaseSource, seen: CaseSight, reads: Iterable[_Read]
) -> Mapping[str, bytes]:
    both = sorted(
        ((row, fact) for read in reads for row, fact in zip(read.rows, read.facts, strict=True)),
        key=lambda pair: pair[0].position,
    )
    texts = await source.rows.text_rows({key for _, fact in both for key in seen.texts(fact)})
    lines, tree = [], source.tree
    for row, fact in both:
        index = row.position - 1
        if tree.leaf(index) != row.leaf:
            raise altered(f"fact {row.position} of the ledger is not the one in the log's tree")
        own = {key: texts[key] for key in seen.texts(fact) if key in texts}
        proof = tree.inclusion(index)
        sealed = SealedFact(row=row, shown=seen.of(fact), texts=own, proof=proof)
        lines.append((row.position, sealed.line()))
    return record_members(lines)


def _files(seen: CaseSight, *reads: _Read) -> Collection[str]:
    return dict.fromkeys(
        sha256
        for read in reads
        for row, fact in zip(read.rows, read.facts, strict=True)
        for sha256 in seen.files(fact, row)
    )
