"""Whether a finding is under the secrecy rules today: what it is about may have come under them.

It is never less than on its first day: what was opened as restricted stays so. Pure.
"""

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold as fold_item
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.inspection.state import InspectionFinding
from services.domain.inspection.terms import InspectedThing
from services.domain.replacing import replace


def thing_stream(finding: InspectionFinding) -> str:
    """The stream of the task or the item that a finding is about, else of the unit."""
    match finding.about:
        case InspectedThing.TASK:
            return finding.subject
        case InspectedThing.ITEM:
            return assignment_stream(finding.subject)
        case InspectedThing.PERIOD | InspectedThing.UNIT:
            return unit_stream(finding.unit)


def thing_read(
    state: InspectionFinding | None, _command: object, _given: DecisionContext
) -> tuple[str, ...]:
    """What an act on a finding is decided on besides: the thing that the finding is about."""
    return (thing_stream(state),) if state is not None else ()


def as_of_today(finding: InspectionFinding, context: DecisionContext) -> InspectionFinding:
    """The finding, restricted also where the thing is by now, as far as its facts are read."""
    return replace(finding, restricted=finding.restricted or _is_restricted(finding, context))


def _is_restricted(finding: InspectionFinding, context: DecisionContext) -> bool:
    facts = context.of(thing_stream(finding))
    match finding.about:
        case InspectedThing.TASK:
            thing = context.fold_task(facts)
        case InspectedThing.ITEM:
            thing = fold_item(facts)
        case InspectedThing.PERIOD | InspectedThing.UNIT:
            thing = fold_unit(facts)
    return thing is not None and thing.restricted
