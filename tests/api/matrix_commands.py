"""What people of the matrix send: the commands behind the states of its tasks."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.papers import Paper
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.contest_line import ContestLine
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.causes import CauseSubject
from services.domain.task.contests import ContestSubject
from services.domain.task.events import DelayCause, Figure, FigureKind, Ground
from tests.acts.rights import Given
from tests.acts.task.common import next_working_day
from tests.api.matrix import Mark, mark, stream_of
from tests.moment import today


def contribution(given: Given, unit: str, words: TypedTexts) -> ActCommand:
    """What a supporting unit brings; of restricted work a paper."""
    text = mark(Mark.CONTRIBUTION, given.number)
    return SubmitContribution(
        stream=stream_of(given),
        unit=unit,
        text=None if given.restricted else words.need(text, label="Nội dung"),
        on_paper=False,
        paper=_paper() if given.restricted else None,
    )


def report(given: Given, words: TypedTexts) -> ActCommand:
    """The report of its unit; of restricted work a paper."""
    text = mark(Mark.REPORT, given.number)
    figure = Figure(
        measure=f"{given.code}.1",
        value=Decimal(mark(Mark.FIGURE, given.number)),
        kind=FigureKind.ESTIMATE,
        nil_reason=None,
    )
    return SubmitReport(
        stream=stream_of(given),
        after_submission=0,
        text=None if given.restricted else words.need(text, label="Nội dung"),
        figures=(figure,) if given.counted else (),
        paper=_paper() if given.restricted else None,
    )


def _paper() -> Paper:
    return Paper(number="15/BC", dated_on=today())


def extension(given: Given, words: TypedTexts) -> ActCommand:
    """More time is asked for, long after the due day."""
    reason, secret = mark(Mark.REASON, given.number), given.restricted
    return RequestExtension(
        stream=stream_of(given),
        until_on=next_working_day(today() + timedelta(days=130)),
        cause=DelayCause.OBJECTIVE,
        reason=None if secret else words.need(reason, label="Lý do"),
        reason_code="awaiting-superior" if secret else None,
        done_so_far=None if secret else words.need(reason, label="Đã làm được"),
    )


def claim(given: Given, words: TypedTexts) -> ActCommand:
    """The unit could not help that its report came back."""
    reason, secret = mark(Mark.REASON, given.number), given.restricted
    return ClaimCause(
        stream=stream_of(given),
        about=CauseSubject.RETURN,
        submission=1,
        reason=None if secret else words.need(reason, label="Nguyên nhân"),
        reason_code="disaster" if secret else None,
        paper=None,
    )


def contest(given: Given, words: TypedTexts) -> ActCommand:
    """Who sent the report finds that it should not have come back."""
    reason, secret = mark(Mark.REASON, given.number), given.restricted
    return ContestLine(
        stream=stream_of(given),
        about=ContestSubject.RETURN,
        submission=1,
        reason=None if secret else words.need(reason, label="Lý do"),
        reason_code="ground-wrong" if secret else None,
    )


def suspension(given: Given, words: TypedTexts) -> ActCommand:
    """Its clock stands from now on."""
    return SuspendTask(stream=stream_of(given), **_why(given, words))


def withdrawal(given: Given, words: TypedTexts) -> ActCommand:
    """It is taken back."""
    return WithdrawTask(stream=stream_of(given), **_why(given, words))


def _why(given: Given, words: TypedTexts) -> dict[str, Any]:
    reason = mark(Mark.REASON, given.number)
    return {
        "reason": None if given.restricted else words.need(reason, label="Lý do"),
        "reason_code": "superior-opinion" if given.restricted else None,
        "paper": None,
    }


def return_of(given: Given, words: TypedTexts) -> ActCommand:
    """The report comes back for its form."""
    reason = mark(Mark.REASON, given.number)
    return ReturnSubmission(
        stream=stream_of(given),
        submission=1,
        ground=Ground.FORMAL_GAP,
        reason=None if given.restricted else words.need(reason, label="Lý do"),
        reason_code="missing-paper" if given.restricted else None,
        correct_by=today() + timedelta(days=5),
    )
