"""Whether each recorded act could be done as things stood: by that office, on that task.

Whoever appends past the rules (a stolen login of the application, a superuser) can make every
digest right. What was so before the act is folded from the facts before it, and asked again.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.directory.events import person_stream
from services.domain.directory.state import Person
from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of
from services.domain.task.preconditions import broken_by
from services.domain.task.state import Task
from services.ledger.read_row import MOST_PROBLEMS, ReadRow
from services.projections.audit import FoldedRows

UNKNOWN_PERSON: Final = "người này không có trong sổ"
# A refused attempt is kept in a transaction of its own, after what was read has moved on.
_ASIDE: Final = (CommandRefused, AttemptsSuppressed)


@dataclass(frozen=True, slots=True)
class ActProblem:
    """An act that nobody could do so: at which position, and what was not so (Vietnamese)."""

    position: int
    sentence: str


@dataclass(slots=True)
class ActAudit:
    """Asks every fact, on the states as `folded` has them before it."""

    folded: FoldedRows
    problems: list[ActProblem] = field(default_factory=list)
    more: int = 0

    def row(self, read: ReadRow) -> None:
        """Ask of this row, then fold it."""
        fact = None if read.earlier else read.fact(self.folded.codec)
        if fact is not None:
            for sentence in filter(None, (self._office(fact), self._precondition(fact))):
                self._say(fact.position, sentence)
        self.folded.row(read)

    def _say(self, position: int, sentence: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(ActProblem(position, sentence))
        else:
            self.more += 1

    def _office(self, fact: Fact) -> str:
        """Whether the person held the office under which the act was done, on that day."""
        actor = fact.actor
        if actor.kind is not ActorKind.PERSON or isinstance(fact.event, _ASIDE):
            return ""
        if actor.person_id is None:
            return UNKNOWN_PERSON
        person: Person | None = self._state("people", person_stream(actor.person_id))
        if person is None:
            return UNKNOWN_PERSON
        if actor.office is None:
            return ""
        offices = person.holder_on(day_of(fact.recorded_at)).offices
        if any((each.office, each.unit) == (actor.office, actor.unit) for each in offices):
            return ""
        where = f" của đơn vị {actor.unit}" if actor.unit else ""
        return f"người này khi ấy không giữ chức vụ {actor.office}{where}"

    def _precondition(self, fact: Fact) -> str:
        task: Task | None = self._state("tasks", fact.stream)
        return broken_by(task, fact.event) if task is not None else ""

    def _state(self, table: str, stream: str) -> Any:
        _, state = self.folded.folding.states.get(table, {}).get(stream, (0, None))
        return state
