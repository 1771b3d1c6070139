"""What somebody can do to a plan document: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.plan_document.acts import (
    load_reading,
    quote_document,
    read_document,
    settle_finding,
    withdraw_quotes,
)
from services.domain.plan_document.state import PlanReading

ACTS: Final[tuple[Act[PlanReading | None, Any, DecisionContext], ...]] = (
    read_document.ACT,
    settle_finding.ACT,
    load_reading.ACT,
    quote_document.ACT,
    withdraw_quotes.ACT,
)
FACTS: Final[tuple[FactKind[PlanReading], ...]] = (
    *read_document.FACTS,
    *settle_finding.FACTS,
    *load_reading.FACTS,
    *withdraw_quotes.FACTS,
)
KINDS: Final[Mapping[type[Event], FactKind[PlanReading]]] = {kind.event: kind for kind in FACTS}
