"""Whether each act was done in a session, or by a token, of the person in whose name it stands.

Sessions and tokens begin and end by facts of their person's account. A decision that was put in
another person's name keeps the session of who made it, or names one that never began.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from services.commands.runner import NAMESPACE
from services.domain.directory.account_facts import ENDINGS
from services.domain.directory.account_state import LONGEST_SESSION
from services.domain.directory.events import OwnSessionsEnded, SignedIn, SignedOut, account_stream
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import ActorKind, Fact
from services.domain.instants import end_of
from services.domain.streams import Family, family_of
from services.ledger.codec import Codec
from services.ledger.names import is_demonstration
from services.ledger.read_row import MOST_PROBLEMS, ReadRow

# Of the acts of a demonstration's invented people at its beginning: nobody has signed in.
DEMONSTRATION: Final = uuid5(NAMESPACE, "demonstration")
# A request that was under way when its session ended is still answered; an upload takes its time.
UNDER_WAY: Final = timedelta(minutes=10)


class SessionFault(StrEnum):
    """Why the act was not this person's."""

    OTHER = "session-of-another"
    ENDED = "session-ended"


@dataclass(frozen=True, slots=True)
class SessionProblem:
    """At which position, and why."""

    position: int
    fault: SessionFault


@dataclass(slots=True)
class _Opened:
    person_id: UUID
    until: datetime


@dataclass(slots=True)
class Sessions:
    """The sessions and tokens of a ledger, gathered row by row, and the acts held against them.

    A demonstration's past is invented with sessions that nobody began: of it only a session of
    somebody else is a fault.
    """

    codec: Codec
    ledger_id: str
    problems: list[SessionProblem] = field(default_factory=list)
    more: int = 0
    _known: dict[UUID, _Opened] = field(default_factory=dict)
    _of: dict[UUID, set[UUID]] = field(default_factory=dict)

    def row(self, read: ReadRow) -> None:
        """Look at who acted in which session, after what this row itself begins."""
        said = read.envelope
        if said is None or said.actor.person_id is None:
            return
        fact = read.fact(self.codec) if family_of(said.stream) is Family.ACCOUNT else None
        if fact is not None:
            self._begin(fact)
        if said.actor.kind is ActorKind.PERSON and not read.earlier:
            fault = self._fault(said.actor.person_id, said.session_id, said.recorded_at)
            if fault is not None:
                self._say(SessionProblem(read.row.position, fault))
        if fact is not None:
            self._end(fact)

    def _say(self, problem: SessionProblem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.more += 1

    def _fault(self, person_id: UUID, key: UUID | None, at: datetime) -> SessionFault | None:
        opened = self._known.get(key) if key else None
        if opened is None:
            return None if is_demonstration(self.ledger_id) else SessionFault.OTHER
        if opened.person_id != person_id:
            return SessionFault.OTHER
        ended = at > opened.until + UNDER_WAY and not is_demonstration(self.ledger_id)
        return SessionFault.ENDED if ended else None

    def _begin(self, fact: Fact) -> None:
        event = fact.event
        if fact.stream != account_stream(getattr(event, "person_id", fact.command_id)):
            return
        if isinstance(event, SignedIn) and fact.session_id is not None:
            self._open(event.person_id, fact.session_id, fact.recorded_at + LONGEST_SESSION)
        elif isinstance(event, TokenIssued):
            self._open(event.person_id, event.token_id, end_of(event.ends_on))

    def _open(self, person_id: UUID, key: UUID, until: datetime) -> None:
        # Whoever comes second with the same id does not take it over.
        self._known.setdefault(key, _Opened(person_id, until))
        self._of.setdefault(person_id, set()).add(key)

    def _end(self, fact: Fact) -> None:
        event = fact.event
        ended: set[UUID] = set()
        if isinstance(event, SignedOut) and fact.session_id is not None:
            ended = {fact.session_id}
        elif isinstance(event, OwnSessionsEnded):
            ended = set(event.sessions)
        elif isinstance(event, TokenRevoked):
            ended = {event.token_id}
        elif isinstance(event, ENDINGS):
            ended = self._of.get(event.person_id, set())
        own = self._of.get(getattr(event, "person_id", fact.command_id), set())
        for key in ended & own:
            opened = self._known[key]
            opened.until = min(opened.until, fact.recorded_at)
