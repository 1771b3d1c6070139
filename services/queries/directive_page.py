"""One directive's own page: its stream folded live, its clauses with their words, its tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.act import Offer
from services.domain.context import DecisionContext
from services.domain.directive.acts import ACTS
from services.domain.directive.authority import may_see_directives
from services.domain.directive.events import OrderTerms
from services.domain.directive.evolving import fold
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.directive.state import Directive, LaidClause, RecurringOrder
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.facts import Fact
from services.domain.mentions import text_ids
from services.domain.task.authority import sees_texts
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import assignments, tasks
from services.queries.task_rows import seen_task, select_tasks
from services.queries.trail import NameBook, persons_of, trail
from services.queries.viewing import Viewing
from services.queries.views import TrailLine
from services.queries.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLine:
    """A clause with its words (blank where the text was erased) and what was decided on it."""

    clause: LaidClause
    words: str
    reason: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFileLine:
    """A file of the directive; without `name` that was erased."""

    sha256: str
    name: str | None
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """A recurring order with the words of what it asks for."""

    order: RecurringOrder
    title: str | None
    orderer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingWork:
    """Work that is there already: a task, or the code of an item of the plan."""

    task: Task | None
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectivePage:
    """Everything that a directive's page shows; the trail is newest first.

    Words that were erased, or of which there are none, are None. `tasks` are those that exist for
    the viewer, by their numbers, as they stand now; `existing` is the work that clauses name as
    being there already, by its stream, as far as it is the viewer's. `offers` are what the viewer
    may do, by slug; `files` are none for who reads no words.
    """

    directive: Directive
    issuer: str | None
    summary: str | None
    petitioner: str | None
    text: str | None
    registered_by: str | None
    orderer: str | None
    clauses: tuple[ClauseLine, ...]
    orders: tuple[OrderLine, ...]
    files: tuple[DirectiveFileLine, ...]
    tasks: Mapping[int, Task]
    units: Mapping[str, str]
    existing: Mapping[str, ExistingWork]
    trail: tuple[TrailLine, ...]
    offers: Mapping[str, Offer]

    def of_clause(self, clause: str | None) -> tuple[Task, ...]:
        """The tasks of a clause, in the order of their numbers; None: those of the whole order."""
        given = (each for each in self.directive.tasks if each.clause == clause)
        return tuple(self.tasks[each.number] for each in given if each.number in self.tasks)

    @property
    def undecided(self) -> int:
        """How many clauses nobody has decided on."""
        return len(self.directive.undecided)


async def directive_page(
    connection: AsyncConnection,
    ledger: Ledger,
    stream: str,
    viewing: Viewing,
    context: DecisionContext,
) -> DirectivePage:
    """The directive as its facts make it now; raises NotFound for what is not there to see."""
    snapshot = await ledger.read([stream])
    facts = snapshot.of(stream)
    directive = fold(facts)
    if directive is None or not may_see_directives(context.policy, context.holder):
        raise NO_DIRECTIVE.refuse()
    telling, units = await _telling(ledger, directive, facts, visible=sees_texts(context.holder))
    text = telling.words(directive.text)
    ordered = directive.ordered_by
    answers = {act.slug: act.offered(directive, context) for act in ACTS}
    return DirectivePage(
        directive=directive,
        issuer=telling.words(directive.issuer),
        summary=telling.words(directive.summary),
        petitioner=telling.words(directive.petitioner),
        text=text,
        registered_by=telling.names.get(directive.registered_by)
        if directive.registered_by
        else None,
        orderer=telling.names.get(ordered.person_id) if ordered else None,
        clauses=tuple(_clause(each, text, telling) for each in directive.clauses),
        orders=tuple(_order(each, telling) for each in directive.orders),
        files=_files(directive, telling),
        tasks=await _tasks(connection, ledger.ledger_id, directive, viewing),
        units=units,
        existing=await _existing(connection, ledger.ledger_id, directive, viewing),
        trail=trail(facts, telling),
        offers={slug: offer for slug, offer in answers.items() if offer is not None},
    )


def _clause(clause: LaidClause, text: str | None, telling: NameBook) -> ClauseLine:
    return ClauseLine(
        clause=clause,
        words=(text or "")[clause.start : clause.end],
        reason=telling.words(clause.reason),
        decided_by=telling.names.get(clause.decided_by) if clause.decided_by else None,
    )


def _order(order: RecurringOrder, telling: NameBook) -> OrderLine:
    return OrderLine(
        order=order,
        title=telling.words(order.terms.title),
        orderer=telling.names.get(order.terms.ordered_by.person_id),
    )


def _files(directive: Directive, telling: NameBook) -> tuple[DirectiveFileLine, ...]:
    if not telling.visible:
        return ()
    return tuple(
        DirectiveFileLine(
            sha256=file.sha256, name=telling.words(file.name), size_bytes=file.size_bytes
        )
        for file in directive.files
    )


async def _tasks(
    connection: AsyncConnection, ledger_id: str, directive: Directive, viewing: Viewing
) -> Mapping[int, Task]:
    statement = select_tasks(ledger_id).where(tasks.c.directive == directive.code)
    rows = await connection.execute(statement)
    seen = [seen_task(row, viewing.policy, viewing.holder) for row in rows]
    return {task.assigned.number: task for task in seen if task is not None and task.assigned}


async def _existing(
    connection: AsyncConnection, ledger_id: str, directive: Directive, viewing: Viewing
) -> Mapping[str, ExistingWork]:
    streams = {stream for clause in directive.clauses for stream in clause.existing}
    if not streams:
        return {}
    statement = select_tasks(ledger_id).where(tasks.c.stream.in_(streams))
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    collected = {
        task.stream: ExistingWork(task=task, item="") for task in seen if task is not None
    }
    items = select(assignments.c.stream, assignments.c.code).where(
        assignments.c.ledger_id == ledger_id, assignments.c.stream.in_(streams)
    )
    for row in await connection.execute(
        items.where(visible(assignments, viewing.policy, viewing.holder))
    ):
        collected[row.stream] = ExistingWork(task=None, item=row.code)
    return collected


async def _telling(
    ledger: Ledger, directive: Directive, facts: Sequence[Fact], *, visible: bool
) -> tuple[NameBook, Mapping[str, str]]:
    """Names and words of the page; the text is read whole, older versions of it are not."""
    people = persons_of(facts) | _people(directive)
    codes = {each.lead for each in directive.tasks} | _units(directive, facts)
    streams = [*map(person_stream, people), *map(unit_stream, codes)]
    around = await ledger.read(streams)
    named = {each: fold_person(around.of(person_stream(each))) for each in people}
    names = {each: person.name.text_id for each, person in named.items() if person}
    old = {ref for fact in facts for ref in text_ids(fact.event)} - _old_texts(facts, directive)
    typed = old if visible else set()
    bodies = await ledger.texts(typed | set(names.values()))
    telling = NameBook(
        names={key: bodies[name] for key, name in names.items() if name in bodies},
        bodies={key: body for key, body in bodies.items() if key in typed},
        visible=visible,
    )
    units = {code: fold_unit(around.of(unit_stream(code))) for code in codes}
    return telling, {code: unit.called if unit else code for code, unit in units.items()}


def _old_texts(facts: Sequence[Fact], directive: Directive) -> set[UUID]:
    """The texts of versions that nobody reads here any more."""
    texts = {getattr(fact.event, "text", None) for fact in facts}
    return {each.text_id for each in texts if each is not None and each != directive.text}


def _people(directive: Directive) -> set[UUID]:
    terms = [order.terms for order in directive.orders]
    people = {each.ordered_by.person_id for each in terms}
    people |= {each.decided_by for each in directive.clauses if each.decided_by}
    people |= {each.follower for each in terms if each.follower}
    return people


def _units(directive: Directive, facts: Sequence[Fact]) -> set[str]:
    terms: list[OrderTerms] = [order.terms for order in directive.orders]
    named = {unit for each in terms for unit in (*each.lead_units, *each.supporting_units)}
    return named | {fact.actor.unit for fact in facts if fact.actor.unit}
