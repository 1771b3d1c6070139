"""What the plan in force leaves open, and what the Office decided about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.domain.assignment.state import Assignment
from services.domain.facts import Fact
from services.domain.plan.events import PlanFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFindings:
    """The findings of one plan in force; `settled` holds the newest decision on each."""

    findings: tuple[PlanFinding, ...]
    settled: Mapping[str, Fact]

    @property
    def general(self) -> tuple[PlanFinding, ...]:
        """The findings about no item in particular."""
        return tuple(finding for finding in self.findings if not finding.items)

    def of_item(self, item: Assignment) -> tuple[PlanFinding, ...]:
        """The findings about one item, settled or not."""
        return tuple(
            finding for finding in self.findings if item.opened.item_code in finding.items
        )

    def open_of(self, item: Assignment) -> tuple[PlanFinding, ...]:
        """The findings about one item that nobody has decided."""
        return tuple(
            plan_finding
            for plan_finding in self.of_item(item)
            if plan_finding.code not in self.settled
        )
