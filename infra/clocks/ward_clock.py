"""A clock that is moved by hand: for demonstrations and long tests, never for a real ledger."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.ledger.names import is_demonstration
from services.ledger.port import Ledger, Snapshot
from services.ledger.wrapper import LedgerWrapper


@dataclass(slots=True)
class WardClock:
    """The moment (UTC) at which everybody in a demonstration decides; see `Clock`."""

    at: datetime

    def now(self, asked: datetime) -> datetime:
        """The moment on the moved clock, whatever the caller's own says."""
        del asked
        return self.at


class MovedLedger(LedgerWrapper):
    """A demonstration's ledger whose readers see the moved clock instead of the database's.

    Raises ValueError for a real ledger, which keeps the database's clock for ever.
    """

    def __init__(self, ledger: Ledger, clock: WardClock) -> None:
        if not is_demonstration(ledger.ledger_id):
            raise ValueError(f"{ledger.ledger_id} is real: its clock is not moved")
        super().__init__(ledger)
        self._clock = clock

    def seen(self, snapshot: Snapshot) -> Snapshot:
        """The same, read at the moved moment."""
        return replace(snapshot, read_at=self._clock.now(snapshot.read_at))
