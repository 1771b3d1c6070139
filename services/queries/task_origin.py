"""Where an assigned task comes from, as its page tells it: source, words of the clause, people."""

from collections.abc import Mapping

from services.domain.directive.authority import may_see_directives
from services.domain.directive.events import directive_stream
from services.domain.directive.evolving import fold
from services.domain.directive.state import Directive
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.state import Task
from services.ledger.port import Ledger, Snapshot
from services.queries.trail import NameBook
from services.queries.views import TaskOrigin


def origin_stream(task: Task) -> tuple[str, ...]:
    """The directive of a task, to be read beside it; none of a task of the plan."""
    return (directive_stream(task.assigned.directive),) if task.assigned else ()


async def clause_words(ledger: Ledger, task: Task, around: Snapshot) -> Mapping[str, str]:
    """The words of the clause that asks for the task, by its directive; none where there are none.

    The newest version of the text counts; where the clause has gone from it, nothing is told.
    """
    terms = task.assigned
    directive = _directive(task, around)
    if terms is None or directive is None or terms.clause is None or directive.text is None:
        return {}
    clause = directive.clause(terms.clause)
    if clause is None:
        return {}
    bodies = await ledger.texts({directive.text.text_id})
    text = bodies.get(directive.text.text_id, "")
    return {terms.directive: text[clause.start : clause.end].strip()}


def origin_of(
    task: Task,
    around: Snapshot,
    telling: NameBook,
    said: Mapping[str, str],
    *,
    policy: Policy,
    holder: Holder,
) -> TaskOrigin | None:
    """How the page tells where the task comes from; None of a task of the plan."""
    terms, directive = task.assigned, _directive(task, around)
    if terms is None or directive is None:
        return None
    reads = telling.visible and bool(task.title) and not task.restricted
    return TaskOrigin(
        source=directive.source,
        number=directive.number,
        dated_on=directive.dated_on or terms.ordered_by.on,
        clause=said.get(terms.directive) if reads else None,
        product=telling.words(terms.product) if reads else None,
        orderer=telling.names.get(terms.ordered_by.person_id),
        follower=telling.names.get(terms.follower) if terms.follower else None,
        opens=may_see_directives(policy, holder),
    )


def _directive(task: Task, around: Snapshot) -> Directive | None:
    stream = origin_stream(task)
    return fold(around.of(stream[0])) if stream else None
