"""Which plan the ward carries out, as the ledger has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.domain.plan.activating import ActivePlan, active_among
from services.domain.streams import Category
from services.ledger.port import Ledger, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansRead:
    """Which plan the ward carries out; None before the first one.

    `unmoved` is what an append must still find where it is decided on this.
    """

    active: ActivePlan | None
    unmoved: Mapping[str, int]


async def read_plans(ledger: Ledger) -> PlansRead:
    """Every plan of the ward, as it stands now."""
    snapshot = await ledger.read_category(Category.PLAN)
    return PlansRead(active=active_among(snapshot.facts), unmoved=whole(Category.PLAN, snapshot))


async def active_plan(ledger: Ledger) -> ActivePlan | None:
    """The plan that the ward carries out; None before the first one."""
    return (await read_plans(ledger)).active
