"""The XML inside a Word file: looked over before a tree is built, then read by its plain names.

Names are compared without their namespace, so that both forms of the standard (transitional and
strict) read the same.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from docx.oxml.parser import parse_xml

from services.plandoc.sources.source import DocumentError

# An element of lxml, which carries no types.
Element = Any

# Elements, attributes and texts; about 240 bytes each in memory, so a quarter of a gigabyte. A
# plan of three hundred pages, typed and corrected by many hands, has half of it.
MOST_NODES = 1_000_000
MOST_CHARACTERS = 8 * 1024 * 1024
MOST_DEPTH = 200
_MOST_ATTRIBUTES = 256
_MOST_NAMES = 5000  # of elements and attributes; the standard has some 2,000
_LONGEST_TOKEN = 1024 * 1024
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_COUNT = re.compile(r"[0-9]{1,9}")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class PartParser:
    """Parses the parts of one Word file; what they hold is limited together.

    Every refusal is a DocumentError in which `name` stands.
    """

    name: str
    _nodes: int = 0
    _characters: int = 0
    _depth: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def parse(self, data: bytes) -> Element:
        """Look one part over, then build its tree."""
        if b"\0" in data or _has_long_token(data):
            # No program of the office writes UTF-16 here, and the search for long tokens would
            # be blind in it.
            raise broken(self.name)
        self._depth = 0
        try:
            self._watch().Parse(data, True)
            return parse_xml(data)
        except (expat.ExpatError, SyntaxError, ValueError, LookupError):
            # lxml's XMLSyntaxError is a SyntaxError; an unknown encoding is one of the other two.
            raise broken(self.name) from None

    def _watch(self) -> expat.XMLParserType:
        watch = expat.ParserCreate(intern=self._names)
        watch.buffer_text = True
        watch.XmlDeclHandler = self._declaration
        watch.StartDoctypeDeclHandler = self._doctype
        watch.StartElementHandler = self._start
        watch.EndElementHandler = self._end
        watch.CharacterDataHandler = self._text
        watch.CommentHandler = self._other
        watch.ProcessingInstructionHandler = self._other
        watch.StartCdataSectionHandler = self._other
        return watch

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise broken(self.name)

    def _doctype(self, *_: object) -> None:
        # Entities of a document type can make a small file explode or fetch others; Word has none.
        raise DocumentError(
            "document-bomb",
            self.name,
            "tệp có khai báo mà Word không bao giờ tạo ra, có thể là tệp độc hại. "
            "Hãy xin lại tệp từ người soạn.",
        )

    def _start(self, _tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._add(1 + len(attributes))
        if (
            self._depth > MOST_DEPTH
            or len(attributes) > _MOST_ATTRIBUTES
            or len(self._names) > _MOST_NAMES
        ):
            raise too_large(self.name)

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _text(self, words: str) -> None:
        self._characters += len(words)
        self._add(1)
        if self._characters > MOST_CHARACTERS:
            raise too_large(self.name)

    def _other(self, *_: object) -> None:
        self._add(1)

    def _add(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            raise too_large(self.name)


def broken(name: str) -> DocumentError:
    """The refusal of a Word file that its own parts contradict."""
    return DocumentError(
        "document-broken",
        name,
        "tệp Word bị hỏng. Hãy mở tệp bằng Word, lưu lại thành tệp .docx mới rồi thử lại.",
    )


def too_large(name: str) -> DocumentError:
    """The refusal of a Word file that holds more than the plan of any ward."""
    return DocumentError(
        "document-too-large",
        name,
        "tệp Word quá dài so với một kế hoạch. Hãy tách riêng kế hoạch, bỏ phụ lục và hình ảnh.",
    )


def local(element: Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """Follow first children by their plain names; None where one is absent."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """The value of an attribute by its plain name; None where it or its element is absent."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return str(value)
    return None


def count(element: Element | None, name: str = "val") -> int | None:
    """The value of an attribute as a number from 0; None where it is none."""
    value = attribute(element, name)
    return int(value) if value is not None and _COUNT.fullmatch(value) else None


def is_on(element: Element | None) -> bool:
    """Whether a switch of Word is there and not turned off."""
    return element is not None and (attribute(element) or "").lower() not in _OFF


def _has_long_token(data: bytes) -> bool:
    """Find a tag (or text) that a parser would have to hold whole: no "<" stands inside one."""
    at = 0
    while len(data) - at > _LONGEST_TOKEN:
        last = data.rfind(b"<", at, at + _LONGEST_TOKEN)
        if last < 0:
            return True
        at = last + 1
    return False
