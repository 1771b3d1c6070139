"""The one way in which a sealed archive is written as a ZIP file: same members, same bytes.

Stored, dated 1980-01-01, in the order of names, without extra fields or comments: nothing of the
machine that packed it stands in it, and a reader can pack the members again and compare. ZIP64
records appear exactly where the older fields are too small (PKWARE APPNOTE 6.3.10, 4.3 to 4.5).
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import BinaryIO, Final

# A member is held in memory, or lies on the disk as it shall stand in the archive.
Content = bytes | Path

MOST_BYTES: Final = 0xFFFFFFFE  # of one member: what is longer is cut in pieces by its maker
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)
_CHUNK: Final = 1 << 20

_VERSION: Final = 20
_VERSION_64: Final = 45
_UNIX: Final = 3 << 8
_NAMES_IN_UTF8: Final = 0x0800
_STORED: Final = 0
_MIDNIGHT: Final = 0
_FIRST_OF_1980: Final = 0x0021
_PLAIN_FILE: Final = 0o100644 << 16
_FULL_16: Final = 0xFFFF
_FULL_32: Final = 0xFFFFFFFF

_LOCAL: Final = Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = Struct("<4sHHHHHHIIIHHHHHII")
_OFFSET_64: Final = Struct("<HHQ")
_END_64: Final = Struct("<4sQHHIIQQQQ")
_LOCATOR_64: Final = Struct("<4sIQI")
_END: Final = Struct("<4sHHHHIIH")


class BadMember(ValueError):
    """A member that the canonical form has no place for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What stands about a member in the manifest and in the ZIP file's own records."""

    name: str
    size: int
    sha256: str
    crc: int


def chunks(content: Content) -> Iterator[bytes]:
    """A member's bytes, some at a time."""
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def measure(name: str, content: Content) -> Measured:
    """Hash one member. Raises BadMember."""
    if not NAME.fullmatch(name) or len(name) > _FULL_16:
        raise BadMember(f"no name of a member: {name!r:.200}")
    digest, crc, size = hashlib.sha256(), 0, 0
    for chunk in chunks(content):
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    if size > MOST_BYTES:
        raise BadMember(f"{name} has {size} bytes; a member has at most {MOST_BYTES}")
    return Measured(name=name, size=size, sha256=digest.hexdigest(), crc=crc)


def pack(members: Mapping[str, Content], out: BinaryIO) -> None:
    """Write the archive. Raises BadMember, also where a file changes while it is packed."""
    offset, central = 0, []
    for name in sorted(members):
        measured = measure(name, members[name])
        central.append(central_header(measured, offset))
        offset += out.write(local_header(measured))
        written = sum(out.write(chunk) for chunk in chunks(members[name]))
        if written != measured.size:
            raise BadMember(f"{name} was changed while it was packed")
        offset += written
    directory = b"".join(central)
    out.write(directory + end_records(len(central), len(directory), offset))


def local_header(member: Measured) -> bytes:
    """What stands before a member's bytes."""
    name = member.name.encode()
    head = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, _NAMES_IN_UTF8, _STORED, _MIDNIGHT, _FIRST_OF_1980,
        member.crc, member.size, member.size, len(name), 0,
    )  # fmt: skip
    return head + name


def central_header(member: Measured, offset: int) -> bytes:
    """A member's line in the directory at the end of the file."""
    name = member.name.encode()
    far = offset >= _FULL_32
    extra = _OFFSET_64.pack(1, 8, offset) if far else b""
    version = _VERSION_64 if far else _VERSION
    head = _CENTRAL.pack(
        b"PK\x01\x02", _UNIX | version, version, _NAMES_IN_UTF8, _STORED, _MIDNIGHT,
        _FIRST_OF_1980, member.crc, member.size, member.size, len(name), len(extra), 0, 0, 0,
        _PLAIN_FILE, min(offset, _FULL_32),
    )  # fmt: skip
    return head + name + extra


def end_records(count: int, length: int, offset: int) -> bytes:
    """What ends the file: how many members there are and where their directory stands."""
    records = b""
    if count >= _FULL_16 or length >= _FULL_32 or offset >= _FULL_32:
        version = _VERSION_64
        records = _END_64.pack(
            b"PK\x06\x06", 44, _UNIX | version, version, 0, 0, count, count, length, offset
        ) + _LOCATOR_64.pack(b"PK\x06\x07", 0, offset + length, 1)
    shown = min(count, _FULL_16)
    return records + _END.pack(
        b"PK\x05\x06", 0, 0, shown, shown, min(length, _FULL_32), min(offset, _FULL_32), 0
    )
