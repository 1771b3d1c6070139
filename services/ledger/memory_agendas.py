"""Agendas in memory: when each stream of a MemoryLedger wants to be planned next."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.ledger.memory import MemoryLedger


@dataclass(frozen=True, slots=True)
class _Noted:
    version: int
    next_at: datetime | None
    rung: bool = False


class MemoryAgendas:
    """Agendas beside a MemoryLedger; what is open is asked of the caller, who knows the facts.

    `owing` are closed streams that still owe an act of their clock.
    """

    def __init__(
        self,
        ledger: MemoryLedger,
        open_streams: Callable[[], Collection[str]],
        owing: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._ledger = ledger
        self._open_streams = open_streams
        self._owing = owing
        self._noted: dict[str, _Noted] = {}

    async def note(self, stream: str, version: int, next_at: datetime | None) -> None:
        """Remember the next moment (UTC) of a stream; an older plan replaces no newer one."""
        old = self._noted.get(stream)
        if old is None or old.version <= version:
            rung = (
                old is not None and old.rung and (old.version, old.next_at) == (version, next_at)
            )
            self._noted[stream] = _Noted(version, next_at, rung)

    async def open_streams(self) -> Sequence[str]:
        """What the caller says is open or owes."""
        return sorted({*self._open_streams(), *self._owing()})

    async def overdue(self, now: datetime) -> Sequence[str]:
        """Open streams whose next moment has passed, and those not planned as they now stand."""
        return [stream for stream in await self.open_streams() if self._is_overdue(stream, now)]

    async def wake(self, now: datetime) -> Sequence[str]:
        """Ring what is overdue: each stream once for each version and moment."""
        woken = [stream for stream in await self.overdue(now) if not self._rang(stream)]
        for stream in woken:
            noted = self._noted.get(stream, _Noted(0, None))
            version = max(noted.version, self._least(stream))
            self._noted[stream] = _Noted(version, noted.next_at, rung=True)
        self._ledger.ring(woken)
        return woken

    async def ring(self, streams: Collection[str]) -> None:
        """Ask for a new plan of these streams: one outbox row each."""
        self._ledger.ring(streams)

    def _least(self, stream: str) -> int:
        return self._ledger.version(stream) if stream in self._owing() else 0

    def _rang(self, stream: str) -> bool:
        noted = self._noted.get(stream)
        return noted is not None and noted.rung and noted.version >= self._least(stream)

    def _is_overdue(self, stream: str, now: datetime) -> bool:
        noted = self._noted.get(stream)
        if noted is None or noted.version < self._least(stream):
            return True
        return noted.next_at is not None and noted.next_at <= now
