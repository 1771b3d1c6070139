"""An objective cause: claimed once of each matter, also after the end, and nothing is erased."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.agenda import Idle
from services.domain.assignment.issuing import ContributionsDue
from services.domain.errors import NothingToActOn, Refusal, Stale
from services.domain.instants import end_of, start_of
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.confirm_cause import ConfirmCause
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.reassign_task import ReassignTask
from services.domain.task.acts.reject_cause import RejectCause
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.agenda import agenda
from services.domain.task.cause_claims import claim_of, described
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.events import Ground
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.requests import answer_by, is_asked, may_answer, open_requests
from services.domain.task.state import Task
from services.domain.task.values import Suspension
from tests import givens
from tests.domain.appraised_lives import asked, granted
from tests.domain.day_by_day import CALENDAR, RULES, clock, send
from tests.due_days import due_day

STREAM = "task-51-08.report.2026-Q4"
MISSED = CauseSubject.MISSED_DATE
LATER = date(2026, 12, 21)  # a Monday; the task was due on Tuesday 15 December 2026


def _task(story: givens.Story) -> Task:
    assert story.task is not None
    return story.task


def _issued() -> givens.Story:
    story = givens.Story()
    story.at = start_of(date(2026, 12, 1), 8)
    story.tell([givens.issued()])
    return story


def _missed() -> givens.Story:
    story = _issued()
    clock(story, end_of(due_day(_task(story))))
    assert _task(story).missed
    return story


def _claim(
    story: givens.Story,
    on: date,
    about: CauseSubject = MISSED,
    submission: int | None = None,
    *,
    by: Holder = givens.SPECIALIST,
) -> None:
    claim = ClaimCause(
        stream=STREAM,
        about=about,
        submission=submission,
        reason=givens.words("Mưa lũ từ ngày 12 đến ngày 18."),
        reason_code=None,
        paper=None,
    )
    send(story, by, claim, start_of(on, 9))


def _answer(
    story: givens.Story,
    on: date,
    claim: int = 1,
    *,
    by: Holder = givens.CHIEF,
    act: type[ConfirmCause] | type[RejectCause] = ConfirmCause,
) -> None:
    words = givens.words("Đã có công điện.")
    answer = act(stream=STREAM, claim=claim, reason=words, reason_code=None)
    send(story, by, answer, start_of(on, 10))


def _reported(story: givens.Story, on: date) -> None:
    """Sent and signed on one day."""
    task = _task(story)
    report = SubmitReport(
        stream=STREAM,
        after_submission=task.submission,
        text=givens.words("Đã tổ chức."),
        figures=(),
        paper=None,
    )
    send(story, givens.SPECIALIST, report, start_of(on, 9))
    number = _task(story).submission
    send(
        story,
        givens.HEAD,
        ApproveSubmission(stream=STREAM, submission=number),
        start_of(on, 10),
    )


def _returned(story: givens.Story, on: date, ground: Ground) -> None:
    back = ReturnSubmission(
        stream=STREAM,
        submission=_task(story).submission,
        ground=ground,
        reason=givens.words("Thiếu biểu số 2."),
        reason_code=None,
        correct_by=on + timedelta(days=5),
    )
    send(story, givens.CHIEF, back, start_of(on, 14))


def _confirmed(story: givens.Story, on: date) -> None:
    number = _task(story).submission
    done = ConfirmSubmission(stream=STREAM, submission=number)
    send(story, givens.CHIEF, done, start_of(on, 15))


def test_a_confirmed_cause_stands_beside_the_lateness_and_erases_nothing() -> None:
    story = _missed()
    _claim(story, LATER)
    before = box(_task(story), LATER)
    _answer(story, LATER)
    task = _task(story)
    assert before is box(task, LATER) is OfficialStatus.RUNNING_LATE
    assert task.missed_on == task.due_on
    (claim,) = task.cause_claims
    assert (claim.unit, claim.missed_on) == ("KTHTDT", task.missed_on)
    assert claim.answer is not None
    assert claim.answer.confirmed
    assert claim.answer.person_id == givens.CHIEF.person_id


def test_where_nothing_is_recorded_there_is_nothing_to_claim() -> None:
    with pytest.raises(NothingToActOn) as raised:
        _claim(_issued(), date(2026, 12, 2))
    assert raised.value.code == "nothing-late-or-returned"
    with pytest.raises(NothingToActOn) as raised:
        _answer(_missed(), LATER)
    assert raised.value.code == "no-cause-claim"


@pytest.mark.parametrize("act", [ConfirmCause, RejectCause])
def test_of_each_matter_it_is_claimed_once_whatever_the_answer(
    act: type[ConfirmCause] | type[RejectCause],
) -> None:
    story = _missed()
    _claim(story, LATER)
    with pytest.raises(Refusal) as raised:
        _claim(story, LATER)
    assert raised.value.code == "cause-claimed"
    _answer(story, LATER, act=act)
    with pytest.raises(Refusal) as raised:
        _claim(story, LATER)
    assert raised.value.code == "cause-answered"


@pytest.mark.parametrize("ground", [Ground.FORMAL_GAP, Ground.SUPPLEMENT, Ground.FAILED_CONTENT])
def test_it_is_claimed_of_a_return_for_whatever_ground_by_the_number_of_the_report(
    ground: Ground,
) -> None:
    story = _issued()
    _reported(story, date(2026, 12, 7))
    _returned(story, date(2026, 12, 8), ground)
    with pytest.raises(Refusal) as raised:
        _claim(story, date(2026, 12, 8), CauseSubject.RETURN, 2)
    assert raised.value.code == "cause-not-returned"
    with pytest.raises(Refusal) as raised:
        _claim(story, date(2026, 12, 8))
    assert raised.value.code == "cause-not-missed"
    _claim(story, date(2026, 12, 8), CauseSubject.RETURN, 1)
    _answer(story, date(2026, 12, 9))
    task = _task(story)
    assert (task.returns, task.return_grounds) == (1, (ground,))


def test_two_matters_are_claimed_beside_each_other_and_each_is_answered_by_its_number() -> None:
    story = _missed()
    _reported(story, date(2026, 12, 17))
    _returned(story, date(2026, 12, 18), Ground.FAILED_CONTENT)
    _claim(story, LATER, CauseSubject.RETURN, 1)
    _claim(story, LATER)
    assert [each.number for each in open_requests(_task(story))] == [1, 2]
    _answer(story, LATER, 2, act=RejectCause)
    with pytest.raises(Stale):
        _answer(story, LATER, 2)
    _answer(story, LATER, 1)
    answers = [claim.answer for claim in _task(story).cause_claims]
    assert [answer and answer.confirmed for answer in answers] == [True, False]


def test_after_the_confirmation_it_is_still_claimed_and_answered() -> None:
    story = _missed()
    _reported(story, date(2026, 12, 17))
    _confirmed(story, date(2026, 12, 18))
    _claim(story, LATER)
    assert may_answer(_task(story), RULES.policy, givens.CHIEF)
    assert not may_answer(_task(story), RULES.policy, givens.HEAD)
    assert clock(story, end_of(date(2026, 12, 23))) == [], "nobody is reminded after the end"
    assert clock(story, end_of(date(2026, 12, 24))) == ["escalate-request/cause/1"]
    assert clock(story, end_of(date(2027, 1, 29))) == [], "once"
    assert agenda(_task(story), RULES, end_of(date(2027, 1, 29))).idle is Idle.WAITING
    _answer(story, date(2027, 2, 1), by=givens.VICE_CHAIR)
    assert agenda(_task(story), RULES, story.at).idle is Idle.CLOSED
    assert box(_task(story), LATER) is OfficialStatus.DONE_LATE
    assert not open_requests(_task(story))


def test_of_a_task_that_was_taken_back_nothing_is_claimed_or_answered() -> None:
    story = _missed()
    _claim(story, LATER)
    taken = WithdrawTask(
        stream=STREAM, reason=givens.words("Không làm nữa."), reason_code=None, paper=None
    )
    send(story, givens.CHIEF, taken, start_of(LATER, 11))
    assert not may_answer(_task(story), RULES.policy, givens.CHIEF)
    for attempt in (_claim, _answer):
        with pytest.raises(Refusal) as raised:
            attempt(story, LATER)
        assert raised.value.code == "task-closed"


def test_unanswered_for_three_working_days_it_is_reported_once_and_a_leader_answers() -> None:
    story = _missed()
    _claim(story, date(2026, 12, 31))  # Thursday; 1 January is New Year's Day
    assert is_asked(_task(story))
    assert "escalate-request/cause/1" not in clock(story, end_of(date(2027, 1, 5)))
    with pytest.raises(Refusal) as raised:
        _answer(story, date(2027, 1, 6), by=givens.VICE_CHAIR)
    assert raised.value.code == "not-assigner"
    assert "escalate-request/cause/1" in clock(story, end_of(date(2027, 1, 6)))
    _answer(story, date(2027, 1, 7), by=givens.VICE_CHAIR)
    assert not is_asked(_task(story))


def test_a_claim_of_a_former_lead_is_not_answered_by_that_unit() -> None:
    story = givens.Story()
    story.at = start_of(date(2026, 12, 1), 8)
    story.tell([givens.issued(lead_unit="VP", supporting_units=())])
    clock(story, end_of(due_day(_task(story))))
    claim = ClaimCause(
        stream=STREAM,
        about=MISSED,
        submission=None,
        reason=givens.words("Mưa lũ."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.CHECKER, claim, start_of(LATER, 9))
    handed_on = ReassignTask(
        stream=STREAM,
        lead_unit="KTHTDT",
        reason=givens.words("Đúng chức năng."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.CHAIR, handed_on, start_of(LATER, 10))
    with pytest.raises(Refusal) as raised:
        _answer(story, LATER)
    assert raised.value.code in {"own-unit", "not-assigner"}
    _answer(story, LATER, by=givens.VICE_CHAIR)
    assert _task(story).cause_claims[0].answer is not None


OWN_DAY = date(2026, 12, 10)  # a Thursday
LATE = CauseSubject.LATE_CONTRIBUTION


def _late_support(lead: str = "KTHTDT", supporters: tuple[str, ...] = ("VHXH",)) -> givens.Story:
    story = givens.Story()
    story.at = start_of(date(2026, 12, 1), 8)
    due = ContributionsDue(on=OWN_DAY, before_lead_working_days=3)
    issued = givens.issued(lead_unit=lead, supporting_units=supporters, contributions=due)
    story.tell([issued])
    clock(story, end_of(OWN_DAY))
    return story


def test_an_answer_to_the_lead_gives_no_more_time_for_that_to_a_supporting_unit() -> None:
    """Claimed on Friday 11/12, to be answered by 16/12; the lead gets more time on 15/12."""
    story = _late_support()
    _claim(story, date(2026, 12, 11), LATE, by=givens.OTHER)
    asked(story, date(2026, 12, 14), date(2026, 12, 22))
    granted(story, date(2026, 12, 15))
    (request,) = open_requests(_task(story))
    assert answer_by(_task(story), request, RULES.policy, CALENDAR) == date(2026, 12, 16)


def test_only_a_suspension_lets_the_time_for_an_answer_begin_anew() -> None:
    story = _missed()
    _claim(story, date(2026, 12, 16))
    (request,) = open_requests(_task(story))
    assert answer_by(_task(story), request, RULES.policy, CALENDAR) == date(2026, 12, 21)
    stood = Suspension(from_on=date(2026, 12, 18), until_on=date(2026, 12, 24))
    later = replace(_task(story), suspensions=(stood,))
    assert answer_by(later, request, RULES.policy, CALENDAR) == date(2026, 12, 29)


def test_the_supporting_unit_that_was_late_claims_its_cause_once_and_the_lead_does_not() -> None:
    story = _late_support()
    with pytest.raises(NothingToActOn) as nothing:
        _claim(story, LATER - timedelta(days=7), LATE)  # the lead, of which nothing is recorded
    assert nothing.value.code == "nothing-late-or-returned"
    _claim(story, LATER - timedelta(days=7), LATE, by=givens.OTHER)
    with pytest.raises(Refusal) as again:
        _claim(story, LATER - timedelta(days=7), LATE, by=givens.OTHER)
    assert again.value.code == "cause-claimed"
    (claim,) = _task(story).cause_claims
    assert (claim.unit, claim.missed_on) == ("VHXH", OWN_DAY)
    assert claim.matter.supporter == "VHXH"
    clock(story, end_of(due_day(_task(story))))
    with pytest.raises(Refusal) as other:
        _claim(story, LATER, LATE)  # the lead has a miss of its own now, and this one is not
    assert other.value.code == "cause-not-late"


def test_who_assigned_the_task_answers_a_supporting_unit_and_the_lead_stays_late() -> None:
    story = _late_support()
    clock(story, end_of(due_day(_task(story))))
    _claim(story, LATER, LATE, by=givens.OTHER)
    for who in (givens.HEAD, givens.OTHER, givens.VICE_CHAIR):
        with pytest.raises(Refusal):
            _answer(story, LATER, by=who)
    _answer(story, LATER)
    assert box(_task(story), LATER) is OfficialStatus.RUNNING_LATE
    assert claim_of(_task(story), CauseMatter(about=MISSED)) is None


@pytest.mark.parametrize(
    ("lead", "supporters", "by"),
    [("KTHTDT", ("VP",), givens.CHECKER), ("VP", ("VHXH",), givens.OTHER)],
)
def test_what_the_office_leads_or_was_late_with_is_answered_by_a_leader(
    lead: str, supporters: tuple[str, ...], by: Holder
) -> None:
    story = _late_support(lead, supporters)
    _claim(story, LATER, LATE, by=by)
    with pytest.raises(Refusal) as raised:
        _answer(story, LATER)
    assert raised.value.code in {"own-unit", "not-assigner"}
    _answer(story, LATER, by=givens.VICE_CHAIR)
    assert not open_requests(_task(story))


def test_a_supporting_unit_s_claim_is_reported_as_well() -> None:
    story = _late_support()
    _claim(story, date(2026, 12, 31), LATE, by=givens.OTHER)  # as above
    assert "escalate-request/cause/1" in clock(story, end_of(date(2027, 1, 6)))
    _answer(story, date(2027, 1, 7), by=givens.VICE_CHAIR)


def test_two_supporting_units_claim_beside_each_other_what_is_theirs() -> None:
    story = _late_support(supporters=("VHXH", "VP"))
    clock(story, end_of(due_day(_task(story))))
    _claim(story, LATER, LATE, by=givens.CHECKER)
    with pytest.raises(Refusal) as not_theirs:
        _claim(story, LATER, by=givens.OTHER)
    assert not_theirs.value.code == "cause-not-missed"
    _claim(story, LATER, LATE, by=givens.OTHER)
    said = [described(claim, {"VHXH": "Phòng Văn hóa"}) for claim in _task(story).cause_claims]
    about = "về lần phối hợp chậm đã ghi nhận: gửi ngày 21/12/2026, chưa được trả lời"
    assert said == [f"Đề nghị 1 của VP, {about}", f"Đề nghị 2 của Phòng Văn hóa, {about}"]
