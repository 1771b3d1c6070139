"""Who leads and who supports, as words beside a work say it: "Phòng A chủ trì, B phối hợp"."""

import re
from typing import Final, NamedTuple

_LEAD: Final = (
    r"chủ trì|chịu trách nhiệm(?:\s+chính)?|làm chính|thực hiện|phụ trách|đảm nhiệm|đảm nhận|"
    r"(?:là|làm)\s+(?:đầu mối|chủ đầu tư|cơ quan thường trực|thường trực)"
)
_LEADS: Final = re.compile(rf"\s*,?\s*(?:là\s+)?(?:{_LEAD})(?!\w)(?P<behind>.*)$", re.IGNORECASE)
_ROLES: Final = re.compile(rf"(?<!\w)(?:{_LEAD}|phối hợp)(?!\w)", re.IGNORECASE)
# "các thôn tham gia", "mời Hội Nông dân cùng dự": who supports without that word.
_TAKES_PART: Final = re.compile(
    r"(?:cùng\s+)?tham gia(?:\s+(?:thực hiện|phối hợp))?|cùng\s+(?:thực hiện|làm|đi|dự)(?!\w)",
    re.IGNORECASE,
)
_INVITES: Final = re.compile(r"(?<!\w)mời\s+", re.IGNORECASE)
_WITH: Final = re.compile(r"\s*(?:(?:với|cùng|thực hiện)(?!\w))?\s*:?\s*", re.IGNORECASE)
_AROUND: Final = " ,:.–-()"


class SpokenRoles(NamedTuple):
    """Lời nêu người chủ trì và người phối hợp; `rest` are parts that say neither."""

    lead: str
    supporting: str
    rest: tuple[str, ...]


def spoken_roles(words: str) -> SpokenRoles:
    """Tell the names of leads from those of supporters, by the verbs that stand beside them."""
    lead, supporting = "", ""
    rest: list[str] = []
    for part in _INVITES.sub("", _TAKES_PART.sub("phối hợp", words)).split(";"):
        if _ROLES.search(part) is None:
            rest.append(part)
            continue
        before, _, behind = part.partition("phối hợp")
        leads = _LEADS.search(before)
        if leads is None and not behind.strip(_AROUND):  # "Phòng B phối hợp"
            supporting = supporting or before
            continue
        lead = lead or (before[: leads.start()] if leads else before)
        # "Phòng A chủ trì, Trạm B phối hợp"
        named = behind if behind.strip(_AROUND) else leads["behind"] if leads else ""
        supporting = supporting or named
    supporting = _WITH.sub("", supporting.strip(_AROUND), count=1).strip(_AROUND)
    return SpokenRoles(lead.strip(_AROUND), supporting, tuple(rest))
