"""Labels below a list whose parts are meant for one of its works each.

"Thời gian: nhiệm vụ 1 trong quý I; nhiệm vụ 2 trong quý II", "Phân công: Phòng A chủ trì rà soát;
Phòng B chủ trì tư vấn". A part that names no work by its number or its words is meant for all.
"""

import re
from typing import Final

from services.plandoc.structure.outline import Entry
from services.plandoc.wording.rhythms import is_only_time, without_rhythms
from services.plandoc.wording.words import cover, syllables

_LABEL: Final = re.compile(r"(?P<label>[^:]{2,60}:\s*)(?P<words>.*)$", re.DOTALL)
_NUMBERED: Final = re.compile(
    r"\s*(?:nhiệm vụ|nội dung|công việc|việc|mục|ý)\s+(?:số\s+)?(?P<number>\d{1,2}|[a-qđ])(?!\w)"
    r"\s*(?:do(?=\s)|:)?\s*",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(r"^.*?(?<!\w)(?:chủ trì|phụ trách|thực hiện)(?!\w)", re.IGNORECASE)
_MEANT: Final = 0.6  # of a part's own words that stand in the work it is meant for


def lines_for(entry: Entry, below: list[Entry]) -> list[str]:
    """The label lines below a list as far as they are meant for one of its works."""
    collected = []
    for line in below:
        label = _LABEL.match(line.text)
        if label is None:
            collected.append(line.text)
        elif (words := _part_for(entry, label["words"])) is not None:
            collected.append(f"{label['label']}{words}")
    return collected


def _part_for(entry: Entry, words: str) -> str | None:
    """What of a label's words is meant for a work; None where all of it is for others."""
    parts = [part.strip(" .") for part in words.split(";") if part.strip(" .")]
    numbers = [_NUMBERED.match(part) for part in parts]
    if any(numbers):
        own = entry.path[-1].strip("()") if entry.path else ""
        meant = [
            part[number.end() :]
            for part, number in zip(parts, numbers, strict=True)
            if number and number["number"].lower() == own
        ]
        return "; ".join(meant) or None
    if len(parts) == 1 or all(map(is_only_time, parts)):
        return words
    named = {at: _own_words(part) for at, part in enumerate(parts)}
    naming = {at: said for at, said in named.items() if said}
    text = syllables(entry.text)
    if not any(cover(said, text) >= _MEANT for said in naming.values()):
        # Of times that name other works none is this one's.
        return None if naming and any(map(_dated, parts)) else words
    return "; ".join(
        part
        for at, part in enumerate(parts)
        if at not in naming or cover(naming[at], text) >= _MEANT
    )


def _dated(part: str) -> bool:
    return without_rhythms(part) != part.strip(" ,;:")


def _own_words(part: str) -> tuple[str, ...]:
    """The words of a part that name a work: none of times, names of bodies and their role."""
    if _dated(part):
        return tuple(word for word in syllables(without_rhythms(part)) if word not in _EMPTY)
    led = _LEADS.match(part)
    return syllables(part[led.end() :]) if led else ()


_EMPTY: Final = frozenset({"xong", "hoàn", "thành", "trước", "trong", "vào", "từ", "đến"})
