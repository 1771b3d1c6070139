"""A plan in force as its facts make it: what it leaves open, and what was decided."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.plan.acts import KINDS
from services.domain.plan.events import PlanActivated
from services.domain.plan.findings import PlanFindings


def fold_findings(facts: Sequence[Fact]) -> PlanFindings | None:
    """The findings as all facts of a plan make them; None where it was never activated.

    What is kept in the same stream of a document that was laid beside the plan changes none.
    """
    plan: PlanFindings | None = None
    for fact in facts:
        event = fact.event
        if plan is None and isinstance(event, PlanActivated):
            plan = PlanFindings(findings=event.findings, settled={})
        elif plan is not None and type(event) in KINDS:
            plan = KINDS[type(event)].apply(plan, event, fact)
    return plan
