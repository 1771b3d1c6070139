"""A Word or Excel file as a package: which of the two it is, and whether anything in it acts.

Everything is inflated once, in pieces and within a limit, so that neither a declared size nor a
list of names has to be believed; only what may name a program, a template or another file is
parsed.
"""

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.parsers import expat

from services.handlers.evidence_refusals import not_taken

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTE: Final = 1024 * 1024
_MEMBERS_AT_MOST: Final = 5_000
_TYPES_AT_MOST: Final = _MEGABYTE
# A report of 25 MB with many photographs has some 40 MB, a register of 100,000 rows some 80 MB.
_INFLATED_AT_MOST: Final = 200 * _MEGABYTE
_PIECE: Final = 256 * 1024
_TYPES: Final = "[content_types].xml"
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
# What a report may point to outside of itself: a page, a picture, another workbook's cells.
_HARMLESS_LINKS: Final = frozenset(
    {"hyperlink", "image", "externallinkpath", "externallinklongpath", "xlpathmissing"}
)
# The first word of a field says what it does; an address may hold the same letters.
_DDE: Final = re.compile(r"^\W*DDE(?:AUTO)?\b", re.IGNORECASE | re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class _Package:
    """One package; `inside` is true for one that lies in another."""

    allowance: _Allowance
    inside: bool = False

    def kind(self, content: bytes) -> str:
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                names = _checked(package.infolist())
                for member in package.infolist():
                    self._look(package, member)
        except BROKEN as error:
            raise not_taken("broken") from error
        if _TYPES not in names:
            raise not_taken("archive")
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
        raise not_taken("archive")

    def _look(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        name = member.filename.lower()
        pieces = self._pieces(package, member)
        if name == _TYPES:
            _check_types(pieces)
        elif name.endswith(".rels"):
            _parse(pieces, _relationship)
        elif name.startswith("word/") and name.endswith(".xml"):
            fields = _Fields()
            _parse(pieces, fields.start, fields.text)
            fields.check()
        elif name.startswith("xl/externallinks/") and name.endswith(".xml"):
            _parse(pieces, _workbook_link)
        elif name.endswith(_PACKAGES):
            if self.inside:
                raise not_taken("embedded")
            _Package(self.allowance, inside=True).kind(b"".join(pieces))
        else:
            for _ in pieces:  # inflated for its true size and its checksum
                pass

    def _pieces(self, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
        with package.open(member) as stream:
            while piece := stream.read(_PIECE):
                self.allowance.take(len(piece))
                yield piece


def _checked(members: list[zipfile.ZipInfo]) -> frozenset[str]:
    """The names of the members, in small letters; raises Refusal for what must not be there."""
    if len(members) > _MEMBERS_AT_MOST:
        raise not_taken("archive")
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise not_taken("paths")
    if any(one.flag_bits & _ENCRYPTED or one.compress_type not in _METHODS for one in members):
        raise not_taken("broken")
    for name in names:
        _check_name(name)
    return frozenset(names)


def _leads_out(name: str) -> bool:
    return "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/")


def _check_name(name: str) -> None:
    ending = posixpath.splitext(name)[1]
    if name.endswith("vbaproject.bin") or "/macrosheets/" in name or "/dialogsheets/" in name:
        raise not_taken("macro")
    if ending in _PROGRAMS or "/activex/" in name:
        raise not_taken("program")
    # A chart keeps its workbook as a package; everything else that is embedded is a program's own.
    if "/embeddings/" in name and not name.endswith((*_PACKAGES, "/")):
        raise not_taken("embedded")


def _check_types(pieces: Iterator[bytes]) -> None:
    types = bytearray()
    for piece in pieces:
        types += piece
        if len(types) > _TYPES_AT_MOST:
            raise not_taken("archive")
    plain = bytes(types).replace(b"\x00", b"").lower()  # it may be two bytes a letter
    if any(word in plain for word in _MACRO_TYPES):
        raise not_taken("macro")


def _parse(
    pieces: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Read one part; `start` gets each element's plain name in small letters."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = lambda name, attributes: start(
        _plain(name), {_plain(key): value for key, value in attributes.items()}
    )
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise not_taken("broken") from error


def _doctype(*_: object) -> None:
    # Entities of a document type can make a small part explode; no office program writes one.
    raise not_taken("bomb")


def _plain(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _relationship(name: str, attributes: dict[str, str]) -> None:
    if name != "relationship" or attributes.get("targetmode", "").lower() != "external":
        return
    if attributes.get("type", "").rpartition("/")[2].lower() not in _HARMLESS_LINKS:
        raise not_taken("remote")


def _workbook_link(name: str, _: dict[str, str]) -> None:
    if name in {"ddelink", "olelink"}:
        raise not_taken("dde")


@dataclass(slots=True)
class _Fields:
    """What the fields of a Word part say; a field's words may be cut over many runs."""

    said: list[str] = field(default_factory=list)
    _inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name == "instrtext"
        if name == "fldsimple":
            self.said += ["\n", attributes.get("instr", ""), "\n"]
        elif name == "fldchar":
            self.said.append("\n")

    def text(self, words: str) -> None:
        if self._inside:
            self.said.append(words)

    def check(self) -> None:
        if _DDE.search("".join(self.said)):
            raise not_taken("dde")
