"""The days of the calendar that a text sets for a duty.

"Trước ngày 15/8/2026" makes the 15th the last day in time: offices write "trước ngày" for the day
by which a thing is handed in, and count its last day to the end. Before a whole month, quarter or
year ("trước năm 2030", "trước tháng 6/2027") the last day is the day before it begins. A span
that is only named ends with its last day: "quý IV/2026" is 31/12/2026, "đầu năm 2027" 31/03/2027,
"giữa năm 2027" 30/06/2027, "đầu quý II/2027" 30/04/2027. What a day only names (a paper's own day,
a holiday, a term of office) is no date of a duty. Days are calendar days; whether one is a working
day is the domain's matter.

"Trong giai đoạn 2026 - 2028" is a time; behind the name of a paper the same years are the paper's.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from services.domain.due_days import day_of_month
from services.plandoc.wording.rhythm import Rhythm, RhythmKind, rhythm_at
from services.plandoc.wording.time_words import TimeForm, TimeWord
from services.plandoc.wording.vocabulary import any_of, vocabulary

_DAY = timedelta(days=1)
_ONE_WORK = 366  # days: what lasts no longer is one work with a first and a last day
_BACK = 80
# The last day of the beginning and of the first half: months behind its first one, and the day.
_PARTS = {
    "year": ((2, 31), (5, 31)),
    "quarter": ((0, 31), (1, 15)),
    "month": ((0, 10), (0, 15)),
}
# What stands before "(2026 - 2027)" where so many years are meant.
_SPAN_IN_BRACKETS = re.compile(r"\bnăm\s*\(\s*\Z", re.IGNORECASE)
_PHASE = re.compile(r"(?P<within>\b(?:trong|trong cả|cho cả)\s+)?\bgiai đoạn\s*\Z", re.IGNORECASE)
_FINISHED = re.compile(r"(?<!\w)(?:hoàn thành|xong|kết thúc|dứt điểm)(?!\w)", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—÷]\s*")
_ALREADY = re.compile(r"\bđã\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)
_COMPLETES = re.compile(r"(?:hoàn thành|xong|kết thúc)\s*\Z|[,;:(]\s*\Z|\A\s*\Z", re.IGNORECASE)


def of_dated(text: str, phrase: list[TimeWord], *, cell: bool) -> Iterator[Rhythm]:
    """Days, months and years of the calendar; beside a rhythm they only bound it."""
    for each in phrase:
        if each.form is TimeForm.WRONG and (cell or each.limits):
            yield rhythm_at(text, RhythmKind.UNOFFERED, (each,))
    bounds = any(each.form is TimeForm.CYCLE for each in phrase)
    dated = [each for each in phrase if each.form is TimeForm.DATED]
    at = 0
    while at < len(dated):
        words = dated[at : at + 2]
        if len(words) == 1 or not _goes_to(text, words[0], words[1]):
            words = words[:1]
        at += len(words)
        phase = None if cell else _phase(text, words[0])
        if phase is not None:
            yield from _of_phase(text, words, phase, bounds=bounds)
        elif cell or _counts(text, words[0]):
            yield _of_words(text, words, bounds=bounds)
            if words[0].size == "week":
                yield rhythm_at(text, RhythmKind.WEEK, words, last_day=words[0].last)


def _phase(text: str, word: TimeWord) -> re.Match[str] | None:
    """The words "giai đoạn" right before years, with what stands before them."""
    front = text[max(0, word.start - _BACK) : word.start]
    return _PHASE.search(re.split(r"[;:]", front)[-1])


def _of_phase(
    text: str, words: list[TimeWord], phase: re.Match[str], *, bounds: bool
) -> Iterator[Rhythm]:
    """Years of a period: of the work where that is said, else to be asked about.

    Work that is finished in them has their last day.
    """
    clause, first, last = phase.string[: phase.start()], words[0].first, last_day(words[-1])
    stands_alone = not clause.strip() or clause.rstrip().endswith("(")
    named = bool(_papers().search(clause))
    if last == date.max or (named and not phase["within"]):
        return
    finished = bool(_FINISHED.search(text[: words[0].start])) and not bounds
    if finished and (phase["within"] or stands_alone):
        yield rhythm_at(text, RhythmKind.ONCE, words, first_day=first, last_day=last)
    else:
        sure = phase["within"] or stands_alone
        kind = RhythmKind.SPAN if sure else RhythmKind.PHASE
        yield rhythm_at(text, kind, words, first_day=first, last_day=last)


def _of_words(text: str, words: list[TimeWord], *, bounds: bool) -> Rhythm:
    first, last = words[0], words[-1]
    if len(words) > 1 or first.size == "months":
        one_work = (last_day(last) - first.first).days <= _ONE_WORK and not bounds
        kind = RhythmKind.ONCE if one_work else RhythmKind.SPAN
        return rhythm_at(text, kind, words, first_day=first.first, last_day=last_day(last))
    if first.size == "years on":
        return rhythm_at(text, RhythmKind.SPAN, words, first_day=first.first)
    if first.size == "years":
        return rhythm_at(text, RhythmKind.SPAN, words, first_day=first.first, last_day=first.last)
    if first.begins:
        return rhythm_at(text, RhythmKind.SPAN, words, first_day=first.first)
    kind = RhythmKind.SPAN if bounds else RhythmKind.ONCE
    return rhythm_at(text, kind, words, last_day=last_day(first))


def _goes_to(text: str, first: TimeWord, last: TimeWord) -> bool:
    """Whether two days are the ends of one span: from … to …, or a dash between them."""
    until = re.search(r"\bđến\b|\bhết\b", last.before)
    behind = not first.limits and not text[first.end : last.start].strip()
    said = until and (first.begins or behind)
    return bool(said or _DASH.fullmatch(text, first.end, max(first.end, last.start)))


def last_day(word: TimeWord) -> date:
    """The last day in time that dated words mean, see the module's own sentences."""
    if word.size != "day" and re.search(r"\btrước\b", word.before):
        return word.first - _DAY
    part = re.search(r"\b(đầu|giữa)\b", word.before)
    early = _PARTS.get(word.size) if part else None
    if part is None or early is None:
        return word.last
    months, day = early[0] if part[1] == "đầu" else early[1]
    return day_of_month(word.first.year, word.first.month + months, day)


def _counts(text: str, word: TimeWord) -> bool:
    """Whether dated words give the time of a duty, and do not only name a paper or a day."""
    front = text[max(0, word.start - _BACK) : word.start]
    clause = re.split(r"[;:]", front)[-1]
    if _ALREADY.search(clause) or (not word.limits and names().search(clause[-24:])):
        return False
    if word.before.strip() and not _papers_until(clause, word):
        return True
    if word.size == "day" and _papers().search(clause):
        return False  # "Chỉ thị 17/CT-UBND (14/11/2025)": the paper's own day
    if _COMPLETES.search(clause):
        return word.size != "years" or bool(_SPAN_IN_BRACKETS.search(clause))
    return word.size not in ("year", "years") and not _named().search(clause)


def _papers_until(clause: str, word: TimeWord) -> bool:
    """Whether "đến năm 2030" belongs to the name of a paper: a programme until 2030."""
    until = word.before.strip() == "đến" and word.size in ("year", "years")
    return until and bool(_named().search(clause))


@cache
def _papers() -> re.Pattern[str]:
    """Names of papers that have years of their own."""
    words = any_of(vocabulary().papers)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def names() -> re.Pattern[str]:
    """Words right before a date that make it a name: "nhiệm kỳ 2026 - 2031"."""
    words = any_of(vocabulary().time_names)
    return re.compile(rf"(?<!\w)(?:{words})\s*(?:từ|ngày|năm)?\s*\Z", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    """Words anywhere before a bare date that make it a paper's or an event's own day."""
    words = (*vocabulary().papers, *vocabulary().time_papers, *vocabulary().time_names)
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", re.IGNORECASE)
