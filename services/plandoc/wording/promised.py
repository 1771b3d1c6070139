"""Which figures of a sentence it promises, and which only tell of what it speaks."""

import re

from services.plandoc.wording.quantities import Quantity, read_quantities
from services.plandoc.wording.titles import FROM

_SPANS = ("năm", "tháng")  # "5 năm" says how long, not how many
_TIMED = ("ngày", "ngày làm việc", "tuần", "giờ", "phút", "quý")
_SPAN = re.compile(
    r"(?:trong(?: vòng| thời hạn| thời gian)?|sau|mỗi|cứ)\s+$", re.IGNORECASE
)  # "trong 3 ngày làm việc"
# What leads to a figure as its own: "đạt 97%", "còn 3", "tăng lên 12", ": 06 sản phẩm".
_LED = re.compile(r"(?:(?<!\w)(?<!trở )(?:đạt|còn|lên|xuống|là|bằng|tỷ lệ)|:)\s*$", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]|\svà\s|\s-\s")
_NEAR = 40  # characters before a figure in which the verb that leads to it stands


def promised(sentence: str) -> list[Quantity]:
    """The figures that stand for themselves, one for each clause.

    Of two in one clause the one that "đạt" or a colon leads to is promised and the other tells
    which things are meant; where neither is led to, the first one counts.
    """
    quantities: list[Quantity] = []
    for quantity in read_quantities(sentence):
        if _is_span(sentence, quantity) or FROM.match(sentence, quantity.start):
            continue
        if quantities:
            last = quantities[-1]
            between = sentence[last.end : quantity.start]
            led = _LED.search(between) is not None
            behind_colon = between.rstrip().endswith(":")
            own = _is_led(sentence, last) and not behind_colon
            if led and not own and _tells(last, between):
                quantities.pop()
            elif not led and not _PARTED.search(between):
                continue
        quantities.append(quantity)
    return quantities


def _is_led(sentence: str, quantity: Quantity) -> bool:
    start = quantity.start
    return _LED.search(sentence, max(0, start - _NEAR), start) is not None


def _tells(quantity: Quantity, between: str) -> bool:
    """Whether a figure only tells which things the next one counts: "2 buổi/ngày đạt 100%"."""
    return quantity.unit != "%" and _PARTED.search(between.rstrip(" :")) is None


def _is_span(sentence: str, quantity: Quantity) -> bool:
    """Whether a figure says how long, not how many: "trong 5 năm", "trong 3 ngày làm việc"."""
    unit = (quantity.unit or "").lower()
    if unit in _SPANS:
        return not quantity.each
    start = quantity.start
    return unit in _TIMED and _SPAN.search(sentence, max(0, start - _NEAR), start) is not None
