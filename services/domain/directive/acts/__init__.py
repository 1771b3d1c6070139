"""What somebody can do to a directive: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.directive import clock_facts
from services.domain.directive.acts import (
    assign_tasks,
    attach_directive_file,
    close_directive,
    detach_directive_file,
    lay_clauses,
    number_directive,
    register_directive,
    reopen_directive,
    repeat_order,
    settle_clauses,
    stop_order,
)
from services.domain.directive.state import Directive
from services.domain.facts import Event

_MODULES: Final = (
    register_directive,
    number_directive,
    attach_directive_file,
    detach_directive_file,
    lay_clauses,
    settle_clauses,
    assign_tasks,
    repeat_order,
    stop_order,
    close_directive,
    reopen_directive,
)
ACTS: Final[tuple[Act[Directive | None, Any, DecisionContext], ...]] = tuple(
    each.ACT for each in _MODULES
)
FACTS: Final[tuple[FactKind[Directive], ...]] = (
    *(kind for each in _MODULES for kind in each.FACTS),
    *clock_facts.FACTS,
)
KINDS: Final[Mapping[type[Event], FactKind[Directive]]] = {kind.event: kind for kind in FACTS}
