"""The codes of duties: the number of their section and their place in it."""

import re
from collections.abc import Iterable
from typing import Protocol

from services.plandoc.structure.numbering import PARTS
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import ANNEX
from services.plandoc.wording.words import unmarked


class _Numbered(Protocol):
    entry: Entry
    code: str


def number_duties(duties: Iterable[_Numbered]) -> None:
    """Give each duty the code of its section and its place in it: 51-01, III-07."""
    prefixes: dict[tuple[str, ...], str] = {}
    counts: dict[str, int] = {}
    for duty in duties:
        section = _section(duty.entry.path)
        if section not in prefixes:
            prefixes[section] = _prefix(section, set(prefixes.values()))
        prefix = prefixes[section]
        counts[prefix] = counts.get(prefix, 0) + 1
        duty.code = f"{prefix}-{counts[prefix]:02d}"


def _section(path: tuple[str, ...]) -> tuple[str, ...]:
    """The section that numbers a duty: its dotted number, else its top heading."""
    path = tuple(each for each in path if not each.startswith(PARTS)) or path
    numbers = tuple(each for each in path if each[0].isdigit())
    top = tuple(each for each in path[:1] if not each[0].isdigit())
    if top and top[0].startswith(ANNEX):
        return (ANNEX,)
    return (*top, *numbers) if len(numbers) > 1 or not top else top


def _prefix(section: tuple[str, ...], taken: set[str]) -> str:
    """Write a section as a code may be written: "51", "III", "PL" for the annex."""
    if not section or section[0].startswith(ANNEX):
        return "PL"
    plain_parts = [re.sub(r"[^A-Za-z0-9]", "", unmarked(each).upper()) for each in section]
    numbers = [plain_part for plain_part in plain_parts if plain_part.isdigit()]
    short = "".join(numbers) if numbers else plain_parts[0]
    return short if short not in taken else ".".join(plain_parts)
