"""The XML inside an Excel file, read as it streams: no tree is built, so memory stays small.

Names are given without their prefix, so that both forms of the standard read the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Final
from xml.parsers import expat

from services.plandoc.sources.source import DocumentError
from services.register.limits import RegisterLimits
from services.register.xlsx_package import bomb, broken

_CHUNK: Final = 256 * 1024
_LONGEST_TOKEN: Final = 1024 * 1024
_MOST_DEPTH: Final = 60
_MOST_NAMES: Final = 2000
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class ElementReader:
    """What is done at each element; `text` is what stood in it behind its last child."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends."""


@dataclass(slots=True)
class StreamBudget:
    """What the parts of one file may hold together; every refusal is a DocumentError."""

    name: str
    limits: RegisterLimits
    characters: int = 0
    elements: int = 0

    def open_element(self) -> None:
        """Count one element; raises DocumentError where they are too many."""
        self.elements += 1
        if self.elements > self.limits.elements:
            raise too_much(self.name)

    def spend(self, characters: int) -> None:
        """Count characters of cells; raises DocumentError where they are too many."""
        self.characters += characters
        if self.characters > self.limits.characters:
            raise too_much(self.name)


def read_part(
    file: IO[bytes], reader: ElementReader, budget: StreamBudget, most_bytes: int
) -> None:
    """Stream one part through the reader.

    Raises DocumentError where it is longer than `most_bytes`, declares entities, or is no XML.
    """
    parser = _watched(reader, budget)
    total = since_tag = 0
    try:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            last = chunk.rfind(b"<")
            since_tag = since_tag + len(chunk) if last < 0 else len(chunk) - last
            if total > most_bytes:
                raise bomb(budget.name)
            if b"\0" in chunk or since_tag > _LONGEST_TOKEN:
                # A tag that a parser would have to hold whole, or UTF-16: Excel writes neither.
                raise broken(budget.name)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise broken(budget.name) from None


def _watched(reader: ElementReader, budget: StreamBudget) -> expat.XMLParserType:
    parser = expat.ParserCreate(intern={})
    parser.buffer_text = True
    names: dict[str, str] = {}
    text: list[str] = []
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        name = names.get(tag)
        if name is None:
            name = names[tag] = tag.rpartition(":")[2]
            if len(names) > _MOST_NAMES:
                raise broken(budget.name)
        if depth > _MOST_DEPTH:
            raise broken(budget.name)
        text.clear()
        budget.open_element()
        reader.start(name, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(names[tag], "".join(text))
        text.clear()

    def collect(words: str) -> None:
        budget.spend(len(words))
        text.append(words)

    def declare(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise broken(budget.name)

    def refuse(*_: object) -> None:
        # Entities of a document type can make a small file explode or fetch others.
        raise bomb(budget.name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = collect
    parser.XmlDeclHandler = declare
    parser.StartDoctypeDeclHandler = refuse
    return parser


def too_much(name: str) -> DocumentError:
    """The refusal of a sheet that holds more than the register of any ward."""
    return DocumentError(
        "workbook-too-long",
        name,
        "tệp dài quá giới hạn của một sổ theo dõi. Hãy tách sổ theo năm hoặc theo đơn vị rồi "
        "nhập từng tệp.",
    )
