"""Which read item is which expected one: by section and words, the best fit first."""

from collections.abc import Sequence

from services.plandoc.wording.words import alike
from services.scoring.expected import ExpectedItem
from services.scoring.observed import ObservedItem
from services.scoring.phrases import holds

_ALIKE = 0.5  # of the syllables of two titles, where the section does not help
_ALIKE_IN_PLACE = 0.25  # of two titles in one section
_HELD = 0.9  # a title that holds the expected one whole, and more
_SAME_PLACE = 0.5  # what the same section adds


def paired(
    expected: Sequence[ExpectedItem], observed: Sequence[ObservedItem]
) -> dict[int, ObservedItem]:
    """The read item of each expected one, by its number; each is taken once."""
    fits = sorted(
        (-value, place, number)
        for place, item in enumerate(expected)
        for number, seen in enumerate(observed)
        if (value := fit(item, seen))
    )
    taken: set[int] = set()
    result: dict[int, ObservedItem] = {}
    for _, place, number in fits:
        if place not in result and number not in taken:
            taken.add(number)
            result[place] = observed[number]
    return result


def fit(expected: ExpectedItem, seen: ObservedItem) -> float:
    """How well a read item is the expected one; 0 where it is another."""
    if seen.draft.kind not in expected.kinds:
        return 0
    in_place = expected.section is not None and expected.section == seen.draft.section
    if expected.words:
        held = all(holds(f"{seen.draft.title} {seen.words}", words) for words in expected.words)
        return float(held and (in_place or expected.section is None))
    if not expected.titles:
        return float(in_place)
    value = max(_likeness(title, seen.draft.title) for title in expected.titles)
    if value < (_ALIKE_IN_PLACE if in_place else _ALIKE):
        return 0
    return value + (_SAME_PLACE if in_place else 0)


def _likeness(title: str, seen: str) -> float:
    return max(alike(title, seen), _HELD if holds(seen, title) else 0)
