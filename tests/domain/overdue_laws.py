"""What holds of an overdue task that climbs: laws over its recorded facts."""

from collections.abc import Sequence
from datetime import date

from services.domain.calendar import Calendar
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.events import DeadlineMissed, OverdueEscalated, OverdueStepSkipped
from tests.domain.chain_laws import lead_of, signs
from tests.domain.stopping_laws import worked_while_it_ran


def each_step_of_a_due_date_comes_once(facts: Sequence[Fact]) -> None:
    """Told or skipped; those that were told rise, and none was told too early."""
    taken: set[tuple[date, int]] = set()
    went_out: dict[date, int] = {}
    for fact in facts:
        event = fact.event
        if not isinstance(event, OverdueEscalated | OverdueStepSkipped):
            continue
        step = (event.due_on, event.after_working_days)
        assert step not in taken
        taken.add(step)
        if isinstance(event, OverdueEscalated):
            assert event.overdue_working_days >= event.after_working_days
            assert event.after_working_days > went_out.get(event.due_on, 0)
            went_out[event.due_on] = event.after_working_days


def a_step_says_the_days_on_which_the_clock_ran(facts: Sequence[Fact], calendar: Calendar) -> None:
    """As the calendar was when it was recorded: asked of the newest fact only."""
    newest = facts[-1]
    if isinstance(newest.event, OverdueEscalated):
        reported_on = day_of(newest.occurred_at)
        ran = worked_while_it_ran(facts, calendar, newest.event.due_on, reported_on)
        assert newest.event.overdue_working_days == ran


def only_what_is_missed_and_unsigned_is_escalated(facts: Sequence[Fact], policy: Policy) -> None:
    """Never for partners; outside a unit that is only requested it is the chair who asks."""
    missed = signed = False
    for at, fact in enumerate(facts):
        match fact.event:
            case DeadlineMissed():
                missed = True
            case ReportSubmitted() | SubmissionApproved() if signs(fact.event):
                signed = True
            case SubmissionConfirmed():
                signed = True
            case SubmissionReturned(to_step=None) | TaskReassigned():
                signed = False
            case OverdueEscalated() | OverdueStepSkipped():
                assert missed
                assert not signed
                lead = lead_of(facts[:at])
                assert lead not in policy.chasing.not_escalated_units
                if isinstance(fact.event, OverdueEscalated):
                    outside = fact.event.unit != lead
                    asked = lead in policy.overdue.requested_units and outside
                    assert fact.event.as_request == asked
            case _:
                continue
