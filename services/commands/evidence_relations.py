"""What the parts of an Office package are to it: by its relationships and its content types.

A part lies wherever its writer puts it; what an office program does with it follows from these two
lists alone (ISO/IEC 29500-2). The last word of a type is the same in the transitional and in the
strict standard and in what Microsoft added, so types are compared by it, in small letters.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from services.commands.evidence_refusals import not_taken

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a report may point to outside of itself: a page, a picture, another workbook's cells.
_HARMLESS_LINKS: Final = frozenset(
    {"hyperlink", "image", "externallinkpath", "externallinklongpath", "xlpathmissing"}
)
_ADDRESS: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
# Parts of types, by which macros, programs and objects of other programs are told.
_ACTING: Final = {
    "vba": "macro",
    "macroenabled": "macro",
    "macrosheet": "macro",
    "dialogsheet": "macro",
    "activex": "program",
    "oleobject": "embedded",
}
_ACTING_RELATIONS: Final = {"control": "program", "afchunk": "embedded", "package": "embedded"}
# Files of other programs, which Word turns into its own text when it opens them.
_FOREIGN_TYPES: Final = {
    **dict.fromkeys(
        ("application/rtf", "text/rtf", "application/msword", "application/vnd.ms-excel"),
        "embedded",
    ),
    "application/vnd.ms-powerpoint": "embedded",
    **dict.fromkeys(("text/html", "application/xhtml+xml", "message/rfc822"), "program"),
    **dict.fromkeys(("multipart/related", "application/x-mimearchive"), "program"),
}
_CHARTS: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        "application/vnd.ms-office.chartex+xml",
    }
)
_MAIN_PARTS: Final = {
    "wordprocessingml": (DOCX, "word/document.xml"),
    "spreadsheetml": (XLSX, "xl/workbook.xml"),
}


def part_name(written: str) -> str:
    """The name of a part as two of them are compared: small letters, nothing escaped."""
    return unquote(written).lower().removeprefix("/")


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """The type of each part, in small letters, as [Content_Types].xml gives it."""

    _of_endings: dict[str, str] = field(default_factory=dict)
    _of_parts: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element of the list; raises Refusal for a part that acts or has two types."""
        kind = attributes.get("contenttype", "").partition(";")[0].strip().lower()
        if name == "default":
            ending = attributes.get("extension", "").strip(". ").lower()
            given = self._of_endings.setdefault(f".{ending}", kind)
        elif name == "override":
            _check_type(kind)
            part = part_name(attributes.get("partname", "").strip())
            given = self._of_parts.setdefault(part, kind)
        else:
            return
        if given != kind:
            raise not_taken("broken/office")

    def of(self, part: str) -> str:
        """The type of this part, blank where none is given."""
        ending = posixpath.splitext(part)[1]
        return self._of_parts.get(part) or self._of_endings.get(ending, "")

    def check(self, parts: Iterable[str]) -> None:
        """Raise Refusal where one of these parts acts by its type."""
        for part in parts:
            _check_type(self.of(part))


@dataclass(slots=True)
class Relations:
    """What the relationships of a package say of its parts."""

    types: ContentTypes
    mains: set[str] = field(default_factory=set)
    # Parts that keep their figures as a package and are charts by their type; each must be one.
    charts: set[str] = field(default_factory=set)
    _source: str = ""

    def begin(self, name: str) -> None:
        """The next elements are those of the relationship part of this name."""
        folder, _, own = name.rpartition("/")
        self._source = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))

    def read(self, name: str, attributes: dict[str, str]) -> None:
        """Take one element of a relationship part; raises Refusal for a part that acts."""
        if name != "relationship":
            return
        kind = attributes.get("type", "").strip().rstrip("/").rpartition("/")[2].lower()
        target = attributes.get("target", "")
        mode = attributes.get("targetmode", "").strip().lower()
        if mode == "external" or _ADDRESS.match(target):
            if kind not in _HARMLESS_LINKS:
                raise not_taken("remote")
        elif kind == "officedocument" and not self._source:
            self.mains.add(part_name(posixpath.normpath(target.strip())))
        elif kind == "package" and self.types.of(self._source) in _CHARTS:
            self.charts.add(self._source)
        else:
            _check(kind, _ACTING_RELATIONS)

    def kind(self, names: frozenset[str]) -> str:
        """The media type of the package, by its main part; raises Refusal for any other."""
        if len(self.mains) > 1:
            raise not_taken("broken/office")
        declared = self.types.of(next(iter(self.mains), ""))
        by_name = not declared.endswith("main+xml")
        for family, (kind, usual) in _MAIN_PARTS.items():
            if usual in names if by_name else f".{family}." in declared:
                return kind
        raise not_taken("archive")


def _check_type(kind: str) -> None:
    _check(kind, _FOREIGN_TYPES)


def _check(kind: str, others: dict[str, str]) -> None:
    for word, why in _ACTING.items():
        if word in kind:
            raise not_taken(why)
    if kind in others:
        raise not_taken(others[kind])
