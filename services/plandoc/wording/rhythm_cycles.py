"""The rhythms of a text, each with the days that belong to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, day_of_month
from services.plandoc.wording.rhythm import Rhythm, RhythmKind, rhythm_at
from services.plandoc.wording.rhythm_dates import names
from services.plandoc.wording.rhythm_days import days_of, own_cycle
from services.plandoc.wording.time_words import TimeForm, TimeWord
from services.plandoc.wording.words import CAPITAL

_INTRODUCES = re.compile(
    r"(?:báo cáo|định kỳ|sơ kết|tổng kết|đánh giá|theo|kết quả)[\s(:]*\Z", re.IGNORECASE
)
# "Ngày Chuyển đổi số 10/10": a day that has a name.
_CALLED = re.compile(rf"(?<!\w)[Nn]gày\s+{CAPITAL}[^.,;:()]*\Z")
# Forms that make a rhythm alone, and which.
_ALONE = {TimeForm.QUARTER_DAY: Frequency.QUARTER, TimeForm.NEXT_YEAR: Frequency.YEAR}
_POINTS = (
    TimeForm.DAY_MONTH,
    TimeForm.NEXT_YEAR,
    TimeForm.DAY,
    TimeForm.QUARTER_DAY,
    TimeForm.MONTH,
    TimeForm.QUARTER,
)


def of_cycles(
    text: str, phrase: list[TimeWord], loose: list[list[TimeWord]], *, cell: bool
) -> Iterator[Rhythm]:
    """The rhythms of a phrase with their days; days that fit none are left to `loose`."""
    cycles = _sound_cycles(text, phrase, cell=cell)
    points = [each for each in phrase if each.form in _POINTS]
    given: dict[int, list[TimeWord]] = {at: [] for at in range(len(cycles))}
    away: list[TimeWord] = []
    for point in points:
        at = _nearest(text, point, cycles, phrase)
        (away if at is None else given[at]).append(point)
    if away:
        loose.append(away)
    for at, cycle in enumerate(cycles):
        yield _every(text, cycle, given[at])


def _sound_cycles(text: str, phrase: list[TimeWord], *, cell: bool) -> list[TimeWord]:
    """The words that are rhythms: "tháng" alone is one only in a list or before its day."""
    cycles = [each for each in phrase if each.form is TimeForm.CYCLE]
    if cell or len({each.frequency for each in cycles}) > 1:
        return cycles
    limited = any(each.limits and each.form in _POINTS for each in phrase)
    return [
        each
        for each in cycles
        if not each.bare
        or limited
        or _INTRODUCES.search(text[max(0, each.start - 16) : each.start + len(each.before)])
    ]


def _nearest(
    text: str, point: TimeWord, cycles: list[TimeWord], phrase: list[TimeWord]
) -> int | None:
    """The rhythm that a day belongs to: behind it in "trước ngày 18 hằng tháng", else before."""
    fitting = [at for at, cycle in enumerate(cycles) if own_cycle(cycle, point)]
    before = [at for at in fitting if cycles[at].start < point.start]
    behind = [at for at in fitting if cycles[at].start > point.start]
    in_brackets = text[max(0, point.start - 4) : point.start].rstrip().endswith("(")
    leading = [each for each in phrase if each.form in (*_POINTS, TimeForm.CYCLE)]
    rhythm_first = leading[0].form is TimeForm.CYCLE
    if before and (in_brackets or rhythm_first or not behind):
        return before[-1]
    return behind[0] if behind else None


def _every(text: str, cycle: TimeWord, points: list[TimeWord]) -> Rhythm:
    frequency = cycle.frequency
    assert frequency is not None  # noqa: S101  (every cycle has one)
    words = (cycle, *_of_the_work(text, points))
    if cycle.month:
        days = (DayInPeriod(month=cycle.month, day=cycle.day),)
        return rhythm_at(text, RhythmKind.EVERY, words, frequency=frequency, days=days)
    placed = days_of(frequency, words[1:])
    if placed is None:
        return rhythm_at(text, RhythmKind.UNOFFERED, words)
    return rhythm_at(text, RhythmKind.EVERY, words, frequency=placed[0], days=placed[1])


def _of_the_work(text: str, points: list[TimeWord]) -> list[TimeWord]:
    """The days that are no holiday's: "Quốc khánh 2/9 hằng năm" is done every year."""
    named = False
    kept: list[TimeWord] = []
    for each in points:  # of "dịp 27/7, 22/12" both days are named
        named = not each.limits and (named or _is_named(text, each))
        if not named:
            kept.append(each)
    return kept


def _is_named(text: str, point: TimeWord) -> bool:
    front = text[max(0, point.start - 40) : point.start]
    return point.is_named or bool(names().search(front[-24:]) or _CALLED.search(front))


def of_loose(
    text: str, loose: list[list[TimeWord]], read: list[Rhythm], year: int | None, *, cell: bool
) -> list[Rhythm]:
    """All rhythms, once the days that stand away from their rhythm have gone to it.

    Days that find none have a rhythm of their own ("tháng cuối quý"), are of `year`, or lack it.
    """
    read = list(read)
    waiting = {
        each.frequency: at
        for at, each in reversed(list(enumerate(read)))
        if each.kind is RhythmKind.EVERY and not each.days
    }
    for points in loose:
        own = _own_rhythm(points)
        limits = cell or own is not None or any(map(_sets_a_day, points))
        frequency = _waiting_for(points, waiting, read) if limits else None
        if frequency is not None:
            at = waiting.pop(frequency)
            read[at] = _joining(text, read[at], frequency, points)
        elif own is not None:
            read.append(_every(text, _as_cycle(points[0], own), points))
        elif limits:
            read += (_without_rhythm(text, point, year) for point in points)
    return read


def _own_rhythm(points: list[TimeWord]) -> Frequency | None:
    """The rhythm that days have without a word for it: "trước ngày 05 tháng sau" is monthly."""
    if len({each.form for each in points}) > 1:
        return None
    if points[0].form is TimeForm.DAY and all(each.month > 1 for each in points):
        return Frequency.MONTH
    return _ALONE.get(points[0].form)


def _sets_a_day(point: TimeWord) -> bool:
    """Whether a day without a year or rhythm is a duty's: "trong quý III", "trước ngày 15/11"."""
    whole = point.form in (TimeForm.MONTH, TimeForm.QUARTER)
    return point.limits or (whole and bool(point.before))


def _waiting_for(
    points: list[TimeWord], waiting: Mapping[Frequency | None, int], read: list[Rhythm]
) -> Frequency | None:
    """The rhythm elsewhere in the text that lacks its days, and may have these.

    The nearest before them: of "báo cáo 6 tháng gửi …; báo cáo năm gửi …" each has its own.
    """
    fitting = [
        frequency
        for frequency in waiting
        if frequency is not None
        and all(own_cycle(_as_cycle(point, frequency), point) for point in points)
    ]
    begins = {frequency: read[waiting[frequency]].start for frequency in fitting}
    before = [each for each in fitting if begins[each] < points[0].start]
    return max(before, key=begins.__getitem__) if before else next(iter(fitting), None)


def _joining(text: str, rhythm: Rhythm, frequency: Frequency, points: list[TimeWord]) -> Rhythm:
    days = _every(text, _as_cycle(points[0], frequency), points)
    spans = tuple(sorted((*rhythm.spans, *days.spans)))
    words = " … ".join(text[start:end] for start, end in spans)
    return replace(days, spans=spans, words=words)


def _without_rhythm(text: str, point: TimeWord, year: int | None) -> Rhythm:
    if year is None or point.form is TimeForm.DAY:
        return rhythm_at(text, RhythmKind.NO_YEAR, (point,))
    on = day_of_month(year, point.month, point.day)
    return rhythm_at(text, RhythmKind.ONCE, (point,), last_day=on)


def _as_cycle(word: TimeWord, frequency: Frequency) -> TimeWord:
    return replace(word, form=TimeForm.CYCLE, frequency=frequency, month=0, day=0)
