"""What somebody can do to a programme: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.programme import clock_facts
from services.domain.programme.acts import (
    add_row,
    amend_row,
    carry_row,
    chase_registration,
    close_programme,
    drop_row,
    merge_rows,
    move_row,
    open_programme,
    order_rows,
    register_row,
    settle_finding,
    sign_programme,
    strike_row,
    withdraw_row,
)
from services.domain.programme.state import Programme

_MODULES: Final = (
    open_programme,
    register_row,
    amend_row,
    withdraw_row,
    chase_registration,
    merge_rows,
    strike_row,
    order_rows,
    settle_finding,
    sign_programme,
    add_row,
    move_row,
    drop_row,
    carry_row,
    close_programme,
)
ACTS: Final[tuple[Act[Programme | None, Any, DecisionContext], ...]] = tuple(
    each.ACT for each in _MODULES
)
FACTS: Final[tuple[FactKind[Programme], ...]] = (
    *clock_facts.FACTS,
    *(kind for each in _MODULES for kind in each.FACTS),
)
KINDS: Final[Mapping[type[Event], FactKind[Programme]]] = {kind.event: kind for kind in FACTS}
