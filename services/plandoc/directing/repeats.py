"""The rhythm of an order that recurs: "chiều thứ Sáu hằng tuần đến hết tháng 6"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from services.plandoc.directing.day_forms import FORMS, WEEKDAY, Moment, weekday_of
from services.plandoc.directing.folding import Place
from services.plandoc.directing.proposals import ClauseDoubt, ReadRepeat, SpokenRhythm, doubt_at

_ONE: Final = r"(?:0?1|một)"
_EACH: Final = r"(?:hằng|hàng|mỗi|từng)\s+"
_TIMES: Final = rf"{_ONE}\s+(?:lần|buổi|kỳ)\s*(?:/|mỗi|một|trong|trên)\s*{_ONE}?\s*"
_A_TIME: Final = rf"\s*/?\s*(?:{_ONE}\s+)?lần"
_ANY_WEEKDAY: Final = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_OF_QUARTER: Final = r"(?:của\s+)?(?:(?:hằng|hàng|mỗi|các)\s+)?quý"
_FORMS: Final = (
    (rf"{_EACH}tuần|{_TIMES}tuần|{_ONE}\s+tuần{_A_TIME}|{_ANY_WEEKDAY}\s+các tuần", "weekly"),
    (rf"{_EACH}tháng|{_TIMES}tháng|{_ONE}\s+tháng{_A_TIME}", "monthly"),
    (
        rf"{_EACH}quý|{_TIMES}quý|tháng\s+(?:cuối|đầu|thứ (?:nhất|hai|ba))\s+{_OF_QUARTER}",
        "quarterly",
    ),
)
_RHYTHMS: Final = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), SpokenRhythm(rhythm))
    for words, rhythm in _FORMS
)
_OTHER: Final = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi)\s+(?:ngày|năm)"
    rf"|(?:\d{{1,2}}|hai|ba|sáu)\s+(?:tuần|tháng|ngày|năm)\s*/?\s*(?:{_ONE}\s+)?lần"
    r"|(?:0?[2-9]|hai|ba)\s+lần\s*/\s*(?:tuần|tháng|quý)"
    r"|định kỳ(?:\s+(?:\d{1,2}|sáu)\s+tháng)?)(?!\w)",
    re.IGNORECASE,
)
# "cuộc họp giao ban hằng tuần": what recurs by itself names no rhythm of an order.
_NO_ORDER: Final = re.compile(
    r"(?:giao ban|cuộc họp|phiên họp|lịch công tác|kế hoạch công tác|chương trình công tác)\s*$",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(rf"(?<!\w){WEEKDAY}(?!\s+ngày)", re.IGNORECASE)
_DAY: Final = re.compile(
    r"(?<!\w)(?:ngày|mùng)\s+(?P<d>\d{1,2})(?![\d/.-]|\s+tháng\s+\d|\s+(?:làm việc|ngày))",
    re.IGNORECASE,
)
_LAST_DAY: Final = re.compile(
    r"ngày\s+cuối(?:\s+cùng)?(?:\s+của)?\s*(?:tháng|quý)?|cuối\s+(?:mỗi\s+)?(?:tháng|quý)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    rf"tháng\s+(?P<which>đầu|giữa|cuối|thứ nhất|thứ hai|thứ ba)\s+{_OF_QUARTER}", re.IGNORECASE
)
# "ngày 5, 15 và 25", "thứ Ba, Năm": more than the one that is read.
_MORE: Final = re.compile(
    r"\s*(?:,|và|&|/)\s*(?:(?:ngày|thứ)\s*)?(?:hai|ba|tư|năm|sáu|bảy|\d{1,2})(?!\w)(?!\s*(?:/|h(?!\w)|giờ))",
    re.IGNORECASE,
)
_MONTHS: Final = {"đầu": 1, "thứ nhất": 1, "giữa": 2, "thứ hai": 2, "cuối": 3, "thứ ba": 3}
_UNTIL: Final = re.compile(
    r"(?<!\w)(?:cho\s+)?(?:tới|đến)\s+(?:hết\s+)?(?=(?:ngày|tháng|quý|năm|\d))", re.IGNORECASE
)
_OPEN_END: Final = re.compile(
    r"(?<!\w)(?:cho\s+)?(?:tới|đến)\s+khi\s+[^,.;\n]{2,60}", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"[.;\n](?=\s|$)")
_MOST_DAY: Final = 31
_NEAR: Final = 40  # letters before a rhythm that say what recurs
_UNOFFERED: Final = "là nhịp chưa tự nhắc được: chỉ có hằng tuần, hằng tháng, hằng quý"
_NO_END: Final = "chưa phải là ngày kết thúc"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatReading:
    """Nhịp của một ý: the rhythm, the places that say it, and what is unsure."""

    repeat: ReadRepeat | None = None
    taken: tuple[Place, ...] = ()
    doubts: tuple[ClauseDoubt, ...] = ()


def repeat_in(words: str, moment: Moment) -> RepeatReading:
    """The rhythm that these words give; of several the first, with a doubt."""
    matches = sorted(_rhythms(words), key=lambda each: (each[0].start(), -each[0].end()))
    if not matches:
        return RepeatReading(doubts=tuple(_unoffered(words, taken=())))
    first, rhythm = matches[0]
    sentence = _SentenceOfRhythm(words=words, first=first, places=[first.span()])
    repeat = sentence.read(rhythm, moment)
    if {each for _, each in matches} != {rhythm}:
        sentence.ask(matches[-1][0].span(), "several-rhythms", "là nhịp thứ hai trong cùng một ý")
    taken = tuple(sentence.places)
    doubts = (*sentence.doubts, *_unoffered(words, taken))
    return RepeatReading(repeat=repeat, taken=taken, doubts=doubts)


@dataclass(slots=True, kw_only=True)
class _SentenceOfRhythm:
    """A sentence with a rhythm: the places that were read, what is unsure."""

    words: str
    first: re.Match[str]
    places: list[Place]
    doubts: list[ClauseDoubt] = field(default_factory=list)
    within: Place = (0, 0)

    def __post_init__(self) -> None:
        ends = [each.end() for each in _SENTENCE.finditer(self.words)]
        begin = max((end for end in ends if end <= self.first.start()), default=0)
        end = min((end for end in ends if end >= self.first.end()), default=len(self.words))
        self.within = begin, end

    def read(self, rhythm: SpokenRhythm, moment: Moment) -> ReadRepeat:
        """The rhythm with its day and its end."""
        weekday = self._weekday() if rhythm is SpokenRhythm.WEEKLY else None
        day = None if rhythm is SpokenRhythm.WEEKLY else self._day()
        month = self._month() if rhythm is SpokenRhythm.QUARTERLY else None
        until = self._until(moment)
        read_at = min(start for start, _ in self.places), max(end for _, end in self.places)
        return ReadRepeat(
            rhythm=rhythm, read_at=read_at, weekday=weekday, day=day, month=month, until=until
        )

    def ask(self, place: Place, code: str, said: str) -> None:
        """Keep a doubt about these words."""
        self.doubts.append(doubt_at(self.words, place, code, said))

    def _weekday(self) -> int | None:
        days = list(_WEEKDAY.finditer(self.words, *self.within))
        if not days:
            self.ask(self.first.span(), "no-weekday", "chưa nói thứ mấy trong tuần")
            return None
        nearest = self._nearest(days)
        if len({weekday_of(each) for each in days}) > 1 or _MORE.match(self.words, nearest.end()):
            self.ask(nearest.span(), "several-weekdays", "là một trong nhiều thứ được nêu")
        return weekday_of(nearest)

    def _day(self) -> int | None:
        """The day of the month; 31 is the last one of each."""
        numbered = list(_DAY.finditer(self.words, *self.within))
        last = _LAST_DAY.search(self.words, *self.within)
        if numbered:
            nearest = self._nearest(numbered)
            day = int(nearest["d"])
            if not 1 <= day <= _MOST_DAY:
                self.ask(nearest.span(), "no-such-day", "không phải là ngày của tháng nào")
                return None
            if len({each["d"] for each in numbered}) > 1 or _MORE.match(self.words, nearest.end()):
                self.ask(nearest.span(), "several-days", "là một trong nhiều ngày được nêu")
            return day
        if last:
            self.places.append(last.span())
            self.ask(last.span(), "last-day", "hiểu là ngày cuối cùng của tháng")
            return _MOST_DAY
        self.ask(self.first.span(), "no-day-of-month", "chưa nói ngày nào trong tháng")
        return None

    def _month(self) -> int | None:
        """The month of the quarter, 1 to 3."""
        which = _MONTH.search(self.words, *self.within)
        if which is None:
            self.ask(self.first.span(), "no-month-of-quarter", "chưa nói tháng nào trong quý")
            return None
        self.places.append(which.span())
        return _MONTHS[which["which"].lower()]

    def _until(self, moment: Moment) -> date | None:
        within = self.first.start(), self.within[1]
        openly = _OPEN_END.search(self.words, *within)
        if openly:
            self.ask(openly.span(), "open-end", _NO_END)
        limit = _UNTIL.search(self.words, *within)
        if limit is None:
            return None
        for pattern, reading_of in FORMS:
            match = pattern.match(self.words, limit.end())
            if match is None:
                continue
            try:
                reading = reading_of(match, moment)
            except (OverflowError, ValueError):
                break
            self.places.append((limit.start(), match.end()))
            if reading.doubt:
                self.ask(match.span(), *reading.doubt)
            return reading.on
        self.ask(limit.span(), "open-end", _NO_END)
        return None

    def _nearest(self, matches: Sequence[re.Match[str]]) -> re.Match[str]:
        nearest = min(matches, key=lambda each: abs(each.start() - self.first.start()))
        self.places.append(nearest.span())
        return nearest


def _rhythms(words: str) -> Iterator[tuple[re.Match[str], SpokenRhythm]]:
    for pattern, rhythm in _RHYTHMS:
        for match in pattern.finditer(words):
            if not _NO_ORDER.search(words, max(0, match.start() - _NEAR), match.start()):
                yield match, rhythm


def _unoffered(words: str, taken: Sequence[Place]) -> Iterator[ClauseDoubt]:
    for match in _OTHER.finditer(words):
        if not (match[0].lower() == "định kỳ" and taken):
            yield doubt_at(words, match.span(), "rhythm-unoffered", _UNOFFERED)
