"""The ledger as commands see it: read streams, append once, never change.

`PostgresLedger` is the real one, `MemoryLedger` the one for thousands of domain cases; one
contract suite (`tests/ledger/test_contract.py`) holds both to the same answers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from services.domain.facts import Actor, Behalf, Decision, Fact
from services.domain.policy import POLICY_STREAM
from services.domain.streams import Family

WHOLE: Final = "-*"  # after a category's name: all of its streams
# How much older than its predecessor in the ledger a fact may be: its decision was made on an
# earlier read. Within one stream time never runs back.
MOST_BEHIND: Final = timedelta(seconds=120)


class LedgerError(Exception):
    """Root of what the ledger itself says; a Refusal is the domain's."""


class StaleVersion(LedgerError):
    """Somebody else appended to a stream first: load again, decide again."""


class CommandReused(LedgerError):
    """The same command id came with another content (HTTP 422); nothing was changed."""


class LedgerUnavailable(LedgerError):
    """The database is down, full or unreachable (HTTP 503); the command is not accepted.

    Where the connection was lost after COMMIT was sent the outcome is unknown: asking
    `Ledger.outcome` with the same command id settles it.
    """


class LedgerBusy(LedgerUnavailable):
    """The database is well, but too much is asked of it at once (HTTP 503): wait, ask again."""


class TimeRunsBack(StaleVersion, LedgerBusy):
    """The decision is older than what stands before it: read again, decide again, or wait.

    A reader who was held up has its time on the second attempt. Where the database's clock was
    set back nothing is kept until it has caught up; that is nobody's mistake who acts.
    """


class Undecodable(LedgerError):
    """A stored envelope, type or schema that this release does not know: stop reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What makes two clicks one command.

    `body` is what the client sent, in canonical form (never time, session, office or versions);
    None for automatic acts, whose id alone says that it is done.
    """

    actor_key: str
    command_id: UUID
    name: str
    body: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything of the envelope that the handler knows.

    `recorded_at` is the `read_at` of the snapshot that the decision was made on (UTC);
    `occurred_at` equals it for a person and is the plan's `now` for the clock.
    The `*_version` fields and `causation` are `<stream>@<version>` or None.
    """

    actor: Actor
    occurred_at: datetime
    recorded_at: datetime
    correlation_id: UUID
    behalf: Behalf | None = None
    session_id: UUID | None = None
    causation: str | None = None
    plan_version: str | None = None
    policy_version: str | None = None
    calendar_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A body to keep beside the events that refer to it by `text_id`."""

    text_id: UUID
    salt: bytes
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an accepted command did: the last version of each stream it appended to."""

    command_id: UUID
    name: str
    versions: Mapping[str, int]
    first_position: int
    last_position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptState:
    """A stream as its row says it: the state after the fact of that version, as it is stored.

    A ledger without rows has none: the facts say it.
    """

    version: int
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Some streams as they were at one moment of the database's clock (UTC).

    A long stream may be known by its state alone (`states`) instead of by its facts.
    """

    read_at: datetime
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    states: Mapping[str, KeptState] = field(default_factory=dict)

    def version(self, stream: str) -> int:
        """The version a writer must expect; 0 for a stream that does not exist."""
        if stream in self.states:
            return self.states[stream].version
        fact = self.facts.get(stream, ())
        return fact[-1].version if fact else 0

    def expected(self, written: Collection[str], read: Collection[str] = ()) -> dict[str, int]:
        """What an append must still find: the streams it writes, and those it was decided on.

        Of what is only read the rules are left out: a decision stands under the rules that it was
        made under, and names their version.
        """
        named = {*written, *(stream for stream in read if stream != POLICY_STREAM)}
        return {stream: self.version(stream) for stream in named}

    def of(self, stream: str) -> Sequence[Fact]:
        """The facts of one stream, oldest first."""
        return self.facts.get(stream, ())


def whole(category: str, snapshot: Snapshot) -> dict[str, int]:
    """What an append must still find of all streams of a category, whichever they are.

    For decisions that hold once in a ward, such as which plan it carries out: two of them may
    share no stream. `snapshot` is what `read_category` answered.
    """
    return {f"{category}{WHOLE}": sum(len(facts) for facts in snapshot.facts.values())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What one append adds to one stream: the new facts, and what the decision was made on.

    That is the facts `before`, or the `state` that stands for them. New facts have no position
    yet (0): it is taken last, so that the ward's lock is short.
    """

    stream: str
    before: Sequence[Fact]
    state: str | None
    facts: Sequence[Fact]


class Projection(Protocol):
    """Keeps the state of streams of one kind as rows, inside the append's own transaction.

    Guarded by stream and version: running twice is running once. `connection` is the
    store's own (psycopg's AsyncConnection for PostgreSQL).
    """

    async def project(self, connection: Any, appended: Appended) -> None:
        """Write the rows of one stream; must not commit."""
        ...


# Which projection keeps the rows of a stream; None: no page lists such streams.
Projections = Callable[[str], "Projection | None"]


class Ledger(Protocol):
    """One ward's ledger."""

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`, for ever."""
        ...

    async def read(self, streams: Collection[str]) -> Snapshot:
        """Load streams, in one statement, with the database's clock."""
        ...

    async def read_category(self, category: str) -> Snapshot:
        """Load every stream whose name starts with `<category>-`."""
        ...

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        """What an account is, without its sign-ins and sign-outs before a version.

        So a request costs the same after ten thousand sign-ins: they change nothing that is
        asked today. Without `since` from the version that the account's row has, which stands in
        `Snapshot.states` where `with_state` asks for it; all facts where there is no row.
        """
        ...

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """Facts after a position, in order, gapless."""
        ...

    async def tail_of(
        self, families: Collection[Family], after: int, limit: int
    ) -> tuple[Sequence[Fact], int]:
        """Facts of some kinds of streams among the next `limit` behind a position, in order.

        With the last position that was looked at: it stays where no fact came after it.
        """
        ...

    async def outcome(self, command: Command) -> Outcome | None:
        """What an earlier command of the same actor and id did; None if there was none.

        Raises CommandReused where the digest differs.
        """
        ...

    async def append(
        self,
        command: Command,
        context: Context,
        decision: Decision,
        *,
        known: Snapshot | None = None,
        expected: Mapping[str, int],
        texts: Sequence[NewText] = (),
        rings: Collection[str] = (),
    ) -> Outcome:
        """Keep the decision: once, whole, in order; the same command id gives the first outcome.

        `known` is what the decision was made on: the rows of its streams are made from it, so
        that nothing is read twice; without it only streams that no projection keeps may go on.
        `expected` names the version of each stream appended to (and may name others that must
        not have moved, or with `whole` all streams of a category). `rings` are streams whose
        workflows shall plan again: one outbox row each.

        Raises StaleVersion, TimeRunsBack, CommandReused, LedgerUnavailable.
        """
        ...

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Bodies by id; an erased one is missing."""
        ...


class Agendas(Protocol):
    """When each open stream wants to be planned next. Operational: it may be emptied."""

    async def note(self, stream: str, version: int, next_at: datetime | None) -> None:
        """Remember the next moment (UTC) of a stream; None: it waits for an act only."""
        ...

    async def open_streams(self) -> Sequence[str]:
        """Assignments in force, tasks not closed, and closed ones that owe a recorded lateness."""
        ...

    async def overdue(self, now: datetime) -> Sequence[str]:
        """Open streams whose next moment has passed, and those not planned as they now stand."""
        ...

    async def wake(self, now: datetime) -> Sequence[str]:
        """Ring what is overdue: each stream once for each version and moment, however often asked.

        Temporal takes only so many signals of one run. Answers what was rung.
        """
        ...

    async def ring(self, streams: Collection[str]) -> None:
        """Ask for a new plan of these streams: one outbox row each."""
        ...
