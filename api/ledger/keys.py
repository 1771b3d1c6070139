"""The keys of the log as pages and programs are told them."""

import hashlib
from collections.abc import Sequence

from services.commands.log_keys import LogKeyCommands
from services.domain.log_keys import LogKey
from services.ledger.port import Ledger


async def known_keys(ledger: Ledger) -> Sequence[LogKey]:
    """Every key that signs or signed the log, the oldest first."""
    return (await LogKeyCommands(ledger).known()).keys


def sha256_of(key: str) -> str:
    """By which people compare a key: the SHA-256 of its line (hex)."""
    return hashlib.sha256(key.encode()).hexdigest()
