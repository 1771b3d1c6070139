"""What somebody can do to an item of the plan: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.assignment import clock_facts, correction_facts, target_facts
from services.domain.assignment.acts import (
    correct_lead,
    correct_range,
    name_lead,
    set_due_rule,
    set_frequency,
    state_targets,
)
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.facts import Event

_MODULES: Final = (
    name_lead,
    correct_lead,
    set_frequency,
    set_due_rule,
    state_targets,
    correct_range,
)
ACTS: Final[tuple[Act[Assignment | None, Any, DecisionContext], ...]] = tuple(
    each.ACT for each in _MODULES
)
FACTS: Final[tuple[FactKind[Assignment], ...]] = (
    *clock_facts.FACTS,
    *target_facts.FACTS,
    *correction_facts.FACTS,
    *(kind for each in _MODULES for kind in each.FACTS),
)
KINDS: Final[Mapping[type[Event], FactKind[Assignment]]] = {kind.event: kind for kind in FACTS}
