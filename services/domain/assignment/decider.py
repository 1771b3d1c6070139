"""The Office names a lead, sets how often something is asked and when it is due. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import (
    Deliverable,
    DueRule,
    DueRuleSet,
    FrequencySet,
    LeadNamed,
)
from services.domain.assignment.falling_due import falling_due, require_due_after
from services.domain.assignment.rules import (
    DELIVERABLE_UNKNOWN,
    DUE_RULE_DAY,
    DUE_RULE_DAYS,
    FREQUENCY_NONE,
    FREQUENCY_NOT_OWED,
    FREQUENCY_UNKNOWN,
    ITEM_CLOSED,
    LEAD_KNOWN,
    LEAD_OUTSIDE,
    LEAD_SUPPORTS,
    NOT_ARRANGING,
    NOT_NAMING,
    ONCE_OVER,
    UNIT_UNKNOWN,
)
from services.domain.assignment.state import Assignment
from services.domain.authorities import require_authorised
from services.domain.calendar import Frequency
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld

# More would push a due date a year beyond its period: a slip of the hand.
MOST_DAYS_AFTER_ISSUE = 250
_ORDINARY_YEAR = 2025  # a rule's day must exist in every year, so not 29 February


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLead:
    """Giao đơn vị chủ trì cho một mục chưa có đơn vị chủ trì."""

    stream: str
    lead_unit: str
    supporting_units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """What naming must know of a unit."""

    internal: bool
    restricted: bool


def require_naming(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody names a lead; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.name_lead, policy, NOT_NAMING)


def name_lead(
    assignment: Assignment,
    command: NameLead,
    *,
    holder: Holder,
    policy: Policy,
    units: dict[str, KnownUnit],
    now: datetime,
) -> tuple[OfficeHeld, tuple[LeadNamed, ...]]:
    """The lead from today on; raises Refusal, NotAllowed."""
    held = require_naming(holder, policy)
    if assignment.lead_unit == command.lead_unit:
        return held, ()
    if assignment.lead_unit is not None:
        raise LEAD_KNOWN.refuse(lead_unit=assignment.lead_unit)
    unknown = [
        code for code in (command.lead_unit, *command.supporting_units) if code not in units
    ]
    if unknown:
        raise UNIT_UNKNOWN.refuse(units=", ".join(unknown))
    if not units[command.lead_unit].internal:
        raise LEAD_OUTSIDE.refuse()
    if command.lead_unit in command.supporting_units:
        raise LEAD_SUPPORTS.refuse()
    today: date = day_of(now)
    event = LeadNamed(
        lead_unit=command.lead_unit,
        supporting_units=command.supporting_units,
        restricted=assignment.restricted or units[command.lead_unit].restricted,
        issue_from=max(today, assignment.issue_from),
    )
    return held, (event,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFrequency:
    """Đặt tần suất báo cáo của một sản phẩm, kể từ kỳ hiện tại."""

    stream: str
    deliverable: str
    frequencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDueRule:
    """Đặt cách tính hạn của một sản phẩm; `due` None là cách tính chung."""

    stream: str
    deliverable: str
    frequency: str
    due: DueRule | None

    @property
    def asked(self) -> Deliverable:
        """What is asked once the rule is set."""
        return Deliverable(name=self.deliverable, frequency=self.frequency, due=self.due)


def set_frequency(
    assignment: Assignment, command: SetFrequency, *, holder: Holder, policy: Policy, now: datetime
) -> tuple[OfficeHeld, tuple[FrequencySet, ...]]:
    """The frequencies from the current period on; raises Refusal, NotAllowed."""
    held = _may_arrange(assignment, holder, policy)
    asked = {one.frequency for one in assignment.deliverables if one.name == command.deliverable}
    if not asked:
        raise DELIVERABLE_UNKNOWN.refuse()
    if not command.frequencies:
        raise FREQUENCY_NONE.refuse()
    wanted = set(command.frequencies)
    if not wanted <= {one.value for one in Frequency}:
        raise FREQUENCY_UNKNOWN.refuse()
    if wanted == asked:
        return held, ()
    today = day_of(now)
    if Frequency.ONCE in wanted - asked and today > assignment.opened.ends_on:
        raise ONCE_OVER.refuse()
    event = FrequencySet(
        deliverable=command.deliverable,
        frequencies=tuple(sorted(wanted)),
        from_on=today,
    )
    return held, (event,)


def set_due_rule(
    assignment: Assignment,
    command: SetDueRule,
    *,
    holder: Holder,
    rules: IssueRules,
    now: datetime,
) -> tuple[OfficeHeld, tuple[DueRuleSet, ...]]:
    """The rule for tasks issued from now on; raises Refusal, NotAllowed."""
    held = _may_arrange(assignment, holder, rules.policy)
    found = [
        one
        for one in assignment.deliverables
        if (one.name, one.frequency) == (command.deliverable, command.frequency)
    ]
    if not found:
        raise FREQUENCY_NOT_OWED.refuse()
    if command.due is not None:
        _require_sense(command.due)
    if found[0].due == command.due:
        return held, ()
    if command.due is not None:
        asked = command.asked
        require_due_after(asked, falling_due(assignment, asked, rules, now))
    event = DueRuleSet(
        deliverable=command.deliverable, frequency=command.frequency, due=command.due
    )
    return held, (event,)


def require_arranging(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody sets frequencies and due dates; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.set_frequency, policy, NOT_ARRANGING)


def _may_arrange(assignment: Assignment, holder: Holder, policy: Policy) -> OfficeHeld:
    held = require_arranging(holder, policy)
    if assignment.closed:
        raise ITEM_CLOSED.refuse()
    return held


def _require_sense(rule: DueRule) -> None:
    try:
        date(_ORDINARY_YEAR, rule.after_month, rule.after_day)
    except ValueError as error:
        raise DUE_RULE_DAY.refuse(
            after_day=rule.after_day, after_month=rule.after_month
        ) from error
    if not 0 <= rule.working_days_after_issue <= MOST_DAYS_AFTER_ISSUE:
        raise DUE_RULE_DAYS.refuse(most_days_after_issue=MOST_DAYS_AFTER_ISSUE)
