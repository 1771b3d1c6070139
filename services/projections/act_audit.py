"""Whether each recorded act could be done as things stood: by that office, on that task.

Whoever appends past the rules (a stolen login of the application, a superuser) can make every
digest right. What was so before the act is folded from the facts before it, and asked again.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.domain.asked_again import next_beside, wrongs_of
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.directory.events import person_stream
from services.domain.directory.state import Person
from services.domain.errors import Refusal
from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, Policy, in_force
from services.domain.streams import Family, family_of
from services.ledger.read_row import MOST_PROBLEMS, ReadRow
from services.projections import STATE_ROWS
from services.projections.audit import UNFOLDABLE, FoldedRows
from services.projections.state_rows import of_stream

UNKNOWN_PERSON: Final = "người này không có trong sổ"
NOT_ASKED: Final = "không thể có trên những gì ghi trước đó"
# A refused attempt is kept in a transaction of its own, after what was read has moved on.
_ASIDE: Final = (CommandRefused, AttemptsSuppressed)
# Streams of plans, the set-up and the ledger itself: folded for asking alone.
_BESIDE: Final = frozenset({Family.PLAN, None})


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
    _policies: list[Fact] = field(default_factory=list)
    _rules: dict[tuple[int, date], Policy | None] = field(default_factory=dict)
    _beside: dict[str, Any] = field(default_factory=dict)

    def row(self, read: ReadRow) -> None:
        """Ask of this row, then fold it."""
        fact = read.fact(self.folded.codec)
        if fact is not None and not read.earlier:
            for sentence in filter(None, (self._office(fact), *self._asked(fact))):
                self._say(fact.position, sentence)
        self.folded.row(read)
        if fact is not None:
            self._fold_beside(fact)

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

    def _asked(self, fact: Fact) -> tuple[str, ...]:
        """What the rules of its kind find wrong; nothing on a state that could not be folded."""
        stream = fact.stream
        if stream in self.folded.broken:
            return ()
        try:
            return wrongs_of(fact, self._before(stream), self._policy(fact))
        except UNFOLDABLE:  # forged so that nothing can be asked of it
            return (NOT_ASKED,)

    def _before(self, stream: str) -> Any:
        rows = of_stream(STATE_ROWS, stream)
        if rows is None or rows.streams is Family.PLAN:
            return self._beside.get(stream)
        return self._state(rows.name, stream)

    def _fold_beside(self, fact: Fact) -> None:
        if fact.stream == POLICY_STREAM:
            self._policies.append(fact)
        elif family_of(fact.stream) in _BESIDE:
            self._beside[fact.stream] = next_beside(self._beside.get(fact.stream), fact)

    def _policy(self, fact: Fact) -> Policy | None:
        """The ward's rules of that day; None where there were none yet."""
        when = len(self._policies), day_of(fact.recorded_at)
        if when not in self._rules:  # of many facts of one day they are looked for once
            self._rules = {when: self._in_force(when[1])}
        return self._rules[when]

    def _in_force(self, day: date) -> Policy | None:
        try:
            return in_force(self._policies, day).policy
        except Refusal:
            return None

    def _state(self, table: str, stream: str) -> Any:
        _, state = self.folded.folding.states.get(table, {}).get(stream, (0, None))
        return state
