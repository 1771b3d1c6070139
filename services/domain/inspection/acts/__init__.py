"""What somebody can do to an inspector's finding: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.inspection.acts import (
    answer_finding,
    close_finding,
    open_finding,
    withdraw_finding,
)
from services.domain.inspection.state import InspectionFinding

_MODULES: Final = (open_finding, answer_finding, close_finding, withdraw_finding)
ACTS: Final[tuple[Act[InspectionFinding | None, Any, DecisionContext], ...]] = tuple(
    each.ACT for each in _MODULES
)
FACTS: Final[tuple[FactKind[InspectionFinding], ...]] = tuple(
    kind for each in _MODULES for kind in each.FACTS
)
KINDS: Final[Mapping[type[Event], FactKind[InspectionFinding]]] = {
    kind.event: kind for kind in FACTS
}
