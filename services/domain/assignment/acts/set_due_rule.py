"""Đặt cách tính hạn: tasks issued from now on are due by this rule; open ones keep their date."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.authority import arranging, require_item
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.assignment.falling_due import FallingDue, falling_due, require_due_after
from services.domain.assignment.own_days import once_periods, require_fitting
from services.domain.assignment.rules import (
    DUE_DAYS_ISSUED,
    DUE_DAYS_MISFIT,
    DUE_DAYS_PAST,
    DUE_RULE_DAY,
    DUE_RULE_DAYS,
    DUE_RULE_EARLY,
    DUE_RULE_SAME_DAY,
    FREQUENCY_NOT_OWED,
    ITEM_CLOSED,
    NO_ASSIGNMENT,
    NOT_ARRANGING,
)
from services.domain.assignment.state import Asked, Assignment
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency, Period
from services.domain.context import DecisionContext
from services.domain.due_days import DueDays
from services.domain.facts import Fact
from services.domain.fields import DueRuleField, NameOf, PaperField
from services.domain.instants import day_of, written_day
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG

# More would push a due date a year beyond its period: a slip of the hand.
MOST_DAYS_AFTER_ISSUE: Final = 250
_ORDINARY_YEAR: Final = 2025  # a rule's day must exist in every year, so not 29 February


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDueRule:
    """Đặt cách tính hạn của một sản phẩm: `due` là cách tính, hoặc ngày; None là cách chung.

    `paper` là văn bản làm căn cứ, nếu có.
    """

    stream: str
    deliverable: Annotated[str, NameOf(of=DeliverableName, example="report")]
    frequency: Annotated[str, NameOf(of=Frequency, example="quarter")]
    due: Annotated[
        DueRule | DueDays | None,
        DueRuleField(example={"after_month": 1, "after_day": 31, "working_days_after_issue": 20}),
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")] = None

    @property
    def asked(self) -> Deliverable:
        """What is asked once the rule is set."""
        return Deliverable(
            name=self.deliverable,
            frequency=self.frequency,
            due=self.due if isinstance(self.due, DueRule) else None,
            days=self.due if isinstance(self.due, DueDays) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRuleSet:
    """Đặt cách tính hạn: tasks issued from now on are due by this rule, or by these days.

    Neither is the default.
    """

    TYPE: ClassVar[str] = "due-rule-set"
    SCHEMA: ClassVar[int] = 3  # 2: with `days`; 3: with `paper`

    deliverable: str
    frequency: str
    due: DueRule | None
    days: DueDays | None
    paper: Paper | None


def offer(item: Assignment | None, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let arrange items, of one that is still followed."""
    return Offer(held=arranging(item, context))


def decide(state: Assignment | None, command: SetDueRule, context: DecisionContext) -> Verdict:
    """The rule for tasks issued from now on."""
    held, item = offer(state, context).held, require_item(state)
    asked = next(
        (
            each
            for each in item.deliverables
            if (each.name, each.frequency) == (command.deliverable, command.frequency)
        ),
        None,
    )
    if asked is None:
        raise FREQUENCY_NOT_OWED.refuse()
    wanted = command.asked
    if wanted.due is not None:
        _require_sense(wanted.due)
    if wanted.days is not None:
        require_fitting(command.frequency, wanted.days)
    if asked == wanted:
        return Verdict(held=held, events=())
    _require_open(item, asked, wanted, day_of(context.now))
    if command.due is not None:
        require_due_after(wanted, coming(item, command, context))
    check_paper(command.paper, context.now)
    event = DueRuleSet(
        deliverable=command.deliverable,
        frequency=command.frequency,
        due=wanted.due,
        days=wanted.days,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def coming(
    item: Assignment, command: SetDueRule, context: DecisionContext
) -> tuple[FallingDue, ...]:
    """On which days the coming periods would fall due under this rule."""
    assert context.calendar is not None, "the act asks for the calendars"  # noqa: S101
    rules = IssueRules(policy=context.policy, calendar=context.calendar)
    return falling_due(item, command.asked, rules, context.now)


def _require_open(item: Assignment, asked: Deliverable, wanted: Deliverable, today: date) -> None:
    """What is done once keeps the days of tasks that were given, and gets none that is over."""
    if asked.frequency != Frequency.ONCE:
        return
    kept = {each.code for each in _once(item, wanted)}
    issued = [each for each in _once(item, asked) if item.has_issued(asked.name, each.code)]
    if any(each.code not in kept for each in issued):
        raise DUE_DAYS_ISSUED.refuse(days=" và ".join(written_day(each.cutoff) for each in issued))
    known = {each.code for each in _once(item, asked)}
    for each in _once(item, wanted):
        if wanted.days is not None and each.code not in known and each.cutoff < today:
            raise DUE_DAYS_PAST.refuse(day=written_day(each.cutoff))


def _once(item: Assignment, asked: Deliverable) -> tuple[Period, ...]:
    opened = item.opened
    return once_periods(asked, opened.starts_on, opened.ends_on, opened.ends_on)


def _require_sense(rule: DueRule) -> None:
    try:
        date(_ORDINARY_YEAR, rule.after_month, rule.after_day)
    except ValueError as error:
        raise DUE_RULE_DAY.refuse(
            after_day=rule.after_day, after_month=rule.after_month
        ) from error
    if not 0 <= rule.working_days_after_issue <= MOST_DAYS_AFTER_ISSUE:
        raise DUE_RULE_DAYS.refuse(most_days_after_issue=MOST_DAYS_AFTER_ISSUE)


def _set(item: Assignment, event: DueRuleSet, _fact: Fact) -> Assignment:
    return replace(item, asked=tuple(_due_anew(asked, event) for asked in item.asked))


def _due_anew(asked: Asked, event: DueRuleSet) -> Asked:
    deliverable = asked.deliverable
    if asked.until_on is not None:
        return asked
    if (deliverable.name, deliverable.frequency) != (event.deliverable, event.frequency):
        return asked
    return replace(asked, deliverable=replace(deliverable, due=event.due, days=event.days))


def _describe(event: DueRuleSet, _names: Names) -> str:
    return f"Đặt cách tính hạn{beside(event.paper)}."


ACT: Final = Act(
    command=SetDueRule,
    name="set-due-rule",
    said="đặt cách tính hạn",
    slug="han",
    resource="due-rule",
    done="Đã đặt cách tính hạn. Việc đã giao giữ nguyên hạn.",
    rules=(
        NOT_ARRANGING,
        NO_ASSIGNMENT,
        ITEM_CLOSED,
        FREQUENCY_NOT_OWED,
        DUE_RULE_DAY,
        DUE_RULE_DAYS,
        DUE_RULE_EARLY,
        DUE_RULE_SAME_DAY,
        DUE_DAYS_MISFIT,
        DUE_DAYS_PAST,
        DUE_DAYS_ISSUED,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(event=DueRuleSet, name="Đặt cách tính hạn", apply=_set, describe=_describe),
)
