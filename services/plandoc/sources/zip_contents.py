"""A ZIP from outside, looked over by its table of contents before anything in it is opened."""

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

# Asked of the bytes before zipfile builds its list of all entries; a file inside may hold more.
_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
# The others are inflated by Python without a limit.
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile raises for broken, cut or strange containers.
ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class ZipFault(Enum):
    """Why a container is not opened."""

    BOMB = auto()
    LOCKED = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """How much a container may hold, in bytes and entries.

    `ratio` is how many times its packed size an entry may be, asked `ratio_from` bytes on.
    """

    entries: int
    part_bytes: int
    all_bytes: int
    ratio: int
    ratio_from: int


def has_too_many(content: bytes, limits: ZipLimits) -> bool:
    """Whether the bytes alone show far more entries than such a file has."""
    return content.count(_ENTRY) > 2 * limits.entries


def fault_of(entries: Sequence[zipfile.ZipInfo], limits: ZipLimits) -> ZipFault | None:
    """What is wrong by the table of contents alone; None where it may be opened."""
    together = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or together > limits.all_bytes:
        return ZipFault.BOMB
    if len({entry.filename for entry in entries}) < len(entries):
        # Of two entries of one name an office program may show the other one than is read here.
        return ZipFault.BROKEN
    faults = (_fault(entry, limits) for entry in entries)
    return next((fault for fault in faults if fault is not None), None)


def _fault(entry: zipfile.ZipInfo, limits: ZipLimits) -> ZipFault | None:
    if entry.flag_bits & _ENCRYPTED:
        return ZipFault.LOCKED
    explodes = entry.file_size > max(limits.ratio_from, limits.ratio * entry.compress_size)
    if explodes or entry.file_size > limits.part_bytes:
        return ZipFault.BOMB
    path = entry.filename.replace("\\", "/")
    outside = path.startswith("/") or ".." in path.split("/")
    return ZipFault.BROKEN if outside or entry.compress_type not in _METHODS else None
