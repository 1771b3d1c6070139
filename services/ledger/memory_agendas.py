"""Agendas beside the ledger in memory: when each stream wants to be planned next."""

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
        return self._overdue(now, frozenset(self._owing()))

    async def wake(self, now: datetime) -> Sequence[str]:
        """Ring what is overdue: each stream once for each version and moment."""
        owing = frozenset(self._owing())
        woken = [each for each in self._overdue(now, owing) if not self._rang(each, owing)]
        for stream in woken:
            noted = self._noted.get(stream, _Noted(0, None))
            version = max(noted.version, self._least(stream, owing))
            self._noted[stream] = _Noted(version, noted.next_at, rung=True)
        self._ledger.ring(woken)
        return woken

    async def ring(self, streams: Collection[str]) -> None:
        """Ask for a new plan of these streams: one outbox row each."""
        self._ledger.ring(streams)

    def _overdue(self, now: datetime, owing: frozenset[str]) -> list[str]:
        streams = sorted({*self._open_streams(), *owing})
        return [stream for stream in streams if self._is_overdue(stream, now, owing)]

    def _least(self, stream: str, owing: frozenset[str]) -> int:
        return self._ledger.version(stream) if stream in owing else 0

    def _rang(self, stream: str, owing: frozenset[str]) -> bool:
        noted = self._noted.get(stream)
        return noted is not None and noted.rung and noted.version >= self._least(stream, owing)

    def _is_overdue(self, stream: str, now: datetime, owing: frozenset[str]) -> bool:
        noted = self._noted.get(stream)
        if noted is None or noted.version < self._least(stream, owing):
            return True
        return noted.next_at is not None and noted.next_at <= now
