"""Finding work by a few letters, and people in the order of the Vietnamese alphabet."""

import unicodedata
from dataclasses import replace
from typing import Final

from services.queries.shapes import MyWork, WorkRow

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES: Final = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")


def folded(words: str) -> str:
    """Small letters without marks, so that a hurried hand finds the same as a careful one."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def by_given_name(name: str) -> tuple[list[int], list[int], str]:
    """The order of a Vietnamese list of people: by the last word, then by the whole name."""
    given = name.split()[-1:] or [""]
    return _letters(given[0]), _letters(name), name


def _letters(words: str) -> list[int]:
    """Places in the Vietnamese alphabet; the tone is not a letter and is left out."""
    apart = unicodedata.normalize("NFD", words.casefold())
    plain = "".join(letter for letter in apart if letter not in _TONES)
    return [_PLACES.get(letter, -1) for letter in unicodedata.normalize("NFC", plain)]


def narrowed(work: MyWork, wanted: str) -> MyWork:
    """The rows that hold every wanted word in title, code, section or unit; all for a blank."""
    asked = folded(wanted).split()
    if not asked:
        return work

    def holds(row: WorkRow) -> bool:
        issued = row.task.issued
        units = (work.units.get(unit, "") for unit in (issued.lead_unit, *issued.supporting_units))
        found = folded(" ".join([issued.title, issued.assignment, issued.section, *units]))
        return all(word in found for word in asked)

    groups = tuple(
        replace(group, rows=tuple(row for row in group.rows if holds(row)))
        for group in work.groups
    )
    return replace(work, groups=groups)
