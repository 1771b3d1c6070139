"""Where an item stands in the plan's own order: chapters, sections, the annex. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# What fits a screen is not cut into sections of one or two rows each.
SMALL_CHAPTER: Final = 20
ANNEX: Final = "phu-luc"
OTHER: Final = "khac"
_PLACE: Final = re.compile(r"(?:[Mm]ục\s+)?([IVXLC]+|\d+)(?!\w)((?:\.\d+)*)")
_IN_ANNEX: Final = re.compile(r"phụ lục", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LAST: Final = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class PlanPlace:
    """A section as its document numbers it: II.5.1 is (2, 5, 1). The annex comes last."""

    order: tuple[int, ...]
    name: str

    @property
    def chapter(self) -> "PlanPlace":
        """The chapter that it stands in."""
        return PlanPlace(self.order[:1], self.name.split(".", maxsplit=1)[0])


def place_of(section: str) -> PlanPlace:
    """Where a section stands: the first place that it names; what is in brackets is within it."""
    match = _PLACE.match(section.strip())
    if match is not None:
        first, rest = match[1], [int(each) for each in _NUMBER.findall(match[2])]
        number = int(first) if first.isdigit() else _from_roman(first)
        return PlanPlace((number, *rest), ".".join((first, *map(str, rest))))
    if _IN_ANNEX.search(section):
        return PlanPlace((_LAST,), ANNEX)
    return PlanPlace((_LAST + 1,), OTHER)


def branches_of(sections: Sequence[str]) -> dict[str, PlanPlace]:
    """The branch of the tree under which each section stands: a small chapter is one branch."""
    places = {section: place_of(section) for section in sections}
    amounts: dict[PlanPlace, int] = {}
    for section in sections:
        chapter = places[section].chapter
        amounts[chapter] = amounts.get(chapter, 0) + 1
    return {
        section: place.chapter if amounts[place.chapter] <= SMALL_CHAPTER else place
        for section, place in places.items()
    }


def natural(words: str) -> tuple[tuple[int, str], ...]:
    """The order of numbered things: II.3(2) before II.3(10)."""
    parts = re.split(r"(\d+)", words)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts if part)


def _from_roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(
        -value if later > value else value
        for value, later in zip(values, (*values[1:], 0), strict=True)
    )
