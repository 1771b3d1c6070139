"""Who may act by the ward's own rules: the offices that a policy names for an act. Pure."""

from collections.abc import Sequence
from typing import Final

from services.domain.act import Rule
from services.domain.policy import Policy
from services.domain.roles import TITLES, Holder, Office, OfficeHeld

# These act for the Office, so only in the unit that is the ward's Office.
OF_THE_OFFICE: Final = frozenset(
    {Office.OFFICE_SPECIALIST, Office.DEPUTY_CHIEF, Office.CHIEF_OF_OFFICE}
)


def authorised(holder: Holder, offices: Sequence[Office], policy: Policy) -> OfficeHeld | None:
    """The first of these offices that the person holds, in the order of the rules."""
    for office in offices:
        unit = policy.office_unit if office in OF_THE_OFFICE else None
        held = holder.find(frozenset({office}), unit)
        if held is not None:
            return held
    return None


def require_authorised(
    holder: Holder, offices: Sequence[Office], policy: Policy, rule: Rule
) -> OfficeHeld:
    """The office under which somebody acts; raises NotAllowed that names who may."""
    held = authorised(holder, offices, policy)
    if held is None:
        raise rule.refuse(offices=listed(offices))
    return held


def listed(offices: Sequence[Office]) -> str:
    """The titles of some offices in one phrase."""
    titles = [TITLES[office] for office in offices]
    return " hoặc ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
