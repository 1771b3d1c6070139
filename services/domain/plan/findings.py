"""What the plan in force leaves open, and what the Office decided about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.domain.assignment.state import Assignment
from services.domain.authorities import require_authorised
from services.domain.facts import Fact, TextRef
from services.domain.plan.events import PlanActivated, PlanFinding, PlanFindingSettled
from services.domain.plan.rules import FINDING_RESTRICTED, NO_FINDING, NOT_SETTLING_PLAN
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePlanFinding:
    """Giải quyết một điểm cần làm rõ; `item` is the stream of the item it was met at, if any."""

    stream: str
    item: str | None
    finding: str
    decision: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFindings:
    """The findings of one plan in force; `settled` holds the newest decision on each."""

    findings: tuple[PlanFinding, ...]
    settled: Mapping[str, Fact]

    @property
    def general(self) -> tuple[PlanFinding, ...]:
        """The findings about no item in particular."""
        return tuple(one for one in self.findings if not one.items)

    def of_item(self, item: Assignment) -> tuple[PlanFinding, ...]:
        """The findings about one item, settled or not."""
        return tuple(one for one in self.findings if item.opened.item_code in one.items)

    def open_of(self, item: Assignment) -> tuple[PlanFinding, ...]:
        """The findings about one item that nobody has decided."""
        return tuple(one for one in self.of_item(item) if one.code not in self.settled)


def fold_findings(facts: Sequence[Fact]) -> PlanFindings | None:
    """The findings as all facts of a plan make them; None where it was never activated."""
    findings: tuple[PlanFinding, ...] | None = None
    settled: dict[str, Fact] = {}
    for fact in facts:
        if isinstance(fact.event, PlanActivated):
            findings = fact.event.findings
        elif isinstance(fact.event, PlanFindingSettled):
            settled[fact.event.finding] = fact
    return None if findings is None else PlanFindings(findings=findings, settled=settled)


def require_settling(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody decides on the plan in force; raises NotAllowed."""
    # What the plan leaves open is decided by who may give its items a lead.
    return require_authorised(holder, policy.authorities.name_lead, policy, NOT_SETTLING_PLAN)


def settle_finding(
    plan: PlanFindings | None,
    command: SettlePlanFinding,
    *,
    holder: Holder,
    policy: Policy,
    item: Assignment | None,
) -> tuple[OfficeHeld, tuple[PlanFindingSettled, ...]]:
    """The decision on one finding, of an item or of the plan as a whole.

    Raises NotFound, NotAllowed, and Refusal for a restricted item: nobody types words about it.
    """
    held = require_settling(holder, policy)
    about = () if plan is None else plan.general if item is None else plan.of_item(item)
    if command.finding not in {one.code for one in about}:
        raise NO_FINDING.refuse()
    if item is not None and item.restricted:
        raise FINDING_RESTRICTED.refuse()
    return held, (PlanFindingSettled(finding=command.finding, decision=command.decision),)
