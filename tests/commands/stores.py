"""Ledgers that fail or are overtaken: a real memory ledger behind a fault that a test chooses."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from uuid import UUID

from services.domain.facts import Decision, Fact
from services.ledger.memory import MemoryLedger
from services.ledger.port import (
    Command,
    Context,
    LedgerUnavailable,
    NewText,
    Outcome,
    Snapshot,
)


class Passing:
    """A ledger that hands everything on; subclasses fail in one place."""

    def __init__(self, inner: MemoryLedger) -> None:
        self.inner = inner

    @property
    def ledger_id(self) -> str:
        return self.inner.ledger_id

    async def read(self, streams: Collection[str]) -> Snapshot:
        return await self.inner.read(streams)

    async def read_category(self, category: str) -> Snapshot:
        return await self.inner.read_category(category)

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        return await self.inner.read_account(stream, since, with_state=with_state)

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        return await self.inner.tail(after, limit)

    async def outcome(self, command: Command) -> Outcome | None:
        return await self.inner.outcome(command)

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
        return await self.inner.append(
            command,
            context,
            decision,
            known=known,
            expected=expected,
            texts=texts,
            rings=rings,
        )

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        return await self.inner.texts(ids)


class DownFor(Passing):
    """The database goes away whenever a stream of this beginning would be written."""

    def __init__(self, inner: MemoryLedger, beginning: str) -> None:
        super().__init__(inner)
        self.beginning = beginning

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
        if any(new.stream.startswith(self.beginning) for new in decision):
            raise LedgerUnavailable("the connection was lost")
        return await super().append(
            command,
            context,
            decision,
            known=known,
            expected=expected,
            texts=texts,
            rings=rings,
        )


class Overtaken(Passing):
    """Just before a stream of this beginning is first written, somebody else does something."""

    def __init__(self, inner: MemoryLedger, beginning: str) -> None:
        super().__init__(inner)
        self.beginning = beginning
        self.meanwhile: Callable[[], object] | None = None

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
        act = self.meanwhile
        if act and any(new.stream.startswith(self.beginning) for new in decision):
            self.meanwhile = None
            act()
        return await super().append(
            command,
            context,
            decision,
            known=known,
            expected=expected,
            texts=texts,
            rings=rings,
        )


class OvertakenAfterReading(Passing):
    """Just after a category was first read, somebody else does something."""

    def __init__(self, inner: MemoryLedger, category: str) -> None:
        super().__init__(inner)
        self.category = category
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def read_category(self, category: str) -> Snapshot:
        snapshot = await super().read_category(category)
        act = self.meanwhile
        if act and category == self.category:
            self.meanwhile = None
            await act()
        return snapshot
