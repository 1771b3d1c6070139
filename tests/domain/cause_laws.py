"""Laws over the recorded facts of a task whose units claim an objective cause."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.births import TaskAssigned
from services.domain.task.causes import CauseSubject
from services.domain.task.events import (
    ContributionMissed,
    DeadlineMissed,
    RequestEscalated,
    RequestKind,
)
from tests.domain.birth_facts import opening_of
from tests.domain.chain_laws import lead_of

ANSWERS = CauseConfirmed | CauseRejected
# Of whoever assigns it, and where a claim of that unit climbed besides.
ASSIGNS = {"chief_of_office"}
LEADS = {"vice_chair", "chair"}


def of_each_matter_a_cause_is_claimed_once(facts: Sequence[Fact]) -> None:
    """Only of what was recorded before, so that at most one claim of it is open; answered once."""
    recorded: set[tuple[CauseSubject, int | str | None]] = set()
    claimed: set[tuple[CauseSubject, int | str | None]] = set()
    waiting: set[int] = set()
    for fact in facts:
        match fact.event:
            case DeadlineMissed():
                recorded.add((CauseSubject.MISSED_DATE, None))
            case SubmissionReturned(submission=number, to_step=None):
                recorded.add((CauseSubject.RETURN, number))
            case ContributionMissed(unit=unit):
                recorded.add((CauseSubject.LATE_CONTRIBUTION, unit))
            case CauseClaimed(about=about, submission=number, supporter=unit, claim=claim):
                assert (about, number or unit) in recorded
                assert (about, number or unit) not in claimed
                claimed.add((about, number or unit))
                assert claim == len(claimed)
                waiting.add(claim)
            case CauseConfirmed(claim=claim) | CauseRejected(claim=claim):
                assert claim in waiting
                waiting.remove(claim)
            case _:
                continue


def nobody_answers_for_the_own_unit(facts: Sequence[Fact], office_unit: str) -> None:
    """Whoever assigned it, or a leader to whom it went; of what the Office led a leader alone.

    Assigned work was assigned by a leader.

    What a supporting unit claims is answered by nobody of the lead either. Of what was recorded
    while another unit led only that one claims.
    """
    recorded: dict[tuple[CauseSubject, int | None], str] = {}
    claimed_by: dict[int, str] = {}
    supports: set[int] = set()
    reported: set[int] = set()
    for at, fact in enumerate(facts):
        event = fact.event
        if isinstance(event, DeadlineMissed):
            recorded[CauseSubject.MISSED_DATE, None] = lead_of(facts[:at])
        elif isinstance(event, SubmissionReturned):
            recorded[CauseSubject.RETURN, event.submission] = lead_of(facts[:at])
        elif isinstance(event, CauseClaimed):
            matter = event.about, event.submission
            claimed_by[event.claim] = event.supporter or recorded[matter]
            assert fact.actor.unit == claimed_by[event.claim]
            if event.supporter is not None:
                supports.add(event.claim)
        elif isinstance(event, RequestEscalated) and event.kind is RequestKind.CAUSE:
            reported.add(event.request)
        elif isinstance(event, ANSWERS):
            unit, lead = claimed_by[event.claim], lead_of(facts[:at])
            of_office = office_unit in ({unit, lead} if event.claim in supports else {unit})
            ordered = isinstance(opening_of(facts), TaskAssigned)
            offices = LEADS if of_office or ordered else ASSIGNS
            assert fact.actor.office in (offices | LEADS if event.claim in reported else offices)
            assert fact.actor.unit not in ({unit, lead} if event.claim in supports else {unit})
