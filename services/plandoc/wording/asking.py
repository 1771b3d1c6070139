"""Whether words ask somebody for something: a verb of duty, with a body or a time beside it."""

import re
from collections.abc import Callable
from typing import Final

from services.plandoc.wording.vocabulary import any_of, longest_first, vocabulary
from services.plandoc.wording.words import CAPITAL, syllables

_NO_DUTY: Final = frozenset({"căn cứ", "là đơn vị", "là cơ quan"})
_VERB: Final = "|".join(
    re.escape(verb)
    for verb in longest_first((*vocabulary().verbs, *vocabulary().asking))
    if verb not in _NO_DUTY
)
# With a capital a verb begins a sentence: "Tân Lập", "Trực Ninh" are names of places.
_ASKS: Final = re.compile(rf"(?:^|[.;:]\s+|^\W+)(?i:{_VERB})(?!\w)|(?<!\w)(?:{_VERB})(?!\w)")
_BEFORE: Final = "cần|phải|tập trung|tiếp tục|đồng thời|thường xuyên|từng bước|chủ động|tích cực"
_BEGINS: Final = re.compile(
    rf"[\W\d_]*(?:(?:{_BEFORE})\s+)*(?:{_VERB})(?!\w)",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"(?<!\w)(?<!xã )(?<!phường )(?<!khu )(?<!thôn )(?<!bản )"  # "phường Hội An" is a place
    rf"(?:{any_of(vocabulary().heads)})\s+{CAPITAL}"
)
_TIME: Final = re.compile(
    r"(?:trước|chậm nhất|xong|hoàn thành|đến hết|trong|vào|từ|hạn|định kỳ)\s+"
    r"(?:ngày\s+\d|tháng\s+\d|quý\s+[IV\d]|năm\s+20\d\d|\d{1,2}[/.]\d)"
    r"|ngày\s+\d{1,2}\s+(?:hằng|hàng|mỗi|của|tháng cuối)"
    r"|(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
    r"|quý\s+(?:IV|I{1,3}|[1-4])\s*/\s*20\d\d",
    re.IGNORECASE,
)
_FORMULA: Final = re.compile(any_of(vocabulary().formulas), re.IGNORECASE)
_FEWEST: Final = 3  # syllables of something that is asked for


def asks_somebody(text: str, names_body: Callable[[str], bool]) -> bool:
    """Whether a verb of duty stands with a body or a time: such words are never explanation."""
    if _ASKS.search(text) is None:
        return False
    return _TIME.search(text) is not None or _HEAD.search(text) is not None or names_body(text)


def begins_with_duty(text: str) -> bool:
    """Whether the words begin with a verb of duty, as a duty that names nobody does."""
    return _BEGINS.match(text) is not None


def is_asked_in_list(text: str) -> bool:
    """Whether a line of a list of work says enough to be work: no formula, no two words."""
    return len(syllables(text)) >= _FEWEST and not is_formula(text)


def is_formula(text: str) -> bool:
    """Whether the words are a turn that closes a plan and gives no work."""
    return _FORMULA.match(text.lstrip(" .;,")) is not None
