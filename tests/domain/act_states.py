"""The states of the written table: a task of a unit as somebody brought it to each of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from services.commands.acts import ActCommand
from services.domain.approval_chains import ApprovalStep, ApprovalStepUnit
from services.domain.facts import Event
from services.domain.instants import end_of, start_of
from services.domain.papers import Paper
from services.domain.roles import Holder, Office
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.contest_line import ContestLine
from services.domain.task.acts.decline_task import DeclineTask
from services.domain.task.acts.name_specialist import NameSpecialist
from services.domain.task.acts.recognise_task import RecogniseTask
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import ReportSubmitted, SubmitReport
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.births import FIGURE_ASKED
from services.domain.task.causes import CauseSubject
from services.domain.task.contests import ContestSubject
from services.domain.task.events import ContributionMissed, DelayCause, Figure, FigureKind, Ground
from services.domain.task.state import Task
from tests import givens
from tests.domain.around_task import OPEN_TASK
from tests.domain.day_by_day import clock, send

STREAM: Final = "task-51-08.report.2026-Q4"
ISSUED_AT: Final = start_of(date(2026, 9, 15), 8)
SOON, WORKING, NEAR, LATE = (
    start_of(day, 9)
    for day in (date(2026, 9, 16), date(2026, 10, 1), date(2026, 12, 10), date(2026, 12, 16))
)
WHY: Final[Mapping[str, Any]] = {
    "stream": STREAM,
    "reason": givens.words("Theo kết luận."),
    "reason_code": None,
}
THREE_STEPS: Final = (
    ApprovalStep(
        name="unit_head",
        offices=(Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE),
        unit=ApprovalStepUnit.LEAD,
    ),
    ApprovalStep(name="leader", offices=(Office.VICE_CHAIR,), unit=ApprovalStepUnit.WARD),
    ApprovalStep(name="chair", offices=(Office.CHAIR,), unit=ApprovalStepUnit.WARD),
)
Life = Callable[["LivedTask"], None]


@dataclass(slots=True)
class LivedTask:
    """A task of one unit as somebody brought it to a state; `lead` and `head` are of that unit."""

    story: givens.Story
    lead: Holder
    head: Holder
    last: Holder  # who takes the last step, and decides on what units ask for

    def act(self, who: Holder, command: ActCommand, at: datetime) -> None:
        """Somebody acts."""
        send(self.story, who, command, at)

    @property
    def task(self) -> Task:
        """The task as it stands."""
        assert self.story.task is not None
        return self.story.task

    @property
    def assigner(self) -> Holder:
        """Who decides on its life: of assigned work the leader who ordered it."""
        return givens.VICE_CHAIR if self.task.assigned else self.last


def _issued(_lived: LivedTask) -> None:
    """As it was issued."""


def _acknowledged(lived: LivedTask) -> None:
    lived.act(lived.lead, AcknowledgeTask(stream=STREAM), SOON)


def _declined(lived: LivedTask) -> None:
    lived.act(lived.head, DeclineTask(lead_unit="VHXH", **WHY), SOON)


def _named(lived: LivedTask) -> None:
    _acknowledged(lived)
    named = NameSpecialist(stream=STREAM, person_id=lived.lead.person_id, by_on=None, note=None)
    lived.act(lived.head, named, SOON)


def _contributed(lived: LivedTask) -> None:
    _acknowledged(lived)
    sent = SubmitContribution(
        stream=STREAM,
        unit="VHXH",
        text=givens.words("Đã cử hai cán bộ."),
        on_paper=False,
        paper=None,
    )
    lived.act(givens.OTHER, sent, SOON)


def _near(lived: LivedTask) -> None:
    _acknowledged(lived)
    lived.story.at = NEAR


def _asked(lived: LivedTask) -> None:
    request = RequestExtension(
        until_on=date(2026, 12, 22),
        cause=DelayCause.OBJECTIVE,
        done_so_far=givens.words("9/12 tổ."),
        **WHY,
    )
    lived.act(lived.lead, request, NEAR)


def _late(lived: LivedTask) -> None:
    clock(lived.story, end_of(date(2026, 12, 15)))
    lived.story.at = LATE


def _asked_and_late(lived: LivedTask) -> None:
    _asked(lived)
    _late(lived)


def _sent(lived: LivedTask) -> None:
    _report(lived, WORKING)


def _report(lived: LivedTask, at: datetime, *figures: Figure) -> None:
    report = SubmitReport(
        stream=STREAM,
        after_submission=0,
        text=givens.words("Đã làm xong."),
        figures=figures,
        paper=None,
        early_reason=None,
        jump_reason=None,
    )
    lived.act(lived.lead, report, at)


def _signed(lived: LivedTask) -> None:
    _sent(lived)
    lived.act(lived.head, ApproveSubmission(stream=STREAM, submission=1), WORKING)


def _returned(lived: LivedTask) -> None:
    _signed(lived)
    back = ReturnSubmission(
        submission=1,
        ground=Ground.SUPPLEMENT,
        correct_by=date(2026, 10, 20),
        to_step=None,
        **WHY,
    )
    lived.act(lived.last, back, WORKING)


def _suspended(lived: LivedTask) -> None:
    lived.act(lived.assigner, SuspendTask(paper=None, **WHY), SOON)


def _confirmed(lived: LivedTask) -> None:
    _signed(lived)
    lived.act(lived.last, ConfirmSubmission(stream=STREAM, submission=1), WORKING)


def _counted(lived: LivedTask) -> None:
    figure = Figure(
        measure=FIGURE_ASKED.code,
        value=Decimal(45),
        kind=FigureKind.ESTIMATE,
        nil_reason=None,
    )
    _report(lived, WORKING, figure)
    lived.act(lived.head, ApproveSubmission(stream=STREAM, submission=1), WORKING)
    lived.act(lived.last, ConfirmSubmission(stream=STREAM, submission=1), WORKING)


def _withdrawn(lived: LivedTask) -> None:
    lived.act(lived.assigner, WithdrawTask(paper=None, **WHY), SOON)


def _replaced(lived: LivedTask) -> None:
    ended = TaskReplaced(
        successor=OPEN_TASK,
        unjudged=None,
        reason=WHY["reason"],
        reason_code=None,
        paper=None,
    )
    lived.story.tell([ended], givens.actor(lived.last))


def _declined_long_ago(lived: LivedTask) -> None:
    """Nobody answered within the time of the rules."""
    _declined(lived)
    clock(lived.story, end_of(date(2026, 9, 30)))
    lived.story.at = WORKING
    assert lived.task.request_escalations


def _claimed(lived: LivedTask) -> None:
    _late(lived)
    claim = ClaimCause(about=CauseSubject.MISSED_DATE, submission=None, paper=None, **WHY)
    lived.act(lived.lead, claim, LATE)


def _claimed_by_a_supporter(lived: LivedTask) -> None:
    _late_support(lived)
    claim = ClaimCause(about=CauseSubject.LATE_CONTRIBUTION, submission=None, paper=None, **WHY)
    lived.act(givens.OTHER, claim, NEAR)


def _claimed_after_the_end(lived: LivedTask) -> None:
    _claimed(lived)
    _finish(lived)


def _contested(lived: LivedTask) -> None:
    _late(lived)
    contest = ContestLine(about=ContestSubject.MISSED_DATE, submission=None, **WHY)
    lived.act(lived.head, contest, LATE)


def _contested_after_the_end(lived: LivedTask) -> None:
    _contested(lived)
    _finish(lived)


def _finish(lived: LivedTask) -> None:
    _report(lived, LATE)
    lived.act(lived.head, ApproveSubmission(stream=STREAM, submission=1), LATE)
    lived.act(lived.last, ConfirmSubmission(stream=STREAM, submission=1), LATE)


def _at_the_second_of_three_steps(lived: LivedTask) -> None:
    """The chain of another ward: the unit's head, the vice-chair, the chair."""
    _acknowledged(lived)
    report = ReportSubmitted(
        submission=1,
        text=givens.words("Đã làm xong."),
        figures=(),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=THREE_STEPS,
    )
    lived.story.at = WORKING
    lived.story.tell([report], givens.actor(lived.lead))
    lived.act(lived.head, ApproveSubmission(stream=STREAM, submission=1), WORKING)


def _at_the_last_of_three_steps(lived: LivedTask) -> None:
    _at_the_second_of_three_steps(lived)
    lived.act(givens.VICE_CHAIR, ApproveSubmission(stream=STREAM, submission=1), WORKING)


def _recognised(lived: LivedTask) -> None:
    _confirmed(lived)
    answer = Paper(number="77/UBND-VX", dated_on=WORKING.date())
    lived.act(givens.CHECKER, RecogniseTask(stream=STREAM, paper=answer), WORKING)


def _late_support(lived: LivedTask) -> None:
    _acknowledged(lived)
    lived.story.tell([ContributionMissed(unit="VHXH", due_on=NEAR.date())])
    lived.story.at = NEAR


_COUNTED: Final = "confirmed, with a figure"
_OF_A_PERIOD: Final[Mapping[str, Life]] = {
    "issued": _issued,
    "acknowledged": _acknowledged,
    "acknowledged, a specialist is named": _named,
    "acknowledged, a contribution waits for its unit's head": _contributed,
    "declined, not answered": _declined,
    "near its due day": _near,
    "more time asked for": _asked,
    "overdue": _late,
    "overdue while more time is asked for": _asked_and_late,
    "report waits for the unit's head": _sent,
    "signed by the unit, waits for the next step": _signed,
    "returned": _returned,
    "suspended": _suspended,
    "confirmed": _confirmed,
    "withdrawn": _withdrawn,
    "acknowledged, a supporting unit was late": _late_support,
    "replaced": _replaced,
    "declined, the request was reported to a leader": _declined_long_ago,
    "overdue, its unit claims a cause": _claimed,
    "acknowledged, a late supporting unit claims a cause": _claimed_by_a_supporter,
    "confirmed, a claim of a cause waits": _claimed_after_the_end,
    "overdue, a line of its evidence is contested": _contested,
    "confirmed, a contest waits": _contested_after_the_end,
    "at the second of three steps": _at_the_second_of_three_steps,
    "at the last of three steps": _at_the_last_of_three_steps,
    _COUNTED: _counted,
}
# The vice-chair ordered it, by a day or without one.
_ASSIGNED: Final[Mapping[str, Life]] = {
    "assigned": _issued,
    "assigned, declined, not answered": _declined,
    "assigned, more time asked for": _asked,
    "assigned, overdue": _late,
    "assigned, overdue, its unit claims a cause": _claimed,
    "assigned, signed by the unit, waits for the next step": _signed,
    "assigned, suspended": _suspended,
    "assigned, withdrawn": _withdrawn,
    "assigned, confirmed": _confirmed,
    "assigned, confirmed and acknowledged by the upper body": _recognised,
}
_ASSIGNED_UNDATED: Final[Mapping[str, Life]] = {
    "assigned without a due day": _acknowledged,
    "assigned without a due day, returned": _returned,
    "assigned without a due day, suspended": _suspended,
    "assigned without a due day, confirmed": _confirmed,
}
STATES: Final[Mapping[str, Life]] = {**_OF_A_PERIOD, **_ASSIGNED, **_ASSIGNED_UNDATED}


def _birth(name: str, lead: str) -> Event:
    units = {"lead_unit": lead, "supporting_units": ("VHXH", "MTTQ")}
    if name in _OF_A_PERIOD:
        asked = (FIGURE_ASKED,) if name == _COUNTED else ()
        return givens.issued(**units, measures=asked)
    undated = {"due_on": None} if name in _ASSIGNED_UNDATED else {}
    return givens.assigned(superior_due_on=date(2026, 12, 31), **units, **undated)


def lives_of(unit: str, lead: Holder, head: Holder, last: Holder) -> Iterator[LivedTask]:
    """A task of that unit in each of the states; a unit without accounts supports it as well."""
    for name, life in STATES.items():
        story = givens.Story()
        story.at = ISSUED_AT
        story.tell([_birth(name, unit)])
        own = LivedTask(story=story, lead=lead, head=head, last=last)
        life(own)
        yield own
