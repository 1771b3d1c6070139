"""What somebody can do to the mapping of columns: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.register_columns.acts import map_register_columns
from services.domain.register_columns.state import RegisterColumns

ACTS: Final[tuple[Act[RegisterColumns | None, Any, DecisionContext], ...]] = (
    map_register_columns.ACT,
)
FACTS: Final[tuple[FactKind[RegisterColumns], ...]] = map_register_columns.FACTS
KINDS: Final[Mapping[type[Event], FactKind[RegisterColumns]]] = {
    kind.event: kind for kind in FACTS
}
