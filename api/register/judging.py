"""Whether rows can be given, asked of the acts' own rules before anything is sent.

A click that is refused is kept as an attempt; a preview tries nothing, so nothing is kept of it.
"""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.context import Services
from api.register.giving import COLUMN_OF, RowGiving
from services.commands.acting import Acting
from services.commands.calendars import calendar_read
from services.domain.authorities import listed
from services.domain.calendar_facts import calendar_streams
from services.domain.context import DecisionContext
from services.domain.directive.acts.assign_tasks import ACT as ASSIGN
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.authority import known_directive
from services.domain.directive.events import DirectiveRegistered, directive_stream
from services.domain.directive.evolving import fold
from services.domain.directive.rules import ORDERER_MISSING
from services.domain.directive.state import Directive
from services.domain.directory.events import person_stream, unit_stream
from services.domain.errors import Refusal
from services.domain.facts import Actor, ActorKind, Fact
from services.domain.instants import day_of
from services.register.giving import GivingPlan, PaperToGive, remark
from services.register.row import CellRemark, ImportedRow, RegisterRow

_NO_WORK_COLUMN: Final = "work"  # beside which a refusal stands that is about no field


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPaper:
    """Một nguồn với các dòng ghi được: its code, whether it is new, and these rows."""

    paper: PaperToGive
    code: str
    is_new: bool
    rows: tuple[ImportedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedImport:
    """Điều sẽ ghi và điều bị từ chối; `refusals` are those by the number of the row."""

    papers: tuple[JudgedPaper, ...]
    refusals: Mapping[int, CellRemark]

    @property
    def rows(self) -> int:
        """How many rows would become work."""
        return sum(len(paper.rows) for paper in self.papers)


async def judged(
    services: Services,
    acting: Acting,
    giving: RowGiving,
    plan: GivingPlan,
    columns: Mapping[str, int],
) -> JudgedImport:
    """What the rules say of each row now; raises LedgerUnavailable."""
    codes = {paper.key: giving.code(paper, acting.now) for paper in plan.papers}
    context = await _context(services, acting, giving, plan, codes.values())
    judging = _Judging(giving=giving, context=context, columns=columns)
    # Thousands of rows take seconds of computing: nobody else's page waits for them.
    return await asyncio.to_thread(judging.of_plan, plan, codes)


async def _context(
    services: Services,
    acting: Acting,
    giving: RowGiving,
    plan: GivingPlan,
    codes: Collection[str],
) -> DecisionContext:
    """Everything that these decisions are made on, read at once."""
    rows = [row.values for paper in plan.papers for row in paper.rows if row.values]
    people = {giving.names.person_ids.get(name) for row in rows for name in _people(row)}
    people |= {giving.choice.orderer, acting.holder.person_id}
    units = {code for row in rows for code in (row.lead, *row.supporters)}
    years = calendar_streams(day_of(acting.now))
    streams = [person_stream(each) for each in people if each is not None]
    streams += [unit_stream(code) for code in units]
    streams += [directive_stream(code) for code in codes]
    snapshot = await services.ledger.read([*streams, *years])
    return DecisionContext(
        holder=acting.holder,
        policy=acting.rules.policy,
        now=acting.now,
        policy_version=acting.rules.version,
        facts=snapshot.facts,
        calendar=calendar_read(snapshot, years).calendar,
    )


def _people(row: RegisterRow) -> tuple[str, ...]:
    return tuple(filter(None, (row.assigner, row.follower)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judging:
    giving: RowGiving
    context: DecisionContext
    columns: Mapping[str, int]

    def of_plan(self, plan: GivingPlan, codes: Mapping[str, str]) -> JudgedImport:
        """Every row of a plan: given or refused."""
        refusals = dict(plan.refusals)
        papers = []
        for paper in plan.papers:
            code = codes[paper.key]
            there = fold(self.context.of(directive_stream(code)))
            wrong = dict(self.of_paper(paper, code, there))
            refusals |= wrong
            rows = tuple(row for row in paper.rows if row.number not in wrong)
            if rows:
                papers.append(JudgedPaper(paper=paper, code=code, is_new=there is None, rows=rows))
        return JudgedImport(papers=tuple(papers), refusals=refusals)

    def of_paper(
        self, paper: PaperToGive, code: str, there: Directive | None
    ) -> Iterator[tuple[int, CellRemark]]:
        """The rows of a paper that are refused; where the paper is, all of them are."""
        try:
            directive = there or self._registered(paper, code)
        except Refusal as refusal:
            for row in paper.rows:
                yield row.number, self._remark(row, refusal)
            return
        for row in paper.rows:
            try:
                self._assigned(row, directive)
            except Refusal as refusal:
                yield row.number, self._remark(row, refusal)

    def _registered(self, paper: PaperToGive, code: str) -> Directive:
        """The directive as it would be."""
        command = self.giving.registering(paper, code).command
        verdict = REGISTER.decide(None, command, self.context)
        event = next(each for each in verdict.events if isinstance(each, DirectiveRegistered))
        return known_directive(fold((self._fact(event, command.stream),)))

    def _fact(self, event: DirectiveRegistered, stream: str) -> Fact:
        now, giving = self.context.now, self.giving
        return Fact(
            event=event,
            stream=stream,
            version=1,
            position=0,
            actor=Actor(kind=ActorKind.PERSON, person_id=self.context.holder.person_id),
            behalf=None,
            occurred_at=now,
            recorded_at=now,
            command_id=giving.command_id(REGISTER.name, stream),
            session_id=None,
        )

    def _assigned(self, row: ImportedRow, directive: Directive) -> None:
        """Raises Refusal where the act would; a leader who imports orders nothing unasked."""
        command = self.giving.assigning(row, directive.stream, directive).command
        if command.orderer is None and directive.ordered_by is None:
            offices = listed(self.context.policy.authorities.order)
            raise ORDERER_MISSING.refuse(offices=offices)
        ASSIGN.decide(directive, command, self.context)

    def _remark(self, row: ImportedRow, refusal: Refusal) -> CellRemark:
        key = COLUMN_OF.get(refusal.field, _NO_WORK_COLUMN)
        return remark(self.columns, row.number, key, refusal.sentence)
