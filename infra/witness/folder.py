"""What a witness has seen of each log, as files that anybody whom it lets in may read.

Below `logs/<SHA-256 of the origin>/` lie `checkpoint`, the newest one, and `signed/`, every one
that it cosigned, in folders of 4,096 sizes, named by size, second of the cosignature and text.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from services.ledger.tlog.encoding import from_decimal
from services.ledger.tlog.errors import malformed
from services.ledger.tlog.keys import LATEST

_SIZES_IN_A_FOLDER: Final = 12  # bits
_DIGITS: Final = 19
_NAME: Final = re.compile(r"[0-9]{19}-[0-9]{19}-[0-9a-f]{16}", re.ASCII)
_POINT: Final = re.compile(r"[0-9]{1,19}|" + _NAME.pattern, re.ASCII)


class WitnessFolder:
    """Reads the store of a witness, also while the witness runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def newest(self, origin: str) -> bytes | None:
        """The newest checkpoint of a log with the cosignature; None where none was seen."""
        try:
            return self.newest_file(origin).read_bytes()
        except FileNotFoundError:
            return None

    def signed(self, origin: str, after: str = "") -> Iterator[tuple[str, bytes]]:
        """Every checkpoint that was cosigned after a name or a size, by name, sizes rising.

        A name says size, second and text: the next read goes on after the last one. Raises
        NotProven where `after` is neither.
        """
        start = _point(after)
        folder = self.signed_folder(origin)
        for part in sorted(_names(folder)):
            if part < _part(start):
                continue
            for name in sorted(_names(folder / part)):
                if name > start and _NAME.fullmatch(name):
                    yield name, (folder / part / name).read_bytes()

    def newest_file(self, origin: str) -> Path:
        """Where the newest checkpoint of a log lies."""
        return self._of(origin) / "checkpoint"

    def signed_folder(self, origin: str) -> Path:
        """Where every cosigned checkpoint of a log lies."""
        return self._of(origin) / "signed"

    def signed_file(self, origin: str, name: str) -> Path:
        """Where one of them lies."""
        return self.signed_folder(origin) / _part(name) / name

    def _of(self, origin: str) -> Path:
        return self._folder / "logs" / sha256(origin.encode()).hexdigest()


def name_of(size: int, time: int, text: str) -> str:
    """The name of a cosigned checkpoint: names rise with the size, then with the time."""
    return f"{size:0{_DIGITS}}-{time:0{_DIGITS}}-{sha256(text.encode()).hexdigest()[:16]}"


def size_in(name: str) -> int:
    """How many facts a listed checkpoint has."""
    return int(name[:_DIGITS])


def text_in(name: str) -> str:
    """What tells the texts of two listed checkpoints apart."""
    return name.rpartition("-")[2]


def _part(name: str) -> str:
    size = int(name[:_DIGITS] or 0)
    return f"{size >> _SIZES_IN_A_FOLDER:016}"


def _point(after: str) -> str:
    """What every later name is greater than."""
    if not after:
        return ""
    if not _POINT.fullmatch(after):
        raise malformed("what the list goes on after is a size or the name of a checkpoint")
    if "-" in after:
        return after
    # Greater than every name of this size, since no second is later.
    return f"{from_decimal(after, 'the size'):0{_DIGITS}}-{LATEST}-g"


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    except FileNotFoundError:
        return []
