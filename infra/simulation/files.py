"""Invented files of this release, which people of a simulated ward attach.

Each is kept in many copies that differ by a remark which nobody sees, as two reports of two
quarters differ: a file that lies with several tasks is then a chance, not the rule. The bytes of
a copy are the same on every day.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Final

from infra.shipped import PLANS

_FOLDER: Final = PLANS / "demo-files"
COPIES: Final = 60
_ZIP_REMARK: Final = 2  # bytes at the end of a ZIP without a remark: how long that would be
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class InventedFile:
    """One small file of a kind that the ward takes; `number` tells its copies apart."""

    path: Path
    number: int = 0

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
        """Its bytes, with the number where the format has room for a remark."""
        content, remark = self.path.read_bytes(), f"%{self.number}".encode()
        if not self.number:
            return content
        if self.path.suffix == ".pdf":
            return content + remark + b"\n"
        return content[:-_ZIP_REMARK] + pack("<H", len(remark)) + remark

    def copy(self, number: int) -> "InventedFile":
        """Another one of the same kind."""
        return replace(self, number=number)

    @cached_property
    def sha256(self) -> str:
        """By which a fact names it (hex)."""
        return sha256(self.content).hexdigest()


SCAN: Final = InventedFile(_FOLDER / "van-ban-den.pdf")
APPENDICES: Final = tuple(
    InventedFile(path) for path in sorted(_FOLDER.iterdir()) if path != SCAN.path
)
