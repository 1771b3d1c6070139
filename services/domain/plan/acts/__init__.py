"""What somebody can do to the plan in force: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.plan import activation_facts
from services.domain.plan.acts import settle_plan_finding
from services.domain.plan.findings import PlanFindings

ACTS: Final[tuple[Act[PlanFindings | None, Any, DecisionContext], ...]] = (
    settle_plan_finding.ACT,
)
FACTS: Final[tuple[FactKind[PlanFindings], ...]] = (
    *activation_facts.FACTS,
    *settle_plan_finding.FACTS,
)
KINDS: Final[Mapping[type[Event], FactKind[PlanFindings]]] = {kind.event: kind for kind in FACTS}
