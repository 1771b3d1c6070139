"""A directive as its facts make it: its clauses and what became of them, its recurring orders."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.directive.events import DirectiveRegistered, OrderTerms
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.directive.layout import Clause
from services.domain.directive.rhythm import OrderRhythm, named_days
from services.domain.directive.terms import (
    ClauseKind,
    ClauseOutcome,
    DirectiveSource,
    OrderedHow,
)
from services.domain.facts import Fact, TextRef
from services.domain.replacing import replace
from services.domain.task.births import OrderedBy, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidClause:
    """A clause with the decision that stands for it; `outcome` is None while it is undecided.

    `tasks` are the numbers of all tasks that it ever gave, also where its words changed since.
    """

    id: str
    start: int
    end: int
    mark: str
    depth: int
    kind: ClauseKind
    outcome: ClauseOutcome | None = None
    existing: tuple[str, ...] = ()
    reason: TextRef | None = None
    decided_by: UUID | None = None
    decided_on: date | None = None
    tasks: tuple[int, ...] = ()

    @property
    def clause(self) -> Clause:
        """The part of the text alone."""
        return Clause(
            id=self.id,
            start=self.start,
            end=self.end,
            mark=self.mark,
            depth=self.depth,
            kind=self.kind,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTask:
    """A task of the directive as it was assigned; lead and due day may have changed since."""

    number: int
    stream: str
    clause: str | None
    lead: str
    due_on: date | None
    occurrence_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringOrder:
    """A recurring order; `done` are the named days that were assigned or skipped."""

    number: int
    terms: OrderTerms
    rhythm: OrderRhythm
    from_on: date
    until_on: date
    issue_before_working_days: int
    ordered_at: datetime
    done: frozenset[date] = frozenset()
    stopped_at: datetime | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """All its named days, in their order."""
        return tuple(named_days(self.rhythm, self.from_on, self.until_on))

    @property
    def is_running(self) -> bool:
        """Whether an occurrence is still to come."""
        return self.stopped_at is None and not self.done.issuperset(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """The state that decisions, the agenda and the pages are made on.

    `version` is that of its stream, `text_version` counts the texts that were laid out (0: none).
    `clauses` are those of the newest text, `gone` those that stood in an earlier one alone.
    `last_clause` is the number of the newest id of a clause, `next_number` that of the next task.
    """

    stream: str
    version: int
    code: str
    source: DirectiveSource
    number: str | None
    dated_on: date | None
    arrival_number: str | None
    arrived_on: date | None
    issuer: TextRef | None
    summary: TextRef | None
    urgency: Urgency
    superior_due_on: date | None
    ordered_by: OrderedBy | None
    how: OrderedHow | None
    petitioner: TextRef | None
    secret: bool
    twins: tuple[str, ...]
    twins_reason: TextRef | None
    registered_by: UUID | None
    registered_at: datetime
    text: TextRef | None = None
    text_version: int = 0
    clauses: tuple[LaidClause, ...] = ()
    gone: tuple[LaidClause, ...] = ()
    last_clause: int = 0
    tasks: tuple[GivenTask, ...] = ()
    next_number: int = 1
    orders: tuple[RecurringOrder, ...] = ()
    closed_at: datetime | None = None
    files: tuple[DirectiveFileAttached, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether nothing more is decided and assigned."""
        return self.closed_at is not None

    @property
    def undecided(self) -> tuple[LaidClause, ...]:
        """The clauses on which nobody has decided as they are now."""
        return tuple(each for each in self.clauses if each.outcome is None)

    @property
    def running(self) -> tuple[RecurringOrder, ...]:
        """The recurring orders of which an occurrence is still to come."""
        return tuple(each for each in self.orders if each.is_running)

    def clause(self, clause_id: str) -> LaidClause | None:
        """The clause of the newest text under this id."""
        return next((each for each in self.clauses if each.id == clause_id), None)

    def order(self, number: int) -> RecurringOrder | None:
        """The recurring order of this number."""
        return next((each for each in self.orders if each.number == number), None)

    def has_occurrence(self, clause: str | None, day: date) -> bool:
        """Whether some recurring order of this clause assigned or skipped that named day."""
        return any(each.terms.clause == clause and day in each.done for each in self.orders)


def registered_as(event: DirectiveRegistered, fact: Fact) -> Directive:
    """The directive before anything was decided."""
    directive = as_registered(event, fact.stream, by=fact.actor.person_id, at=fact.occurred_at)
    return replace(directive, version=fact.version)


def as_registered(
    event: DirectiveRegistered, stream: str, *, by: UUID | None, at: datetime
) -> Directive:
    """The directive as its first fact will make it."""
    return Directive(
        stream=stream,
        version=1,
        code=event.code,
        source=event.source,
        number=event.number,
        dated_on=event.dated_on,
        arrival_number=event.arrival_number,
        arrived_on=event.arrived_on,
        issuer=event.issuer,
        summary=event.summary,
        urgency=event.urgency,
        superior_due_on=event.superior_due_on,
        ordered_by=event.ordered_by,
        how=event.how,
        petitioner=event.petitioner,
        secret=event.secret,
        twins=event.twins,
        twins_reason=event.twins_reason,
        registered_by=by,
        registered_at=at,
    )
