"""Which of the units that a clause names leads, which support, and which are only spoken of."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from services.plandoc.directing.unit_names import NamedUnit
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL

_BACK: Final = 160  # letters before a name that say what it is
_LONGEST_GAP: Final = 60
_AHEAD: Final = 90  # letters behind a name that say what it does
_WORDS: Final = vocabulary()
_VERBS: Final = any_of(
    (
        *(*_WORDS.verbs, *_WORDS.asking, *_WORDS.beginning, "khẩn trương", "sớm", "tập trung"),
        *("phải", "cần", "có trách nhiệm", "chịu trách nhiệm", "làm", "dự thảo", "xử lý", "lập"),
        *("thẩm tra", "tiếp thu", "nộp"),
    )
)
_PAUSES: Final = (",", ":", "-")
_TITLE: Final = (
    r"(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà|thủ trưởng|lãnh đạo|trưởng|giám đốc|chánh"
    r"|chỉ huy trưởng|hiệu trưởng|tổ trưởng|đội trưởng|(?:phó\s+)?bí thư|(?:phó\s+)?chủ tịch"
    r"|người đứng đầu|phó trưởng|cán bộ|công chức|đơn vị|cơ quan|phòng chuyên môn)\s*:?\s*)*"
)
_SUPPORTED: Final = re.compile(
    r"(?<!\w)(?:phối hợp(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|tốt"
    r"|kịp thời))?(?:\s+(?:thực hiện|tổ chức))?(?:\s+(?:với|cùng|của|giữa))?|"
    r"cùng với|cùng|sự (?:phối hợp|tham gia|hỗ trợ)(?: của)?|"
    r"(?:phối hợp|hỗ trợ|tham gia|cùng thực hiện)\s*(?:thực hiện\s*)?:|mời)\s*:?\s*(?:các\s+"
    r"|có\s+)?"
    rf"{_TITLE}$",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"(?<!\w)(?:giao(?:\s+(?:cho|trách nhiệm cho|nhiệm vụ cho|nhiệm vụ|thêm|lại))?|yêu cầu"
    r"|đề nghị|phân công|chuyển|đôn đốc|nhắc|"
    r"(?:cơ quan|đơn vị|bộ phận)?\s*(?:chủ trì|thực hiện|phụ trách|đầu mối|tham mưu"
    r"|được giao)(?: thực hiện)?\s*(?:là|:|-|–)|do|giao việc:?|"
    r"trách nhiệm(?: của| chính)?\s*:?|nhiệm vụ của|đối với|riêng|(?:thực hiện|chủ trì"
    r"|phụ trách) bởi|trước hết là|→|⇒|=>|->)\s*"
    rf"{_TITLE}$",
    re.IGNORECASE,
)
_SPOKEN_OF: Final = re.compile(
    r"(?<!\w)(?:gửi(?:\s+(?:về|cho|đến|qua))?|về|báo cáo(?:\s+(?:về|cho|với|qua))?|qua"
    r"|thông qua|của|tại|cho|từ|theo|đến|tới|trình|xin ý kiến|"
    r"lấy ý kiến|ý kiến|tham mưu(?:\s+cho)?|giúp|phục vụ|thuộc|hướng dẫn|hỗ trợ|kiểm tra"
    r"|giám sát|bàn giao|"
    r"cung cấp|thông tin|trao đổi|thống nhất với|thống nhất|liên hệ|biểu dương|phê bình"
    r"|ghi nhận|khen|nghe|với|"
    r"đồng ý với|đồng ý|nhất trí với|chỉ đạo|chuyển về|nộp(?:\s+(?:về|cho|tại))?|trụ sở|nguyên"
    r"|trong đó có|nhận|giữa|làm việc với|như|để|"
    r"chuyển(?:\s+(?:cho|đến))|tổng hợp|kiến nghị|đề xuất|cùng cấp)\s*"
    rf"{_TITLE}$",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?,?\s*(?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì"
    r"|chịu trách nhiệm chính|(?:là|làm) đầu mối|đầu mối)(?!\w)",
    re.IGNORECASE,
)
_SUPPORTS: Final = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?,?\s*(?:(?:là\s+)?(?:cơ quan|đơn vị)\s+|cùng\s+"
    r"|có trách nhiệm\s+)?(?:phối hợp|hỗ trợ|tham gia)(?!\s+(?:chặt chẽ\s+)?(?:với|cùng)(?!\w))"
    rf"(?!\s+(?:các\s+)?(?-i:{CAPITAL}))(?!\w)",
    re.IGNORECASE,
)
_WORKS: Final = re.compile(
    rf"\s*(?:\([^()]{{0,80}}\)\s*)?(?::|,?\s*(?:{_VERBS})(?!\w)|,?\s*(?:trước|trong|chậm nhất"
    rf"|định kỳ|hằng|hàng)\s)",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")
_JOINS_IN: Final = re.compile(
    r"\s*(?:\(\s*(?:cùng\s+)?(?:phối hợp|hỗ trợ|p/h|ph)|(?:là|làm)\s+thành viên)(?!\w)",
    re.IGNORECASE,
)
_LEADS_IN_BRACKETS: Final = re.compile(r"\s*\(\s*(?:chủ trì|ct)(?!\w)", re.IGNORECASE)
_STATES: Final = re.compile(
    rf"\s*(?:đã|nhận được|nhận (?:đơn|văn bản|công văn|phản ánh)|đang|chưa|vẫn|còn|được|bị"
    rf"|có(?! trách nhiệm| nhiệm vụ| kế hoạch| phương án| văn bản| báo cáo| biện pháp"
    rf"| giải pháp)|là(?! (?:đơn vị|cơ quan|đầu mối))|{any_of(_WORDS.statements)})(?!\w)",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"\s*(?:[,;&/+]|-|–|và|cùng(?:\s+với)?|hoặc|,\s*và"
    r"|;\s*và)\s*(?:và\s+)?(?:các\s+)?(?:đơn vị\s*:?\s*)?"
    rf"{_TITLE}\s*",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"\s*,?\s*cùng", re.IGNORECASE)
_STARTS: Final = re.compile(
    r"[\W\d_]*(?:(?:trước|trong|chậm nhất|từ|ngay|hằng|hàng|đến|định kỳ)\s[^,:]{2,60},\s*"
    r"|riêng\s+|về phía\s+|"
    r"[^,.;:]{2,60}:\s*|\(\s*)?"
    rf"(?:[a-zđ]\)|[IVX]+\.)?\s*{_TITLE}",
    re.IGNORECASE,
)
_BOUNDARY: Final = re.compile(r"[.;](?=\s)|\n\s*(?=[-+•*\d])|\t")
_CLOSED_IN: Final = re.compile(r"\(\s*(?:giao\s+)?$", re.IGNORECASE)


# "chuyển đơn đến Công an phường để giải quyết": whoever gets it has the work.
_PASSED_ON: Final = re.compile(
    r"(?<!\w)chuyển\s[^.;]{0,80}?(?:đến|cho|về|sang)\s*$", re.IGNORECASE
)
_TO_SOLVE: Final = re.compile(
    r"\s*(?:để\s+)?(?:xem xét|giải quyết|xử lý|thụ lý|trả lời|nghiên cứu)(?!\w)", re.IGNORECASE
)


# "Sở Nội vụ đề nghị …": a body that is in no list speaks, and is given no work.
_SPEAKS: Final = re.compile(
    r"\s*(?:đề nghị|yêu cầu|giao|phân công|có ý kiến|kết luận|thông báo|chuyển(?:\s+đơn)?)(?!\w)",
    re.IGNORECASE,
)


class UnitRole(Enum):
    """What a unit is in its clause."""

    LEAD = auto()  # it is said to lead ("chủ trì")
    ADDRESSED = auto()  # the work is given to it
    SUPPORT = auto()
    SPOKEN_OF = auto()
    UNCLEAR = auto()


_GIVES: Final = (UnitRole.LEAD, UnitRole.ADDRESSED)
_NAMED_ONLY: Final = (UnitRole.SPOKEN_OF, UnitRole.UNCLEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOfUnit:
    """Vai của một đơn vị trong ý.

    `chained` is true where it only goes on with the list before it, `joins` where words behind it
    say that it joins in ("phối hợp").
    """

    unit: NamedUnit
    role: UnitRole
    chained: bool = False
    joins: bool = False


def roles_in(words: str, named: Sequence[NamedUnit], start: int, end: int) -> list[RoleOfUnit]:
    """The role of each unit that is named between `start` and `end`, in their order.

    `start` is where the clause's own words begin, behind its mark.
    """
    bounds = [start, *(match.end() for match in _BOUNDARY.finditer(words, start, end))]
    named = [unit for unit in named if unit.start >= start]
    roles: list[RoleOfUnit] = []
    for unit in named:
        sentence = bounds[bisect_right(bounds, unit.start) - 1]
        before = roles[-1] if roles else None
        roles.append(_role(words, unit, before, sentence, end))
    return _settled(roles)


def _role(
    words: str, unit: NamedUnit, before: RoleOfUnit | None, sentence: int, end: int
) -> RoleOfUnit:
    behind = words[unit.end : min(end, unit.end + _AHEAD)]
    if not unit.codes and _SPEAKS.match(behind):
        return RoleOfUnit(unit=unit, role=UnitRole.SPOKEN_OF)
    if before is not None:
        gap = _IN_BRACKETS.sub("", words[before.unit.end : unit.start])
        if (
            len(gap) <= _LONGEST_GAP
            and _JOINED.fullmatch(gap)
            and not (_WORKS.match(behind) and (";" in gap or before.role in _NAMED_ONLY))
        ):
            return _chained(unit, before, gap, behind)
    since = max(sentence, before.unit.end if before and before.unit.end > sentence else sentence)
    opens = since == sentence and unit.start - since <= _BACK
    said = words[max(since, unit.start - _BACK) : unit.start]
    return RoleOfUnit(unit=unit, role=_by_words(said, behind, opens=opens))


def _chained(unit: NamedUnit, before: RoleOfUnit, gap: str, behind: str) -> RoleOfUnit:
    role = before.role
    if _JOINS_IN.match(behind):
        return RoleOfUnit(unit=unit, role=UnitRole.SUPPORT)
    gives = role in _GIVES
    if gives and _WITH.match(gap):
        return RoleOfUnit(unit=unit, role=UnitRole.SUPPORT)
    if gives and _SUPPORTS.match(behind) and not _LEADS.match(behind) and role is UnitRole.LEAD:
        return RoleOfUnit(unit=unit, role=UnitRole.SUPPORT)
    if role is not UnitRole.SUPPORT and _LEADS.match(behind):
        return RoleOfUnit(unit=unit, role=UnitRole.LEAD, chained=True)
    joins = _SUPPORTS.match(behind) is not None
    return RoleOfUnit(unit=unit, role=role, chained=True, joins=joins)


def _by_words(said: str, behind: str, *, opens: bool) -> UnitRole:
    """The role by the words between the last stop or unit and the name, and those behind it."""
    if _SUPPORTED.search(said) or _JOINS_IN.match(behind):
        return UnitRole.SUPPORT
    given = _GIVEN.search(said)
    labelled = given is not None and "chủ trì" in given[0].lower()
    if labelled or _LEADS.match(behind) or _LEADS_IN_BRACKETS.match(behind):
        return UnitRole.LEAD
    if _STATES.match(behind) is None:
        if given is not None:
            return _given_by(given[0].lower(), behind, opens=opens)
        if opens and _STARTS.fullmatch(said):
            return UnitRole.SUPPORT if _SUPPORTS.match(behind) else UnitRole.ADDRESSED
    return _in_passing(said, behind)


def _given_by(said: str, behind: str, *, opens: bool) -> UnitRole:
    """The role behind "giao", "đối với", "do": some of these also only speak of a unit."""
    if said.startswith(("đối với", "chuyển", "riêng")) and not opens:
        return UnitRole.SPOKEN_OF
    ends = behind.lstrip()[:1] in ("", ")", ",", ".", ";")
    if said.split()[:1] == ["do"] and not (ends or _WORKS.match(behind)):
        return UnitRole.UNCLEAR  # "chậm do Phòng A …"
    return UnitRole.ADDRESSED


def _in_passing(said: str, behind: str) -> UnitRole:
    """The role of a unit that is named somewhere in a sentence, and is not addressed."""
    if _PASSED_ON.search(said) and _TO_SOLVE.match(behind):
        return UnitRole.ADDRESSED
    if _SPOKEN_OF.search(said) or _STATES.match(behind):
        return UnitRole.SPOKEN_OF
    works = _WORKS.match(behind) is not None
    if _CLOSED_IN.search(said) and (works or behind.lstrip().startswith((")", ";", ","))):
        return UnitRole.ADDRESSED
    if _SUPPORTS.match(behind):
        return UnitRole.SUPPORT
    return UnitRole.ADDRESSED if works and said.rstrip().endswith(_PAUSES) else UnitRole.UNCLEAR


def _settled(roles: list[RoleOfUnit]) -> list[RoleOfUnit]:
    """Say of a whole list what is said of its last unit: "Phòng A, Phòng B chủ trì"."""
    for at in range(len(roles) - 1, 0, -1):
        last = roles[at]
        if not last.chained:
            continue
        first = at
        while roles[first].chained and first > 0:
            first -= 1
        led = any(each.role in _GIVES for each in roles[:first])
        if last.role is UnitRole.LEAD:
            role = UnitRole.LEAD
        elif last.joins and (led or any(each.role is UnitRole.LEAD for each in roles)):
            role = UnitRole.SUPPORT
        else:
            continue
        for place in range(first, at + 1):
            if roles[place].role in (UnitRole.ADDRESSED, UnitRole.UNCLEAR):
                roles[place] = replace(roles[place], role=role)
    return roles
