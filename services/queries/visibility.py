"""Whose work a list may fetch: the domain's scope as one condition of SQL, for every list."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, true

from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.sight import scope_of


def visible(rows: Table | Any, policy: Policy, holder: Holder) -> ColumnElement[bool]:
    """The tasks or items that exist for this person; `rows` has lead, supporters, restriction.

    What is not theirs never leaves the database; how much of the rest they see says `sight`.
    """
    scope = scope_of(policy, holder)
    lead, own = rows.c.lead_unit, sorted(scope.own_units)
    conditions: list[ColumnElement[bool]] = []
    if own:
        conditions += [lead.in_(own), rows.c.supporting_units.overlap(own)]
    if scope.unrestricted:
        conditions.append(~rows.c.restricted)
    if scope.restricted:
        conditions.append(rows.c.restricted)
    else:
        led = lead.in_(sorted(scope.restricted_leads))
        other = lead.not_in(sorted(scope.other_leads)) if scope.restricted_by_default else false()
        conditions.append(and_(rows.c.restricted, lead.is_not(None), or_(led, other)))
    if scope.unrestricted and scope.restricted:
        return true()
    return or_(*conditions)
