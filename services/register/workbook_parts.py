"""The parts of an Excel file beside its sheets: which sheets there are, texts, formats, fonts."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from services.plandoc.sources.legacy_encodings import LegacyFont, legacy_font
from services.plandoc.sources.legacy_text import Piece
from services.register.xlsx_package import XlsxPackage, broken
from services.register.xml_stream import ElementReader, StreamBudget, read_part

# Formats of days that the standard leaves to the language of the office.
_LOCAL_DAYS: Final = frozenset({*range(27, 37), *range(50, 59)})
_TRUE: Final = frozenset({"1", "true"})
_SHEET: Final = "/worksheet"

# A text as one string, or in pieces where a font of before Unicode prints some of it.
SharedText = str | tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """Một trang tính: its name, where it stands in the file, whether it is hidden."""

    name: str
    entry: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFormats:
    """Định dạng ô: for each format its number, whether it shows a day, and an old font."""

    days: tuple[bool, ...] = ()
    fonts: tuple[LegacyFont | None, ...] = ()

    def shows_day(self, style: int) -> bool:
        """Whether a number in this format is printed as a day."""
        return style < len(self.days) and self.days[style]

    def font(self, style: int) -> LegacyFont | None:
        """The font of before Unicode that this format prints in; None for any other."""
        return self.fonts[style] if style < len(self.fonts) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookParts:
    """Những phần chung của tệp: what its sheets refer to."""

    sheets: tuple[SheetEntry, ...]
    since_1904: bool
    texts: tuple[SharedText, ...]
    formats: CellFormats


def read_parts(package: XlsxPackage, budget: StreamBudget) -> WorkbookParts:
    """Read what the sheets of a workbook refer to. Raises DocumentError where it is broken."""
    main = _targets(package, "", budget).of_kind("/officeDocument") or "xl/workbook.xml"
    book = _Book()
    _read(package, main, book, budget)
    if not book.sheets or len(book.sheets) > package.limits.sheets:
        raise broken(package.name)
    targets = _targets(package, main, budget)
    texts, formats = _Texts(), _Formats()
    shared = targets.of_kind("/sharedStrings")
    if shared in package.entries:
        with package.open(shared) as file:
            read_part(file, texts, budget, package.limits.part_bytes)
    styles = targets.of_kind("/styles")
    if styles in package.entries:
        _read(package, styles, formats, budget)
    return WorkbookParts(
        sheets=tuple(_entries(book, targets)),
        since_1904=book.since_1904,
        texts=tuple(texts.texts),
        formats=formats.made(),
    )


def _entries(book: "_Book", targets: "_Targets") -> list[SheetEntry]:
    """The sheets with cells: a sheet of a chart or of a macro has none."""
    return [
        SheetEntry(name=name, entry=targets.paths[relation], hidden=hidden)
        for name, relation, hidden in book.sheets
        if targets.kinds.get(relation, "").endswith(_SHEET)
    ]


def _read(package: XlsxPackage, entry: str, reader: ElementReader, budget: StreamBudget) -> None:
    with package.open(entry) as file:
        read_part(file, reader, budget, package.limits.small_part_bytes)


def _targets(package: XlsxPackage, part: str, budget: StreamBudget) -> "_Targets":
    folder, base = posixpath.split(part)
    targets = _Targets(folder)
    entry = posixpath.join(folder, "_rels", f"{base}.rels")
    if entry in package.entries:
        _read(package, entry, targets, budget)
    return targets


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


@dataclass(slots=True)
class _Targets(ElementReader):
    folder: str
    paths: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            relation, target = attributes.get("Id", ""), attributes.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.paths[relation] = path
            self.kinds[relation] = attributes.get("Type", "")

    def of_kind(self, ending: str) -> str:
        """The path of the first part of this kind; "" where there is none."""
        kinds = self.kinds.items()
        return next((self.paths[key] for key, kind in kinds if kind.endswith(ending)), "")


@dataclass(slots=True)
class _Book(ElementReader):
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            given = _plain(attributes)
            hidden = given.get("state", "visible") != "visible"
            self.sheets.append((given.get("name", ""), given.get("id", ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in _TRUE


@dataclass(slots=True)
class _Texts(ElementReader):
    texts: list[SharedText] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _font: LegacyFont | None = None
    _phonetic: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name in {"r", "rPr"}:
            self._font = None
        elif name == "rFont":
            self._font = legacy_font(attributes.get("val", ""))
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._phonetic:
            self._pieces.append((text, self._font))
        elif name == "rPh":
            self._phonetic = False
        elif name == "r":
            self._font = None
        elif name == "si":
            fonts = any(font for _, font in self._pieces)
            text = "".join(each for each, _ in self._pieces)
            self.texts.append(tuple(self._pieces) if fonts else text)


@dataclass(slots=True)
class _Formats(ElementReader):
    codes: dict[int, str] = field(default_factory=dict)
    fonts: list[LegacyFont | None] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    _within: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs"}:
            self._within = name
        elif self._within == "numFmts" and name == "numFmt":
            self.codes[_count(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif self._within == "fonts" and name == "font":
            self.fonts.append(None)
        elif self._within == "fonts" and name == "name" and self.fonts:
            self.fonts[-1] = legacy_font(attributes.get("val", ""))
        elif self._within == "cellXfs" and name == "xf":
            self.cells.append((_count(attributes, "numFmtId"), _count(attributes, "fontId")))

    def end(self, name: str, text: str) -> None:  # noqa: ARG002  (formats stand in attributes)
        if name == self._within:
            self._within = ""

    def made(self) -> CellFormats:
        """The formats in the order in which cells name them."""
        fonts = dict(enumerate(self.fonts))
        return CellFormats(
            days=tuple(self._is_day(number) for number, _ in self.cells),
            fonts=tuple(fonts.get(font) for _, font in self.cells),
        )

    def _is_day(self, number: int) -> bool:
        code = self.codes.get(number) or BUILTIN_FORMATS.get(number, "")
        return number in _LOCAL_DAYS or bool(code and is_date_format(code))


def _count(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "0")
    return int(value) if value.isascii() and value.isdigit() else 0
