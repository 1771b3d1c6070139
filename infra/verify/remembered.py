"""How far the ledger was found sound: a file beside the log, never in the database.

It saves reading again what was read; it proves nothing, and without it everything is read.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.ledger.tlog.durable import write_whole
from services.ledger.verify import NOTHING_VERIFIED, Verified

FILE: Final = "log-verified.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The facts that were found sound."""

    ledger_id: str
    verified: Verified

    def write(self, path: Path) -> None:
        """Keep it; whole or not at all."""
        content = {
            "ledger_id": self.ledger_id,
            "size": self.verified.size,
            "payloads": self.verified.payloads,
            "peaks": [each.hex() for each in self.verified.peaks],
        }
        write_whole(path, json.dumps(content).encode() + b"\n", path.parent)


def remembered(path: Path | None, ledger_id: str) -> Remembered:
    """What is kept there of this ledger; nothing where the file is not there or not readable."""
    nothing = Remembered(ledger_id=ledger_id, verified=NOTHING_VERIFIED)
    if path is None:
        return nothing
    try:
        kept = json.loads(path.read_bytes())
        known = Verified(
            peaks=tuple(map(bytes.fromhex, kept["peaks"])),
            size=int(kept["size"]),
            payloads=int(kept["payloads"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return nothing
    if kept["ledger_id"] != ledger_id or len(known.peaks) != known.size.bit_count():
        return nothing
    return Remembered(ledger_id=ledger_id, verified=known)
