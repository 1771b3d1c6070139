"""The XML of an Office package, read in pieces: well-formed or not, and whether it calls programs.

Word and Excel run a DDE command from a field or from a link between workbooks. Both have element
names that stand in the bytes as they are, so only a part that holds one of them is read for what
it says.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from services.commands.evidence_refusals import not_taken

# Element names, also the one of deleted instructions (`delInstrText`): rejecting the deletion
# brings them back.
_ACTING: Final = (b"instrtext", b"fldsimple", b"ddelink", b"olelink")
_LONGEST_NAME: Final = 16  # bytes that are kept, so that a name cut by two pieces is found
_INSTRUCTIONS: Final = frozenset({"instrtext", "delinstrtext"})
_LINKS: Final = frozenset({"ddelink", "olelink"})
_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
# What every Word reads. Elements of other namespaces are skipped by some readers and not by
# others (ISO/IEC 29500-3), which would let a command be hidden between them.
_WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    }
)
# The first word of a field says what it does; an address may hold the same letters.
_DDE: Final = re.compile(r"\W*DDE(?:AUTO)?\b", re.IGNORECASE)


def looks_like_xml(head: bytes) -> bool:
    """Whether a part begins as XML does, in one byte a letter or in two."""
    return head.lstrip(_BEFORE_XML).startswith(b"<")


def read_elements(pieces: Iterable[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    """Read one part; `start` gets each element's plain name and attributes in small letters.

    Attributes of another namespace are left out: they must not stand over the element's own.
    """

    def begin(name: str, attributes: dict[str, str]) -> None:
        own = [(key.lower(), value) for key, value in attributes.items() if " " not in key]
        if len(dict(own)) < len(own):  # one name in two ways of writing
            raise not_taken("broken/office")
        start(_plain(name), dict(own))

    parser = _parser()
    parser.StartElementHandler = begin
    _feed(parser, pieces)


def check_commands(pieces: Iterable[bytes]) -> None:
    """Raise Refusal where a field or a link of this part calls another program."""
    commands = _Commands()
    parser = _parser()
    parser.StartElementHandler = commands.start
    parser.EndElementHandler = commands.end
    parser.CharacterDataHandler = commands.text
    _feed(parser, pieces)
    commands.check()


@dataclass(slots=True)
class XmlScan:
    """One part, fed in pieces: the name of its root, and whether it may hold a command.

    `declared` is true for a part that the package calls XML; another one, such as an old drawing,
    need not be well-formed as long as it holds no command.
    """

    declared: bool
    root: str = ""
    may_act: bool = False
    _tail: bytes = b""
    _broken: bool = False
    _parser: expat.XMLParserType = field(init=False)

    def __post_init__(self) -> None:
        self._parser = _parser()
        self._parser.StartElementHandler = self._begin

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Take the next piece; raises Refusal as soon as the part cannot be taken."""
        if not self.may_act:
            plain = self._tail + piece.replace(b"\x00", b"").lower()
            self.may_act = any(name in plain for name in _ACTING)
            self._tail = plain[-_LONGEST_NAME:]
        if not self._broken:
            try:
                self._parser.Parse(piece, last)
            except expat.ExpatError:
                self._broken = True
        if self._broken and (self.declared or self.may_act):
            raise not_taken("broken/office")

    def _begin(self, name: str, _: dict[str, str]) -> None:
        self.root = _plain(name)
        self._parser.StartElementHandler = None


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _doctype
    return parser


def _feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise not_taken("broken/office") from error


def _doctype(*_: object) -> None:
    # Entities of a document type can make a small part explode; no office program writes one.
    raise not_taken("bomb/doctype")


def _plain(name: str) -> str:
    return name.rpartition(" ")[2].lower()


@dataclass(slots=True)
class _Field:
    """One field: its instruction, with a line end wherever another field stands in it."""

    place: int  # the foreign element in which it begins
    said: list[str] = field(default_factory=list)

    def check(self) -> None:
        said = "".join(self.said)
        if _DDE.match(said) or _DDE.match(said.replace("\n", "")):
            raise not_taken("dde")


@dataclass(slots=True)
class _Commands:
    """What the fields and links of a part say; a field's words may be cut over many runs."""

    _fields: list[_Field] = field(default_factory=list)
    _loose: _Field = field(default_factory=lambda: _Field(place=0))
    # Of each open element the number of the innermost foreign one around it.
    _places: list[int] = field(default_factory=lambda: [0])
    _foreign: int = 0
    _instruction: int = 0  # the depth of the instruction that is being read, or 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space in _WORD:
            self._places.append(self._places[-1])
        else:
            self._foreign += 1
            self._places.append(self._foreign)
        plain = local.lower()
        if plain in _INSTRUCTIONS:
            self._instruction = len(self._places)
        elif plain in _LINKS:
            raise not_taken("dde")
        elif plain == "fldsimple":
            for instruction in _values(attributes, "instr"):
                _Field(0, [instruction]).check()
        elif plain == "fldchar":
            self._mark(_values(attributes, "fldchartype"))

    def end(self, _: str) -> None:
        if len(self._places) == self._instruction:
            self._instruction = 0
        self._places.pop()

    def text(self, words: str) -> None:
        if self._instruction:
            self._current().said.append(words)

    def check(self) -> None:
        for each in (*self._fields, self._loose):
            each.check()

    def _mark(self, kinds: list[str]) -> None:
        if len(kinds) > 1:  # read as one by one program and as the other by another
            raise not_taken("dde")
        if kinds == ["begin"]:
            if self._fields:
                self._fields[-1].said.append("\n")
            self._fields.append(_Field(self._places[-1]))
            return
        self._current().check()
        if not self._fields:
            self._loose = _Field(place=0)
        elif kinds == ["end"]:
            self._fields.pop()

    def _current(self) -> _Field:
        """The field that is open; raises Refusal where only some readers go on with it here."""
        if not self._fields:
            return self._loose
        if self._fields[-1].place != self._places[-1]:
            raise not_taken("dde")
        return self._fields[-1]


def _values(attributes: dict[str, str], wanted: str) -> list[str]:
    return [value for key, value in attributes.items() if _plain(key) == wanted]
