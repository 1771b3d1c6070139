"""Laws over the recorded facts of a task whose lead unit claims an objective cause."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.causes import CauseSubject
from services.domain.task.events import DeadlineMissed, RequestEscalated, RequestKind
from tests.domain.chain_laws import lead_of

ANSWERS = CauseConfirmed | CauseRejected
# Of whoever assigns it, and where a claim of that unit climbed besides.
ASSIGNS = {"chief_of_office"}
LEADS = {"vice_chair", "chair"}


def of_each_matter_a_cause_is_claimed_once(facts: Sequence[Fact]) -> None:
    """Only of what was recorded before, so that at most one claim of it is open; answered once."""
    recorded: set[tuple[CauseSubject, int | None]] = set()
    claimed: set[tuple[CauseSubject, int | None]] = set()
    waiting: set[int] = set()
    for fact in facts:
        match fact.event:
            case DeadlineMissed():
                recorded.add((CauseSubject.MISSED_DATE, None))
            case SubmissionReturned(submission=number, to_step=None):
                recorded.add((CauseSubject.RETURN, number))
            case CauseClaimed(about=about, submission=number, claim=claim):
                assert (about, number) in recorded
                assert (about, number) not in claimed
                claimed.add((about, number))
                assert claim == len(claimed)
                waiting.add(claim)
            case CauseConfirmed(claim=claim) | CauseRejected(claim=claim):
                assert claim in waiting
                waiting.remove(claim)
            case _:
                continue


def nobody_answers_for_the_own_unit(facts: Sequence[Fact], office_unit: str) -> None:
    """Whoever assigned it, or a leader to whom it went; of what the Office led a leader alone."""
    claimed_by: dict[int, str] = {}
    reported: set[int] = set()
    for at, fact in enumerate(facts):
        event = fact.event
        if isinstance(event, CauseClaimed):
            claimed_by[event.claim] = lead_of(facts[:at])
            assert fact.actor.unit == claimed_by[event.claim]
        elif isinstance(event, RequestEscalated) and event.kind is RequestKind.CAUSE:
            reported.add(event.request)
        elif isinstance(event, ANSWERS):
            unit = claimed_by[event.claim]
            offices = LEADS if unit == office_unit else ASSIGNS
            assert fact.actor.office in (offices | LEADS if event.claim in reported else offices)
            assert fact.actor.unit != unit
