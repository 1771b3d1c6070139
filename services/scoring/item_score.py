"""What was read of one item beside what was expected of it: title, lead, supporters, due days."""

from collections.abc import Iterator

from services.domain.calendar import Frequency
from services.scoring.due_said import DueSaid
from services.scoring.expected import ExpectedItem
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
    total,
)
from services.scoring.measure_score import measures_score
from services.scoring.observed import Names, ObservedItem
from services.scoring.phrases import any_same, same

NOBODY = "không ai"
NO_DUE = "không nêu thời hạn"


def item_score(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    """Compare one item with the one that was expected."""
    return total(
        (
            _title(expected, seen),
            _lead(expected, seen),
            _supporting(expected, seen),
            _dues(expected, seen),
            measures_score(expected, seen.draft.measures),
        )
    )


def wanted_of(expected: ExpectedItem) -> ReadingScore:
    """What is wanted of an item that was not read: nothing of it is recalled."""
    counts = {
        ScoredKind.LEAD: int(expected.lead is not None),
        ScoredKind.SUPPORTING: len(expected.supporting.value) if expected.supporting else 0,
        ScoredKind.DUE: len(expected.due.value) if expected.due else 0,
        ScoredKind.TARGET: len(expected.measures.value) if expected.measures else 0,
    }
    return ReadingScore(
        figures={kind: ScoreFigure(wanted=count) for kind, count in counts.items() if count}
    )


def _title(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    if not expected.titles:
        return ReadingScore()
    right = any(same(title, seen.draft.title) for title in expected.titles)
    return _scored(
        ScoredKind.TITLE,
        ScoreFigure(wanted=1, recalled=right, read=1, right=right),
        expected,
        () if right else ((" / ".join(expected.titles), seen.draft.title),),
    )


def _lead(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    if expected.lead is None:
        return ReadingScore()
    wanted = expected.lead.value
    right = _is_lead(wanted, seen.lead)
    named = seen.lead is not None
    return _scored(
        ScoredKind.LEAD,
        ScoreFigure(wanted=1, recalled=right, read=named, right=named and right),
        expected,
        () if right else ((wanted or NOBODY, seen.lead[0] if seen.lead else NOBODY),),
    )


def _is_lead(wanted: str | None, lead: Names | None) -> bool:
    if wanted is None or lead is None:
        return wanted is None and lead is None
    return any_same(lead, wanted)


def _supporting(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    if expected.supporting is None:
        return ReadingScore()
    wanted = expected.supporting.value
    recalled = sum(any(any_same(names, each) for names in seen.supporting) for each in wanted)
    right = sum(any(any_same(names, each) for each in wanted) for names in seen.supporting)
    read = len(seen.supporting)
    exact = recalled == len(wanted) and right == read
    said = "; ".join(wanted) or NOBODY, "; ".join(names[0] for names in seen.supporting) or NOBODY
    return _scored(
        ScoredKind.SUPPORTING,
        ScoreFigure(wanted=len(wanted), recalled=recalled, read=read, right=right),
        expected,
        () if exact else (said,),
    )


def _dues(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    if expected.due is None:
        return ReadingScore()
    wanted, read = expected.due.value, seen.dues
    if any(each.frequency is None for each in wanted):
        return _ongoing(expected, seen)
    wanted_parts = frozenset(part for each in wanted for part in each.parts)
    read_parts = frozenset(part for each in read for part in each.parts)
    recalled = sum(each.parts <= read_parts | _reached(seen) for each in wanted)
    right = sum(each.parts <= wanted_parts for each in read)
    exact = recalled == len(wanted) and right == len(read)
    said = "; ".join(map(str, wanted)) or NO_DUE, "; ".join(map(str, read)) or NO_DUE
    return _scored(
        ScoredKind.DUE,
        ScoreFigure(wanted=len(wanted), recalled=recalled, read=len(read), right=right),
        expected,
        () if exact else (said,),
    )


def _reached(seen: ObservedItem) -> frozenset[str]:
    """The last day of a measure, or of the work itself, is as good as the day of a report."""
    days = {measure.reach_by for measure in seen.draft.measures} | {seen.draft.ends_on}
    return frozenset(
        part for day in days if day for part in DueSaid(frequency=Frequency.ONCE, until=day).parts
    )


def _ongoing(expected: ExpectedItem, seen: ObservedItem) -> ReadingScore:
    """Work all the time: any rhythm is right that neither ends nor has a day."""
    right = not any(each.frequency is Frequency.ONCE or each.days for each in seen.dues)
    return _scored(
        ScoredKind.DUE,
        ScoreFigure(wanted=1, recalled=right, read=1, right=right),
        expected,
        () if right else (("ongoing", "; ".join(map(str, seen.dues))),),
    )


def _scored(
    kind: ScoredKind,
    figure: ScoreFigure,
    expected: ExpectedItem,
    differences: tuple[tuple[str, str], ...],
) -> ReadingScore:
    return ReadingScore(
        figures={kind: figure}, shortfalls=tuple(_different(kind, expected, differences))
    )


def _different(
    kind: ScoredKind, expected: ExpectedItem, differences: tuple[tuple[str, str], ...]
) -> Iterator[Shortfall]:
    for wanted, read in differences:
        yield Shortfall(
            kind=kind, mismatch=Mismatch.DIFFERENT, at=expected.name, expected=wanted, read=read
        )
