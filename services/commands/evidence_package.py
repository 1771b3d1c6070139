"""A Word or Excel file as a package: which of the two it is, and whether anything in it acts.

Everything is inflated once, in pieces and within a limit, so that neither a declared size nor a
list of names has to be believed; only what may name a program, a template or another file is
read for what it says.
"""

import itertools
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from services.commands.evidence_refusals import not_taken
from services.commands.evidence_relations import ContentTypes, Relations, part_name
from services.commands.evidence_xml import XmlScan, check_commands, looks_like_xml, read_elements

_MEGABYTE: Final = 1024 * 1024
_MEMBERS_AT_MOST: Final = 5_000
_TYPES_AT_MOST: Final = _MEGABYTE
# A report of 25 MB with many photographs has some 40 MB, a register of 100,000 rows some 80 MB.
_INFLATED_AT_MOST: Final = 200 * _MEGABYTE
_PIECE: Final = 256 * 1024
_TYPES: Final = "[content_types].xml"
# By these an office program reads a package as OpenDocument, past all that is judged here.
_OF_OPEN_DOCUMENT: Final = frozenset({"mimetype", "meta-inf/manifest.xml"})
_ENCRYPTED: Final = 0x1
# Deflated or stored is what the standard allows (ISO/IEC 29500-2).
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PACKAGES: Final = (".docx", ".xlsx")
_PROGRAMS: Final = frozenset(
    {
        *(".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".lnk", ".cpl", ".sys", ".ocx"),
        *(".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".ps1", ".bat", ".cmd", ".sh", ".py"),
        *(".htm", ".html", ".xhtml", ".mht", ".mhtml", ".svg", ".swf", ".class", ".reg"),
    }
)
_MACRO_TYPES: Final = (b"macroenabled", b"vbaproject", b"macrosheet")
_PACKAGE: Final = b"PK\x03\x04"
# An OLE file and RTF, whatever they are called: no office program puts one beside its own parts
# except as the object of another program.
_OBJECTS: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rt")
# What reading a damaged package raises, by the place of the damage.
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(RuntimeError, OSError, ValueError, OverflowError, MemoryError, LookupError),
)


def examine_package(content: bytes) -> str:
    """The media type of a package that is taken; raises Refusal that says why one is not."""
    return _Package(_Allowance()).kind(content)


@dataclass(slots=True)
class _Allowance:
    """How much may still be inflated, of a package and of those inside it together."""

    left: int = _INFLATED_AT_MOST

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise not_taken("bomb")


@dataclass(slots=True)
class _Package:
    """One package; `inside` is true for one that lies in another."""

    allowance: _Allowance
    inside: bool = False
    types: ContentTypes = field(default_factory=ContentTypes)
    relations: Relations = field(init=False)

    def __post_init__(self) -> None:
        self.relations = Relations(self.types)

    def kind(self, content: bytes) -> str:
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                names = _checked(package.infolist())
                for member in sorted(package.infolist(), key=_reading_order):
                    self._look(package, member)
        except BROKEN as error:
            raise not_taken("broken/office") from error
        if _TYPES not in names or names & _OF_OPEN_DOCUMENT:
            raise not_taken("archive")
        self.types.check(names)
        if self.relations.charts:
            raise not_taken("embedded")
        return self.relations.kind(names)

    def _look(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        name = part_name(member.filename)
        pieces = self._pieces(package, member)
        if name == _TYPES:
            read_elements([_checked_types(pieces)], self.types.read)
        elif name.endswith(".rels"):
            self.relations.begin(name)
            read_elements(pieces, self.relations.read)
        elif self._may_act(name, pieces):
            with package.open(member) as again:  # of a size that was allowed already
                check_commands(iter(lambda: again.read(_PIECE), b""))

    def _may_act(self, name: str, pieces: Iterator[bytes]) -> bool:
        """Whether a part has to be read for its commands; raises Refusal by what it holds."""
        head = next(pieces, b"")
        if head.startswith(_PACKAGE) or name.endswith(_PACKAGES):
            self._look_inside(b"".join((head, *pieces)))
        elif head.lstrip().startswith(_OBJECTS):
            raise not_taken("embedded")
        declared = name.endswith(".xml") or self.types.of(name).endswith("xml")
        if declared or looks_like_xml(head):
            return self._scan(name, XmlScan(declared), itertools.chain([head], pieces))
        for _ in pieces:  # inflated for its true size and its checksum
            pass
        return False

    def _look_inside(self, content: bytes) -> None:
        if self.inside:
            raise not_taken("embedded")
        _Package(self.allowance, inside=True).kind(content)

    def _scan(self, name: str, scan: XmlScan, pieces: Iterator[bytes]) -> bool:
        for piece in pieces:
            scan.feed(piece)
        scan.feed(b"", last=True)
        if scan.root == "chartspace":
            self.relations.charts.discard(name)
        return scan.may_act

    def _pieces(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
        with package.open(member) as stream:
            while piece := stream.read(_PIECE):
                self.allowance.take(len(piece))
                yield piece


def _checked(members: list[zipfile.ZipInfo]) -> frozenset[str]:
    """The names of the members, in small letters; raises Refusal for what must not be there."""
    if len(members) > _MEMBERS_AT_MOST:
        raise not_taken("archive")
    names = [part_name(member.filename) for member in members]
    written = [unquote(member.filename) for member in members]
    if len(set(names)) < len(names) or any(map(_leads_out, written)):
        raise not_taken("paths")
    if any(
        member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS for member in members
    ):
        raise not_taken("broken/office")
    for name in names:
        _check_name(name)
    return frozenset(names)


def _leads_out(name: str) -> bool:
    strange = "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/")
    return strange or name.lower().endswith(".piece")  # a part cut in pieces would not be read


def _check_name(name: str) -> None:
    ending = posixpath.splitext(name)[1]
    if name.endswith("vbaproject.bin") or "/macrosheets/" in name or "/dialogsheets/" in name:
        raise not_taken("macro")
    if ending in _PROGRAMS or "/activex/" in name:
        raise not_taken("program")
    # A chart keeps its workbook as a package; everything else that is embedded is a program's own.
    if "/embeddings/" in name and not name.endswith((*_PACKAGES, "/")):
        raise not_taken("embedded")


def _checked_types(pieces: Iterator[bytes]) -> bytes:
    """The list of types; raises Refusal where the words of a macro's type stand in it anywhere."""
    types = bytearray()
    for piece in pieces:
        types += piece
        if len(types) > _TYPES_AT_MOST:
            raise not_taken("archive")
    plain = bytes(types).replace(b"\x00", b"").lower()  # it may be two bytes a letter
    if any(word in plain for word in _MACRO_TYPES):
        raise not_taken("macro")
    return bytes(types)


def _reading_order(member: zipfile.ZipInfo) -> tuple[bool, bool]:
    """First the types, then the relationships: the other parts are judged by them."""
    name = part_name(member.filename)
    return name != _TYPES, not name.endswith(".rels")
