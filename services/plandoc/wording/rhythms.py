"""When a duty is done: its last day, its rhythm with the days of its reports, or all the time.

What counts as a last day is said in `rhythm_dates.py`, what a rhythm's days are in
`rhythm_days.py`. Days are calendar days; whether one is worked is the domain's matter.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from services.plandoc.wording.rhythm import GLUE, Rhythm, RhythmKind, rhythm_at
from services.plandoc.wording.rhythm_cycles import of_cycles, of_loose
from services.plandoc.wording.rhythm_dates import of_dated
from services.plandoc.wording.rhythm_halves import two_a_year
from services.plandoc.wording.rhythm_words import in_year, words_of_time
from services.plandoc.wording.time_words import TimeForm, TimeWord
from services.plandoc.wording.vocabulary import any_of, vocabulary

_LONGEST = 24  # words of time that are read together, so that time stays linear
_ANOTHER = re.compile(
    r"\s*(?:;.*|,?\s*(?:và\s+)?(?:báo cáo|sơ kết|tổng kết|đánh giá)\s*)", re.IGNORECASE
)
_BACK = 24  # what stands before a word and may make it a name


def rhythms_of(text: str, *, year: int | None = None) -> tuple[Rhythm, ...]:
    """Read the times of a sentence or clause, in its order.

    `year` is that of a plan of one year: days and months without a year are of it.
    """
    return _settled(_read(text, year, cell=False))


def rhythms_of_cell(text: str, *, year: int | None = None) -> tuple[Rhythm, ...]:
    """Read a time column, or the words behind "Thời gian:": there a bare "2027" is a year too."""
    return _settled(_read(text, year, cell=True))


def without_rhythms(text: str) -> str:
    """The text without what `rhythms_of` reads in it, its blanks and commas put in order."""
    return _cut(text, _read(text, None, cell=False))


def is_only_time(clause: str) -> bool:
    """Whether a clause says nothing but when: then it belongs to the duty before it."""
    read = _read(clause, None, cell=True)
    return bool(read) and not _only().sub("", _cut(clause, read)).strip(" .,;:()/")


@cache
def _only() -> re.Pattern[str]:
    words = any_of(vocabulary().time_only)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _cut(text: str, read: Iterable[Rhythm]) -> str:
    for start, end in sorted({span for each in read for span in each.spans}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    text = re.sub(r"\(\s*\)", " ", text)
    text = re.sub(r"\s+([,;.:)])", r"\1", " ".join(text.split()))
    return re.sub(r"[,;:](?=\s*[,;:.])", "", text).strip(" ,;:")


def _settled(read: list[Rhythm]) -> tuple[Rhythm, ...]:
    """Each rhythm once: of one frequency the one that says its days."""
    with_days = {each.frequency for each in read if each.days}
    known: dict[Rhythm, Rhythm] = {}
    for each in sorted(read, key=lambda each: each.start):
        if each.kind is not RhythmKind.EVERY or each.days or each.frequency not in with_days:
            known.setdefault(replace(each, spans=(), words=""), each)
    return tuple(known.values())


def _read(text: str, year: int | None, *, cell: bool) -> list[Rhythm]:
    read: list[Rhythm] = []
    loose: list[list[TimeWord]] = []
    for phrase in map(_with_years, _phrases(text, words_of_time(text, cell=cell))):
        read += of_dated(text, phrase, cell=cell)
        read += of_cycles(text, phrase, loose, cell=cell)
        read += (rhythm_at(text, kind, (each,)) for each in phrase if (kind := _plain(text, each)))
    return two_a_year(text, of_loose(text, loose, read, year, cell=cell))


def _plain(text: str, word: TimeWord) -> RhythmKind | None:
    """What a word says alone; "đời sống hằng ngày" says nothing of a duty's time."""
    if word.form is TimeForm.ALWAYS:
        return RhythmKind.ALWAYS
    if word.form is not TimeForm.UNOFFERED:
        return None
    daily = _daily().search(text[max(0, word.start - _BACK) : word.start])
    return None if daily else RhythmKind.UNOFFERED


@cache
def _daily() -> re.Pattern[str]:
    words = any_of(vocabulary().time_daily)
    return re.compile(rf"(?<!\w)(?:{words})\s*\Z", re.IGNORECASE)


def _with_years(phrase: list[TimeWord]) -> list[TimeWord]:
    """The phrase with the year of its last date given to the dates before it."""
    if _has_cycle(phrase):
        return phrase
    year = 0
    collected: list[TimeWord] = []
    for each in reversed(phrase):
        year = each.last.year if each.form is TimeForm.DATED else year
        collected.append(in_year(each, year) if year else each)
    return collected[::-1]


def _phrases(text: str, words: list[TimeWord]) -> Iterator[list[TimeWord]]:
    """Words of time that only commas, brackets and the like keep apart."""
    phrase: list[TimeWord] = []
    rhythms = 0  # in phrases before this one
    for each in words:
        if phrase and (len(phrase) == _LONGEST or _parted(text, phrase, each, rhythms)):
            yield phrase
            rhythms += _has_cycle(phrase)
            phrase = []
        phrase.append(each)
    if phrase:
        yield phrase


def _parted(text: str, phrase: list[TimeWord], word: TimeWord, rhythms: int) -> bool:
    """Whether a word of time belongs no more to what stands before it.

    Of "báo cáo 6 tháng gửi trước ngày 10/6, báo cáo năm …" the day is of the rhythm before it.
    """
    end = phrase[-1].end
    if not GLUE.fullmatch(text, end, max(word.start, end)):
        return True
    another = bool(_ANOTHER.fullmatch(text, end, max(word.start, end)))
    alone = not _has_cycle(phrase)
    return another and alone and rhythms > 0 and word.form is TimeForm.CYCLE


def _has_cycle(phrase: list[TimeWord]) -> bool:
    return any(each.form is TimeForm.CYCLE for each in phrase)
