"""Approval chains as data: a return to a step, no signature within the unit, the chain kept."""

from dataclasses import replace
from datetime import date

import pytest

from services.commands.acts import ActCommand
from services.domain.approval_chains import ApprovalChain, ApprovalStep, ApprovalStepUnit
from services.domain.errors import NotAllowed, Refusal
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.recall_submission import RecallSubmission
from services.domain.task.acts.return_submission import ReturnSubmission, SubmissionReturned
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.authority import waiting_rung
from services.domain.task.events import DeadlineMissed, Ground
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Stage, Task
from tests import givens
from tests.domain.deciding import decide
from tests.givens import CHAIR, CHECKER, CHIEF, HEAD, SPECIALIST, VICE_CHAIR, Story, issued

STREAM = "task-51-08.report.2026-Q4"
SHIPPED = givens.policy()
UNIT_HEAD, OFFICE = SHIPPED.chain_for("KTHTDT").rungs
LEADER = ApprovalStep(name="leader", offices=(Office.VICE_CHAIR,), unit=ApprovalStepUnit.WARD)
LAST = ApprovalStep(name="chair", offices=(Office.CHAIR,), unit=ApprovalStepUnit.WARD)
CHIEF_AND_VICE = givens.holder(
    "chief-and-vice", (Office.CHIEF_OF_OFFICE, "VP"), (Office.VICE_CHAIR, None)
)


def ruled(*rungs: ApprovalStep) -> Policy:
    """The ward's rules with this chain for the item."""
    chain = ApprovalChain(lead_units=(), items=("51-08",), rungs=rungs)
    return replace(SHIPPED, chains=(*SHIPPED.chains, chain))


LONG = ruled(UNIT_HEAD, OFFICE, LEADER, LAST)
UNSIGNED = ruled(OFFICE, LEADER)


def send(story: Story, who: Holder, command: ActCommand, policy: Policy = LONG) -> Task:
    assert story.task is not None
    verdict = decide(story.task, command, holder=who, policy=policy, now=story.at)
    return story.tell(verdict.events, givens.actor(who))


def report(after: int = 0) -> SubmitReport:
    return SubmitReport(
        stream=STREAM, after_submission=after, text=givens.words(), figures=(), paper=None
    )


def approve() -> ApproveSubmission:
    return ApproveSubmission(stream=STREAM, submission=1)


def confirm() -> ConfirmSubmission:
    return ConfirmSubmission(stream=STREAM, submission=1)


def back(ground: Ground, to: str | None = None, by: date = date(2026, 12, 20)) -> ReturnSubmission:
    return ReturnSubmission(
        stream=STREAM,
        submission=1,
        ground=ground,
        reason=givens.words(),
        reason_code=None,
        correct_by=by,
        to_step=to,
    )


def waits(task: Task, policy: Policy = LONG) -> str:
    rung = waiting_rung(task, policy)
    return rung.name if rung else ""


@pytest.fixture
def story() -> Story:
    """A report that the head signed on 14 December and the Office agreed to a day later."""
    begun = Story()
    begun.tell([issued()])
    begun.go(date(2026, 12, 14))
    send(begun, SPECIALIST, report())
    send(begun, HEAD, approve())
    begun.go(date(2026, 12, 15))
    send(begun, CHIEF, approve())
    return begun


def test_a_report_passes_every_step_and_is_done_only_after_the_last(story: Story) -> None:
    with pytest.raises(Refusal, match="chưa thể xác nhận"):
        send(story, VICE_CHAIR, confirm())
    assert send(story, VICE_CHAIR, approve()).stage is Stage.APPROVED
    task = send(story, CHAIR, confirm())
    assert (task.stage, task.counted_on) == (Stage.CONFIRMED, date(2026, 12, 14))


def test_back_to_a_step_the_step_decides_again_and_the_unit_loses_nothing(story: Story) -> None:
    story.go(date(2026, 12, 17))
    task = send(story, VICE_CHAIR, back(Ground.FAILED_CONTENT, "office"))
    assert (waits(task), task.stage, task.returned) == ("office", Stage.APPROVED, False)
    assert (task.returns, task.return_grounds) == (0, ()), "no return of the unit's product"
    assert (task.effective_on, task.signed_on) == (date(2026, 12, 14), date(2026, 12, 14))
    assert box(task, date(2026, 12, 17)) is OfficialStatus.RUNNING_IN_TIME
    assert isinstance(story.facts[-1].event, SubmissionReturned), "and no missed date"
    assert waits(send(story, CHIEF, approve())) == "leader"
    send(story, VICE_CHAIR, approve())
    assert send(story, CHAIR, confirm()).counted_on == date(2026, 12, 14)


def test_the_last_step_may_send_it_back_over_several_steps(story: Story) -> None:
    send(story, VICE_CHAIR, approve())
    task = send(story, CHAIR, back(Ground.SUPPLEMENT, "office"))
    assert waits(task) == "office"
    assert [approval.rung for approval in task.approvals] == ["unit_head"]
    returned = send(story, CHIEF, back(Ground.SUPPLEMENT))
    assert (returned.returns, returned.return_grounds) == (1, (Ground.SUPPLEMENT,))
    assert returned.grace is not None


def test_who_spoke_on_a_step_speaks_on_no_other_when_it_came_back(story: Story) -> None:
    send(story, VICE_CHAIR, back(Ground.SUPPLEMENT, "office"))
    send(story, CHIEF_AND_VICE, approve())
    with pytest.raises(NotAllowed, match="hai bước"):
        send(story, CHIEF_AND_VICE, approve())
    assert waits(send(story, VICE_CHAIR, approve())) == "chair"


@pytest.mark.parametrize("to", ["unit_head", "leader", "chair", "khac"])
def test_only_a_step_that_agreed_after_the_unit_gets_it_back(story: Story, to: str) -> None:
    with pytest.raises(Refusal, match="một bước đã duyệt trước bước này"):
        send(story, VICE_CHAIR, back(Ground.SUPPLEMENT, to))


def test_what_earlier_releases_said_of_a_return_is_given_no_more(story: Story) -> None:
    with pytest.raises(Refusal, match="căn cứ"):
        send(story, VICE_CHAIR, back(Ground.FAILED_QUALITY))


def test_a_checker_returns_for_form_alone() -> None:
    story = Story()
    story.tell([issued()])
    send(story, HEAD, report())
    for ground in (Ground.SUPPLEMENT, Ground.FAILED_CONTENT):
        with pytest.raises(NotAllowed):
            send(story, CHECKER, back(ground, by=date(2026, 9, 20)))
    assert send(story, CHECKER, back(Ground.FORMAL_GAP, by=date(2026, 9, 20))).returned


def test_a_supplement_by_its_date_keeps_the_day_and_failed_content_does_not(story: Story) -> None:
    story.go(date(2026, 12, 18))
    supplement = send(story, VICE_CHAIR, back(Ground.SUPPLEMENT))
    assert box(supplement, date(2026, 12, 20)) is OfficialStatus.RUNNING_IN_TIME
    story.go(date(2026, 12, 20))
    again = send(story, HEAD, report(1))
    assert (again.signed_on, again.effective_on) == (date(2026, 12, 20), date(2026, 12, 14))


def test_failed_content_after_the_due_day_records_the_miss(story: Story) -> None:
    story.go(date(2026, 12, 18))
    task = send(story, VICE_CHAIR, back(Ground.FAILED_CONTENT))
    missed = story.facts[-1].event
    assert missed == DeadlineMissed(due_on=date(2026, 12, 15), cause="returned_for_content")
    assert (task.missed, task.return_grounds) == (True, (Ground.FAILED_CONTENT,))


def test_without_a_step_of_the_unit_the_day_of_sending_counts() -> None:
    story = Story()
    story.tell([issued()])
    story.go(date(2026, 12, 15))
    task = send(story, SPECIALIST, report(), UNSIGNED)
    assert (task.stage, task.effective_on) == (Stage.APPROVED, date(2026, 12, 15))
    assert waits(task, UNSIGNED) == "office"
    with pytest.raises(Refusal, match="Đơn vị đã ký"):
        send(story, SPECIALIST, RecallSubmission(stream=STREAM, submission=1), UNSIGNED)
    story.go(date(2026, 12, 18))
    send(story, CHIEF, approve(), UNSIGNED)
    assert send(story, VICE_CHAIR, confirm(), UNSIGNED).counted_on == date(2026, 12, 15)


def test_a_specialist_s_signature_is_a_first_step_of_its_own() -> None:
    own = replace(UNIT_HEAD, offices=(Office.SPECIALIST, Office.UNIT_HEAD))
    story = Story()
    story.tell([issued()])
    task = send(story, SPECIALIST, report(), ruled(own, OFFICE))
    assert [approval.person_id for approval in task.approvals] == [SPECIALIST.person_id]
    assert waits(task, ruled(own, OFFICE)) == "office"


def test_a_deputy_signs_only_where_the_rules_name_deputies() -> None:
    deputy = givens.holder("deputy", (Office.DEPUTY_HEAD, "KTHTDT"))
    story = Story()
    story.tell([issued()])
    plain = ruled(UNIT_HEAD, OFFICE)
    sent = send(story, deputy, report(), plain)
    assert (sent.approvals, waits(sent, plain)) == ((), "unit_head")
    other = givens.holder("other deputy", (Office.DEPUTY_HEAD, "KTHTDT"))
    with pytest.raises(NotAllowed):
        send(story, other, approve(), plain)
    named = replace(UNIT_HEAD, offices=(Office.UNIT_HEAD, Office.DEPUTY_HEAD))
    story = Story()
    story.tell([issued()])
    send(story, SPECIALIST, report(), ruled(named, OFFICE))
    assert send(story, other, approve(), ruled(named, OFFICE)).stage is Stage.APPROVED


def test_a_version_goes_the_way_of_the_day_on_which_it_was_sent(story: Story) -> None:
    shorter = ruled(UNIT_HEAD, OFFICE)
    assert story.task is not None
    assert waits(story.task, shorter) == "leader"
    send(story, VICE_CHAIR, back(Ground.SUPPLEMENT), shorter)
    send(story, HEAD, report(1), shorter)
    assert story.task.chain == (UNIT_HEAD, OFFICE)
    second = ConfirmSubmission(stream=STREAM, submission=2)
    assert send(story, CHIEF, second, shorter).stage is Stage.CONFIRMED
