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
    told = Story()
    told.tell([givens.issued(**changes)])
    told.go(date(2026, 12, 8))
    return told


def send(told: Story, who: Holder, command: ActCommand) -> tuple[Event, ...]:
    assert told.task is not None
    verdict = decide(told.task, command, holder=who, policy=givens.policy(), now=told.at)
    told.tell(verdict.events, givens.actor(who))
    return verdict.events


def chase(
    told: Story, who: Holder = CHECKER, paper: Paper | None = None, note: TextRef | None = None
) -> ChaseSent:
    command = SendChase(stream="task-51-08.report.2026-Q4", paper=paper, note=note)
    (event,) = send(told, who, command)
    assert isinstance(event, ChaseSent)
    return event


def refused(
    told: Story, who: Holder = CHECKER, paper: Paper | None = None, note: TextRef | None = None
) -> str:
    with pytest.raises(Refusal) as refusal:
        chase(told, who, paper, note)
    return refusal.value.code


def clock(told: Story) -> list[Event]:
    """Everything that is due now, told."""
    found: list[Event] = []
    for _ in range(60):
        assert told.task is not None
        due = agenda(told.task, givens.rules(), told.at).due
        if not due:
            return found
        events = act(told.task, givens.rules(), told.at, due[0])
        told.tell(events)
        found += events
    raise AssertionError("the clock never comes to rest")


def sign(told: Story, submission: int = 1) -> None:
    """The unit reports and its head signs."""
    report = SubmitReport(
        stream="task-51-08.report.2026-Q4",
        after_submission=submission - 1,
        text=givens.words(),
        figures=(),
        paper=None,
    )
    send(told, SPECIALIST, report)
    approval = ApproveSubmission(stream="task-51-08.report.2026-Q4", submission=submission)
    send(told, HEAD, approval)


def thrice(told: Story) -> None:
    for day in (8, 9, 10):
        told.go(date(2026, 12, day))
        chase(told)


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
    told = Story()
    told.tell([givens.issued()])
    told.go(date(2026, 12, 7))
    assert refused(told) == "chase-too-early"
    told.go(date(2026, 12, 8))
    assert chase(told).chase == 1


def test_a_task_is_chased_once_a_day_whoever_it_is() -> None:
    told = story()
    chase(told)
    assert refused(told, CHIEF) == "chased-today"
    told.go(date(2026, 12, 9))
    assert chase(told, CHIEF).chase == 2


def test_nothing_is_chased_that_the_unit_has_signed_or_that_is_confirmed() -> None:
    told = story()
    sign(told)
    assert refused(told) == "chase-nothing-owed"
    confirmation = ConfirmSubmission(stream="task-51-08.report.2026-Q4", submission=1)
    send(told, CHIEF, confirmation)
    assert refused(told) == "task-closed"


def test_of_a_restricted_task_only_the_letter_is_kept() -> None:
    told = story(restricted=True)
    assert refused(told, note=givens.words()) == "restricted"
    letter = Paper(number="3/M-VP", dated_on=date(2026, 12, 8))
    assert chase(told, paper=letter).note is None


@pytest.mark.parametrize(
    ("number", "day", "code"), [("một", 8, "paper-number"), ("21/VP", 9, "paper-in-future")]
)
def test_a_letter_has_a_number_and_a_day_that_was(number: str, day: int, code: str) -> None:
    assert refused(story(), paper=Paper(number=number, dated_on=date(2026, 12, day))) == code


def test_the_third_chase_climbs_once_to_the_vice_chair_else_the_chair() -> None:
    told = story()
    clock(told)
    for number in (1, 2, 3, 4):
        told.wait(days=1)
        chase(told)
        climbed = [event for event in clock(told) if isinstance(event, TaskEscalated)]
        to = (Office.VICE_CHAIR, Office.CHAIR)
        assert climbed == ([TaskEscalated(chase=3, to=to, person_id=None)] if number == 3 else [])


def test_the_clock_says_that_the_chase_is_what_is_due() -> None:
    told = story()
    clock(told)
    thrice(told)
    assert told.task is not None
    found = agenda(told.task, givens.rules(), told.at)
    assert [one.id for one in found.due if isinstance(one, Escalate)] == ["escalate/3"]


def test_a_signature_stops_the_climb_and_a_return_does_not_bring_it_back() -> None:
    told = story()
    thrice(told)  # the clock was away
    sign(told)
    assert not any(isinstance(event, TaskEscalated) for event in clock(told))
    returned = ReturnSubmission(
        stream="task-51-08.report.2026-Q4",
        submission=1,
        ground=Ground.FAILED_QUALITY,
        reason=givens.words(),
        reason_code=None,
        correct_by=date(2026, 12, 14),
    )
    send(told, CHIEF, returned)
    assert not any(isinstance(event, TaskEscalated) for event in clock(told))
    told.wait(days=1)
    assert chase(told).chase == 4
    assert any(isinstance(event, TaskEscalated) for event in clock(told))


def test_partners_are_asked_and_never_reported_on() -> None:
    told = story(lead_unit="MTTQ")
    thrice(told)
    assert not any(isinstance(event, TaskEscalated) for event in clock(told))


def test_a_chase_is_no_reminder_no_sign_of_life_and_moves_no_date() -> None:
    told = story()
    before = told.task
    assert before is not None
    chase(told)
    after = told.task
    assert after is not None
    assert (after.reminders, after.reminded, after.due_on) == (0, before.reminded, DUE_ON)
    assert after.last_sign_at is None
    assert box(after, day_of(told.at)) == box(before, day_of(told.at))


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12))
def test_however_often_it_is_chased_it_climbs_at_most_once(days: list[tuple[int, bool]]) -> None:
    told = story()
    for wait, runs in days:
        told.wait(days=wait)
        try:
            chase(told)
        except Refusal as refusal:
            assert refusal.code == "chased-today"  # noqa: PT017  (the only reason there is)
        if runs:
            clock(told)
    clock(told)
    sent = [fact.event.chase for fact in told.facts if isinstance(fact.event, ChaseSent)]
    climbed = [fact for fact in told.facts if isinstance(fact.event, TaskEscalated)]
    assert sent == list(range(1, len(sent) + 1))
    assert len(climbed) == (len(sent) >= ORDINARY_CHASING.escalate_at)


def test_a_story_reads_its_days_in_hanoi() -> None:
    """The last second of a day is that day: the chase of the next morning is another one."""
    told = story()
    told.at = datetime.fromisoformat("2026-12-08T16:59:59+00:00")
    chase(told)
    told.at = start_of(date(2026, 12, 9)).astimezone(told.at.tzinfo)
    assert chase(told).chase == 2
