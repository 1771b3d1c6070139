"""Invented files of this release, which people of a simulated ward attach.

Their bytes are the same on every day: a load that begins anew leaves no file without its fact.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from infra.shipped import PLANS

_FOLDER: Final = PLANS / "demo-files"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class InventedFile:
    """One small file of a kind that the ward takes."""

    path: Path

    @property
    def name(self) -> str:
        """As whoever attaches it has called it."""
        return self.path.name

    @property
    def media_type(self) -> str:
        """What its bytes are."""
        return _TYPES[self.path.suffix]

    @cached_property
    def content(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        """By which a fact names it (hex)."""
        return sha256(self.content).hexdigest()


SCAN: Final = InventedFile(_FOLDER / "van-ban-den.pdf")
APPENDICES: Final = tuple(
    InventedFile(path) for path in sorted(_FOLDER.iterdir()) if path != SCAN.path
)
FILES: Final = (SCAN, *APPENDICES)
