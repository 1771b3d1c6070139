"""One finding of several lines: how it is said of many, and of those that are still open. Pure."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Final

from services.domain.plan.draft import FindingDraft
from services.domain.plan_document.reading import ReadFinding

_DIGEST: Final = 6
_MOST_PLACES: Final = 3
_LINE_BY_LINE: Final = "Như ghi ở từng dòng."


def together(members: Sequence[ReadFinding], of_many: str = "") -> ReadFinding:
    """Findings of one cause as one, each of them a line of it; one alone stays as it is.

    `of_many` is the sentence of many, with {count} and {names}; blank where all say the same.
    """
    first, *others = members
    if not others:
        return first
    keys = " ".join(each.key for each in members)
    quotes = tuple(dict.fromkeys(quote for each in members for quote in each.quotes))
    names = "; ".join(dict.fromkeys(quote.text for quote in quotes))
    return ReadFinding(
        key=f"{first.code}.{hashlib.sha256(keys.encode()).hexdigest()[:_DIGEST]}",
        code=first.code,
        severity=first.severity,
        items=tuple(dict.fromkeys(item for each in members for item in each.items)),
        place=_places(members),
        quotes=quotes,
        sentence=of_many.format(count=len(members), names=names) or first.sentence,
        assumed=_assumed(members),
        corrects=None,
        members=tuple(members),
        of_many=of_many,
    )


def narrowed(finding: ReadFinding, keys: Collection[str]) -> ReadFinding | None:
    """The finding with only some of its lines, said of these alone; None where none is left."""
    left = tuple(each for each in finding.lines if each.key in keys)
    if not left or left == finding.lines:
        return finding if left else None
    return together(left, finding.of_many)


def finding_draft(read_finding: ReadFinding) -> FindingDraft:
    """A finding as the plan keeps it."""
    return FindingDraft(
        code=read_finding.key,
        severity=read_finding.severity,
        items=read_finding.items,
        place=read_finding.place,
        question=read_finding.sentence,
        assumed=read_finding.assumed,
    )


def _assumed(members: Sequence[ReadFinding]) -> str:
    said = tuple(dict.fromkeys(each.assumed for each in members))
    return said[0] if len(said) == 1 else _LINE_BY_LINE


def _places(members: Sequence[ReadFinding]) -> str:
    """Where they stand: each place, or what encloses them where they are many."""
    places = tuple(dict.fromkeys(each.place for each in members))
    if len(places) > _MOST_PLACES:
        places = tuple(dict.fromkeys(place.split(",")[0] for place in places))
    return "; ".join(places) if len(places) <= _MOST_PLACES else f"{len(places)} chỗ"
