"""Một chương trình công tác: its stream folded live, its rows with their words and their work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.calendar import CalendarMissing
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.programme.acts import ACTS
from services.domain.programme.authority import may_see_programmes
from services.domain.programme.events import ProgrammeSigned
from services.domain.programme.evolving import fold
from services.domain.programme.findings import findings
from services.domain.programme.periods import ProgrammePeriod
from services.domain.programme.rules import NO_PROGRAMME
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.whole import WholeRow, whole_rows
from services.domain.programme.working import task_of_row
from services.domain.roles import WORKING
from services.domain.task.lateness import box
from services.domain.task.sight import Sight, Work, sight, work_of_item
from services.ledger.port import Ledger
from services.projections.programmes import PROGRAMMES
from services.projections.tables import assignments, programmes, tasks
from services.queries.my_work import unit_names
from services.queries.programme_naming import programme_names, restricted_units, unit_names_at
from services.queries.programme_views import (
    ProgrammeFindingLine,
    ProgrammePage,
    ProgrammeRowLine,
    ProgrammeWork,
    WholeLine,
)
from services.queries.task_rows import seen_task, select_tasks
from services.queries.trail import NameBook, trail
from services.queries.viewing import Viewing
from services.queries.visibility import visible


async def programme_page(
    connection: AsyncConnection,
    ledger: Ledger,
    stream: str,
    viewing: Viewing,
    context: DecisionContext,
    *,
    as_signed: bool = False,
) -> ProgrammePage:
    """The programme as its facts make it now; raises NotFound for what is not there to see.

    `as_signed` stops at the signature, where there is one: the list as it was signed, for ever,
    with the names that the units had then.
    """
    facts = (await ledger.read([stream])).of(stream)
    if as_signed:
        facts = _until_signed(facts)
    programme = fold(facts)
    if programme is None or not may_see_programmes(context.holder):
        raise NO_PROGRAMME.refuse()
    units = await unit_names(connection, ledger.ledger_id)
    if as_signed:
        units |= await unit_names_at(ledger, programme, facts[-1].position)
    parts = await _parts(connection, ledger.ledger_id, programme.period)
    every = (programme, *parts)
    telling = await programme_names(ledger, facts, every)
    lines = _Lines(
        viewing=viewing,
        telling=telling,
        works=await _works(connection, ledger.ledger_id, every, viewing),
        restricted=await restricted_units(ledger, _leads(every)),
    )
    rows = [programme.rows[number] for number in programme.order]
    kept = [row for row in rows if row.kept]
    known = replace(context, calendar=viewing.calendar)
    answers = {act.slug: act.offered(programme, known) for act in ACTS}
    return ProgrammePage(
        programme=programme,
        rows=lines.of(programme, kept),
        gone=lines.of(programme, [row for row in rows if not row.kept], placed=False),
        parts={part.code: lines.of(part, list(part.kept)) for part in parts},
        whole=tuple(
            WholeLine(period=each.period, line=lines.of_whole(each))
            for each in whole_rows(_detailed_first(every))
        ),
        findings=lines.findings_of(programme),
        units=units,
        leaders=telling.names,
        signer=telling.names.get(programme.signature.ordered_by.person_id)
        if programme.signature
        else None,
        trail=trail(facts, lines.without_words() if lines.withholds(every) else telling),
        offers={slug: offer for slug, offer in answers.items() if offer is not None},
    )


def _until_signed(facts: Sequence[Fact]) -> Sequence[Fact]:
    signed = [at for at, fact in enumerate(facts, 1) if isinstance(fact.event, ProgrammeSigned)]
    return facts[: signed[0]] if signed else facts


def _detailed_first(every: Iterable[Programme]) -> list[Programme]:
    """Months before their quarter, quarters before their year."""
    return sorted(every, key=lambda each: (each.period.last_on, -each.period.first_on.toordinal()))


async def _parts(
    connection: AsyncConnection, ledger_id: str, period: ProgrammePeriod
) -> tuple[Programme, ...]:
    """The programmes of the periods that this one is composed of, down to its months."""
    codes = [part.code for half in period.parts for part in (half, *half.parts)]
    if not codes:
        return ()
    statement = (
        select(programmes)
        .where(programmes.c.ledger_id == ledger_id, programmes.c.code.in_(codes))
        .order_by(programmes.c.first_on, programmes.c.last_on.desc())
    )
    return tuple(PROGRAMMES.state_of(row) for row in await connection.execute(statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    viewing: Viewing
    telling: NameBook
    works: Mapping[str, ProgrammeWork]
    restricted: frozenset[str]

    def of(
        self, programme: Programme, rows: Sequence[ProgrammeRow], *, placed: bool = True
    ) -> tuple[ProgrammeRowLine, ...]:
        """The rows in their order; `placed` numbers them as on paper."""
        results = {each.row: each.result for each in programme.results}
        return tuple(
            replace(
                self._line(row), place=place if placed else None, result=results.get(row.number)
            )
            for place, row in enumerate(rows, start=1)
        )

    def of_whole(self, whole: WholeRow) -> ProgrammeRowLine:
        """A row among all that were in force, with its recorded result."""
        result = whole.closed.result if whole.closed else None
        return replace(self._line(whole.row), result=result)

    def findings_of(self, programme: Programme) -> tuple[ProgrammeFindingLine, ...] | None:
        """What collides, with why it stands; nothing is said of a row that is withheld."""
        if programme.signed:
            return ()
        try:
            listed = findings(programme, self.viewing.policy, self.viewing.calendar)
        except CalendarMissing:
            return None
        return tuple(
            ProgrammeFindingLine(
                finding=each,
                reason=None
                if any(self._withheld(programme.rows[row]) for row in each.rows)
                else self.telling.words(programme.settled.get(each.key)),
                settled=each.key in programme.settled,
            )
            for each in listed
        )

    def withholds(self, every: Iterable[Programme]) -> bool:
        """Whether a word of some row is not the viewer's to read."""
        rows = (row for programme in every for row in programme.rows.values())
        return any(self._withheld(row) for row in rows)

    def without_words(self) -> NameBook:
        """The names alone: what a line of the trail says may be the words of such a row."""
        return replace(self.telling, bodies={}, visible=False)

    def _withheld(self, row: ProgrammeRow) -> bool:
        own = self.viewing.holder.find(WORKING, row.unit) is not None
        return not own and self._is_withheld(row)

    def _line(self, row: ProgrammeRow) -> ProgrammeRowLine:
        holder, terms = self.viewing.holder, row.terms
        own = holder.find(WORKING, row.unit) is not None
        withheld = self._withheld(row)
        work = self.works.get(row.work or "")
        task = work.task if work else None
        leader = self.telling.names.get(terms.leader) if terms.leader else None
        content = self.telling.words(terms.content)
        return ProgrammeRowLine(
            row=row,
            place=None,
            content=None if withheld else content or (work.title if work else None),
            product=None if withheld else self.telling.words(terms.product),
            note=None if withheld else self.telling.words(terms.note),
            reason=None if withheld else self.telling.words(row.reason),
            leader=leader,
            work=work,
            status=box(task, self.viewing.today) if task else None,
            result=None,
            withheld=withheld,
            own=own,
        )

    def _is_withheld(self, row: ProgrammeRow) -> bool:
        """Whether a restricted unit leads the row, and the viewer may not read its words."""
        terms = row.terms
        if terms.lead_unit not in self.restricted:
            return False
        work = Work(terms.lead_unit, terms.supporting_units, restricted=True, item=None, span=None)
        return sight(work, self.viewing.policy, self.viewing.holder) is not Sight.WHOLE


async def _works(
    connection: AsyncConnection, ledger_id: str, every: Iterable[Programme], viewing: Viewing
) -> Mapping[str, ProgrammeWork]:
    """The work that rows are about, by its stream, as far as it is the viewer's."""
    rows = [row for programme in every for row in programme.rows.values()]
    streams = {stream for row in rows for stream in (task_of_row(row), row.terms.source) if stream}
    if not streams:
        return {}
    statement = select_tasks(ledger_id).where(tasks.c.stream.in_(streams))
    seen = (
        seen_task(row, viewing.policy, viewing.holder)
        for row in await connection.execute(statement)
    )
    collected = {
        task.stream: ProgrammeWork(
            code=task.stream,
            title=task.title if isinstance(task.title, str) else None,
            task=task,
        )
        for task in seen
        if task is not None
    }
    items = (
        select(assignments)
        .where(assignments.c.ledger_id == ledger_id, assignments.c.stream.in_(streams))
        .where(visible(assignments, viewing.policy, viewing.holder))
    )
    for row in await connection.execute(items):
        work = work_of_item(
            row.code, row.lead_unit, row.supporting_units, restricted=row.restricted
        )
        whole = sight(work, viewing.policy, viewing.holder) is Sight.WHOLE
        collected[row.stream] = ProgrammeWork(
            code=row.code, title=row.title if whole else None, task=None
        )
    return collected


def _leads(every: Iterable[Programme]) -> set[str]:
    return {row.terms.lead_unit for programme in every for row in programme.rows.values()}
