"""The Office chases: who, when, how often; the third chase climbs once, and only while owed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.commands.acts import ActCommand
from services.domain.errors import NotAllowed, Refusal
from services.domain.facts import Event, TextRef
from services.domain.instants import day_of, start_of
from services.domain.papers import Paper
from services.domain.policy import ORDINARY_CHASING
from services.domain.roles import Holder, Office
from services.domain.task.actions import Escalate
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.send_chase import ChaseSent, SendChase
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.agenda import act, agenda
from services.domain.task.events import Ground, TaskEscalated
from services.domain.task.lateness import box
from tests import givens
from tests.domain.deciding import decide
from tests.givens import CHECKER, CHIEF, HEAD, SPECIALIST, VICE_CHAIR, Story

DUE_ON = date(2026, 12, 15)


def story(**changes: object) -> Story:
    """A task on the first day on which it may be chased."""
    reported = Story()
    reported.tell([givens.issued(**changes)])
    reported.go(date(2026, 12, 8))
    return reported


def send(reported: Story, who: Holder, command: ActCommand) -> tuple[Event, ...]:
    assert reported.task is not None
    verdict = decide(reported.task, command, holder=who, policy=givens.policy(), now=reported.at)
    reported.tell(verdict.events, givens.actor(who))
    return verdict.events


def chase(
    reported: Story, who: Holder = CHECKER, paper: Paper | None = None, note: TextRef | None = None
) -> ChaseSent:
    command = SendChase(stream="task-51-08.report.2026-Q4", paper=paper, note=note)
    (event,) = send(reported, who, command)
    assert isinstance(event, ChaseSent)
    return event


def refused(
    reported: Story, who: Holder = CHECKER, paper: Paper | None = None, note: TextRef | None = None
) -> str:
    with pytest.raises(Refusal) as refusal:
        chase(reported, who, paper, note)
    return refusal.value.code


def clock(reported: Story) -> list[Event]:
    """Everything that is due now, told."""
    collected: list[Event] = []
    for _ in range(60):
        assert reported.task is not None
        due = agenda(reported.task, givens.rules(), reported.at).due
        if not due:
            return collected
        events = act(reported.task, givens.rules(), reported.at, due[0])
        reported.tell(events)
        collected += events
    raise AssertionError("the clock never comes to rest")


def sign(reported: Story, submission: int = 1) -> None:
    """The unit reports and its head signs."""
    report = SubmitReport(
        stream="task-51-08.report.2026-Q4",
        after_submission=submission - 1,
        text=givens.words(),
        figures=(),
        paper=None,
    )
    send(reported, SPECIALIST, report)
    approval = ApproveSubmission(stream="task-51-08.report.2026-Q4", submission=submission)
    send(reported, HEAD, approval)


def thrice(reported: Story) -> None:
    for day in (8, 9, 10):
        reported.go(date(2026, 12, day))
        chase(reported)


@pytest.mark.parametrize("who", [CHECKER, CHIEF, VICE_CHAIR, givens.CHAIR])
def test_the_office_and_the_leaders_chase(who: Holder) -> None:
    letter = Paper(number="21/VP", dated_on=date(2026, 12, 8))
    sent = chase(story(), who, paper=letter, note=givens.words())
    assert sent == ChaseSent(chase=1, paper=letter, note=givens.words())


@pytest.mark.parametrize(
    "who", [SPECIALIST, HEAD, givens.OTHER, givens.INSPECTOR, givens.ADMINISTRATOR]
)
def test_nobody_else_chases(who: Holder) -> None:
    with pytest.raises(NotAllowed):
        chase(story(), who)


def test_a_task_is_not_chased_before_its_date_is_near() -> None:
    reported = Story()
    reported.tell([givens.issued()])
    reported.go(date(2026, 12, 7))
    assert refused(reported) == "chase-too-early"
    reported.go(date(2026, 12, 8))
    assert chase(reported).chase == 1


def test_a_task_is_chased_once_a_day_whoever_it_is() -> None:
    reported = story()
    chase(reported)
    assert refused(reported, CHIEF) == "chased-today"
    reported.go(date(2026, 12, 9))
    assert chase(reported, CHIEF).chase == 2


def test_nothing_is_chased_that_the_unit_has_signed_or_that_is_confirmed() -> None:
    reported = story()
    sign(reported)
    assert refused(reported) == "chase-nothing-owed"
    confirmation = ConfirmSubmission(stream="task-51-08.report.2026-Q4", submission=1)
    send(reported, CHIEF, confirmation)
    assert refused(reported) == "task-closed"


def test_of_a_restricted_task_only_the_letter_is_kept() -> None:
    reported = story(restricted=True)
    assert refused(reported, note=givens.words()) == "restricted"
    letter = Paper(number="3/M-VP", dated_on=date(2026, 12, 8))
    assert chase(reported, paper=letter).note is None


@pytest.mark.parametrize(
    ("number", "day", "code"), [("một", 8, "paper-number"), ("21/VP", 9, "paper-in-future")]
)
def test_a_letter_has_a_number_and_a_day_that_was(number: str, day: int, code: str) -> None:
    assert refused(story(), paper=Paper(number=number, dated_on=date(2026, 12, day))) == code


def test_the_third_chase_escalates_once_to_the_vice_chair_else_the_chair() -> None:
    reported = story()
    clock(reported)
    for number in (1, 2, 3, 4):
        reported.wait(days=1)
        chase(reported)
        escalated_to = [event for event in clock(reported) if isinstance(event, TaskEscalated)]
        to = (Office.VICE_CHAIR, Office.CHAIR)
        assert escalated_to == (
            [TaskEscalated(chase=3, to=to, person_id=None)] if number == 3 else []
        )


def test_the_clock_says_that_the_chase_is_what_is_due() -> None:
    reported = story()
    clock(reported)
    thrice(reported)
    assert reported.task is not None
    result = agenda(reported.task, givens.rules(), reported.at)
    assert [each.id for each in result.due if isinstance(each, Escalate)] == ["escalate/3"]


def test_a_signature_stops_the_climb_and_a_return_does_not_bring_it_back() -> None:
    reported = story()
    thrice(reported)  # the clock was away
    sign(reported)
    assert not any(isinstance(event, TaskEscalated) for event in clock(reported))
    returned = ReturnSubmission(
        stream="task-51-08.report.2026-Q4",
        submission=1,
        ground=Ground.FAILED_CONTENT,
        reason=givens.words(),
        reason_code=None,
        correct_by=date(2026, 12, 14),
    )
    send(reported, CHIEF, returned)
    assert not any(isinstance(event, TaskEscalated) for event in clock(reported))
    reported.wait(days=1)
    assert chase(reported).chase == 4
    assert any(isinstance(event, TaskEscalated) for event in clock(reported))


def test_partners_are_asked_and_never_reported_on() -> None:
    reported = story(lead_unit="MTTQ")
    thrice(reported)
    assert not any(isinstance(event, TaskEscalated) for event in clock(reported))


def test_a_chase_is_no_reminder_no_sign_of_life_and_moves_no_date() -> None:
    reported = story()
    before = reported.task
    assert before is not None
    chase(reported)
    after = reported.task
    assert after is not None
    assert (after.reminders, after.reminded, after.due_on) == (0, before.reminded, DUE_ON)
    assert after.last_sign_at is None
    assert box(after, day_of(reported.at)) == box(before, day_of(reported.at))


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12))
def test_however_often_it_is_chased_it_escalates_at_most_once(
    days: list[tuple[int, bool]],
) -> None:
    reported = story()
    for wait, runs in days:
        reported.wait(days=wait)
        try:
            chase(reported)
        except Refusal as refusal:
            assert refusal.code == "chased-today"  # noqa: PT017  (the only reason there is)
        if runs:
            clock(reported)
    clock(reported)
    sent = [fact.event.chase for fact in reported.facts if isinstance(fact.event, ChaseSent)]
    escalated_to = [fact for fact in reported.facts if isinstance(fact.event, TaskEscalated)]
    assert sent == list(range(1, len(sent) + 1))
    assert len(escalated_to) == (len(sent) >= ORDINARY_CHASING.escalate_at)


def test_a_story_reads_its_days_in_hanoi() -> None:
    """The last second of a day is that day: the chase of the next morning is another one."""
    reported = story()
    reported.at = datetime.fromisoformat("2026-12-08T16:59:59+00:00")
    chase(reported)
    reported.at = start_of(date(2026, 12, 9)).astimezone(reported.at.tzinfo)
    assert chase(reported).chase == 2
