"""Days that a text counts ("chậm nhất 10 ngày làm việc"), and words that are none ("cuối quý")."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from services.domain.calendar import CalendarMissing
from services.plandoc.directing.day_forms import DayReading, Moment, last_of_month, quarter_of

_NUMBERS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_COUNT: Final = (
    r"(?P<n>\d{1,3}|mười lăm|hai mươi|ba mươi|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"(?:\s*\([^)]{1,20}\))?"
)
_FROM: Final = (
    r"(?P<from>,?\s*(?:kể\s+)?(?:từ|sau)\s+(?:(?:ngày|khi|thời điểm)\s+)?"
    r"(?:(?P<day>\d{1,2}/\d{1,2}/\d{4})|(?P<base>[^,.;\n]{2,60})))?"
)
COUNTED: Final = re.compile(
    rf"(?<!\w)(?P<limit>(?:(?:trong|vòng|thời hạn|thời gian|chậm nhất|muộn nhất|không quá"
    rf"|tối đa|là"
    rf"|sau|hạn|trước)\s*:?\s+)*){_COUNT}\s+(?P<what>ngày làm việc|ngày|tuần|tháng|giờ"
    rf"|tiếng)(?!\w)"
    r"(?!(?<=giờ)\s*(?:\d|ngày|phút|sáng|chiều|hôm|trưa|đêm|,\s*ngày))"
    rf"(?!\s*(?:đầu|cuối|/|một lần|tuổi|hằng|hàng)){_FROM}",
    re.IGNORECASE,
)
_RECEIVED: Final = re.compile(r"(?:ngày\s+)?(?:nhận|tiếp nhận)", re.IGNORECASE)
_SIGNED: Final = re.compile(r"(?:ngày\s+)?(?:ký|ban hành|phát hành|văn bản này)", re.IGNORECASE)
Doubt = tuple[str, str]
_HOURS_A_DAY: Final = 24


def counted(match: re.Match[str], moment: Moment) -> DayReading | None:
    """The day that so many days lead to; None where the words count no days to a due day."""
    if not match["limit"] and not match["from"]:
        return None
    number = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    base, doubt = _base(match, moment)
    if base is None:
        return DayReading(doubt=doubt)
    try:
        on = _after(base, number, match["what"].lower(), moment)
    except CalendarMissing as missing:
        said = f"chưa có lịch nghỉ của năm {missing.year} nên chưa tính được ngày làm việc"
        return DayReading(doubt=("calendar-missing", said))
    except (OverflowError, ValueError):
        return DayReading(doubt=("no-such-day", "không tính được ngày"))
    return DayReading(on=on, doubt=doubt)


def _after(base: date, number: int, what: str, moment: Moment) -> date:
    match what:
        case "ngày làm việc":
            return moment.calendar.add_working_days(base, number)
        case "tuần":
            return base + timedelta(weeks=number)
        case "tháng":
            last = last_of_month(base.year, base.month + number)
            return last.replace(day=min(base.day, last.day))
        case "giờ" | "tiếng":
            return base + timedelta(days=-(-number // _HOURS_A_DAY))
        case _:
            return base + timedelta(days=number)


def _base(match: re.Match[str], moment: Moment) -> tuple[date | None, Doubt | None]:
    """The day that is counted from, and what is unsure of it."""
    if match["day"]:
        day, month, year = map(int, match["day"].split("/"))
        try:
            return date(year, month, day), None
        except ValueError:
            return None, ("no-such-day", f"không có ngày {match['day']}")
    said = (match["base"] or "").strip()
    if said and not _SIGNED.match(said):
        if _RECEIVED.match(said):
            doubt = "base-unknown", f"tính từ “{said}”, tạm tính từ ngày của văn bản"
            return moment.ordered_on, doubt
        return None, ("base-unknown", f"tính từ “{said}”, chưa rõ là ngày nào")
    return moment.ordered_on, _of_paper(match, said)


def _of_paper(match: re.Match[str], said: str) -> Doubt | None:
    """What is unsure where days are counted from the day of the paper."""
    if match["what"].lower() in ("giờ", "tiếng"):
        return "hours", "hạn tính bằng giờ, hiểu là ngày của giờ cuối cùng"
    if not said:
        return "base-guessed", "không ghi tính từ ngày nào, hiểu là từ ngày của văn bản"
    return None


def _suggest_month(match: re.Match[str], since: date) -> date:
    month = int(match["m"]) if match["m"] else since.month
    if not 1 <= month <= 12:  # noqa: PLR2004  (months of a year)
        return last_of_month(since.year, since.month)
    year = int(match["y"]) if match["y"] else since.year + (month < since.month)
    last = last_of_month(year, month)
    part = match["part"].lower()
    return last if part == "cuối" else last.replace(day=10 if part == "đầu" else 20)


def _suggest_quarter(match: re.Match[str], since: date) -> date:
    quarter = quarter_of(match["q"]) if match["q"] else (since.month + 2) // 3
    past = bool(match["q"]) and last_of_month(since.year, quarter * 3) < since
    year = int(match["y"]) if match["y"] else since.year + past
    month = quarter * 3 - {"đầu": 2, "giữa": 1}.get(match["part"].lower(), 0)
    return last_of_month(year, month)


def _suggest_year(match: re.Match[str], since: date) -> date:
    year = int(match["y"]) if match["y"] else since.year + (match["near"] == "sau")
    month = {"đầu": 3, "giữa": 6}.get(match["part"].lower(), 12)
    return last_of_month(year, month)


def _suggest_week(match: re.Match[str], since: date) -> date:
    friday = since + timedelta(days=4 - since.weekday())
    near = (match["near"] or "").lower()
    return friday + timedelta(days=7 if near in ("sau", "tới") or friday < since else 0)


def _suggest_meeting(match: re.Match[str], since: date) -> date:
    monday = since - timedelta(days=since.weekday())
    return monday + timedelta(days=11 if match["near"].lower() != "này" else 4)


def _suggest_none(_match: re.Match[str], _since: date) -> None:
    return None


_PART: Final = r"(?P<part>đầu|giữa|cuối)"
_YEAR: Final = r"(?:(?:/|\s+năm\s+)(?P<y>20\d\d))?(?:\s+(?:này|tới))?(?!\w)"
_NEAR: Final = r"(?P<near>này|sau|tới)(?!\w)"
_MET: Final = r"(?:họp|giao ban|hội nghị|phiên họp)\s+(?:vào\s+)?(?:thứ\s+\w+\s+)?"
_SOON: Final = (
    r"(?:trong\s+)?(?:thời gian\s+)?(?:sớm nhất|nhanh nhất)(?:\s+có thể)?"
    r"|trong thời gian (?:tới|ngắn nhất)|ngay lập tức|càng sớm càng tốt"
)
# "trước Tết", "sau khi …": an event whose day the text does not say.
_EVENT: Final = (
    r"(?:trước|sau)\s+(?:thềm\s+)?(?:Tết|k[ỳì] họp|lễ\s|mùa\s|Đại hội|hội nghị|dịp\s|giao ban"
    r"|khi\s(?!nghe|xem xét|thảo luận|nghiên cứu|trao đổi)|phiên họp|cuộc họp|kỳ nghỉ|năm học)"
    r"[^,.;\n]{0,60}"
)
Suggesting = Callable[[re.Match[str], date], date | None]
_VAGUE: Final[tuple[tuple[str, Suggesting], ...]] = (
    (rf"{_PART}\s+tháng(?!\s+quý)(?:\s+(?P<m>\d{{1,2}})(?!\d))?{_YEAR}", _suggest_month),
    (rf"{_PART}\s+quý(?:\s+(?P<q>IV|III|II|I|[1-4])(?!\w))?{_YEAR}", _suggest_quarter),
    (rf"{_PART}\s+năm(?:\s+(?P<y>20\d\d)|\s+(?P<near>nay|sau))?(?!\w)", _suggest_year),
    (rf"{_PART}\s+tuần(?:\s+(?P<near>này|sau|tới))?(?!\w)", _suggest_week),
    (rf"{_MET}tuần\s+{_NEAR}", _suggest_meeting),
    (_SOON, _suggest_none),
    (_EVENT, _suggest_none),
)
VAGUE: Final[tuple[tuple[re.Pattern[str], Suggesting], ...]] = tuple(
    (re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE), suggest) for words, suggest in _VAGUE
)
