"""Laws over the recorded facts of a task whose lead unit asks for more time."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.domain.assignment.issuing import TaskIssued
from services.domain.calendar import Calendar
from services.domain.facts import Fact
from services.domain.instants import day_of, end_of
from services.domain.policy import Policy
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.refuse_extension import ExtensionRefused
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.withdraw_extension import ExtensionWithdrawn
from services.domain.task.births import TaskAssigned
from services.domain.task.events import DeadlineMissed, DueDateMoved, RequestEscalated, RequestKind
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from tests.domain.birth_facts import opening_of
from tests.domain.chain_laws import lead_of, signs
from tests.domain.stopping_laws import worked_while_it_ran

ANSWERS = ExtensionGranted | ExtensionRefused | ExtensionWithdrawn


def at_most_one_extension_is_open(facts: Sequence[Fact], policy: Policy) -> None:
    """Asked before the due day ended, answered once; never more granted than the ward's rules."""
    opened: int | None = None
    granted, asked = 0, 0
    for fact in facts:
        event = fact.event
        if isinstance(event, ExtensionRequested):
            assert opened is None
            asked += 1
            assert event.request == asked
            assert day_of(fact.occurred_at) <= event.due_on < event.until_on
            opened = event.request
        elif isinstance(event, ANSWERS):
            assert event.request == opened
            opened = None
            granted += isinstance(event, ExtensionGranted)
        elif isinstance(event, TaskReassigned):  # the new lead asks for itself
            opened = None
    assert granted <= policy.requests.extensions_at_most


def a_granted_day_is_worked_and_within_the_plan(
    facts: Sequence[Fact], ends_on: date, calendar: Calendar
) -> None:
    """As the calendar was on the day of the grant: asked of the newest fact only."""
    for fact in facts:
        event = fact.event
        if isinstance(event, ExtensionGranted):
            assert day_of(fact.occurred_at) <= event.until_on <= ends_on
            assert event.due_on < event.until_on
    newest = facts[-1].event
    if isinstance(newest, ExtensionGranted):
        assert calendar.is_working_day(newest.until_on)


def the_original_date_never_changes(facts: Sequence[Fact], task: Task) -> None:
    due_on = opening_of(facts).due_on
    assert (task.due.original if task.due else None) == due_on


def recorded_lateness_never_goes(facts: Sequence[Fact], task: Task, box: OfficialStatus) -> None:
    """Whatever was granted afterwards."""
    recorded = [fact.event.due_on for fact in facts if isinstance(fact.event, DeadlineMissed)]
    assert task.missed == bool(recorded)
    assert task.missed_on == next(iter(recorded), None)
    if recorded and box.in_force:
        assert box in {OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE}


def a_waiting_extension_holds_the_record(
    facts: Sequence[Fact], policy: Policy, calendar: Calendar
) -> None:
    """Until it is answered, or for as many working days as the rules say, while the clock runs.

    The days are asked of a record of now only: calendars change.
    """
    open_now = False
    for fact in facts:
        match fact.event:
            case ExtensionRequested():
                open_now = True
            case DeadlineMissed(cause=cause):
                closing = {"extension_undecided", "task_reassigned"}
                assert open_now == (cause in closing), cause
            case TaskReassigned() | ExtensionGranted() | ExtensionRefused() | ExtensionWithdrawn():
                open_now = False
            case _:
                continue
    newest = facts[-1]
    if isinstance(newest.event, DeadlineMissed) and newest.event.cause == "extension_undecided":
        yesterday = day_of(newest.occurred_at) - timedelta(days=1)
        ran = worked_while_it_ran(facts, calendar, newest.event.due_on, yesterday)
        assert ran >= policy.requests.undecided_working_days


def who_missed_a_day_led_on_it(facts: Sequence[Fact], task: Task) -> None:
    """A task that goes to another unit leaves its missed date behind."""
    for at, fact in enumerate(facts):
        if isinstance(fact.event, DeadlineMissed):
            midnight = end_of(fact.event.due_on)
            led = lead_of([each for each in facts if each.occurred_at < midnight])
            assert lead_of(facts[:at]) == led
            assert task.missed_of is not None
            assert task.missed_of.unit == led


def what_came_in_time_asks_nobody_higher(facts: Sequence[Fact]) -> None:
    """While a report that was signed by the due day waits, more time climbs to no leader."""
    by_rule, decided = date.max, date.min
    signed_on = date.max
    for fact in facts:
        match fact.event:
            case (
                TaskIssued(due_on=on) | TaskAssigned(due_on=date() as on) | DueDateMoved(due_on=on)
            ):
                by_rule = on
            case ExtensionGranted(until_on=on) | TaskResumed(due_on=date() as on):
                decided = on
            case ReportSubmitted() | SubmissionApproved() if signs(fact.event):
                signed_on = day_of(fact.occurred_at)
            case SubmissionReturned(to_step=None) | TaskReassigned():
                signed_on = date.max
            case RequestEscalated(kind=RequestKind.EXTENSION):
                assert signed_on > (by_rule if decided == date.min else decided)
            case _:
                continue


def a_request_is_reported_once(facts: Sequence[Fact]) -> None:
    reported = [
        (fact.event.kind, fact.event.request)
        for fact in facts
        if isinstance(fact.event, RequestEscalated)
    ]
    assert len(reported) == len(set(reported))
