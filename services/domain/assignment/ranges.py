"""Which figures a measure can have at all, and what its words propose for it. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.domain.answers import asks_yes_no
from services.domain.numerals import written

# A rate of change or a share of a plan has no bounds: −3 % and 250 % may both be true.
_UNBOUNDED: Final = re.compile(
    r"\b(?:tốc độ|tăng|giảm|so với|chuyển dịch|điểm %|kế hoạch|chỉ tiêu|dự toán|grdp|gdp)(?!\w)"
)
_CHANGE: Final = re.compile(r"\b(?:tốc độ|tăng|giảm|so với|chuyển dịch|chênh lệch)\b")
_COUNT: Final = re.compile(r"(?:tổng )?số (?!thu\b|chi\b|dư\b)")
_AVERAGE: Final = re.compile(r"\b(?:bình quân|trung bình|mỗi)\b")
# What is measured rather than counted may have decimals.
_MEASURED: Final = re.compile(
    r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm)\b.*|.*\b(?:đồng|usd|đô la)|điểm|ha|héc ta|tấn|tạ|kg|"
    r"k?m[23²³]?|mét.*|lít|giờ|kwh|mw|công)"
)
_THOUSAND: Final = 1000
_EACH_TIME: Final = re.compile(r"\s*/\s*(?:năm|quý|tháng|kỳ)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRange:
    """Giới hạn của số liệu: the figures of a measure that can be true; None where no bound is.

    A measure of which nothing is stated has no range at all, never an empty one.
    """

    low: Decimal | None
    high: Decimal | None
    whole: bool

    @property
    def is_count(self) -> bool:
        """Whether things are counted: thousands are meant where a mark stands."""
        return self.whole

    @property
    def is_share(self) -> bool:
        """Whether no thousands are possible: decimals are meant where a mark stands."""
        if self.low is None or self.high is None:
            return False
        return self.low > -_THOUSAND and self.high < _THOUSAND

    def holds(self, value: Decimal) -> bool:
        """Whether a figure can be true."""
        if self.low is not None and value < self.low:
            return False
        if self.high is not None and value > self.high:
            return False
        return not self.whole or value == value.to_integral_value()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredIn:
    """In what a measure is counted, and the figures that can be true of it (null: no bounds)."""

    unit: str
    possible: MeasureRange | None


SHARE: Final = MeasureRange(low=Decimal(0), high=Decimal(100), whole=False)
COUNT: Final = MeasureRange(low=Decimal(0), high=None, whole=True)
AVERAGE_COUNT: Final = MeasureRange(low=Decimal(0), high=None, whole=False)


def range_of(*, title: str, unit: str, kind: str) -> MeasureRange | None:
    """The range that a measure's words propose; none where they leave any doubt.

    Facts from before ranges were stored are lifted by it (`ledger/upcasters.py`): what it says of
    any words stays as it is; a better reading is a new function beside it.
    """
    if asks_yes_no(kind):
        return None
    title, unit = _plain(title), _plain(unit)
    if "%" in unit:
        return None if _UNBOUNDED.search(f"{title} ; {unit}") else SHARE
    if not _COUNT.match(title) or _CHANGE.search(title):
        return None
    thing = _EACH_TIME.sub("", unit)
    if _MEASURED.fullmatch(thing):
        return None
    return AVERAGE_COUNT if "/" in thing or _AVERAGE.search(title) else COUNT


def range_words(possible: MeasureRange | None) -> str:
    """A range in a short phrase: “từ 0 đến 100”, “số nguyên từ 0 trở lên”."""
    if possible is None:
        return "không giới hạn"
    low, high = possible.low, possible.high
    words = ["số nguyên"] if possible.whole else []
    if low is not None:
        words.append(f"từ {written(low)}")
        words.append("trở lên" if high is None else f"đến {written(high)}")
    elif high is not None:
        words.append(f"không quá {written(high)}")
    return " ".join(words)


def must_be(possible: MeasureRange) -> str:
    """What a figure must be: “phải là số nguyên từ 0 trở lên”."""
    return f"{'phải là' if possible.whole else 'phải'} {range_words(possible)}"


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).lower().split())
