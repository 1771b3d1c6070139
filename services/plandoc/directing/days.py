"""The due day of a clause: which of its days is one, and what is unsure of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.calendar import CalendarMissing
from services.plandoc.directing.day_counts import VAGUE
from services.plandoc.directing.day_forms import WEEKDAY, Moment, weekday_of
from services.plandoc.directing.day_roles import (
    DayRole,
    DayWords,
    days_in,
    is_beginning,
    is_free,
    limits,
)
from services.plandoc.directing.folding import Place
from services.plandoc.directing.proposals import ClauseDoubt, ReadDay, doubt_at

_MAY_BE: Final = re.compile(
    r"\d|thứ |chủ nhật|tuần|tháng|quý|năm|hôm nay|mai|nay|trong ngày|nhất|ngay|càng|trước|sau|"
    r"(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười|hai mươi)\s+(?:ngày|tuần|giờ)",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE: Final = re.compile(rf"(?<!\w){WEEKDAY}\s*[,(]?\s*$", re.IGNORECASE)
_NEAR: Final = 20  # letters before a date in which the day of the week stands
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_RANGE: Final = "là ngày cuối của một khoảng thời gian, chưa rõ có phải là hạn"
_RIVALS: Final = (DayRole.LIMIT, DayRole.BARE)  # days that a limit leaves in question
_HELD: Final = "có thể là ngày diễn ra, không phải hạn"
_BARE: Final = "không có chữ “trước”, “chậm nhất” hay “hạn” đi trước, chưa rõ có phải là hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReading:
    """Hạn đọc được của một ý, with a day for words that are none, and what is unsure.

    `firm` is true where the words say a limit, be it one that no calendar has.
    """

    due: ReadDay | None = None
    suggested: ReadDay | None = None
    doubts: tuple[ClauseDoubt, ...] = ()
    firm: bool = False


def due_in(words: str, taken: Sequence[Place], moment: Moment, today: date) -> DueReading:
    """The due day that these words say; `taken` are places that say something else (a rhythm).

    Of several limits the first is taken, with a doubt; a day without a limit only where there is
    none, with a doubt.
    """
    if not _MAY_BE.search(words):
        return DueReading()
    used = list(taken)
    days = sorted(days_in(words, used, moment), key=lambda each: each.place)
    vague = _vague(words, used, moment, settled=any(each.reading.on for each in days))
    doubts = [
        doubt_at(words, each.place, *each.reading.doubt) for each in days if each.reading.doubt
    ]
    firm = vague.firm or any(each.role is DayRole.LIMIT for each in days)
    dated = [each for each in days if each.reading.on is not None]
    if not dated:
        return DueReading(suggested=vague.suggested, doubts=(*doubts, *vague.doubts), firm=firm)
    first = min(dated, key=lambda each: (min(each.role, DayRole.HELD), each.place))
    limited = first.role is DayRole.LIMIT
    rivals = [each for each in dated if not limited or each.role in _RIVALS]
    due = ReadDay(on=first.reading.on or date.min, read_at=first.place)
    doubts += [*_of_role(words, first), *_several(words, rivals), *vague.doubts]
    doubts += [*_of_weekday(words, due), *_of_day(due, moment, today)]
    return DueReading(due=due, doubts=tuple(doubts), firm=firm)


def _vague(words: str, used: Sequence[Place], moment: Moment, *, settled: bool) -> DueReading:
    """What words without a day leave unsure, and the day that may be meant.

    Where a day is `settled`, only words that limit ("trước cuối quý") are asked about.
    """
    doubts: list[ClauseDoubt] = []
    suggested: ReadDay | None = None
    firm = False
    read: list[Place] = []
    for pattern, suggest in VAGUE:
        for match in pattern.finditer(words):
            limited = limits(words, match.start())
            on = suggest(match, moment.ordered_on)
            if not is_free(match.span(), (*used, *read)) or is_beginning(words, match.start()):
                continue
            if settled and (on is None or not limited):
                continue
            read.append(match.span())
            if on is not None and suggested is None:
                suggested = ReadDay(on=on, read_at=match.span())
            hint = f"; gợi ý {on:%d/%m/%Y}" if on else ""
            said = f"chưa phải là một ngày{hint}, cần chọn ngày"
            doubts.append(doubt_at(words, match.span(), "no-day", said))
            firm = firm or limited or on is None
    return DueReading(suggested=suggested, doubts=tuple(doubts), firm=firm)


def _of_role(words: str, day: DayWords) -> list[ClauseDoubt]:
    if day.role is DayRole.RANGE:
        return [doubt_at(words, day.place, "day-range", _RANGE)]
    if day.role is DayRole.HELD:
        return [doubt_at(words, day.place, "day-held", _HELD)]
    if day.role is DayRole.BARE:
        return [doubt_at(words, day.place, "day-bare", _BARE)]
    return []


def _of_weekday(words: str, due: ReadDay) -> Iterator[ClauseDoubt]:
    """Ask where a date and the day of the week beside it do not agree."""
    start, end = due.read_at
    match = _WEEKDAY_BEFORE.search(words, max(0, start - _NEAR), start)
    if match is None or weekday_of(match) == due.on.weekday():
        return
    name = _WEEKDAYS[due.on.weekday()]
    yield doubt_at(
        words, (match.start(), end), "weekday-differs", f"không khớp: ngày này là {name}"
    )


def _several(words: str, days: Sequence[DayWords]) -> list[ClauseDoubt]:
    on = sorted({each.reading.on for each in days if each.reading.on})
    if len(on) == 1:
        return []
    said = ", ".join(f"{each:%d/%m/%Y}" for each in on)
    sentence = f"là một trong các ngày {said}: có nhiều hơn một hạn"
    return [doubt_at(words, days[-1].place, "several-days", sentence)]


def _of_day(due: ReadDay, moment: Moment, today: date) -> Iterator[ClauseDoubt]:
    said = f"Hạn {due.on:%d/%m/%Y}"
    if due.on < moment.ordered_on:
        sentence = f"{said} trước ngày của văn bản ({moment.ordered_on:%d/%m/%Y})."
        yield ClauseDoubt(code="before-paper", sentence=sentence, read_at=due.read_at)
    elif due.on < today:
        yield ClauseDoubt(code="day-past", sentence=f"{said} đã qua.", read_at=due.read_at)
    try:
        works = moment.calendar.is_working_day(due.on)
    except CalendarMissing:
        return  # nobody has entered that year: no rest day can be told
    if not works:
        sentence = f"{said} là ngày nghỉ."
        yield ClauseDoubt(code="rest-day", sentence=sentence, read_at=due.read_at)
