"""Whose work a list may fetch: the domain's scope as one condition of SQL, for every list."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, select, true, tuple_

from services.domain.inspection_scope import InspectionScope
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.sight import SightScope, scope_of
from services.projections.tables import assignments, tasks
from services.queries.past_reader import rows_of_rights, rules_of_rights
from services.queries.work_of_rows import is_of_tasks


def visible(rows: Table | Any, policy: Policy, holder: Holder) -> ColumnElement[bool]:
    """The tasks or items that exist for this person; `rows` are those of a table of work.

    What is not theirs never leaves the database; how much of the rest they see says `sight`. On a
    past day the rows of today decide: see `past_reader`.
    """
    judged = rows_of_rights(tasks if is_of_tasks(rows) else assignments)
    scope = scope_of(rules_of_rights(policy), holder)
    if scope.unrestricted and scope.restricted:
        return true()
    if judged is None:
        return _within(rows, scope)
    known = select(judged.c.ledger_id, judged.c.stream).where(_within(judged, scope))
    return tuple_(rows.c.ledger_id, rows.c.stream).in_(known)


def _within(rows: Table | Any, scope: SightScope) -> ColumnElement[bool]:
    """What `SightScope.holds` says, for many rows at once."""
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
    conditions += [_covered(rows, each) for each in scope.inspected]
    return or_(*conditions)


def _covered(rows: Table | Any, scope: InspectionScope) -> ColumnElement[bool]:
    """What `InspectionScope.covers` says, for many rows at once."""
    units, items = sorted(scope.units), sorted(scope.items)
    conditions: list[ColumnElement[bool]] = []
    if units:
        among = rows.c.lead_unit.in_(units)
        conditions.append(or_(among, rows.c.supporting_units.overlap(units)))
    if items:
        code = rows.c.assignment if is_of_tasks(rows) else rows.c.code
        conditions.append(code.in_(items))
    if is_of_tasks(rows):
        if scope.until_on is not None:
            conditions.append(rows.c.spans_from <= scope.until_on)
        if scope.from_on is not None:
            open_ended = rows.c.spans_until.is_(None)
            conditions.append(or_(open_ended, rows.c.spans_until >= scope.from_on))
    return and_(true(), *conditions)


def within_scopes(rows: Table | Any, policy: Policy, holder: Holder) -> ColumnElement[bool]:
    """Those tasks of an item that its reader may know of: all, but where a scope limits them.

    Whoever sees an item knows how all of its periods stand.
    """
    return visible(rows, policy, holder) if holder.scopes and not holder.oversees else true()
