"""What holds for a task whatever people and clocks do: laws over its recorded facts.

Each law is told anew here, without the code that is under test; each raises AssertionError.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeGuard

from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import ActorKind, Event, Fact
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.correct_figure import FigureCorrected
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.recognise_task import TaskRecognised
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.births import TaskAssigned
from services.domain.task.events import (
    ContributionMissed,
    ContributionsDueMoved,
    CorrectionKind,
    DeadlineMissed,
    DueDateMoved,
    OverdueEscalated,
    OverdueStepSkipped,
    ReminderSent,
    ReminderSkipped,
    RequestEscalated,
    StepTimeExpired,
    TaskEscalated,
)
from services.domain.task.file_events import FileAttached, FileDetached
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Ending, Stage, Task
from services.domain.task.terms import RETURN_CODES
from services.ledger import canonical
from services.ledger.codec import Codec
from services.ledger.rows import text_references
from tests.domain.birth_facts import opening_of
from tests.domain.chain_laws import lead_of, signature_days, signs

BESIDE = frozenset({OfficialStatus.SUSPENDED, OfficialStatus.WITHDRAWN})
ENDS = (SubmissionConfirmed, TaskWithdrawn, TaskReplaced)
LATE = frozenset({OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE})
KEEPS = {"formal_gap", "supplement"}
ISSUED, SUBMITTED, DECIDED = "issued", "submitted", "decided"


def _to_the_unit(event: Event) -> TypeGuard[SubmissionReturned]:
    return isinstance(event, SubmissionReturned) and event.to_step is None


def versions_are_dense(facts: Sequence[Fact]) -> None:
    assert [fact.version for fact in facts] == list(range(1, len(facts) + 1))


def positions_are_dense(facts: Sequence[Fact]) -> None:
    assert [fact.position for fact in facts] == list(range(1, len(facts) + 1))


def every_fact_survives_storage(facts: Iterable[Fact], codec: Codec) -> None:
    for fact in facts:
        event = fact.event
        assert codec.decode(event.TYPE, event.SCHEMA, codec.encode(event)) == event


def a_date_is_missed_at_most_once(facts: Sequence[Fact]) -> None:
    missed = [fact for fact in facts if isinstance(fact.event, DeadlineMissed)]
    assert len(missed) <= 1, missed


def a_missed_date_was_missed(facts: Sequence[Fact]) -> None:
    """After the due day; while no signature in time waits, and no date given for form runs."""
    for at, fact in enumerate(facts):
        if not isinstance(fact.event, DeadlineMissed):
            continue
        before, today = by_the_present_lead(facts[:at]), day_of(fact.occurred_at)
        due_on = fact.event.due_on
        assert today > due_on
        signed = list(signature_days(before))
        counted = the_day_that_counts(before, signed[-1]) if signed else None
        if counted is None or counted > due_on:
            continue
        returned = next(
            f.event for f in before if _to_the_unit(f.event) and f.event.submission == signed[-1]
        )
        runs_until = corrected_until(before, returned)
        assert returned.ground not in KEEPS or today > runs_until


def by_the_present_lead(facts: Sequence[Fact]) -> Sequence[Fact]:
    """What happened since the task came to its present lead."""
    moved = [at for at, fact in enumerate(facts) if isinstance(fact.event, TaskReassigned)]
    return facts[moved[-1] :] if moved else facts


def corrected_until(facts: Sequence[Fact], returned: SubmissionReturned) -> date:
    """The date that a return for form gave, later by the suspensions since."""
    seen, until = False, returned.correct_by
    for fact in facts:
        seen = seen or fact.event == returned
        if seen and isinstance(fact.event, TaskResumed) and fact.event.grace_until:
            until = fact.event.grace_until
    return until


def closed_stays_closed(facts: Sequence[Fact]) -> None:
    """After it only the clock's late word about a missed date follows, and what is said of it.

    A claim or a contest that nobody answers is reported. What came from an upper body may be
    acknowledged, and that taken back; a confirmed figure may be corrected.
    """
    for at, fact in enumerate(facts):
        if isinstance(fact.event, ENDS):
            late = DeadlineMissed | ContributionMissed
            causes = CauseClaimed | CauseConfirmed | CauseRejected | RequestEscalated
            follows = late | causes | LineContested | ContestAccepted | ContestRejected
            follows |= TaskRecognised | ActUndone | FigureCorrected
            confirmed = isinstance(fact.event, SubmissionConfirmed)
            allowed = follows if confirmed else late
            assert all(isinstance(later.event, allowed) for later in facts[at + 1 :])


def only_an_undecided_report_is_recalled(facts: Sequence[Fact]) -> None:
    """The newest report, by somebody of the unit that owes it, before any rung has spoken."""
    undecided: int | None = None
    for at, fact in enumerate(facts):
        match fact.event:
            case ReportSubmitted(submission=number):
                undecided = None if signs(fact.event) else number
            case SubmissionRecalled(submission=number):
                assert number == undecided
                assert fact.actor.unit == lead_of(facts[:at])
                undecided = None
            case (
                SubmissionApproved()
                | SubmissionReturned()
                | SubmissionConfirmed()
                | TaskReassigned()
            ):
                undecided = None
            case _:
                continue


def the_clock_and_people_keep_to_their_facts(facts: Sequence[Fact]) -> None:
    own = TaskIssued | ReminderSent | ReminderSkipped | DueDateMoved | TaskEscalated
    own |= StepTimeExpired | ContributionMissed | ContributionsDueMoved
    own |= OverdueEscalated | OverdueStepSkipped
    for at, fact in enumerate(facts):
        if isinstance(fact.event, own) and not missed_by_the_new_lead(facts[at:]):
            assert fact.actor.kind is ActorKind.SYSTEM
        if isinstance(
            fact.event, ReportSubmitted | SubmissionApproved | SubmissionConfirmed | ChaseSent
        ):
            assert fact.actor.kind is ActorKind.PERSON


def missed_by_the_new_lead(facts: Sequence[Fact]) -> bool:
    """Whether a unit misses its day as a supporting unit in the act that makes it the lead."""
    if len(facts) < 2 or not isinstance(facts[0].event, ContributionMissed):
        return False
    given = facts[1].event
    same = facts[0].command_id == facts[1].command_id
    return same and isinstance(given, TaskReassigned) and given.lead_unit == facts[0].event.unit


def a_submission_holds_the_files_of_its_moment(facts: Sequence[Fact]) -> None:
    """What is attached and not taken back, in its order; a contribution uses its own files up."""
    lying: dict[str | None, list[str]] = {}
    for fact in facts:
        match fact.event:
            case FileAttached(sha256=sha256, contribution_of=unit):
                assert sha256 not in lying.setdefault(unit, [])
                lying[unit].append(sha256)
            case FileDetached(sha256=sha256, contribution_of=unit):
                lying[unit].remove(sha256)
            case TaskReassigned(supporting_units=units):
                lying = {unit: files for unit, files in lying.items() if unit in units}
            case ReportSubmitted(files=files):
                assert list(files) == lying.get(None, [])
            case ContributionSubmitted(unit=unit, files=files):
                assert list(files) == lying.pop(unit, [])
            case _:
                continue


def a_restricted_task_holds_nothing(facts: Sequence[Fact], codec: Codec) -> None:
    """No figure, no reference to words; and no task holds a reason's code of its own making."""
    opening = opening_of(facts)
    asked = {measure.code for measure in opening.measures}
    for fact in facts:
        payload: Any = canonical.parse(codec.encode(fact.event))
        if isinstance(fact.event, ReportSubmitted):
            assert {figure.measure for figure in fact.event.figures} <= asked
        if isinstance(fact.event, SubmissionReturned):
            assert fact.event.reason_code in {None, *RETURN_CODES}
        if opening.restricted:
            assert text_references(payload) == []
            assert not payload.get("figures")
            assert not isinstance(fact.event, FileAttached)


def the_day_that_counts(facts: Sequence[Fact], submission: int) -> date | None:
    """Day of the unit's signature; of the one returned for form where corrected by its date."""
    facts = by_the_present_lead(facts)
    signed = signature_days(facts)
    returned: dict[int, SubmissionReturned] = {}
    content: set[int] = set()
    for fact in facts:
        event = fact.event
        if isinstance(event, SubmissionApproved | SubmissionConfirmed):
            if event.correction is CorrectionKind.CONTENT:
                content.add(event.submission)
        elif _to_the_unit(event):
            returned[event.submission] = event
    if submission not in signed:
        return None
    if submission in content:
        return signed[submission]
    before = max((n for n in signed if n < submission and n in returned), default=None)
    if before is None or returned[before].ground not in KEEPS:
        return signed[submission]
    until_signed = [fact for fact in facts if day_of(fact.occurred_at) <= signed[submission]]
    if signed[submission] > corrected_until(until_signed, returned[before]):
        return signed[submission]
    return the_day_that_counts(facts, before)


def a_confirmation_counts_from_the_signature(facts: Sequence[Fact]) -> None:
    for fact in facts:
        if isinstance(fact.event, SubmissionConfirmed):
            assert fact.event.counted_on == the_day_that_counts(facts, fact.event.submission)


def a_box_and_a_missed_date_agree(task: Task, box: OfficialStatus, *, settled: bool) -> None:
    """What is recorded as missed is late; once the clocks have run, what is late is recorded."""
    assert box in set(OfficialStatus)
    assert box in (LATE | BESIDE if task.missed else set(OfficialStatus)), (
        box,
        "although the date was missed",
    )
    assert (box in {OfficialStatus.DONE_IN_TIME, OfficialStatus.DONE_LATE}) == (
        task.stage is Stage.CONFIRMED
    )
    assert (box is OfficialStatus.SUSPENDED) == (task.suspended_at is not None)
    assert (box is OfficialStatus.WITHDRAWN) == (task.ending not in {None, Ending.CONFIRMED})
    waits = task.extension is not None and not task.missed  # asked in time: the record is held
    # Nobody misses a day that ended before the unit had the task (decision 51).
    given_late = task.reassigned and not task.is_in_time_on(task.given_on)
    if settled and box.in_force and not waits and not given_late:
        assert task.missed == (box in LATE), (box, task.missed)


def an_action_never_comes_again(due: Sequence[str], done: Iterable[str]) -> None:
    assert len(due) == len(set(due))
    assert not set(due) & set(done), "due again although it was recorded"


def a_due_date_never_moves_into_the_past(facts: Sequence[Fact]) -> None:
    for fact in facts:
        if isinstance(fact.event, DueDateMoved):
            assert fact.event.due_on >= day_of(fact.occurred_at)


def what_was_ordered_keeps_its_day_or_none(facts: Sequence[Fact]) -> None:
    """No calendar moves a day that was ordered; without one nobody is reminded, nothing missed."""
    opening = opening_of(facts)
    if not isinstance(opening, TaskAssigned):
        return
    of_a_day: Any = DueDateMoved
    if opening.due_on is None:
        of_a_day |= ReminderSent | ReminderSkipped | DeadlineMissed | ContributionMissed
        of_a_day |= ContributionsDueMoved | ExtensionRequested | OverdueEscalated
        of_a_day |= OverdueStepSkipped
    assert not [fact for fact in facts if isinstance(fact.event, of_a_day)]


def chases_are_counted_and_climb_once(facts: Sequence[Fact], policy: Policy) -> None:
    """1, 2, 3 …, one a day, by the Office, while something is owed; told once, by one too many."""
    offices = {"office_specialist", "chief_of_office", "vice_chair", "chair"}
    days: list[date] = []
    since_signed, signed, escalated = 0, False, False
    for fact in facts:
        match fact.event:
            case ChaseSent(chase=number):
                days.append(day_of(fact.occurred_at))
                assert number == len(days)
                assert fact.actor.office in offices
                assert not signed, "nothing is owed while a signed report waits"
                since_signed += 1
            case TaskEscalated(chase=number):
                assert number == len(days) >= policy.chasing.escalate_at
                assert since_signed, "the signature has answered these chases"
                assert not signed
                assert not escalated
                escalated = True
            case ReportSubmitted() | SubmissionApproved() if signs(fact.event):
                signed, since_signed = True, 0
            case SubmissionReturned(to_step=None):
                signed = False
            case TaskReassigned():  # nobody has asked the new lead yet
                signed, since_signed = False, 0
            case _:
                continue
    assert len(days) == len(set(days))
