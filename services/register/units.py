"""Units of a cell: by code, full name, short name; several of them in one cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from services.plandoc.wording.unit_forms import key_of
from services.register.known import KnownUnit
from services.register.words import bare, cleaned, comparable

# Surely between two units, and perhaps: "Phòng Kinh tế, Hạ tầng và Đô thị" is one.
_SURELY: Final = re.compile(r"\s*[;\n|]\s*")
_PERHAPS: Final = re.compile(r"\s*(?:[,+&/]|(?<!\w)và(?!\w)|\s[-–—]\s)\s*", re.IGNORECASE)
_CODE_BEHIND: Final = re.compile(r"^(?P<name>.+?)\s*\((?P<code>[^()]+)\)$")
_LABEL: Final = re.compile(r"^(?:chủ trì|phối hợp|đơn vị)\s*:\s*", re.IGNORECASE)
_SUGGESTED: Final = 2
_NEAR: Final = 0.75
_TRIMMED: Final = " .,;:-–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsRead:
    """Các đơn vị đọc được từ một ô: codes in their order, and the words that name none."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


@dataclass(slots=True)
class UnitNames:
    """Looks units up by what people type; built once for a file."""

    units: tuple[KnownUnit, ...]
    _by_code: dict[str, KnownUnit] = field(default_factory=dict)
    _codes: dict[str, set[str]] = field(default_factory=dict)
    _read: dict[str, UnitsRead] = field(default_factory=dict)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _most_joined: int = 1  # parts of the longest name: "Kinh tế, Hạ tầng và Đô thị" has three

    def __post_init__(self) -> None:
        """Index every form of every unit."""
        for unit in self.units:
            self._by_code[unit.code] = unit
            for name in (unit.code, unit.name, *unit.other_names):
                self._most_joined = max(self._most_joined, len(_PERHAPS.findall(name)) + 1)
                for form in _forms(name):
                    self._codes.setdefault(form, set()).add(unit.code)

    def unit(self, code: str) -> KnownUnit | None:
        """The unit of this code."""
        return self._by_code.get(code)

    def read(self, cell: str) -> UnitsRead:
        """The units that a cell names; the longest names that are known go first."""
        read = self._read.get(cell)
        if read is None:
            read = self._read[cell] = self._read_anew(cell)
        return read

    def near(self, words: str) -> tuple[str, ...]:
        """Full names of units that are spelled nearly so, the likeliest first."""
        near = self._near.get(words)
        if near is None:
            names = {bare(unit.name): unit.name for unit in self.units}
            matches = get_close_matches(bare(words), names, _SUGGESTED, _NEAR)
            near = self._near[words] = tuple(names[match] for match in matches)
        return near

    def _read_anew(self, cell: str) -> UnitsRead:
        codes: list[str] = []
        unknown: list[str] = []
        ambiguous: list[str] = []
        for part in _SURELY.split(_LABEL.sub("", cleaned(cell))):
            for words, named in self._segments(part):
                if len(named) == 1:
                    codes += named
                elif words:
                    (ambiguous if named else unknown).append(words)
        return UnitsRead(
            codes=tuple(dict.fromkeys(codes)),
            unknown=tuple(dict.fromkeys(unknown)),
            ambiguous=tuple(dict.fromkeys(ambiguous)),
        )

    def _segments(self, part: str) -> Iterator[tuple[str, set[str]]]:
        """Cut a part where a longest known name ends; what is unknown stays in one piece."""
        bounds = [(0, 0), *(match.span() for match in _PERHAPS.finditer(part))]
        bounds.append((len(part), len(part)))
        unknown_from: int | None = None
        at = 0
        while at < len(bounds) - 1:
            start = bounds[at][1]
            end = self._longest(part, bounds, at)
            if end is None:
                unknown_from = start if unknown_from is None else unknown_from
                at += 1
                continue
            if unknown_from is not None:
                yield part[unknown_from : bounds[at][0]].strip(_TRIMMED), set()
                unknown_from = None
            words = part[start : bounds[end][0]]
            yield words.strip(_TRIMMED), self._named(words)
            at = end
        if unknown_from is not None:
            yield part[unknown_from:].strip(_TRIMMED), set()

    def _longest(self, part: str, bounds: list[tuple[int, int]], at: int) -> int | None:
        start = bounds[at][1]
        ends = range(min(len(bounds) - 1, at + self._most_joined), at, -1)
        return next((end for end in ends if self._named(part[start : bounds[end][0]])), None)

    def _named(self, words: str) -> set[str]:
        trimmed = words.strip(_TRIMMED)
        behind = _CODE_BEHIND.fullmatch(trimmed)
        for form in _forms(trimmed):
            if form in self._codes:
                return self._codes[form]
        if behind is None:
            return set()
        both = [self._named(behind[group]) for group in ("name", "code")]
        return both[0] & both[1]


def _forms(name: str) -> Iterable[str]:
    """A name as it is, with its head written out, and without marks."""
    words = cleaned(name).replace("\n", " ")
    forms = (comparable(words), comparable(key_of(words)), bare(words), bare(key_of(words)))
    return [form for form in dict.fromkeys(forms) if form]
