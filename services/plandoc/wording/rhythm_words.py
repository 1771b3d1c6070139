"""The words of time in a text, each with its place, before it is known what they say together."""

import re
from dataclasses import replace

from services.domain.due_days import day_of_month
from services.plandoc.wording.time_forms import FORMS, FORMS_OF_CELLS, Reading
from services.plandoc.wording.time_readings import dated, months_on
from services.plandoc.wording.time_words import TimeForm, TimeWord

# How far back the words before a date are looked at, so that time stays linear.
_BACK = 60
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:hoàn thành xong|xong|trước|chậm nhất|muộn nhất|không muộn hơn|thời hạn|hạn cuối"
    r"|hạn|đến|hết|trong|vào|kể từ|bắt đầu từ|từ|cuối|đầu|giữa|khoảng|thời điểm|là|các|cả"
    r"|dịp|định kỳ|từ nay|\d{1,2}\s?(?:h|giờ)\s?\d{0,2}(?:\s+phút)?,?)\s+){1,7}\Z",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\d|hằng|hàng|mỗi|từng|theo|tháng|quý|năm|thường xuyên|liên tục|đột xuất", re.IGNORECASE
)


def words_of_time(text: str, *, cell: bool) -> list[TimeWord]:
    """Every word of time in its order; where two could be read, the longer one is.

    In a `cell` of a column of times a bare year is one too.
    """
    if not _ANY.search(text):
        return []
    forms = (*FORMS, *FORMS_OF_CELLS) if cell else FORMS
    matches = [(match, reading) for pattern, reading in forms for match in pattern.finditer(text)]
    matches.sort(key=lambda each: each[0].start() - each[0].end())
    taken = bytearray(len(text))
    collected: list[TimeWord] = []
    for match, reading in matches:
        start, end = match.span()
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        collected += _read(match, reading, text)
    return sorted(collected, key=lambda each: (each.start, each.last, each.month))


def _read(match: re.Match[str], reading: Reading, text: str) -> list[TimeWord]:
    begin, end = match.span()
    before = _BEFORE.search(text[max(0, begin - _BACK) : begin])
    said = before[0] if before else ""
    wrong = TimeWord(form=TimeForm.WRONG, start=begin - len(said), end=end, before=said.lower())
    try:
        return [replace(wrong, **each) for each in reading(match)]  # type: ignore[arg-type]
    except ValueError:
        return [wrong]


def in_year(word: TimeWord, year: int) -> TimeWord:
    """A day, month or quarter without a year as one of this year; any other word as it is."""
    match word.form:
        case TimeForm.DAY_MONTH:
            on = day_of_month(year, word.month, word.day)
            return replace(word, **dated("day", on, on))  # type: ignore[arg-type]
        case TimeForm.MONTH:
            months = months_on("month", year, word.month, word.month)
            return replace(word, **months)  # type: ignore[arg-type]
        case TimeForm.QUARTER:
            months = months_on("quarter", year, word.month - 2, word.month)
            return replace(word, **months)  # type: ignore[arg-type]
        case _:
            return word
