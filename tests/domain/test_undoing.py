"""Which acts are undone, to the minute; the state is the one before, but for version and times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest

from services.domain.assignment.issuing import TaskIssued, TaskRangeCorrected, TaskUnitCorrected
from services.domain.errors import Refusal
from services.domain.facts import SYSTEM, Event
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task.acts import ACTS, FACTS, KINDS
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.chase_supporter import SupporterChased
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.decline_task import TaskDeclined
from services.domain.task.acts.give_instruction import InstructionGiven
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.keep_task import TaskKept
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.note_contact import ContactNoted
from services.domain.task.acts.note_progress import ProgressNoted
from services.domain.task.acts.note_promise import PromiseNoted
from services.domain.task.acts.recognise_task import TaskRecognised
from services.domain.task.acts.refuse_extension import ExtensionRefused
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.acts.request_contribution import ContributionRequested
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.undo_act import ActUndone, UndoAct
from services.domain.task.acts.waive_contribution import ContributionWaived
from services.domain.task.births import TaskAssigned
from services.domain.task.clock_facts import FACTS as OF_THE_CLOCK
from services.domain.task.contacts import ContactWay
from services.domain.task.events import (
    DeadlineMissed,
    DelayCause,
    DueDateMoved,
    Ground,
    OverdueEscalated,
    ReminderSent,
    StepTimeExpired,
    TaskEscalated,
)
from services.domain.task.evolving import fold, not_undone
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task
from services.domain.task.undoing import UNDOING
from services.ledger.fields import converter
from tests import givens
from tests.domain.deciding import decide
from tests.due_days import due_of
from tests.givens import CHECKER, CHIEF, HEAD, SPECIALIST, VICE_CHAIR, Story

DUE_ON = date(2026, 12, 15)
PERSON: UUID = SPECIALIST.person_id
ASKED = ExtensionRequested(
    request=1,
    due_on=DUE_ON,
    until_on=date(2026, 12, 22),
    cause=DelayCause.OBJECTIVE,
    reason=givens.words("why"),
    reason_code=None,
    done_so_far=givens.words("so far"),
)
DECLINED = TaskDeclined(proposed_unit="VHXH", reason=givens.words("why"), reason_code=None)
REPORTED = ReportSubmitted(
    submission=1,
    text=givens.words("report"),
    figures=(),
    paper=None,
    files=(),
    early_reason=None,
    jump_reason=None,
    changed_after_formal=(),
    chain=None,
)
APPROVED = SubmissionApproved(submission=1, rung="unit_head", correction=None, counted_on=None)
CONFIRMED = SubmissionConfirmed(
    submission=1, rung="office_check", counted_on=date(2026, 12, 10), correction=None
)
RECOGNISED = TaskRecognised(paper=Paper(number="77/UBND-VX", dated_on=date(2026, 12, 10)))
RETURNED = SubmissionReturned(
    submission=1,
    rung="office_check",
    ground=Ground.FORMAL_GAP,
    reason=givens.words("return"),
    reason_code=None,
    correct_by=DUE_ON,
    to_step=None,
)
NAMED = SpecialistNamed(unit="KTHTDT", person_id=PERSON, by_on=None, note=None)
PROMISED = PromiseNoted(by_on=DUE_ON, way=ContactWay.PHONE, who=None, note=None)
CHASED = ChaseSent(chase=1, paper=None, note=None)
REFUSED = ExtensionRefused(request=1, reason=givens.words("no"), reason_code=None)
REMINDED = ReminderSent(due_on=DUE_ON, offset_working_days=-3, units=("KTHTDT",))
MISSED = DeadlineMissed(due_on=DUE_ON, cause="due_day_ended")
EXPIRED = StepTimeExpired(
    submission=1, rung="office_check", arrived_on=DUE_ON, due_on=DUE_ON, to=()
)
CLIMBED = OverdueEscalated(
    due_on=DUE_ON,
    after_working_days=5,
    overdue_working_days=6,
    to=(),
    unit=None,
    person_id=None,
    as_request=False,
)
ESCALATED = TaskEscalated(chase=1, to=(), person_id=None)
KEPT = TaskKept(reason=givens.words("keep"), reason_code=None, paper=None)
SUSPENDED = TaskSuspended(reason=givens.words("stop"), reason_code=None, paper=None)
ASKED_FOR = ContributionRequested(unit="VHXH", by_on=DUE_ON, note=None)
WAIVED = ContributionWaived(unit="VHXH", reason=givens.words("waive"), reason_code=None)
# What came before, who did what then.
CASES: Sequence[tuple[tuple[tuple[Event, Holder], ...], Event, Holder]] = (
    ((), ProgressNoted(note=givens.words("note")), SPECIALIST),
    ((), TaskAcknowledged(by_silence=False), SPECIALIST),
    ((), NAMED, HEAD),
    (((NAMED, HEAD),), SpecialistReleased(unit="KTHTDT", person_id=PERSON), HEAD),
    ((), CHASED, CHECKER),
    ((), PROMISED, CHECKER),
    ((), ContactNoted(way=ContactWay.PHONE, note=givens.words("call")), CHECKER),
    ((), InstructionGiven(text=givens.words("instruction"), by_on=DUE_ON), VICE_CHAIR),
    ((), SupporterChased(unit="VHXH", chase=1, paper=None, note=None), CHECKER),
    (((REPORTED, SPECIALIST),), APPROVED, HEAD),
    (((REPORTED, SPECIALIST), (APPROVED, HEAD)), RETURNED, CHIEF),
    (
        ((ASKED, SPECIALIST),),
        ExtensionGranted(request=1, due_on=DUE_ON, until_on=date(2026, 12, 22), note=None),
        CHIEF,
    ),
    (((ASKED, SPECIALIST),), REFUSED, CHIEF),
    (((DECLINED, HEAD),), KEPT, CHIEF),
    ((), SUSPENDED, CHIEF),
    ((), ASKED_FOR, SPECIALIST),
    ((), WAIVED, HEAD),
    (
        ((REPORTED, SPECIALIST), (APPROVED, HEAD), (CONFIRMED, CHIEF)),
        RECOGNISED,
        CHECKER,
    ),
)
EACH = pytest.mark.parametrize(
    ("before", "event", "who"), CASES, ids=[event.TYPE for _, event, _ in CASES]
)


def lived(*happened: tuple[Event, Holder]) -> Story:
    """A task on a day near its due date, with what happened an hour after the other."""
    story = Story()
    story.tell([givens.issued()])
    story.go(date(2026, 12, 10))
    for event, who in happened:
        story.tell([event], givens.actor(who))
        story.wait(hours=1)
    return story


def state(story: Story) -> Task:
    assert story.task is not None
    return story.task


def undo(story: Story, who: Holder, version: int | None = None) -> ActUndone:
    """Somebody takes the newest act back, now; raises Refusal."""
    task = state(story)
    newest = task.latest.version if task.latest else 0
    command = UndoAct(stream=task.stream, version=version or newest)
    (event,) = decide(task, command, holder=who, policy=givens.policy(), now=story.at).events
    assert isinstance(event, ActUndone)
    story.tell([event], givens.actor(who))
    return event


def refusal(story: Story, who: Holder) -> Refusal:
    count = len(story.facts)
    with pytest.raises(Refusal) as raised:
        undo(story, who)
    assert len(story.facts) == count
    return raised.value


def but_for_times(task: Task | None) -> Task:
    assert task is not None
    return replace(task, last_act_at=task.issued_at, latest=None)


def test_the_table_has_a_line_for_everything_that_people_make_true() -> None:
    clock = {kind.event for kind in OF_THE_CLOCK}
    # No act on the task makes them: its item, its directive or a programme does.
    from_elsewhere = {
        *(TaskIssued, TaskRangeCorrected, TaskUnitCorrected),
        *(TaskAssigned, TaskRescheduled),
    }
    made = {kind.event.TYPE for kind in FACTS if kind.event not in clock | from_elsewhere}
    assert made - {ActUndone.TYPE} == set(UNDOING)
    tried = {event.TYPE for _, event, _ in CASES}
    assert tried == {kind for kind, undoing in UNDOING.items() if not undoing.instead}


def test_the_table_calls_each_act_as_the_act_is_called() -> None:
    assert {undoing.said for undoing in UNDOING.values()} == {
        act.said for act in ACTS if act.name != "undo-act"
    }
    ended_by = {kind for undoing in UNDOING.values() for kind in undoing.ended_by}
    assert ended_by <= {event.TYPE for event in KINDS}


@EACH
def test_what_was_undone_leaves_the_task_as_before(
    before: tuple[tuple[Event, Holder], ...], event: Event, who: Holder
) -> None:
    story = lived(*before)
    prior = state(story)
    story.tell([event], givens.actor(who))
    assert but_for_times(state(story)) != but_for_times(prior)
    story.wait(minutes=2)
    undone = undo(story, who)
    assert (undone.undone, undone.undone_version) == (event.TYPE, len(before) + 2)
    assert but_for_times(state(story)) == but_for_times(prior)
    assert state(story).last_act_at == story.at
    assert [fact.event for fact in not_undone(story.facts)] == [
        story.facts[0].event,
        *(each for each, _ in before),
    ]
    assert refusal(story, who).code == "nothing-to-undo"


@EACH
def test_what_the_clock_recorded_in_between_stays(
    before: tuple[tuple[Event, Holder], ...], event: Event, who: Holder
) -> None:
    """A reminder and a moved day of every act; the task is as if the act had never been."""
    story = lived(*before)
    story.tell([event], givens.actor(who))
    story.wait(minutes=1)
    moved = DueDateMoved(from_on=DUE_ON, due_on=date(2026, 12, 16), calendar_version="given@2")
    steps = [] if event is RETURNED else [CLIMBED]
    story.tell([REMINDED, moved, *steps])
    undo(story, who)
    assert state(story).reminders == 1
    assert len(state(story).overdue_escalations) == len(steps)
    assert due_of(state(story)).counted == date(2026, 12, 16)
    assert but_for_times(state(story)) == but_for_times(fold(not_undone(story.facts)))


@pytest.mark.parametrize(
    ("minutes", "seconds", "done"), [(0, 0, True), (9, 59, True), (10, 0, True), (10, 1, False)]
)
def test_the_time_is_ten_minutes_to_the_second(minutes: int, seconds: int, done: bool) -> None:
    story = lived((CHASED, CHECKER))
    story.wait(hours=-1)
    story.at += timedelta(minutes=minutes, seconds=seconds)
    if done:
        undo(story, CHECKER)
        assert state(story).chases == 0
    else:
        refused = refusal(story, CHECKER)
        assert refused.code == "undo-too-late"
        assert "trong 10 phút" in refused.sentence


def test_lateness_recorded_after_a_chase_stays_when_the_chase_is_undone() -> None:
    story = lived()
    story.go(date(2026, 12, 15), hour=23)
    story.wait(minutes=55)
    story.tell([CHASED], givens.actor(CHECKER))
    story.wait(minutes=6)
    story.tell([MISSED])
    undo(story, CHECKER)
    task = state(story)
    assert (task.missed, task.missed_on, task.chases, task.last_chase_at) == (
        True,
        DUE_ON,
        0,
        None,
    )


@pytest.mark.parametrize(
    ("before", "event", "who", "follows", "expected"),
    [
        ((), CHASED, CHECKER, ESCALATED, ("acted-since", "báo cáo lãnh đạo")),
        (((REPORTED, SPECIALIST),), APPROVED, HEAD, EXPIRED, ("acted-since", "quá hạn xử lý")),
        (
            ((DECLINED, HEAD),),
            KEPT,
            CHIEF,
            TaskAcknowledged(by_silence=True),
            ("acted-since", "tiếp nhận việc"),
        ),
        (((ASKED, SPECIALIST),), REFUSED, CHIEF, MISSED, ("lateness-recorded", "quá hạn")),
        (
            ((REPORTED, SPECIALIST), (APPROVED, HEAD)),
            RETURNED,
            CHIEF,
            CLIMBED,
            ("acted-since", "báo cáo việc quá hạn"),
        ),
        (
            ((REPORTED, SPECIALIST), (APPROVED, HEAD)),
            RETURNED,
            CHIEF,
            MISSED,
            ("lateness-recorded", "quá hạn"),
        ),
    ],
)
def test_an_act_from_which_the_clock_drew_a_consequence_is_not_undone(
    before: tuple[tuple[Event, Holder], ...],
    event: Event,
    who: Holder,
    follows: Event,
    expected: tuple[str, str],
) -> None:
    story = lived(*before)
    story.tell([event], givens.actor(who))
    story.tell([follows], SYSTEM)
    refused = refusal(story, who)
    assert refused.code == expected[0]
    assert expected[1] in refused.sentence


def test_nobody_undoes_a_chase_once_the_unit_gave_a_sign_of_life() -> None:
    story = lived((CHASED, CHECKER))
    story.wait(minutes=-59)
    story.tell([ProgressNoted(note=givens.words("note"))], givens.actor(SPECIALIST))
    assert refusal(story, CHECKER).code == "acted-since"
    undo(story, SPECIALIST)
    assert refusal(story, CHECKER).code == "nothing-to-undo"
    assert state(story).chases == 1


def test_only_the_author_undoes_and_only_in_the_office_of_the_act() -> None:
    story = lived()
    story.tell([CHASED], givens.actor(CHECKER))
    assert refusal(story, CHIEF).code == "not-author"
    moved_away = replace(CHECKER, offices=SPECIALIST.offices)
    assert refusal(story, moved_away).code == "not-author"
    with pytest.raises(Refusal) as stale:
        undo(story, CHECKER, version=1)
    assert stale.value.code == "newer-act"


def test_what_is_final_says_what_to_do_instead() -> None:
    story = lived()
    story.tell([REPORTED], givens.actor(SPECIALIST))
    refused = refusal(story, SPECIALIST)
    assert refused.code == "final-act"
    assert "“Rút lại báo cáo”" in refused.sentence


def test_one_click_of_a_head_of_two_units_is_undone_whole() -> None:
    story = lived((NAMED, HEAD), (replace(NAMED, unit="VHXH"), HEAD))
    prior = state(story)
    for unit in ("KTHTDT", "VHXH"):
        story.tell([SpecialistReleased(unit=unit, person_id=PERSON)], givens.actor(HEAD))
    click = uuid5(givens.SPACE, "one click")
    story.facts[-2:] = [replace(fact, command_id=click) for fact in story.facts[-2:]]
    story.task = fold(story.facts)
    assert state(story).specialists == ()
    undo(story, HEAD)
    assert but_for_times(state(story)) == but_for_times(prior)


def test_a_state_that_holds_the_one_before_is_stored_and_read() -> None:
    story = lived()
    story.tell([CHASED], givens.actor(CHECKER))
    task, way = state(story), converter(Task)
    assert task.latest is not None
    assert task.latest.before is not None
    assert way.read(way.write(task)) == task
