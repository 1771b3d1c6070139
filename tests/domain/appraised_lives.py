"""Lives of one task for the tests of the evidence: a few verbs on a story, day by day."""

from datetime import date, timedelta

from services.domain.assignment.issuing import ContributionsDue
from services.domain.instants import end_of, start_of
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.confirm_cause import ConfirmCause
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.reassign_task import ReassignTask
from services.domain.task.acts.reject_cause import RejectCause
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.appraisal import Product, product_of
from services.domain.task.causes import CauseSubject
from services.domain.task.events import DelayCause, Ground
from services.domain.task.state import Task
from tests import givens
from tests.domain.day_by_day import CALENDAR, clock, send
from tests.due_days import due_day

STREAM = "task-51-08.report.2026-Q4"
DUE_ON = date(2026, 12, 15)  # a Tuesday
OWN_DAY = date(2026, 12, 10)  # of the supporting unit, a Thursday


def task_of(story: givens.Story) -> Task:
    assert story.task is not None
    return story.task


def issued(at: date = date(2026, 12, 1), due_on: date = DUE_ON) -> givens.Story:
    story = givens.Story()
    story.at = start_of(at, 8)
    story.tell([givens.issued(due_on=due_on, cutoff_on=due_on - timedelta(days=1), issued_on=at)])
    return story


def unsupported() -> givens.Story:
    """VHXH gave nothing by the end of its own day."""
    story = givens.Story()
    due = ContributionsDue(on=OWN_DAY, before_lead_working_days=3)
    story.tell([givens.issued(contributions=due)])
    clock(story, end_of(OWN_DAY))
    return story


def passed(story: givens.Story, day: date | None = None) -> givens.Story:
    """The clock does what is due when that day has ended, the due day unless another is said."""
    clock(story, end_of(day or due_day(task_of(story))))
    return story


def named(story: givens.Story, who: Holder) -> None:
    """The head gives the task to somebody of the unit."""
    event = SpecialistNamed(unit="KTHTDT", person_id=who.person_id, by_on=None, note=None)
    story.tell([event], givens.actor(givens.HEAD))


def sent(story: givens.Story, on: date, by: Holder = givens.SPECIALIST) -> None:
    report = SubmitReport(
        stream=STREAM,
        after_submission=task_of(story).submission,
        text=givens.words("Đã tổ chức."),
        figures=(),
        paper=None,
    )
    send(story, by, report, start_of(on, 9))


def signed(story: givens.Story, on: date) -> None:
    number = task_of(story).submission
    approval = ApproveSubmission(stream=STREAM, submission=number)
    send(story, givens.HEAD, approval, start_of(on, 10))


def reported(story: givens.Story, on: date, by: Holder = givens.SPECIALIST) -> None:
    """Sent and signed on one day."""
    sent(story, on, by)
    signed(story, on)


def returned(story: givens.Story, on: date, ground: Ground) -> None:
    back = ReturnSubmission(
        stream=STREAM,
        submission=task_of(story).submission,
        ground=ground,
        reason=givens.words("Thiếu biểu số 2."),
        reason_code=None,
        correct_by=on + timedelta(days=5),
    )
    send(story, givens.CHIEF, back, start_of(on, 14))


def confirmed(story: givens.Story, on: date) -> None:
    number = task_of(story).submission
    send(
        story, givens.CHIEF, ConfirmSubmission(stream=STREAM, submission=number), start_of(on, 15)
    )


def extended(story: givens.Story, asked_on: date, until_on: date, granted_on: date) -> None:
    asked(story, asked_on, until_on)
    granted(story, granted_on)


def granted(story: givens.Story, on: date) -> None:
    number = task_of(story).extensions_asked
    grant = GrantExtension(stream=STREAM, request=number, until_on=None, note=None)
    send(story, givens.CHIEF, grant, start_of(on, 11))


def asked(story: givens.Story, on: date, until_on: date) -> None:
    request = RequestExtension(
        stream=STREAM,
        until_on=until_on,
        cause=DelayCause.OBJECTIVE,
        reason=givens.words("Chờ số liệu."),
        reason_code=None,
        done_so_far=givens.words("Đã có 9/12 tổ."),
    )
    send(story, givens.SPECIALIST, request, start_of(on, 9))


def claimed(
    story: givens.Story,
    on: date,
    about: CauseSubject = CauseSubject.MISSED_DATE,
    submission: int | None = None,
) -> None:
    claim = ClaimCause(
        stream=STREAM,
        about=about,
        submission=submission,
        reason=givens.words("Mưa lũ."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.SPECIALIST, claim, start_of(on, 16))


def answered(story: givens.Story, on: date, claim: int = 1, *, confirms: bool) -> None:
    act = ConfirmCause if confirms else RejectCause
    answer = act(
        stream=STREAM, claim=claim, reason=givens.words("Có công điện."), reason_code=None
    )
    send(story, givens.CHIEF, answer, start_of(on, 17))


def reassigned(story: givens.Story, on: date, unit: str) -> None:
    order = ReassignTask(
        stream=STREAM,
        lead_unit=unit,
        reason=givens.words("Đúng chức năng hơn."),
        reason_code=None,
        paper=None,
    )
    send(story, givens.CHIEF, order, start_of(on, 11))


def product(story: givens.Story, today: date) -> Product:
    made = product_of(story.facts, CALENDAR, today)
    assert made is not None
    return made
