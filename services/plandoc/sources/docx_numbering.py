"""Automatic numbers: what Word prints in front of a paragraph and no file holds as text."""

import re
from dataclasses import dataclass, field

from services.plandoc.sources.docx_xml import Element, attribute, child, count, is_on

BULLETS = frozenset({"-", "+"})
_LEVELS = 9
_LARGEST = 32_767  # Word's own limit
_LONGEST = 64
_MOST_PARENTS = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # as Word prints them, without đ
_ALPHABET_ROUNDS = 30
_PLACE = re.compile("%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """One w:num: its levels, where it starts anew, and with which others it counts on."""

    shared: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    list_id: str | None
    level: int | None


@dataclass(slots=True)
class Numbering:
    """The running numbers of one document; ask for each paragraph once, in reading order."""

    lists: dict[str, _List]
    styles: dict[str, _Style]
    default: str | None
    _counted: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def in_front_of(self, properties: Element | None) -> str:
        """What is printed before a paragraph of these properties: "1.", "a)"; "" for nothing."""
        list_id, level = self._membership(properties)
        numbered = self.lists.get(list_id or "")
        if list_id is None or numbered is None or level not in numbered.levels:
            return ""
        counted = self._counted.setdefault(numbered.shared, [None] * _LEVELS)
        self._step(list_id, numbered, level, counted)
        return _print(numbered.levels, level, counted)

    def _membership(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, or else its style's."""
        own = child(properties, "numPr")
        list_id = attribute(child(own, "numId"))
        level = count(child(own, "ilvl"))
        if list_id is not None:
            return list_id, level or 0
        style_id = attribute(child(properties, "pStyle")) or self.default
        list_id, inherited = self._of_style(style_id)
        return list_id, inherited if level is None else level

    def _of_style(self, style_id: str | None) -> tuple[str | None, int]:
        first = style_id
        for _ in range(_MOST_PARENTS):
            style = self.styles.get(style_id or "")
            if style is None:
                break
            if style.list_id is not None:
                linked = self._linked(style.list_id, (first, style_id))
                return style.list_id, (style.level or 0) if linked is None else linked
            style_id = style.parent
        return None, 0

    def _linked(self, list_id: str, styles: tuple[str | None, ...]) -> int | None:
        """The level that the list itself gives to a style; it goes before the style's word."""
        result = self.lists.get(list_id)
        levels = result.levels if result else {}
        by_style = {
            level.style: number for number, level in levels.items() if level.style is not None
        }
        return next((by_style[style] for style in styles if style in by_style), None)

    def _step(self, list_id: str, numbered: _List, level: int, counted: list[int | None]) -> None:
        before = counted[level]
        if level in numbered.starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            counted[level] = numbered.starts[level]
        elif before is None:
            counted[level] = numbered.starts.get(level, numbered.levels[level].start)
        else:
            counted[level] = min(before + 1, _LARGEST)
        for deeper in range(level + 1, _LEVELS):
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or level < restart:
                counted[deeper] = None


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Read how a document numbers its paragraphs; both parts may be absent."""
    known: dict[str, _Style] = {}
    default = None
    for each in () if styles is None else styles.iterchildren("{*}style"):
        style_id = attribute(each, "styleId") or ""
        own = child(each, "pPr", "numPr")
        known[style_id] = _Style(
            parent=attribute(child(each, "basedOn")),
            list_id=attribute(child(own, "numId")),
            level=count(child(own, "ilvl")),
        )
        if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true"}:
            default = style_id
    return Numbering(lists=_lists(numbering, known), styles=known, default=default)


def _lists(numbering: Element | None, styles: dict[str, _Style]) -> dict[str, _List]:
    if numbering is None:
        return {}
    patterns = {
        attribute(element, "abstractNumId"): element for element in _each(numbering, "abstractNum")
    }
    uses = {attribute(element, "numId"): element for element in _each(numbering, "num")}
    levels = {pattern_id: _levels(pattern) for pattern_id, pattern in patterns.items()}
    collected: dict[str, _List] = {}
    for list_id, use in uses.items():
        pattern_id = attribute(child(use, "abstractNumId"))
        link = attribute(child(patterns.get(pattern_id), "numStyleLink"))
        if link in styles:  # the levels stand at the list that this style uses
            linked = uses.get(styles[link].list_id)
            pattern_id = attribute(child(linked, "abstractNumId")) or pattern_id
        # List 0 is how Word says that a paragraph has no number.
        if list_id not in {None, "0"} and pattern_id is not None and pattern_id in patterns:
            collected[list_id or ""] = _list(use, pattern_id, levels[pattern_id])
    return collected


def _list(use: Element, pattern_id: str, levels: dict[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    for change in _each(use, "lvlOverride"):
        levels = levels | _levels(change)
        level, start = count(change, "ilvl"), count(child(change, "startOverride"))
        if level is not None and start is not None:
            starts[level] = min(start, _LARGEST)
    return _List(shared=pattern_id, levels=levels, starts=starts)


def _levels(holder: Element) -> dict[int, _Level]:
    collected: dict[int, _Level] = {}
    for element in _each(holder, "lvl"):
        level = count(element, "ilvl")
        if level is not None and level < _LEVELS:
            start = count(child(element, "start"))
            collected[level] = _Level(
                start=min(1 if start is None else start, _LARGEST),
                form=attribute(child(element, "numFmt")) or "decimal",
                text=(attribute(child(element, "lvlText")) or "")[:_LONGEST],
                restart=count(child(element, "lvlRestart")),
                legal=is_on(child(element, "isLgl")),
                style=attribute(child(element, "pStyle")),
            )
    return collected


def _each(holder: Element, name: str) -> list[Element]:
    return list(holder.iterchildren(f"{{*}}{name}"))


def _print(levels: dict[int, _Level], level: int, counted: list[int | None]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return "+" if own.text.strip() == "+" else "-"

    def place(given: re.Match[str]) -> str:
        number = int(given[1]) - 1
        other = levels.get(number)
        if other is None:
            return ""
        value = counted[number]
        return _figure(other.start if value is None else value, other.form, legal=own.legal)

    return " ".join(_PLACE.sub(place, own.text).split())[:_LONGEST]


def _figure(value: int, form: str, *, legal: bool) -> str:
    match form:
        case "bullet" | "none":
            return ""
        case "upperLetter" | "lowerLetter" if not legal:
            figure = _letters(value)
        case "upperRoman" | "lowerRoman" if not legal:
            figure = _roman(value)
        case "decimalZero" if not legal:
            figure = f"{value:02d}"
        case _:
            figure = str(value)
    return figure.upper() if form.startswith("upper") else figure


def _letters(value: int) -> str:
    """Letters as Word counts them: z, then aa, bb, cc."""
    if value == 0:
        return ""
    rounds, letter = divmod(value - 1, len(_LETTERS))
    return _LETTERS[letter] * (rounds % _ALPHABET_ROUNDS + 1)


def _roman(value: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        written += letters * times
    return written
