"""What the command line does with the keys of the log: the first one, and one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.commands.operator import OperatorAct, keep
from services.domain.facts import NewEvent
from services.domain.log_keys import STREAM, LogKey, LogKeyIntroduced, log_keys
from services.ledger.port import Ledger, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKeys:
    """The keys as the ledger names them, oldest first, and the database's clock at that moment."""

    keys: Sequence[LogKey]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class LogKeyCommands:
    """Introduces keys of one ledger. Doing it again with the same key is nothing."""

    ledger: Ledger

    async def known(self) -> KnownKeys:
        """Every key that this ledger ever had."""
        snapshot = await self.ledger.read([STREAM])
        return KnownKeys(keys=log_keys(snapshot.of(STREAM)), read_at=snapshot.read_at)

    async def introduce(self, key: str, overlap_days: int = 0) -> Outcome | None:
        """Let a key sign the log from now on; None where the ledger knows it already.

        The key before it signs beside it for so many calendar days.
        """
        snapshot = await self.ledger.read([STREAM])
        if any(known.key == key for known in log_keys(snapshot.of(STREAM))):
            return None
        introduced = LogKeyIntroduced(key=key, overlap_days=overlap_days)
        act = OperatorAct(
            action="introduce-log-key",
            to=(key,),
            decision=(NewEvent(stream=STREAM, event=introduced),),
        )
        return await keep(self.ledger, snapshot, act)
