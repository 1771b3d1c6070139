"""The rules of a task, sentence by sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.commands.acts import ActCommand
from services.domain.errors import NotAllowed, Refusal, Stale
from services.domain.instants import day_of
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task import agenda as clock
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.recall_submission import RecallSubmission
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.contributing import signed_units
from services.domain.task.events import CorrectionKind, DeadlineMissed, Figure, FigureKind, Ground
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Stage, Task
from tests import givens
from tests.domain.deciding import decide
from tests.givens import (
    CHECKER,
    CHIEF,
    HEAD,
    OTHER,
    SPECIALIST,
    VICE_CHAIR,
    Story,
    asked,
    issued,
    words,
)

STREAM = "task-51-08.report.2026-Q4"


def send(story: Story, who: Holder, command: ActCommand) -> Task:
    assert story.task is not None
    verdict = decide(story.task, command, holder=who, policy=givens.policy(), now=story.at)
    return story.tell(verdict.events, givens.actor(who)) if verdict.events else story.task


def report(after: int = 0, **changes: object) -> SubmitReport:
    given: dict[str, object] = {
        "stream": STREAM,
        "after_submission": after,
        "text": words(),
        "figures": (),
        "paper": None,
    }
    return SubmitReport(**{**given, **changes})  # type: ignore[arg-type]


def approve(n: int = 1) -> ApproveSubmission:
    return ApproveSubmission(stream=STREAM, submission=n)


def confirm(n: int = 1, correction: CorrectionKind | None = None) -> ConfirmSubmission:
    return ConfirmSubmission(stream=STREAM, submission=n, correction=correction)


def give_back(ground: Ground, by: date, n: int = 1) -> ReturnSubmission:
    return ReturnSubmission(
        stream=STREAM,
        submission=n,
        ground=ground,
        reason=words("reason"),
        reason_code=None,
        correct_by=by,
    )


def recall(n: int = 1) -> RecallSubmission:
    return RecallSubmission(stream=STREAM, submission=n)


@pytest.fixture
def story() -> Story:
    reported = Story()
    reported.tell([issued()])
    return reported


def tick(story: Story) -> list[str]:
    """Do everything that is due now, as the workflow would."""
    done: list[str] = []
    while story.task is not None:
        due = clock.agenda(story.task, givens.rules(), story.at).due
        if not due:
            return done
        story.tell(clock.act(story.task, givens.rules(), story.at, due[0]))
        done.append(due[0].id)
    return done


def test_a_report_goes_from_the_specialist_over_the_head_to_the_office(story: Story) -> None:
    assert send(story, SPECIALIST, report()).stage is Stage.SUBMITTED
    assert send(story, HEAD, approve()).stage is Stage.APPROVED
    task = send(story, CHIEF, confirm())
    assert task.stage is Stage.CONFIRMED
    assert task.counted_on == day_of(story.at)
    assert box(task, date(2027, 1, 1)) is OfficialStatus.DONE_IN_TIME


def test_a_head_who_submits_signs_for_the_unit(story: Story) -> None:
    task = send(story, HEAD, report())
    assert task.stage is Stage.APPROVED
    assert [approval.person_id for approval in task.approvals] == [HEAD.person_id]


def test_one_person_never_acts_on_two_rungs(story: Story) -> None:
    both = givens.holder("both", *((o.office, o.unit) for o in (*HEAD.offices, *CHIEF.offices)))
    send(story, SPECIALIST, report())
    send(story, both, approve())
    with pytest.raises(NotAllowed, match="hai bước"):
        send(story, both, confirm())


def test_what_the_office_leads_is_confirmed_by_a_vice_chair() -> None:
    story = Story()
    story.tell([issued(lead_unit="VP", supporting_units=())])
    send(story, CHECKER, report())
    send(story, CHIEF, approve())
    with pytest.raises(NotAllowed):
        send(story, givens.holder("chief-2", (CHIEF.offices[0].office, "VP")), confirm())
    assert send(story, VICE_CHAIR, confirm()).ending


def test_another_unit_may_not_submit(story: Story) -> None:
    with pytest.raises(NotAllowed, match="đơn vị chủ trì"):
        send(story, OTHER, report())


def test_a_specialist_of_the_office_returns_for_form_only(story: Story) -> None:
    send(story, HEAD, report())
    by = date(2026, 9, 20)
    with pytest.raises(NotAllowed):
        send(story, CHECKER, give_back(Ground.FAILED_CONTENT, by))
    assert send(story, CHECKER, give_back(Ground.FORMAL_GAP, by)).returned


def test_a_second_decision_on_the_same_submission_is_stale(story: Story) -> None:
    send(story, SPECIALIST, report())
    send(story, HEAD, approve())
    with pytest.raises(Stale):
        send(story, givens.holder("head-2", (HEAD.offices[0].office, "KTHTDT")), approve())
    send(story, CHIEF, confirm())
    with pytest.raises(Stale):
        send(story, CHIEF, give_back(Ground.FORMAL_GAP, date(2026, 9, 20)))


def test_a_decision_names_the_submission_that_it_judges(story: Story) -> None:
    send(story, SPECIALIST, report())
    send(story, HEAD, give_back(Ground.FAILED_CONTENT, date(2026, 9, 20)))
    send(story, SPECIALIST, report(after=1))
    with pytest.raises(Stale, match="mới nhất"):
        send(story, HEAD, approve(1))
    assert send(story, HEAD, approve(2)).stage is Stage.APPROVED


def test_an_indicator_wants_a_number_or_a_reason_for_each_measure() -> None:
    story = Story()
    story.tell([issued(measures=(asked("CT10"), asked("CT11")))])
    figure = Figure(
        measure="CT10", value=Decimal("98.5"), kind=FigureKind.ESTIMATE, nil_reason=None
    )
    nil = Figure(measure="CT11", value=None, kind=None, nil_reason=words("nil"))
    with pytest.raises(Refusal, match="Chỉ số CT11"):
        send(story, SPECIALIST, report(text=None, figures=(figure,)))
    empty = Figure(measure="CT11", value=None, kind=None, nil_reason=None)
    with pytest.raises(Refusal, match="lý do"):
        send(story, SPECIALIST, report(text=None, figures=(figure, empty)))
    assert send(story, SPECIALIST, report(text=None, figures=(figure, nil))).submission == 1


def test_a_restricted_task_holds_the_number_of_the_paper_and_nothing_else() -> None:
    story = Story()
    story.tell([issued(restricted=True, measures=(asked(),))])
    paper = Paper(number="12/BC-CAP", dated_on=date(2026, 9, 15))
    with pytest.raises(Refusal, match="mật"):
        send(story, SPECIALIST, report(paper=paper))
    send(story, SPECIALIST, report(text=None, paper=paper))
    with pytest.raises(Refusal, match="mật"):
        send(story, HEAD, give_back(Ground.FORMAL_GAP, date(2026, 9, 20)))


def test_a_partner_without_account_is_recorded_on_paper_by_the_lead() -> None:
    story = Story()
    story.tell([issued(supporting_units=("VHXH", "MTTQ"))])
    paper = Paper(number="07/MTTQ", dated_on=date(2026, 9, 14))
    note = SubmitContribution(stream=STREAM, unit="MTTQ", text=None, on_paper=True, paper=paper)
    with pytest.raises(Refusal, match="cần số và ngày"):
        send(story, SPECIALIST, replace(note, paper=None, text=words("note")))
    assert signed_units(send(story, SPECIALIST, note)) == ("MTTQ",)
    with pytest.raises(NotAllowed):
        send(story, OTHER, note)


def test_nobody_of_the_lead_signs_for_a_unit_that_has_accounts(story: Story) -> None:
    paper = Paper(number="07/VHXH", dated_on=date(2026, 9, 14))
    note = SubmitContribution(stream=STREAM, unit="VHXH", text=None, on_paper=True, paper=paper)
    for who in (SPECIALIST, HEAD):
        with pytest.raises(Refusal, match="tự gửi nội dung phối hợp"):
            send(story, who, note)
    assert story.task is not None
    assert signed_units(story.task) == ()


def test_silence_is_acceptance_after_the_limit(story: Story) -> None:
    story.go(date(2026, 9, 17), 23)
    assert tick(story) == []
    story.go(date(2026, 9, 18), 0)
    assert tick(story) == ["acknowledge/silence"]
    assert story.task is not None
    assert story.task.stage is Stage.ACKNOWLEDGED
    assert send(story, SPECIALIST, AcknowledgeTask(stream=STREAM)) is story.task


def test_a_date_is_missed_at_the_end_of_its_day_and_only_once(story: Story) -> None:
    send(story, SPECIALIST, AcknowledgeTask(stream=STREAM))
    story.go(date(2026, 12, 15), 23)
    assert "miss/2026-12-15" not in tick(story)
    story.go(date(2026, 12, 16), 0)
    assert tick(story) == ["miss/2026-12-15"]
    story.go(date(2026, 12, 30))
    assert "miss/2026-12-15" not in tick(story)
    assert story.task is not None
    assert box(story.task, date(2026, 12, 30)) is OfficialStatus.RUNNING_LATE


def test_while_an_approved_report_waits_nothing_is_missed(story: Story) -> None:
    story.go(date(2026, 12, 15))
    send(story, HEAD, report())
    story.go(date(2026, 12, 20))
    assert not any(each.startswith("miss") for each in tick(story))
    assert story.task is not None
    assert box(story.task, date(2026, 12, 20)) is OfficialStatus.RUNNING_IN_TIME


def test_a_return_for_quality_after_the_due_day_records_the_missed_date(story: Story) -> None:
    story.go(date(2026, 12, 15))
    send(story, HEAD, report())
    story.go(date(2026, 12, 18))
    task = send(story, CHIEF, give_back(Ground.FAILED_CONTENT, date(2026, 12, 22)))
    assert task.missed
    assert sum(isinstance(fact.event, DeadlineMissed) for fact in story.facts) == 1
    story.go(date(2026, 12, 21))
    send(story, HEAD, report(after=1))
    assert box(send(story, CHIEF, confirm(2)), date(2026, 12, 21)) is OfficialStatus.DONE_LATE


def test_a_correction_of_form_in_time_counts_from_the_first_approval(story: Story) -> None:
    story.go(date(2026, 12, 14))
    send(story, HEAD, report())
    story.go(date(2026, 12, 17))
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 18)))
    assert not any(each.startswith("miss") for each in tick(story))
    story.go(date(2026, 12, 18))
    send(story, HEAD, report(after=1))
    task = send(story, CHIEF, confirm(2))
    assert task.counted_on == date(2026, 12, 14)
    assert box(task, date(2026, 12, 18)) is OfficialStatus.DONE_IN_TIME


def test_a_correction_of_form_that_does_not_come_is_missed_when_its_date_ends(
    story: Story,
) -> None:
    story.go(date(2026, 12, 14))
    send(story, HEAD, report())
    story.go(date(2026, 12, 16))
    send(story, CHECKER, give_back(Ground.FORMAL_GAP, date(2026, 12, 18)))
    story.go(date(2026, 12, 18), 23)
    assert not any(each.startswith("miss") for each in tick(story))
    story.go(date(2026, 12, 19), 0)
    assert "miss/2026-12-15" in tick(story)


def test_after_an_outage_only_the_newest_reminder_goes_out(story: Story) -> None:
    send(story, SPECIALIST, AcknowledgeTask(stream=STREAM))
    story.go(date(2026, 12, 14), 12)
    assert tick(story) == [
        "remind/2026-12-15/-10",
        "remind/2026-12-15/-5",
        "remind/2026-12-15/-3",
        "remind/2026-12-15/-1",
    ]
    kinds = [fact.event.TYPE for fact in story.facts[-4:]]
    assert kinds == ["reminder-skipped"] * 3 + ["reminder-sent"]


def test_a_reminder_is_skipped_while_the_unit_owes_nothing(story: Story) -> None:
    send(story, HEAD, report())
    story.go(date(2026, 12, 1), 12)
    tick(story)
    assert story.facts[-1].event.TYPE == "reminder-skipped"


def test_a_report_is_taken_back_until_somebody_has_decided(story: Story) -> None:
    send(story, SPECIALIST, report())
    with pytest.raises(NotAllowed):
        send(story, OTHER, recall())
    with pytest.raises(Stale):
        send(story, SPECIALIST, recall(0))
    task = send(story, SPECIALIST, recall())
    assert (task.stage, task.returned, task.submission) == (Stage.ACKNOWLEDGED, False, 1)
    with pytest.raises(Stale):
        send(story, HEAD, approve())
    with pytest.raises(Stale):
        send(story, SPECIALIST, recall())
    send(story, SPECIALIST, report(1))
    send(story, HEAD, approve(2))
    with pytest.raises(Refusal) as refused:
        send(story, SPECIALIST, recall(2))
    assert refused.value.code == "already-signed"
    send(story, CHIEF, confirm(2))
    with pytest.raises(Refusal) as refused:
        send(story, SPECIALIST, recall(2))
    assert refused.value.code == "task-closed"


def test_a_correction_that_is_taken_back_is_a_returned_report_again(story: Story) -> None:
    send(story, SPECIALIST, report())
    send(story, HEAD, give_back(Ground.FORMAL_GAP, day_of(story.at)))
    before = story.task
    assert before is not None
    send(story, SPECIALIST, report(1))
    task = send(story, SPECIALIST, recall(2))
    assert task.returned
    assert (task.stage, task.correct_by, task.grace) == (
        before.stage,
        before.correct_by,
        before.grace,
    )
