"""A file becomes a preview, and its new rows become work: one way for pages and programs."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from api.binding import Bound
from api.context import Services, viewing_of
from api.directives.drawing import with_drawn
from api.register.giving import FILLED_BY_US, ImportChoice, RowGiving
from api.register.judging import JudgedImport, JudgedPaper, judged
from api.web.uploads import SentFile
from services.commands.acting import Acting
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.directive.acts.assign_tasks import ACT as ASSIGN
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.authority import require_registering
from services.domain.directive.events import ClauseTasksAssigned, directive_stream
from services.domain.directive.evolving import fold
from services.domain.errors import Refusal
from services.domain.register_columns.events import register_columns_stream
from services.domain.register_columns.evolving import fold as fold_columns
from services.ledger.port import CommandReused, Ledger
from services.queries.reading import reading
from services.queries.register import our_rows
from services.queries.register_names import known_papers, register_names
from services.queries.register_views import RegisterNames
from services.register.giving import plan_giving, remark
from services.register.importing import OpenedRegister, import_rows, open_workbook
from services.register.mapping import ColumnMapping, heads_key, mapping_from
from services.register.reconciling import Reconciliation, reconcile
from services.register.row import CellRemark, ImportedRegister, ImportedRow

MOST_AT_ONCE: Final = 1000  # rows of one click: some twenty seconds of writing
_UNKEPT: Final = "note"  # a column of the paper for which the work has no place
_UNKEPT_NOTE: Final = (
    "Cột “Ghi chú” của tệp không được ghi vào phần mềm và không được đối soát: việc được giao "
    "không có ô ghi chú."
)
_SENT_BEFORE: Final = (
    "dòng này đã được ghi trước đây với nội dung khác. Hãy mở việc đã ghi ở Sổ theo dõi để xem."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """Một tệp đã đọc: what it is, and how its columns are understood.

    `asked` says that a person must decide on the columns first: then there are no rows yet.
    """

    sent: SentFile
    opened: OpenedRegister
    mapping: ColumnMapping
    remembered: bool

    @property
    def asked(self) -> bool:
        """Whether a column that every row needs is missing, or one of them is only guessed."""
        return bool(self.mapping.missing()) or (
            not self.remembered and bool(self.opened.proposal.doubts)
        )

    @property
    def columns(self) -> Mapping[str, int]:
        """In which column of the sheet each of ours stands."""
        return {key: at for at, key in self.mapping.columns(self.opened.head.heads).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterImport:
    """Một lần nhập đã xem trước: set against our register, with what would be written."""

    file: ReadFile
    names: RegisterNames
    choice: ImportChoice
    reconciliation: Reconciliation
    giving: RowGiving
    judged: JudgedImport


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRows:
    """Điều đã ghi: the codes of the new work by row, how many papers are new, what was refused.

    `left` are rows that could be written and were not yet: of a very long file another click is
    asked for.
    """

    codes: Mapping[int, str]
    papers: int
    refusals: Mapping[int, CellRemark]
    left: int


async def read_file(services: Services, sent: SentFile) -> ReadFile:
    """Open a file with the mapping that was remembered for its heads; raises DocumentError."""
    workbook = await asyncio.to_thread(open_workbook, sent.content, sent.name)
    opened = workbook.register()
    remembered = await remembered_mapping(services.ledger, heads_key(opened.head.heads))
    if remembered is not None:
        opened = workbook.register(remembered=remembered)
    return ReadFile(
        sent=sent,
        opened=opened,
        mapping=remembered or opened.proposal.mapping,
        remembered=remembered is not None,
    )


async def remembered_mapping(ledger: Ledger, key: str) -> ColumnMapping | None:
    """The mapping of these heads that somebody decided; None where nobody did."""
    stream = register_columns_stream(key)
    columns = fold_columns((await ledger.read([stream])).of(stream))
    if columns is None or columns.heads_key != key:
        return None
    text_id = columns.mapping.text_id
    words = (await ledger.texts({text_id})).get(text_id)
    try:
        return None if words is None else mapping_of(words)
    except ValueError:  # of a column that the register no longer has: it is asked for again
        return None


async def looked_into(
    services: Services, acting: Acting, file: ReadFile, choice: ImportChoice
) -> RegisterImport:
    """Set the rows of a file against ours, and judge the new ones; nothing is written.

    Raises NotAllowed, DocumentError, LedgerUnavailable.
    """
    require_registering(acting.context)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        names = await register_names(connection, services.ledger, viewing.today)
        ours = await our_rows(connection, services.ledger, viewing, names)
        papers = await known_papers(connection, services.ledger)

    def set_against() -> Reconciliation:
        register = import_rows(file.opened, names.units, names.people, file.mapping)
        return reconcile(_compared(register), ours, filled_by_us=FILLED_BY_US)

    reconciliation = await asyncio.to_thread(set_against)
    giving = RowGiving(
        ledger_id=services.ledger_id,
        names=names,
        choice=choice,
        words=lambda: TypedTexts(
            randomness=services.randomness, limit=acting.rules.policy.text_at_most
        ),
    )
    plan = plan_giving(reconciliation.new, papers, file.columns)
    return RegisterImport(
        file=file,
        names=names,
        choice=choice,
        reconciliation=reconciliation,
        giving=giving,
        judged=await judged(services, acting, giving, plan, file.columns),
    )


def _compared(register: ImportedRegister) -> ImportedRegister:
    """The file without the column that nothing of ours answers to, which its notes say."""
    if _UNKEPT not in register.present:
        return register
    return replace(
        register,
        present=register.present - {_UNKEPT},
        notes=(*register.notes, _UNKEPT_NOTE),
    )


async def write_new(
    services: Services, acting: Acting, found: RegisterImport, at_most: int = MOST_AT_ONCE
) -> WrittenRows:
    """Write the new rows against which nothing stands; one that is refused blocks no other.

    Each is a command of the person, under an id that is made of the row: sent again, it is the
    same command. Raises LedgerUnavailable; what was written until then is not written again.
    """
    writing = _Writing(services=services, acting=acting, found=found)
    codes: dict[int, str] = {}
    refusals = dict(found.judged.refusals)
    papers = left = 0
    for paper in found.judged.papers:
        rows = paper.rows[: max(0, at_most - len(codes))]
        left += len(paper.rows) - len(rows)
        if not rows:
            continue
        try:
            papers += await writing.register(paper)
        except (Refusal, CommandReused) as error:
            refusals |= {row.number: writing.remark(row, error) for row in rows}
            continue
        for row in rows:
            try:
                codes[row.number] = await writing.assign(paper, row)
            except (Refusal, CommandReused) as error:
                refusals[row.number] = writing.remark(row, error)
    return WrittenRows(codes=codes, papers=papers, refusals=refusals, left=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    services: Services
    acting: Acting
    found: RegisterImport

    async def register(self, paper: JudgedPaper) -> bool:
        """Register a new paper; whether there was anything to do. Raises Refusal."""
        if not paper.is_new:
            return False
        giving = self.found.giving
        bound = await with_drawn(self.services, giving.registering(paper.paper, paper.code))
        await self._handle(REGISTER.name, paper.paper.key, bound)
        return True

    async def assign(self, paper: JudgedPaper, row: ImportedRow) -> str:
        """Give the work of a row; the code of its task. Raises Refusal, CommandReused."""
        stream = directive_stream(paper.code)
        ledger = self.services.ledger
        directive = fold((await ledger.read([stream])).of(stream))
        bound = self.found.giving.assigning(row, stream, directive)
        await self._handle(ASSIGN.name, row.key, bound)
        command_id = self.found.giving.command_id(ASSIGN.name, row.key)
        facts = (await ledger.read([stream])).of(stream)
        numbers = [
            task.number
            for fact in facts
            if fact.command_id == command_id and isinstance(fact.event, ClauseTasksAssigned)
            for task in fact.event.tasks
        ]
        return f"{paper.code}.{numbers[-1]}" if numbers else paper.code

    async def _handle(self, act: str, key: str, bound: Bound[Any]) -> None:
        request = CommandRequest(
            sender=self.acting.sender,
            command_id=self.found.giving.command_id(act, key),
            name=act,
            sent=bound.sent,
            texts=bound.texts,
        )
        await self.services.acts.handle(request, bound.command)

    def remark(self, row: ImportedRow, error: Refusal | CommandReused) -> CellRemark:
        """What stands against a row after all."""
        sentence = error.sentence if isinstance(error, Refusal) else _SENT_BEFORE
        return remark(self.found.file.columns, row.number, "work", sentence)


def mapping_of(words: str) -> ColumnMapping:
    """The mapping of a stored text. Raises ValueError where it is none."""
    return mapping_from(json.loads(words))


def mapping_words(mapping: ColumnMapping) -> str:
    """A mapping as the text in which it is kept."""
    return json.dumps(mapping.as_values(), ensure_ascii=False)
