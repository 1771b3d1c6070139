"""Half-yearly and yearly reports that are said in one breath: two reports in a year.

Of "báo cáo 6 tháng (10/6), năm (10/12)" offices write one report in June and one in December, and
the yearly one is the second half's. Both rhythms would ask for two reports in December; one rhythm
of half-years, each with its day, asks for what is meant.
"""

from collections.abc import Iterator

from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod
from services.plandoc.wording.rhythm import GLUE, Rhythm, RhythmKind

_HALF = 6  # months
_SECOND = "cuối năm"
_TIMES = "lần"  # "6 tháng một lần" says how often work is done, beside a yearly report of it


def two_a_year(text: str, read: list[Rhythm]) -> list[Rhythm]:
    """All rhythms, half-years and years that belong together as one."""
    halves = _of(Frequency.HALF_YEAR, read)
    joined = [*_halves_of_a_year(text, halves)] or [*_half_and_year(text, halves, read)]
    if not joined:
        return read
    taken = [each for _, parts in joined for each in parts]
    rest = [each for each in read if all(each is not part for part in taken)]
    return [*rest, *(each for rhythms, _ in joined for each in rhythms)]


Joined = tuple[tuple[Rhythm, ...], tuple[Rhythm, Rhythm]]  # what is said, and of which two


def _of(frequency: Frequency, read: list[Rhythm]) -> list[Rhythm]:
    return [each for each in read if each.kind is RhythmKind.EVERY and each.frequency is frequency]


def _halves_of_a_year(text: str, halves: list[Rhythm]) -> Iterator[Joined]:
    """The two halves by name: "6 tháng đầu năm (10/6), 6 tháng cuối năm (15/12)"."""
    seconds = [each for each in halves if _SECOND in each.words.lower()]
    firsts = [each for each in halves if each not in seconds]
    if len(firsts) == len(seconds) == 1:
        yield _both(text, firsts[0], seconds[0], seconds[0].days)


def _half_and_year(text: str, halves: list[Rhythm], read: list[Rhythm]) -> Iterator[Joined]:
    years = _of(Frequency.YEAR, read)
    if len(halves) != 1 or len(years) != 1 or _TIMES in halves[0].words.lower():
        return
    half, year = halves[0], years[0]
    second = tuple(DayInPeriod(month=each.month - _HALF, day=each.day) for each in year.days)
    in_second = all(each.month >= 1 for each in second)
    together = bool(half.days and year.days) or _in_one_breath(text, half, year)
    if together and in_second and len(half.days) <= 1:
        yield _both(text, half, year, second)


def _in_one_breath(text: str, half: Rhythm, year: Rhythm) -> bool:
    first, last = sorted((half, year), key=lambda each: each.start)
    between = (first.end, max(first.end, last.start))
    return ";" not in text[slice(*between)] and bool(GLUE.fullmatch(text, *between))


def _both(text: str, half: Rhythm, other: Rhythm, second: tuple[DayInPeriod, ...]) -> Joined:
    """One rhythm of half-years; a day that is said alone is taken for both, and asked about."""
    days = half.days + second
    own = days if len(set(days)) > 1 else days[:1]
    said = _said(text, RhythmKind.EVERY, half, other, own)
    if bool(half.days) == bool(second):
        return (said,), (half, other)
    return (said, _said(text, RhythmKind.ONE_HALF, half, other, ())), (half, other)


def _said(
    text: str, kind: RhythmKind, half: Rhythm, other: Rhythm, days: tuple[DayInPeriod, ...]
) -> Rhythm:
    spans = tuple(sorted((*half.spans, *other.spans)))
    return Rhythm(
        kind=kind,
        spans=spans,
        words=" … ".join(text[start:end] for start, end in spans),
        frequency=half.frequency if kind is RhythmKind.EVERY else None,
        days=days,
    )
