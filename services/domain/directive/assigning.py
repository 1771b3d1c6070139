"""How terms and a due day become tasks: one for each lead unit, by hand or by the clock. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from services.domain.assignment.issuing import ContributionsDue
from services.domain.assignment.schedule import contributions_due_on
from services.domain.calendar import Calendar
from services.domain.directive.events import ClauseTask, ClauseTasksAssigned, OrderTerms
from services.domain.directive.state import Directive
from services.domain.directive.terms import ClauseOutcome
from services.domain.facts import Decision, NewEvent
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.task.births import FIGURE_ASKED, TaskAssigned, assigned_task_stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Which recurring order is answered, on which of its named days."""

    order: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigningRules:
    """The ward's rules and calendar of the moment at which work is assigned."""

    policy: Policy
    calendar: Calendar
    now: datetime

    @property
    def today(self) -> date:
        """The day of the assignment in Asia/Ho_Chi_Minh."""
        return day_of(self.now)

    @property
    def acknowledge_by(self) -> date:
        """The last day before silence is acceptance. Raises CalendarMissing."""
        days = self.policy.acknowledge_within_working_days
        return self.calendar.add_working_days(self.today, days)


def marked(
    directive: Directive, terms: OrderTerms, due_on: date | None, occurrence: Occurrence | None
) -> ClauseTasksAssigned:
    """The fact of the directive: which tasks come of it, under the next numbers."""
    numbered = enumerate(terms.lead_units, start=directive.next_number)
    return ClauseTasksAssigned(
        clause=terms.clause,
        outcome=ClauseOutcome.FIGURE if terms.asks_figure else ClauseOutcome.TASK,
        tasks=tuple(
            ClauseTask(
                number=number,
                stream=assigned_task_stream(directive.code, number),
                lead_unit=lead,
            )
            for number, lead in numbered
        ),
        due_on=due_on,
        order=occurrence.order if occurrence else None,
        occurrence_on=occurrence.on if occurrence else None,
    )


def born(
    directive: Directive, terms: OrderTerms, event: ClauseTasksAssigned, rules: AssigningRules
) -> Decision:
    """The first fact of each of these tasks, on its own stream. Raises CalendarMissing."""
    return tuple(
        NewEvent(stream=task.stream, event=_assigned(directive, terms, event, task, rules))
        for task in event.tasks
    )


def _assigned(
    directive: Directive,
    terms: OrderTerms,
    event: ClauseTasksAssigned,
    task: ClauseTask,
    rules: AssigningRules,
) -> TaskAssigned:
    return TaskAssigned(
        directive=directive.code,
        number=task.number,
        clause=terms.clause,
        occurrence_on=event.occurrence_on,
        ordered_by=terms.ordered_by,
        follower=terms.follower,
        title=terms.title,
        product=terms.product,
        assigned_on=rules.today,
        due_on=event.due_on,
        superior_due_on=terms.superior_due_on,
        urgency=terms.urgency,
        acknowledge_by=rules.acknowledge_by,
        lead_unit=task.lead_unit,
        supporting_units=terms.supporting_units,
        restricted=directive.secret or task.lead_unit in terms.restricted_units,
        measures=(FIGURE_ASKED,) if terms.asks_figure else (),
        contributions=_contributions(terms, event.due_on, rules),
    )


def _contributions(
    terms: OrderTerms, due_on: date | None, rules: AssigningRules
) -> ContributionsDue | None:
    if due_on is None or not terms.supporting_units:
        return None
    days = rules.policy.contributions.before_lead_working_days
    on = contributions_due_on(due_on, days, rules.today, rules.calendar)
    return ContributionsDue(on=on, before_lead_working_days=days)
