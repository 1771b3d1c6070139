"""Đổi phạm vi thanh tra: what an inspector's account covers from now on, with the reason.

Less counts at once. What is not within the former scope waits as a grant does: one administrator
alone opens nobody more of the ward than was agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from services.domain.act import Act, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directory.appointing import Terms, begins_on, refuse_own_grant
from services.domain.directory.authority import known_person
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.events import InspectionScoped
from services.domain.directory.offering import of_known_person
from services.domain.directory.rules import NO_PERSON, NOT_ADMINISTRATOR, OWN_GRANT
from services.domain.directory.scoping import (
    SCOPE_RULES,
    OfScopedPerson,
    check_scope,
    scope_streams,
)
from services.domain.directory.state import Person
from services.domain.facts import TextRef
from services.domain.fields import TypedText
from services.domain.inspection_scope import InspectionScope
from services.domain.instants import day_of
from services.domain.roles import Office, OfficeHeld

NO_INSPECTOR: Final = Rule(
    code="no-inspector",
    sentence="Cán bộ này không giữ chức vụ thanh tra, giám sát nào còn hiệu lực.",
    brief="cán bộ không giữ chức vụ thanh tra",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeInspection(OfScopedPerson):
    """Đổi phạm vi thanh tra; không nêu gì là toàn phường."""

    reason: Annotated[
        TextRef, TypedText(label="Lý do", example="Chuyển sang kiểm tra lĩnh vực xây dựng.")
    ]


def offer(person: Person | None, context: DecisionContext) -> Offer:
    """Offered to the administrator, of whoever inspects or will."""
    offered = of_known_person(person, context)
    if not _inspecting(known_person(person), day_of(context.now)):
        raise NO_INSPECTOR.refuse()
    return offered


def decide(person: Person | None, command: ScopeInspection, context: DecisionContext) -> Verdict:
    """Another scope from a day on; the same one is nothing."""
    held = of_known_person(person, context).held
    refuse_own_grant(context.holder.person_id, command.person_id)
    today = day_of(context.now)
    inspecting = _inspecting(known_person(person), today)
    if not inspecting:
        raise NO_INSPECTOR.refuse()
    check_scope(command.scope, context)
    if all(_last(each) == command.scope for each in inspecting):
        return Verdict(held=held, events=())
    event = InspectionScoped(
        scope=command.scope,
        from_on=_begins_on(command.scope, inspecting, context),
        reason=command.reason,
    )
    return Verdict(held=held, events=(event,))


def _begins_on(
    scope: InspectionScope | None, inspecting: Sequence[OfficeHeld], context: DecisionContext
) -> date:
    today = day_of(context.now)
    covered = [each.on(max(today, each.from_on)).scope for each in inspecting]
    stated = scope or InspectionScope()
    if all(stated.is_within(each) for each in covered):
        return today
    return begins_on(Office.INSPECTOR, today, Terms.of(context))


def _inspecting(person: Person, today: date) -> list[OfficeHeld]:
    return [held for held in person.offices if held.inspects_from(today)]


def _last(held: OfficeHeld) -> InspectionScope | None:
    """The scope that was decided on last, also where its day has not come."""
    return held.later_scopes[-1].scope if held.later_scopes else held.scope


def _reads(command: ScopeInspection) -> tuple[str, ...]:
    return (SETUP_STREAM, *scope_streams(command))


ACT: Final = Act(
    command=ScopeInspection,
    name="scope-inspection",
    said="đổi phạm vi thanh tra",
    slug="pham-vi",
    resource="inspection-scope",
    done="Đã ghi phạm vi thanh tra. Ngày có hiệu lực xem ở bảng dưới.",
    rules=(NOT_ADMINISTRATOR, NO_PERSON, OWN_GRANT, NO_INSPECTOR, *SCOPE_RULES),
    offer=offer,
    decide=decide,
    reads=_reads,
    by_calendar=True,
    by_program=False,
)
