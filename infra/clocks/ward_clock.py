"""A clock that is moved by hand: for demonstrations and long tests, never for a real ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.domain.facts import Decision, Fact
from services.ledger.names import is_demonstration
from services.ledger.port import Command, Context, Ledger, NewText, Outcome, Snapshot


@dataclass(slots=True)
class WardClock:
    """The moment (UTC) at which everybody in a demonstration decides; see `Moments`."""

    at: datetime

    def now(self, asked: datetime) -> datetime:
        """The moment on the moved clock, whatever the caller's own says."""
        del asked
        return self.at


@dataclass(frozen=True, slots=True)
class MovedLedger:
    """A demonstration's ledger whose readers see the moved clock instead of the database's."""

    ledger: Ledger
    clock: WardClock

    def __post_init__(self) -> None:
        """A real ledger keeps the database's clock for ever."""
        if not is_demonstration(self.ledger.ledger_id):
            raise ValueError(f"{self.ledger.ledger_id} is real: its clock is not moved")

    @property
    def ledger_id(self) -> str:
        """`demo-…`."""
        return self.ledger.ledger_id

    async def read(self, streams: Collection[str]) -> Snapshot:
        """Load streams, as of the moved clock."""
        return self._moved(await self.ledger.read(streams))

    async def read_category(self, category: str) -> Snapshot:
        """Load a category, as of the moved clock."""
        return self._moved(await self.ledger.read_category(category))

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        """An account as of the moved clock."""
        return self._moved(await self.ledger.read_account(stream, since, with_state=with_state))

    def _moved(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, read_at=self.clock.now(snapshot.read_at))

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """Facts after a position."""
        return await self.ledger.tail(after, limit)

    async def outcome(self, command: Command) -> Outcome | None:
        """What an earlier command did."""
        return await self.ledger.outcome(command)

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
        """Keep the decision."""
        return await self.ledger.append(
            command,
            context,
            decision,
            known=known,
            expected=expected,
            texts=texts,
            rings=rings,
        )

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Bodies by id."""
        return await self.ledger.texts(ids)
