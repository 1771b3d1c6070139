"""Which figures a measure can have at all, proposed from its own words and unit. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.domain.task.events import MeasureAsked

REACHED: Final = frozenset({"yes_no", "milestone"})

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
_EACH_TIME: Final = re.compile(r"\s*/\s*(?:năm|quý|tháng|kỳ)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The figures that can be true; None where there is no such bound."""

    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False

    @property
    def is_count(self) -> bool:
        """Whether things are counted: thousands are meant where a mark stands."""
        return self.whole

    @property
    def is_share(self) -> bool:
        """Whether it is a share of a whole: decimals are meant where a mark stands."""
        return self.high is not None

    def holds(self, value: Decimal) -> bool:
        """Whether a figure can be true."""
        if self.low is not None and value < self.low:
            return False
        if self.high is not None and value > self.high:
            return False
        return not self.whole or value == value.to_integral_value()


NO_RANGE: Final = Range()
SHARE: Final = Range(low=Decimal(0), high=Decimal(100))
COUNT: Final = Range(low=Decimal(0), whole=True)
AVERAGE_COUNT: Final = Range(low=Decimal(0))


def range_of(measure: MeasureAsked) -> Range:
    """The range of a measure as its words say it; none where they leave any doubt."""
    if measure.kind in REACHED:
        return NO_RANGE
    title, unit = _plain(measure.title), _plain(measure.unit)
    if "%" in unit:
        return NO_RANGE if _UNBOUNDED.search(f"{title} ; {unit}") else SHARE
    if not _COUNT.match(title) or _CHANGE.search(title):
        return NO_RANGE
    thing = _EACH_TIME.sub("", unit)
    if _MEASURED.fullmatch(thing):
        return NO_RANGE
    return AVERAGE_COUNT if "/" in thing or _AVERAGE.search(title) else COUNT


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).lower().split())
