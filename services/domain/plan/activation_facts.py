"""The fact that puts a plan in force."""

from dataclasses import replace
from typing import Final

from services.domain import numerals
from services.domain.act import FactKind, Names
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.plan.events import PlanActivated
from services.domain.plan.findings import PlanFindings


def _activated(plan: PlanFindings, event: PlanActivated, _fact: Fact) -> PlanFindings:
    return replace(plan, findings=event.findings)


def _describe(event: PlanActivated, _names: Names) -> str:
    items, on = numerals.count(len(event.assignments)), written_day(event.active_from)
    return f"Đưa kế hoạch vào thực hiện từ ngày {on}, gồm {items} mục."


FACTS: Final = (
    FactKind(
        event=PlanActivated,
        name="Đưa kế hoạch vào thực hiện",
        apply=_activated,
        describe=_describe,
    ),
)
