"""What was found sound: a file beside the log, never in the database.

It saves reading again what was read; it proves nothing, and without it everything is read. How far
a verification has come that is not yet ended stands in a file of its own, which the end removes.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from services.commands.file_audit import NamedFile, SeenFile
from services.ledger.tlog.durable import write_whole
from services.ledger.verify import NOTHING_VERIFIED, Verified

FILE: Final = "log-verified.json"
_SO_FAR: Final = ".so-far.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The facts that were found sound, the rows that were (digests), the files that were read.

    The commands up to `commands_size` were, and have this digest; after a verification that was
    interrupted those are fewer than the facts. `run` counts the verifications.
    """

    ledger_id: str
    verified: Verified
    rows: Mapping[str, str] = field(default_factory=dict)
    files: tuple[SeenFile, ...] = ()
    commands_size: int = 0
    commands: str = ""
    run: int = 0

    def write(self, path: Path) -> None:
        """Keep it; whole or not at all."""
        newest_at = self.verified.newest_at
        content = {
            "ledger_id": self.ledger_id,
            "size": self.verified.size,
            "payloads": self.verified.payloads,
            "peaks": [each.hex() for each in self.verified.peaks],
            "newest_at": newest_at.isoformat() if newest_at else None,
            "commands_size": self.commands_size,
            "commands": self.commands,
            "run": self.run,
            "rows": dict(self.rows),
            "files": [[*astuple(each.file), each.stamp, each.read_in] for each in self.files],
        }
        write_whole(path, json.dumps(content).encode() + b"\n", path.parent)


def so_far(path: Path) -> Path:
    """Where it stands how far a verification has come that is not yet ended."""
    return path.with_suffix(_SO_FAR)


def remembered(path: Path | None, ledger_id: str) -> Remembered:
    """What is kept there of this ledger, also by a verification that was interrupted.

    Nothing where the files are not there or not readable.
    """
    nothing = Remembered(ledger_id=ledger_id, verified=NOTHING_VERIFIED)
    if path is None:
        return nothing
    kept = (_kept(path, nothing), _kept(so_far(path), nothing))
    return max(kept, key=lambda each: each.verified.size)


def _kept(path: Path, nothing: Remembered) -> Remembered:
    try:
        kept = _read(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return nothing
    known = kept.verified
    timed = known.newest_at is not None or not known.size
    whole = len(known.peaks) == known.size.bit_count() and timed
    fits = kept.ledger_id == nothing.ledger_id and whole
    return kept if fits else nothing


def _read(kept: Any) -> Remembered:
    return Remembered(
        ledger_id=str(kept["ledger_id"]),
        verified=Verified(
            peaks=tuple(map(bytes.fromhex, kept["peaks"])),
            size=int(kept["size"]),
            payloads=int(kept["payloads"]),
            newest_at=datetime.fromisoformat(kept["newest_at"]) if kept["newest_at"] else None,
        ),
        commands_size=int(kept["commands_size"]),
        commands=str(kept["commands"]),
        rows={str(key): str(digest) for key, digest in kept["rows"].items()},
        files=tuple(map(_seen, kept["files"])),
        run=int(kept["run"]),
    )


def _seen(kept: Any) -> SeenFile:
    position, stream, sha256, item, deliverable, period, stamp, read_in = kept
    return SeenFile(
        file=NamedFile(
            position=int(position),
            stream=str(stream),
            sha256=str(sha256),
            item=str(item),
            deliverable=str(deliverable),
            period=str(period),
        ),
        stamp=str(stamp),
        read_in=int(read_in),
    )
