"""The work programme that answers a periodic task of the plan: its signature and its result."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from services.domain.papers import Paper
from services.domain.policy import Policy
from services.domain.programme.evolving import fold
from services.domain.programme.periods import period_of
from services.domain.programme.terms import RowResult
from services.domain.task.state import Task
from services.ledger.port import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringProgramme:
    """The signed programme of the period that a task asks for: paper, rows, recorded results.

    `rows` are those that are part of it today; `results` are empty until it is closed.
    """

    code: str
    paper: Paper
    rows: int
    results: Mapping[RowResult, int]


def answering_stream(task: Task, policy: Policy) -> tuple[str, ...]:
    """The programme of the task's period, where its item asks for one; to be read beside it."""
    period = period_of(task.period)
    asks = task.item != "" and task.item == policy.programmes.answers
    return (period.stream,) if asks and period is not None else ()


def answering_programme(task: Task, around: Snapshot, policy: Policy) -> AnsweringProgramme | None:
    """What the programme says for the task; None where none is asked for, or it is not signed."""
    for stream in answering_stream(task, policy):
        programme = fold(around.of(stream))
        if programme is not None and programme.signature is not None:
            return AnsweringProgramme(
                code=programme.code,
                paper=programme.signature.paper,
                rows=len(tuple(programme.kept)),
                results=Counter(each.result for each in programme.results),
            )
    return None
