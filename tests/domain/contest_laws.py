"""Laws over the recorded facts of a task of which lines of evidence are contested."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.contests import ContestSubject
from services.domain.task.events import ContributionMissed, DeadlineMissed

_Line = tuple[ContestSubject, int | None, str | None]


def a_line_is_contested_while_nobody_was_asked_or_right(facts: Sequence[Fact]) -> None:
    """Only what was recorded before; at most one contest of it is open, none after acceptance."""
    recorded: set[_Line] = set()
    closed: set[_Line] = set()  # waits, or was accepted
    waiting: dict[int, tuple[_Line, Fact]] = {}
    contests = 0
    for fact in facts:
        match fact.event:
            case DeadlineMissed():
                recorded.add((ContestSubject.MISSED_DATE, None, None))
            case SubmissionReturned(submission=number, to_step=None):
                recorded.add((ContestSubject.RETURN, number, None))
            case ContributionMissed(unit=unit):
                recorded.add((ContestSubject.CONTRIBUTION, None, unit))
            case LineContested(about=about, submission=number, unit=unit) as event:
                by_unit = unit if about is ContestSubject.CONTRIBUTION else None
                line = (about, number, by_unit)
                assert about is ContestSubject.PRODUCT or line in recorded
                assert line not in closed
                assert fact.actor.unit == unit
                contests += 1
                assert event.contest == contests
                closed.add(line)
                waiting[event.contest] = (line, fact)
            case ContestAccepted(contest=contest) | ContestRejected(contest=contest):
                line, asked = waiting.pop(contest)
                assert fact.actor.unit != asked.actor.unit
                assert fact.actor.person_id != asked.actor.person_id
                if isinstance(fact.event, ContestRejected):
                    closed.remove(line)
            case _:
                continue
