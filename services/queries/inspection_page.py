"""One finding's own page: its stream folded live, what was said in it, what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.act import Offer
from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.facts import Fact
from services.domain.inspection.acts import ACTS
from services.domain.inspection.authority import may_see_inspections
from services.domain.inspection.evolving import fold
from services.domain.inspection.restriction import as_of_today, thing_stream
from services.domain.inspection.rules import NO_INSPECTION_FINDING
from services.domain.inspection.state import InspectionFinding
from services.domain.mentions import text_ids
from services.domain.task.evolving import fold as fold_task
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.queries.inspections import tasks_about
from services.queries.my_work import unit_names
from services.queries.trail import NameBook, persons_of, trail
from services.queries.viewing import Viewing
from services.queries.views import TrailLine


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionAct:
    """One act on a finding, and where its fact stands in the ledger."""

    line: TrailLine
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPage:
    """Everything that a finding's page shows; `acts` are the oldest first.

    `task` is None where the finding is about no task, or about one that the viewer may not see;
    `offers` are what the viewer may do, by slug.
    """

    finding: InspectionFinding
    task: Task | None
    acts: tuple[InspectionAct, ...]
    units: Mapping[str, str]
    offers: Mapping[str, Offer]


async def inspection_page(
    connection: AsyncConnection,
    ledger: Ledger,
    stream: str,
    viewing: Viewing,
    context: DecisionContext,
) -> InspectionPage:
    """The finding as its facts make it now; raises NotFound for what is not there to see."""
    facts = (await ledger.read([stream])).of(stream)
    known = fold(facts)
    if known is None:
        raise NO_INSPECTION_FINDING.refuse()
    thing = await ledger.read([thing_stream(known)])
    context = replace(context, facts={**context.facts, **thing.facts}, fold_task=fold_task)
    finding = as_of_today(known, context)
    if not may_see_inspections(context.holder, finding):
        raise NO_INSPECTION_FINDING.refuse()
    answers = {act.slug: act.offered(finding, context) for act in ACTS}
    telling = await _telling(ledger, facts)
    lines = zip(reversed(trail(facts, telling)), facts, strict=True)
    about = await tasks_about(connection, ledger.ledger_id, viewing, [finding])
    return InspectionPage(
        finding=finding,
        task=about.get(finding.subject),
        acts=tuple(InspectionAct(line=line, position=fact.position) for line, fact in lines),
        units=await unit_names(connection, ledger.ledger_id),
        offers={slug: offer for slug, offer in answers.items() if offer is not None},
    )


async def _telling(ledger: Ledger, facts: Sequence[Fact]) -> NameBook:
    """The names of who acted, and what was typed."""
    people = persons_of(facts)
    around = await ledger.read([person_stream(each) for each in people])
    named = {each: fold_person(around.of(person_stream(each))) for each in people}
    names = {each: person.name.text_id for each, person in named.items() if person}
    typed = {ref for fact in facts for ref in text_ids(fact.event)}
    bodies = await ledger.texts(typed | set(names.values()))
    return NameBook(
        names={key: bodies[name] for key, name in names.items() if name in bodies},
        bodies={key: bodies[key] for key in typed if key in bodies},
        visible=True,
    )
