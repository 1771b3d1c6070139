"""A task whose due date is missed, and a clock over it with the calendars that ship."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from services.domain.calendar import Calendar
from services.domain.facts import Event
from services.domain.instants import start_of
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.agenda import Rules, act, agenda
from services.domain.task.events import Ground, OverdueEscalated, OverdueStepSkipped
from tests import givens
from tests.domain import task_world
from tests.givens import CHIEF, HEAD, SPECIALIST, Story

DUE = date(2026, 12, 15)
CALENDAR = Calendar(years=tuple(task_world.calendars()))
RULES = Rules(policy=givens.policy(), calendar=CALENDAR, calendar_version="calendar-2026@1")
# One, five, ten and fifteen working days after 15 December: the first of January is a rest day.
STEPS = {
    1: date(2026, 12, 16),
    5: date(2026, 12, 22),
    10: date(2026, 12, 29),
    15: date(2027, 1, 6),
}
StepFact = OverdueEscalated | OverdueStepSkipped


def story(due_on: date = DUE, lead: str = "KTHTDT") -> Story:
    given = Story(at=start_of(due_on - timedelta(days=20)).astimezone(UTC))
    given.tell(
        [givens.issued(due_on=due_on, cutoff_on=due_on - timedelta(days=1), lead_unit=lead)]
    )
    return given


def run(
    given: Story, at: datetime, in_charge: Holder | None = None, rules: Rules = RULES
) -> list[Event]:
    """Everything that is due at a moment, in its order; the overdue facts among it."""
    given.at = at.astimezone(UTC)
    went_out: list[Event] = []
    while given.task is not None and (due := agenda(given.task, rules, given.at).due):
        events = act(given.task, rules, given.at, due[0], in_charge)
        given.tell(events)
        went_out += [each for each in events if isinstance(each, StepFact)]
    return went_out


def daily(
    given: Story, until: date, in_charge: Holder | None = None, rules: Rules = RULES
) -> dict[int, date]:
    """On which day each step was told, by a clock that wakes at each of its moments."""
    found: dict[int, date] = {}
    at = given.at
    while at < start_of(until, 23):
        for each in run(given, at, in_charge, rules):
            assert isinstance(each, OverdueEscalated)
            found[each.after_working_days] = at.astimezone(start_of(until).tzinfo).date()
        assert given.task is not None
        coming = agenda(given.task, rules, given.at).coming
        if coming is None:
            break
        at = coming.at
    return found


def steps(events: Sequence[Event]) -> list[tuple[int, bool]]:
    """Which steps, and whether they were told."""
    return [
        (each.after_working_days, isinstance(each, OverdueEscalated))
        for each in events
        if isinstance(each, StepFact)
    ]


def morning(day: date) -> datetime:
    return start_of(day, 8)


def report(given: Story, number: int = 1) -> None:
    """The unit reports."""
    event = ReportSubmitted(
        submission=number,
        text=givens.words("report"),
        figures=(),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
    )
    given.tell([event], givens.actor(SPECIALIST))


def sign(given: Story, number: int = 1) -> None:
    """Its head signs."""
    event = SubmissionApproved(
        submission=number, rung="unit_head", correction=None, counted_on=None
    )
    given.tell([event], givens.actor(HEAD))


def send_back(given: Story, ground: Ground, correct_by: date, number: int = 1) -> None:
    """The Office returns it."""
    event = SubmissionReturned(
        submission=number,
        rung="office",
        ground=ground,
        reason=givens.words("why"),
        reason_code=None,
        correct_by=correct_by,
        to_step=None,
    )
    given.tell([event], givens.actor(CHIEF))
