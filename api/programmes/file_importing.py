"""A file set against a programme, and its new rows registered; nothing is tried before “Ghi”."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.context import Services
from api.programmes.drawing import with_drawn
from api.programmes.file_giving import ANY_COLUMN, ProgrammeRowGiving
from api.programmes.file_rows import file_rows
from api.programmes.shown import read_programme
from api.web.uploads import SentFile
from services.commands.acting import Acting
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream, unit_stream
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.programme.acts.register_row import ACT as REGISTER
from services.domain.programme.events import ProgrammeRowRegistered
from services.ledger.port import CommandReused
from services.programme_file.columns import BY_KEY
from services.programme_file.parsing import cell_remark
from services.programme_file.reading import read_programme as read_file
from services.programme_file.reconciling import KnownRows, ProgrammeComparison, compare
from services.programme_file.row import ProgrammeFile, ProgrammeFileRow, ReadProgrammeRow
from services.queries.programme_views import ProgrammePage
from services.queries.reading import reading
from services.queries.register_names import register_names
from services.queries.register_views import RegisterNames
from services.register.row import CellRemark

MOST_AT_ONCE: Final = 200  # rows of one click
_SENT_BEFORE: Final = (
    "dòng này vừa được ghi với nội dung khác. Hãy mở lại trang của chương trình để xem."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeImport:
    """Một lần nhập đã xem trước: set against the programme, with what would be registered.

    `ready` are the new rows against which nothing stands, `refusals` is what stands against the
    others, by their numbers on the sheet.
    """

    shown: ProgrammePage
    names: RegisterNames
    comparison: ProgrammeComparison
    giving: ProgrammeRowGiving
    ready: tuple[ReadProgrammeRow, ...]
    refusals: Mapping[int, CellRemark]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenProgrammeRows:
    """Điều đã ghi: how many rows, and which were refused after all."""

    rows: int
    refusals: Mapping[int, CellRemark]


async def read_shown(
    services: Services, acting: Acting, stream: str, *, as_signed: bool = False
) -> tuple[ProgrammePage, RegisterNames]:
    """The programme as this person may see it, and the names of the ward; raises NotFound."""
    shown = await read_programme(services, acting, stream, as_signed=as_signed)
    async with reading(services.engine) as connection:
        names = await register_names(connection, services.ledger, day_of(acting.now))
    return shown, names


def require_importing(shown: ProgrammePage, acting: Acting) -> None:
    """Whoever may register a row now may import rows; raises Refusal, NotAllowed."""
    REGISTER.offer(shown.programme, acting.context)


async def look_into(
    services: Services, acting: Acting, stream: str, sent: SentFile
) -> ProgrammeImport:
    """Set the rows of a file against ours, and judge the new ones; nothing is written.

    Raises NotFound, NotAllowed, Refusal, LedgerUnavailable.
    """
    shown, names = await read_shown(services, acting, stream)
    require_importing(shown, acting)
    period = shown.programme.period
    file = await asyncio.to_thread(
        read_file, sent.content, sent.name, period, names.units, names.people
    )
    giving = _giving(services, acting, stream, names)
    facts = (await services.ledger.read([stream])).of(stream)
    known = KnownRows(
        ours=file_rows(shown, names),
        gone=frozenset(line.row.number for line in shown.gone),
        written=_written(facts, file, giving),
    )
    comparison = await asyncio.to_thread(compare, file, known)
    context = await _context(services, acting, [row for _, row in _values(comparison.new)], names)
    refusals = _judged(comparison, giving, shown, context)
    return ProgrammeImport(
        shown=shown,
        names=names,
        comparison=comparison,
        giving=giving,
        ready=tuple(row for row in comparison.new if row.at not in refusals),
        refusals=refusals,
    )


def _giving(
    services: Services, acting: Acting, stream: str, names: RegisterNames
) -> ProgrammeRowGiving:
    policy = acting.rules.policy
    return ProgrammeRowGiving(
        ledger_id=services.ledger_id,
        stream=stream,
        holder=acting.holder,
        policy=policy,
        names=names,
        words=lambda: TypedTexts(randomness=services.randomness, limit=policy.text_at_most),
    )


def _written(
    facts: Collection[Fact], file: ProgrammeFile, giving: ProgrammeRowGiving
) -> Mapping[str, int]:
    """The numbers under which rows of this file were registered by an earlier import."""
    keys = {row.values.key for row in file.rows if row.values is not None}
    ids = {giving.command_id(key): key for key in keys}
    return {
        ids[fact.command_id]: fact.event.row
        for fact in facts
        if isinstance(fact.event, ProgrammeRowRegistered) and fact.command_id in ids
    }


def _values(
    rows: Collection[ReadProgrammeRow],
) -> Iterator[tuple[ReadProgrammeRow, ProgrammeFileRow]]:
    return ((row, row.values) for row in rows if row.values is not None)


async def _context(
    services: Services, acting: Acting, rows: Collection[ProgrammeFileRow], names: RegisterNames
) -> DecisionContext:
    """Everything that these decisions are made on, read at once."""
    units = {code for row in rows for code in (row.lead_unit, *row.supporting_units)}
    people = {names.person_ids.get(row.leader) for row in rows if row.leader}
    people.add(acting.holder.person_id)
    streams = [unit_stream(code) for code in units]
    streams += [person_stream(each) for each in people if each is not None]
    return DecisionContext(
        holder=acting.holder,
        policy=acting.rules.policy,
        now=acting.now,
        policy_version=acting.rules.version,
        facts=(await services.ledger.read(streams)).facts,
    )


def _judged(
    comparison: ProgrammeComparison,
    giving: ProgrammeRowGiving,
    shown: ProgrammePage,
    context: DecisionContext,
) -> Mapping[int, CellRemark]:
    """What the act's own rules say against each new row."""
    refusals = {}
    for row, values in _values(comparison.new):
        try:
            REGISTER.decide(shown.programme, giving.registering(values).command, context)
        except Refusal as refusal:
            refusals[row.at] = _remark(comparison.file, row, refusal)
    return refusals


async def register_new(
    services: Services, acting: Acting, preview: ProgrammeImport, at_most: int = MOST_AT_ONCE
) -> WrittenProgrammeRows:
    """Register the new rows against which nothing stands; one that is refused blocks no other.

    Each is a command of the person, under an id that is made of the row: sent again, it is the
    same command. Raises LedgerUnavailable; what was written until then is not written again.
    """
    refusals = dict(preview.refusals)
    written = 0
    for row, values in _values(preview.ready[:at_most]):
        command_id = preview.giving.command_id(values.key)
        try:
            bound = await with_drawn(
                services, command_id, day_of(acting.now), preview.giving.registering(values)
            )
            request = CommandRequest(
                sender=acting.sender,
                command_id=command_id,
                name=REGISTER.name,
                sent=bound.sent,
                texts=bound.texts,
            )
            await services.acts.handle(request, bound.command)
            written += 1
        except (Refusal, CommandReused) as error:
            refusals[row.at] = _remark(preview.comparison.file, row, error)
    return WrittenProgrammeRows(rows=written, refusals=refusals)


def _remark(
    file: ProgrammeFile, row: ReadProgrammeRow, error: Refusal | CommandReused
) -> CellRemark:
    if not isinstance(error, Refusal):
        return cell_remark(file.columns, row.at, ANY_COLUMN, _SENT_BEFORE)
    key = error.field if error.field in BY_KEY else ANY_COLUMN
    return cell_remark(file.columns, row.at, key, error.sentence)
