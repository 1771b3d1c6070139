"""What a directive's clock has to do: assign each occurrence of its recurring orders. Pure."""

from collections.abc import Iterator
from datetime import date

from services.domain.agenda import Agenda, Idle, agenda_of
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.directive.actions import DirectiveAction, IssueOccurrence
from services.domain.directive.assigning import AssigningRules, Occurrence, born, marked
from services.domain.directive.events import OccurrenceSkipped
from services.domain.directive.state import Directive, RecurringOrder
from services.domain.directive.terms import OccurrenceSkipReason
from services.domain.facts import Decision, NewEvent
from services.domain.instants import start_of


def agenda(directive: Directive, rules: AssigningRules) -> Agenda[DirectiveAction]:
    """Occurrences to assign now, and when the next one is.

    Raises CalendarMissing where nothing is due that could be assigned before the year is known.
    """
    if directive.closed:
        return Agenda(idle=Idle.CLOSED)
    missing: list[CalendarMissing] = []
    moments = [
        action
        for order in directive.orders
        if order.stopped_at is None
        for action in _occurrences(order, rules, missing)
    ]
    planned = agenda_of(moments, rules.now)
    if missing and not planned.due:
        raise missing[0]
    return planned


def _occurrences(
    order: RecurringOrder, rules: AssigningRules, missing: list[CalendarMissing]
) -> Iterator[IssueOccurrence]:
    """Up to the first one that is not due yet, or whose year has no calendar: see `missing`."""
    for day in order.days:
        if day in order.done:
            continue
        try:
            due_on = due_day(day, rules.calendar)
            before = -order.issue_before_working_days
            at = start_of(rules.calendar.add_working_days(due_on, before))
        except CalendarMissing as error:
            missing.append(error)
            return
        yield IssueOccurrence(
            order=order.number,
            clause=order.terms.clause,
            occurrence_on=day,
            due_on=due_on,
            at=max(at, order.ordered_at),
        )
        if at > rules.now:
            return


def due_day(named: date, calendar: Calendar) -> date:
    """The named day, or the next working one (Bộ luật Dân sự, Điều 148).

    Raises CalendarMissing.
    """
    return named if calendar.is_working_day(named) else calendar.next_working_day(named)


def act(directive: Directive, rules: AssigningRules, action: DirectiveAction) -> Decision:
    """The facts of one due action: on the directive's stream and on those of its tasks."""
    order = directive.order(action.order)
    assert order is not None, "the agenda names orders of the directive alone"  # noqa: S101
    if action.due_on < rules.today:
        skipped = OccurrenceSkipped(
            order=order.number,
            occurrence_on=action.occurrence_on,
            due_on=action.due_on,
            reason=OccurrenceSkipReason.DAY_PASSED,
        )
        return (NewEvent(stream=directive.stream, event=skipped),)
    occurrence = Occurrence(order=order.number, on=action.occurrence_on)
    event = marked(directive, order.terms, action.due_on, occurrence)
    return (
        NewEvent(stream=directive.stream, event=event),
        *born(directive, order.terms, event, rules),
    )
