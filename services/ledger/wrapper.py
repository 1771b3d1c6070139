"""A ledger around another one, for what changes its reads or acts around its appends."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from services.domain.facts import Decision, Fact
from services.domain.streams import Family
from services.ledger.port import Command, Context, Ledger, NewText, Outcome, Snapshot


class LedgerWrapper:
    """Hands everything on to `inner`; subclasses change what is read, or act around an append."""

    def __init__(self, inner: Ledger) -> None:
        self.inner = inner

    def seen(self, snapshot: Snapshot) -> Snapshot:
        """What its readers get of a snapshot."""
        return snapshot

    async def before(self, decision: Decision) -> None:
        """Called before a decision is handed on; what is raised here, the writer gets."""

    async def after(self, decision: Decision) -> None:
        """Called after a decision was kept; what is raised here, the writer gets."""

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`, for ever."""
        return self.inner.ledger_id

    async def read(self, streams: Collection[str]) -> Snapshot:
        """See `Ledger.read`."""
        return self.seen(await self.inner.read(streams))

    async def read_category(self, category: str) -> Snapshot:
        """See `Ledger.read_category`."""
        return self.seen(await self.inner.read_category(category))

    async def read_account(
        self, stream: str, since: int | None = None, *, with_state: bool = False
    ) -> Snapshot:
        """See `Ledger.read_account`."""
        return self.seen(await self.inner.read_account(stream, since, with_state=with_state))

    async def tail(self, after: int, limit: int) -> Sequence[Fact]:
        """See `Ledger.tail`."""
        return await self.inner.tail(after, limit)

    async def tail_of(
        self, families: Collection[Family], after: int, limit: int
    ) -> tuple[Sequence[Fact], int]:
        """See `Ledger.tail_of`."""
        return await self.inner.tail_of(families, after, limit)

    async def outcome(self, command: Command) -> Outcome | None:
        """See `Ledger.outcome`."""
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
        """See `Ledger.append`."""
        await self.before(decision)
        outcome = await self.inner.append(
            command,
            context,
            decision,
            known=known,
            expected=expected,
            texts=texts,
            rings=rings,
        )
        await self.after(decision)
        return outcome

    async def texts(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """See `Ledger.texts`."""
        return await self.inner.texts(ids)
