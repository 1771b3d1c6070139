"""How facts change a mapping of columns."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.register_columns.acts import KINDS
from services.domain.register_columns.events import RegisterColumnsMapped
from services.domain.register_columns.state import RegisterColumns


def fold(facts: Sequence[Fact]) -> RegisterColumns | None:
    """The mapping that counts now; None where nobody ever decided on these heads."""
    columns: RegisterColumns | None = None
    for fact in facts:
        event = fact.event
        if columns is None and isinstance(event, RegisterColumnsMapped):
            columns = RegisterColumns(heads_key=event.heads_key, mapping=event.mapping)
        elif columns is not None and type(event) in KINDS:
            columns = KINDS[type(event)].apply(columns, event, fact)
    return columns
