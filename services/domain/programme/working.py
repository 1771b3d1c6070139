"""How rows become work, and what a decision on a row does to its task. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.domain.context import DecisionContext
from services.domain.directive.assigning import AssigningRules, born, marked
from services.domain.directive.events import DirectiveRegistered, OrderTerms, directive_stream
from services.domain.directive.evolving import fold as fold_directive
from services.domain.directive.state import as_registered
from services.domain.directive.terms import DirectiveSource
from services.domain.facts import Decision, NewEvent
from services.domain.papers import Paper
from services.domain.programme.row_terms import is_restricted
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.replacing import replace
from services.domain.streams import Family, family_of
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.births import OrderedBy, Urgency
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task
from services.domain.task.stopping import unjudged

BY_SUPERIOR = "superior-opinion"  # why a restricted task is withdrawn, which gives no words


@dataclass(frozen=True, slots=True, kw_only=True)
class BornRows:
    """The tasks of new rows by the row's number, and the facts that make them."""

    tasks: dict[int, str]
    facts: Decision

    @property
    def streams(self) -> tuple[str, ...]:
        """The streams whose clocks must know."""
        return tuple(self.tasks.values())


def new_rows(rows: Iterable[ProgrammeRow]) -> tuple[ProgrammeRow, ...]:
    """Those that are no task yet: what stands for an item of the plan is a task of its own."""
    return tuple(row for row in rows if task_of_row(row) is None)


def task_of_row(row: ProgrammeRow) -> str | None:
    """The stream of the task that a row is; None while it is none."""
    if row.task is not None:
        return row.task
    source = row.terms.source
    return source if source is not None and family_of(source) is Family.TASK else None


def born_rows(
    code: str,
    rows: tuple[ProgrammeRow, ...],
    ordered_by: OrderedBy,
    paper: Paper,
    context: DecisionContext,
) -> BornRows:
    """One task for each of these rows, of one directive: that of the signed programme.

    A directive that is there goes on; a new one is registered with the paper's number and day.
    Raises CalendarMissing.
    """
    assert context.calendar is not None, "the act is decided by the calendar"  # noqa: S101
    stream = directive_stream(code)
    directive = fold_directive(context.of(stream))
    facts: list[NewEvent] = []
    if directive is None:
        registered = _registered(code, ordered_by, paper)
        facts.append(NewEvent(stream=stream, event=registered))
        directive = as_registered(registered, stream, by=context.holder.person_id, at=context.now)
    rules = AssigningRules(policy=context.policy, calendar=context.calendar, now=context.now)
    tasks: dict[int, str] = {}
    for row in rows:
        terms = _order(row, ordered_by, context)
        event = marked(directive, terms, row.terms.due_on, None)
        facts += [NewEvent(stream=stream, event=event), *born(directive, terms, event, rules)]
        directive = replace(directive, next_number=directive.next_number + 1)
        tasks[row.number] = event.tasks[0].stream
    return BornRows(tasks=tasks, facts=tuple(facts))


def rescheduled(
    programme: Programme, row: int, task: Task, due_on: date, paper: Paper | None
) -> Decision:
    """The fact that gives a running task this last day; none where it has it, or has ended."""
    was_due_on = task.due.on if task.due else None
    if task.ending is not None or was_due_on == due_on:
        return ()
    event = TaskRescheduled(
        programme=programme.code, row=row, was_due_on=was_due_on, due_on=due_on, paper=paper
    )
    return (NewEvent(stream=task.stream, event=event),)


def withdrawn(task: Task, paper: Paper | None) -> Decision:
    """The end of a task whose row was dropped; the row says why. None where it has ended."""
    if task.ending is not None:
        return ()
    event = TaskWithdrawn(
        unjudged=unjudged(task), reason=None, reason_code=BY_SUPERIOR, paper=paper
    )
    return (NewEvent(stream=task.stream, event=event),)


def _registered(code: str, ordered_by: OrderedBy, paper: Paper) -> DirectiveRegistered:
    return DirectiveRegistered(
        code=code,
        source=DirectiveSource.PROGRAMME,
        number=paper.number,
        dated_on=paper.dated_on,
        arrival_number=None,
        arrived_on=None,
        issuer=None,
        summary=None,
        urgency=Urgency.ORDINARY,
        superior_due_on=None,
        ordered_by=ordered_by,
        how=None,
        petitioner=None,
        secret=False,
        twins=(),
        twins_reason=None,
    )


def _order(row: ProgrammeRow, ordered_by: OrderedBy, context: DecisionContext) -> OrderTerms:
    terms = row.terms
    restricted = (terms.lead_unit,) if is_restricted(terms.lead_unit, context) else ()
    return OrderTerms(
        clause=None,
        lead_units=(terms.lead_unit,),
        restricted_units=restricted,
        supporting_units=terms.supporting_units,
        follower=None,
        title=terms.content,
        product=terms.product,
        superior_due_on=terms.superior_due_on,
        urgency=Urgency.ORDINARY,
        asks_figure=False,
        ordered_by=ordered_by,
    )
