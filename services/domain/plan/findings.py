"""What the plan in force leaves open, and what the Office decided about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.domain.assignment.decider import NAMING
from services.domain.errors import NotAllowed, NotFound
from services.domain.facts import Fact, TextRef
from services.domain.plan.events import PlanActivated, PlanFinding, PlanFindingSettled
from services.domain.roles import Holder, OfficeHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePlanFinding:
    """Giải quyết một điểm cần làm rõ của kế hoạch đang thực hiện."""

    stream: str
    finding: str
    decision: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFindings:
    """The findings of one plan in force; `settled` holds the newest decision on each."""

    findings: tuple[PlanFinding, ...]
    settled: Mapping[str, Fact]

    def of_item(self, code: str) -> tuple[PlanFinding, ...]:
        """The findings about one item, settled or not."""
        return tuple(one for one in self.findings if code in one.items)

    def open_of(self, code: str) -> tuple[PlanFinding, ...]:
        """The findings about one item that nobody has decided."""
        return tuple(one for one in self.of_item(code) if one.code not in self.settled)


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


def settle_finding(
    plan: PlanFindings | None, command: SettlePlanFinding, *, holder: Holder
) -> tuple[OfficeHeld, tuple[PlanFindingSettled, ...]]:
    """The decision on one finding; raises NotFound, NotAllowed."""
    held = holder.find(NAMING)
    if held is None:
        raise NotAllowed(
            "not-settling-plan",
            "Chỉ Chánh Văn phòng hoặc lãnh đạo UBND phường được giải quyết điểm cần làm rõ.",
        )
    if plan is None or command.finding not in {one.code for one in plan.findings}:
        raise NotFound("no-finding", "Kế hoạch không có điểm cần làm rõ này.")
    return held, (PlanFindingSettled(finding=command.finding, decision=command.decision),)
