"""What a text says of the time of a duty, as a value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod
from services.plandoc.wording.time_words import TimeWord

# What may stand between two words of time that speak of one thing.
GLUE = re.compile(
    r"[\s,;:()–—-]*"
    r"(?:(?:và|hoặc|hay|rồi|định kỳ|báo cáo|đối với|sơ kết|tổng kết|đánh giá)[\s,;:()]*){0,4}",
    re.IGNORECASE,
)


class RhythmKind(StrEnum):
    """What a text says of the time of a duty."""

    ONCE = "once"
    EVERY = "every"
    SPAN = "span"
    ALWAYS = "always"
    UNOFFERED = "unoffered"  # weeks, days, every two years: the product has no period for it
    NO_YEAR = "no_year"  # a day whose year nothing says
    WEEK = "week"  # of a month: `last_day` is its last one, counted from the first of the month
    PHASE = "phase"  # years that may be those of the work or of a paper: `first_day`, `last_day`
    ONE_HALF = "one_half"  # the day of one of two half-yearly reports; that of the other is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Một thời hạn hoặc nhịp: what is read, and where it stands in the text.

    `spans` are the places that said it, in order, mostly one. ONCE has `last_day` (and
    `first_day` where both ends are said); EVERY has `frequency`, and `days` where its reports
    have days of their own: one that holds for each period, or one for each period of the year.
    SPAN bounds work that goes on: `first_day`, `last_day` or both.
    """

    kind: RhythmKind
    spans: tuple[tuple[int, int], ...]
    words: str
    frequency: Frequency | None = None
    days: tuple[DayInPeriod, ...] = ()
    first_day: date | None = None
    last_day: date | None = None

    @property
    def start(self) -> int:
        """Where the first of its words begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last of its words ends."""
        return self.spans[-1][1]


def rhythm_at(
    text: str,
    kind: RhythmKind,
    words: Iterable[TimeWord],
    *,
    frequency: Frequency | None = None,
    days: tuple[DayInPeriod, ...] = (),
    first_day: date | None = None,
    last_day: date | None = None,
) -> Rhythm:
    """A rhythm that these words of the text say."""
    spans = _joined(text, sorted({(each.start, each.end) for each in words}))
    return Rhythm(
        kind=kind,
        spans=spans,
        words=" … ".join(text[start:end] for start, end in spans),
        frequency=frequency,
        days=days,
        first_day=first_day,
        last_day=last_day,
    )


def _joined(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Places that only commas and the like keep apart, as one; a bracket goes with its words."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        begin = start
        if joined and GLUE.fullmatch(text, joined[-1][1], max(start, joined[-1][1])):
            begin = joined.pop()[0]
        words = text[begin:end]
        opened = words.count("(") > words.count(")") and text[end : end + 1] == ")"
        joined.append((begin, end + opened))
    return tuple(joined)
