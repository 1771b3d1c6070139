"""What a day is for in a clause: a limit, the day of something held, or no day of the clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from services.plandoc.directing.day_counts import COUNTED, counted
from services.plandoc.directing.day_forms import FORMS, DayReading, Moment
from services.plandoc.directing.folding import Place
from services.plandoc.wording.vocabulary import any_of, vocabulary

_WORDS: Final = vocabulary()
_BACK: Final = 60  # letters before a day that say what it is
# Words behind which a day may as well be that of a report that is asked for.
_ASKED_FOR: Final = frozenset({"báo cáo", "thông báo", "hướng dẫn", "của"})
_PAPERS: Final = any_of({*_WORDS.papers, *_WORDS.time_papers} - _ASKED_FOR)
_HOUR: Final = r"(?:\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2}(?:\s*phút)?\s*,?\s*)?"
_FILL: Final = (
    r"(?:(?:là|vào|trong|hết|hồi|lúc|ngày|cuối|đầu|giờ làm việc|ngày làm việc|sáng|chiều|tối|buổi"
    r"|nay|đến|trước|sau|[:\-–]|(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*,?)\s*"
    rf"|{_HOUR})*"
)
_OF_SPAN: Final = r"thời gian(?: hoàn thành| thực hiện| báo cáo)?"
_LIMIT: Final = re.compile(
    r"(?<!\w)(?:trước(?!\s+khi)|chậm nhất|muộn nhất|không muộn hơn|không quá|xong|hoàn thành"
    rf"|thời hạn|hạn chót|hạn cuối|hạn|hết|đến|deadline|trong|{_OF_SPAN}|tiến độ|kịp)\s*:?\s*"
    rf"{_FILL}$",
    re.IGNORECASE,
)
_HELD_ON: Final = re.compile(
    rf"(?<!\w)(?:vào|lúc|hồi|tổ chức|diễn ra|khai mạc|bắt đầu)\s+{_FILL}$", re.IGNORECASE
)
_SIGN: Final = r"[\w.&-]*/[\w&./-]*[A-ZĐ][\w&.-]*\s*,?\s*(?:ngày)?\s*$"
_MEETING: Final = "họp|giao ban|hội nghị|cuộc họp|buổi họp|làm việc|ký|ban hành|đề|gửi đơn"
_OF_PAPER: Final = re.compile(
    rf"(?:{_SIGN}|(?<!\w)(?i:{_PAPERS}|{_MEETING})\s*(?i:của\s[^,.;]*?|số\s\S*?|giao ban)?"
    r"\s*,?\s*(?i:ngày|sáng ngày|chiều ngày|sáng|chiều|tháng|quý|năm)?\s*$)"
)
_MET: Final = re.compile(r"(?:họp|giao ban|hội nghị|làm việc|kết luận)\s*\(?$", re.IGNORECASE)
_BEGINS: Final = re.compile(
    rf"(?<!kể )(?<!\w)(?:từ|bắt đầu từ|kể từ|sau|từ đêm)\s+{_FILL}$", re.IGNORECASE
)
_UP_TO: Final = re.compile(r"(?<!\w)(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE)
_RANGE: Final = re.compile(
    r"(?<!kể )(?<!\w)từ\s(?!nay)[^,.;]{1,40}?\s(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?$"
    r"|\d\s*[-–]\s*$",
    re.IGNORECASE,
)
_CUT_OFF: Final = re.compile(
    r"(?:tính|số liệu|lũy kế|chốt|dữ liệu|cập nhật|phát sinh)\s+(?:\w+\s+){0,2}?(?:đến|từ|trong)"
    r"\s+(?:hết\s+)?(?:ngày\s+)?$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    rf"(?:{any_of(_WORDS.time_names)}|năm học|mùa"
    rf"|Tết)\s*(?:lần thứ\s+\w+\s*)?(?:\(?\s*ngày)?\s*\(?$",
    re.IGNORECASE,
)
_SPAN_LIMIT: Final = re.compile(
    r"(?<!\w)(?:trong|hết|xong|hoàn thành|chậm nhất|muộn nhất|đến hết|đến|hạn|vào|thời hạn"
    rf"|tiến độ|{_OF_SPAN}|ngay)\s*:?\s*(?:(?:là|vào|trong|hết|nội|cả|khoảng|ngày)\s+)*$",
    re.IGNORECASE,
)
# "21/24 nhiệm vụ", "24/24 giờ": so many of so many.
_COUNTED: Final = any_of(
    (*_WORDS.numbers.parts, *_WORDS.nouns, *_WORDS.numbers.counters, *_WORDS.sizes)
)
_FRACTION: Final = re.compile(
    rf"\s*(?:{_COUNTED}"
    r"|nhiệm vụ|giờ|phường|xã|việc|ý|câu|phòng|ban)(?!\w)(?!\s+(?:chức|cáo|hành))",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\d{1,2}/\d{1,2}(?:\s+năm (?:nay|sau))?")
_DAY_BEFORE: Final = re.compile(
    r"(?:(?<!\w)(?:và|sáng|chiều|tối|đêm|ngày|thứ\s+\w+|T[2-7]|chủ nhật)|[,\-–(:]"
    r"|\d\s?h\d{0,2})\s*$",
    re.IGNORECASE,
)
_DATE_BEHIND: Final = re.compile(
    r"\s*[,(]?\s*(?:ngày\s+)?\d{1,2}\s?(?:[/.-]|tháng)\s?\d", re.IGNORECASE
)
_WORD_OF_LIMIT: Final = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hạn)(?!\w)", re.IGNORECASE
)
_DONE_IN: Final = re.compile(
    r"(?<!\w)(?:thực hiện|triển khai|tổ chức|trình|ban hành|nghiệm thu|bàn giao|khởi công"
    r"|kết thúc)\s+$",
    re.IGNORECASE,
)
_CLOSE: Final = ("trong", "hôm nay", "ngày hôm nay", "ngày mai", "sáng", "chiều", "tối")


class DayRole(IntEnum):
    """What a day is for in its clause."""

    LIMIT = 0
    RANGE = 1  # the last day of "từ ngày … đến ngày …"
    HELD = 2  # something takes place on it
    BARE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWords:
    """Chỗ ghi ngày: its place, how it is read, what it is for."""

    place: Place
    reading: DayReading
    role: DayRole


def days_in(words: str, used: list[Place], moment: Moment) -> Iterator[DayWords]:
    """Every day of a clause that may be its own, the surest way of writing first.

    Places in `used` are passed over, and every place that is read is added to it.
    """
    for match in COUNTED.finditer(words):
        if is_free(match.span(), used):
            count = counted(match, moment)
            if count is not None:
                used.append(match.span())
                yield DayWords(place=match.span(), reading=count, role=DayRole.LIMIT)
    for pattern, reading_of in FORMS:
        for match in pattern.finditer(words):
            if not is_free(match.span(), used):
                continue
            try:
                reading = reading_of(match, moment)
            except (OverflowError, ValueError):
                reading = DayReading(doubt=("no-such-day", "không có ngày này"))
            role = _role_of(words, match, reading, moment)
            if role is not None or not reading.span:
                used.append(match.span())
            if role is not None:
                yield DayWords(place=match.span(), reading=reading, role=role)


def limits(words: str, at: int) -> bool:
    """Whether the words before a place make of what stands there a limit: "trước", "trong"."""
    return _LIMIT.search(words[max(0, at - _BACK) : at]) is not None


def is_beginning(words: str, at: int) -> bool:
    """Whether the words before a place make of it a beginning or only a name: "từ", "dịp"."""
    before = words[max(0, at - _BACK) : at]
    return _BEGINS.search(before) is not None or _NAMED.search(before) is not None


def weekday_dated(words: str, match: re.Match[str]) -> bool:
    """Whether a day of the week only goes with the date behind it: "thứ Sáu, ngày 25/12"."""
    weekday = match.groupdict().get("weekday") or match.groupdict().get("sunday")
    return weekday is not None and _DATE_BEHIND.match(words, match.end()) is not None


def is_free(place: Place, used: Sequence[Place]) -> bool:
    """Whether nothing else was read from this place."""
    return all(place[1] <= start or end <= place[0] for start, end in used)


def _role_of(
    words: str, match: re.Match[str], reading: DayReading, moment: Moment
) -> DayRole | None:
    """What a day is for; None where it is a paper's day, a beginning, or only a name."""
    before = words[max(0, match.start() - _BACK) : match.start()]
    if match[0].lower().startswith(_CLOSE):
        return None if _MET.search(before) else DayRole.LIMIT
    if weekday_dated(words, match) or (_BEGINS.search(before) and not _UP_TO.search(before)):
        return None
    if _NAMED.search(before):  # "nhân kỷ niệm 22/12", but "trước dịp kỷ niệm 22/12"
        return DayRole.BARE if _WORD_OF_LIMIT.search(before) else None
    if _CUT_OFF.search(before):
        return _if_to_come(reading, moment)
    if reading.span:
        return _role_of_span(before)
    return None if _is_fraction(words, match, before) else _role_by(before, reading, moment)


def _if_to_come(reading: DayReading, moment: Moment) -> DayRole | None:
    """A day of a paper, a meeting or of figures: one that is still to come may be meant."""
    past = reading.on is None or reading.on <= moment.ordered_on
    return None if past else DayRole.BARE


def _role_of_span(before: str) -> DayRole | None:
    """What a week, a month, a quarter or a year is for: often only the name of a report."""
    if _SPAN_LIMIT.search(before):
        return DayRole.LIMIT
    return DayRole.BARE if _DONE_IN.search(before) else None


def _role_by(before: str, reading: DayReading, moment: Moment) -> DayRole | None:
    """What the words before a day make of it."""
    held = _HELD_ON.search(before)
    limit = _LIMIT.search(before)
    if _RANGE.search(before):
        return DayRole.RANGE
    if limit is not None and (held is None or limit.start() <= held.start()):
        return DayRole.LIMIT
    if held is not None:
        return DayRole.HELD
    return _if_to_come(reading, moment) if _OF_PAPER.search(before) else DayRole.BARE


def _is_fraction(words: str, match: re.Match[str], before: str) -> bool:
    """Whether two bare numbers are so many of so many, or nothing says that they are a day."""
    if _BARE.fullmatch(match[0]) is None:
        return False
    said = any(each.search(before) for each in (_LIMIT, _HELD_ON, _DAY_BEFORE))
    return _FRACTION.match(words, match.end()) is not None or not said
