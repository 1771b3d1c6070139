"""Who may arrange items of the plan in force, and which there are for them."""

from collections.abc import Collection

from services.domain.assignment.rules import (
    ITEM_CLOSED,
    NO_ASSIGNMENT,
    NOT_ARRANGING,
    NOT_NAMING,
    UNIT_UNKNOWN,
)
from services.domain.assignment.state import Assignment
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld


def require_naming(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody names a lead; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.name_lead, policy, NOT_NAMING)


def require_arranging(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody sets frequencies and due dates; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.set_frequency, policy, NOT_ARRANGING)


def require_item(item: Assignment | None) -> Assignment:
    """The item that an act is about; raises NotFound."""
    if item is None:
        raise NO_ASSIGNMENT.refuse()
    return item


def arranging(item: Assignment | None, context: DecisionContext) -> OfficeHeld:
    """The office under which somebody arranges an item that is still followed.

    Who may not is refused first: nobody else is told which items there are.
    """
    held = require_arranging(context.holder, context.policy)
    refuse_closed(require_item(item))
    return held


def refuse_closed(item: Assignment) -> None:
    """Nothing is arranged of an item that is followed no longer; raises Refusal."""
    if item.closed:
        raise ITEM_CLOSED.refuse()


def known_units(codes: Collection[str], context: DecisionContext) -> dict[str, Unit]:
    """The units of the directory with these codes; raises Refusal where there is none such."""
    units = {code: fold_unit(context.of(unit_stream(code))) for code in codes}
    unknown = [code for code, unit in units.items() if unit is None]
    if unknown:
        raise UNIT_UNKNOWN.refuse(units=", ".join(unknown))
    return {code: unit for code, unit in units.items() if unit is not None}
