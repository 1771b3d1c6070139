"""Directives as the JSON interface tells them: the same rows as their pages show."""

from api.directives import schemas
from api.task.answers import task_line
from api.task.trail_answers import trail_line
from services.domain.directive.acts import ACTS
from services.domain.directive.state import GivenTask
from services.domain.task.births import OrderedBy
from services.domain.task.lateness import box
from services.domain.task.state import Task
from services.queries.directive_page import (
    ClauseLine,
    DirectiveFileLine,
    DirectivePage,
    OrderLine,
)
from services.queries.directives import DirectiveLine
from services.queries.my_work import part_of
from services.queries.viewing import Viewing


def directive_line(line: DirectiveLine) -> schemas.RegisteredDirective:
    """A directive of the list."""
    return schemas.RegisteredDirective(
        code=line.code,
        source=line.source.value,
        number=line.number,
        dated_on=line.dated_on,
        issuer=line.issuer,
        summary=line.summary,
        secret=line.secret,
        registered_at=line.registered_at,
        undecided=line.undecided,
        given=line.given,
        running=line.running,
        closed=line.closed,
    )


def directive_answer(page: DirectivePage, viewing: Viewing) -> schemas.DirectiveWhole:
    """A directive with everything that its page shows to this person."""
    directive = page.directive
    return schemas.DirectiveWhole(
        code=directive.code,
        version=directive.version,
        source=directive.source.value,
        number=directive.number,
        dated_on=directive.dated_on,
        arrival_number=directive.arrival_number,
        arrived_on=directive.arrived_on,
        issuer=page.issuer,
        summary=page.summary,
        urgency=directive.urgency.value,
        superior_due_on=directive.superior_due_on,
        ordered_by=_giver(directive.ordered_by, page.orderer) if directive.ordered_by else None,
        how=directive.how.value if directive.how else None,
        petitioner=page.petitioner,
        secret=directive.secret,
        twins=list(directive.twins),
        registered_by=page.registered_by,
        registered_at=directive.registered_at,
        text_version=directive.text_version,
        undecided=page.undecided,
        closed_at=directive.closed_at,
        clauses=[_clause(line) for line in page.clauses],
        tasks=[
            _task(given, page.tasks[given.number], viewing)
            for given in directive.tasks
            if given.number in page.tasks
        ],
        orders=[_order(line) for line in page.orders],
        files=[_file(line) for line in page.files],
        may=[act.verb for act in ACTS if act.verb and act.slug in page.offers],
        trail=[trail_line(line) for line in page.trail],
    )


def _giver(ordered_by: OrderedBy, name: str | None) -> schemas.OrderGiver:
    return schemas.OrderGiver(
        person_id=ordered_by.person_id,
        name=name,
        office=ordered_by.office.value,
        on=ordered_by.on,
    )


def _file(line: DirectiveFileLine) -> schemas.DirectiveFile:
    return schemas.DirectiveFile(sha256=line.sha256, name=line.name, size_bytes=line.size_bytes)


def _clause(line: ClauseLine) -> schemas.DirectiveClause:
    clause = line.clause
    return schemas.DirectiveClause(
        id=clause.id,
        mark=clause.mark,
        depth=clause.depth,
        kind=clause.kind.value,
        start=clause.start,
        end=clause.end,
        words=line.words,
        outcome=clause.outcome.value if clause.outcome else None,
        existing=list(clause.existing),
        reason=line.reason,
        decided_by=line.decided_by,
        decided_on=clause.decided_on,
        tasks=list(clause.tasks),
    )


def _task(given: GivenTask, task: Task, viewing: Viewing) -> schemas.DirectiveTask:
    part = part_of(task, viewing.holder, viewing.policy)
    return schemas.DirectiveTask(
        number=given.number,
        clause=given.clause,
        occurrence_on=given.occurrence_on,
        task=task_line(task, box(task, viewing.today).value, part),
    )


def _order(line: OrderLine) -> schemas.DirectiveOrder:
    order, terms = line.order, line.order.terms
    return schemas.DirectiveOrder(
        number=order.number,
        clause=terms.clause,
        title=line.title,
        lead_units=list(terms.lead_units),
        supporting_units=list(terms.supporting_units),
        urgency=terms.urgency.value,
        asks_figure=terms.asks_figure,
        ordered_by=_giver(terms.ordered_by, line.orderer),
        rhythm=order.rhythm.kind.value,
        rhythm_day=order.rhythm.day,
        rhythm_month=order.rhythm.month,
        from_on=order.from_on,
        until_on=order.until_on,
        issue_before_working_days=order.issue_before_working_days,
        done=sorted(order.done),
        running=order.is_running,
        stopped_at=order.stopped_at,
    )
