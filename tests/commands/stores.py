"""Ledgers that fail or are overtaken: a real ledger behind a fault that a test chooses."""

from collections.abc import Awaitable, Callable

from services.domain.facts import Decision
from services.ledger.port import Ledger, LedgerUnavailable, Snapshot
from services.ledger.wrapper import LedgerWrapper


def writes(decision: Decision, beginning: str) -> bool:
    """Whether a stream of this beginning would be written."""
    return any(new.stream.startswith(beginning) for new in decision)


class DownFor(LedgerWrapper):
    """The database goes away whenever a stream of this beginning would be written."""

    def __init__(self, inner: Ledger, beginning: str) -> None:
        super().__init__(inner)
        self.beginning = beginning

    async def before(self, decision: Decision) -> None:
        if writes(decision, self.beginning):
            raise LedgerUnavailable("the connection was lost")


class Overtaken(LedgerWrapper):
    """Just before a stream of this beginning is first written, somebody else does something."""

    def __init__(self, inner: Ledger, beginning: str) -> None:
        super().__init__(inner)
        self.beginning = beginning
        self.meanwhile: Callable[[], object] | None = None

    async def before(self, decision: Decision) -> None:
        act = self.meanwhile
        if act and writes(decision, self.beginning):
            self.meanwhile = None
            act()


class OvertakenAfterReading(LedgerWrapper):
    """Just after a category was first read, somebody else does something."""

    def __init__(self, inner: Ledger, category: str) -> None:
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
