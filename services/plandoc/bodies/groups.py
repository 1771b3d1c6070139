"""Words that mean several units at once: "các phòng, đơn vị liên quan"."""

import re
from dataclasses import dataclass
from functools import cache

from services.domain.directory.unit_kinds import UnitKind
from services.plandoc.wording.unit_forms import loose_of
from services.plandoc.wording.vocabulary import longest_first, vocabulary
from services.plandoc.wording.words import CAPITAL

_THUOC = (
    r"(?:(?:\s+(?:trực thuộc|thuộc|của))?(?:\s+(?:UBND|Ủy ban nhân dân))?"
    r"\s+(?:phường|xã|thị trấn|đặc khu))"
)
_OF_KIND = (
    r"(?:\s+(?:trực thuộc|công lập|được (?:giao|phân công)(?:\s+(?:chủ trì|nhiệm vụ))?)(?!\w))"
)
_RELATED = r"(?:\s+(?:có\s+)?liên quan)"


@dataclass(slots=True, kw_only=True)
class Collective:
    """Một cụm từ chỉ nhóm đơn vị.

    `kinds` are what its nouns are read as, `defined` the members that the text lists, `parts` the
    units and groups of a lead that is shared by many.
    """

    code: str
    phrase: str
    kinds: tuple[UnitKind, ...]
    defined: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@cache
def group_pattern() -> re.Pattern[str]:
    """Words that mean several units at once without naming them.

    A noun that a capital letter follows begins a name ("Trung tâm Y tế") and ends the phrase.
    """
    nouns = "|".join(map(loose_of, longest_first(tuple(vocabulary().groups))))
    noun = rf"(?i:{nouns})(?!\w)(?!\s+{CAPITAL})"
    chain = rf"{noun}(?:(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:các\s+)?{noun})"
    ends = rf"(?:{_THUOC}|{_RELATED}|{_OF_KIND})"
    return re.compile(
        rf"(?<!\w)(?:(?:(?i:tất cả|toàn bộ|100%)\s+)?(?i:các|những)\s+{chain}*{ends}*"
        rf"|{chain}+{ends}*|{noun}{ends}+)(?!\w)"
    )
