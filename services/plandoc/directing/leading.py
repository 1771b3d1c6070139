"""Who leads a clause and who supports: units of the list, and whatever is unsure about them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.plandoc.bodies.groups import group_pattern
from services.plandoc.directing.folding import Place
from services.plandoc.directing.proposals import ClauseDoubt, ReadUnit, doubt_at
from services.plandoc.directing.unit_names import NamedUnit, OrderUnit
from services.plandoc.directing.unit_roles import RoleOfUnit, UnitRole

_GIVES: Final = (UnitRole.LEAD, UnitRole.ADDRESSED)
_GIVEN_TO: Final = (
    r"(?:^[\W\d_]*(?:[a-zđ]\)|[IVX]+\.)?\s*|[.;:]\s+|(?<!\w)(?:giao(?: cho)?|yêu cầu|đề nghị"
    r"|phân công|chỉ đạo)\s+)"
    r"(?:thủ trưởng\s+|lãnh đạo\s+|người đứng đầu\s+|trưởng\s+)?"
)
_GROUP: Final = re.compile(rf"(?i:{_GIVEN_TO})(?P<who>{group_pattern().pattern})")
_PERSON: Final = re.compile(
    rf"{_GIVEN_TO}(?P<who>(?:các\s+)?(?:đồng chí|đ/c|ông|bà|Phó Chủ tịch|Chánh Văn phòng)(?!\w)"
    r"(?![^.;:\n]{0,60}?(?:yêu cầu|kết luận|chủ trì (?:cuộc|buổi|hội)|nhấn mạnh|phát biểu|lưu ý"
    r"|có ý kiến|chỉ đạo))[^,.;:\n]{0,40})",
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(
    r"(?<!\w)(?:phối hợp|cùng)(?:\s+(?:chặt chẽ|với|cùng))*\s+(?:[^.;\n]{0,120}?(?:,"
    r"|và)\s+)?(?P<who>các\s+(?:phòng|đơn vị|cơ quan|ngành|ban|bộ phận|đoàn thể"
    r"|địa phương)[^,.;:\n]{0,30}?(?:liên quan|phường|xã)?)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadReading:
    """Ai làm: the lead and supporters that a clause itself names, and what is unsure.

    `given` are the words that name whom the work is given to, be it no unit of the list; blank
    where the clause names nobody. `shared` is true where a clause below may not simply take the
    lead over, because there are several.
    """

    lead: ReadUnit | None = None
    supporters: tuple[ReadUnit, ...] = ()
    doubts: tuple[ClauseDoubt, ...] = ()
    given: str = ""


def led_by(words: str, roles: Sequence[RoleOfUnit], units: Mapping[str, OrderUnit]) -> LeadReading:
    """Say who leads and who supports, by the roles of the units that a clause names."""
    leads = [each.unit for each in roles if each.role in _GIVES]
    said = [each for each in roles if each.role in _GIVES]
    said.sort(key=lambda each: (each.role is not UnitRole.LEAD, not each.unit.codes))
    first = said[0].unit if said else None
    doubts: list[ClauseDoubt] = []
    lead = None
    if first is None:
        given = _others(words, doubts)
    else:
        given = _quoted(words, (first.start, first.end))
        lead = _lead(words, first, units, doubts)
        _rivals(words, first, leads, units, doubts)
    taken = {lead.code} if lead else set()
    supporters = tuple(_supporters(words, roles, taken, doubts))
    doubts += _unclear(words, roles)
    return LeadReading(lead=lead, supporters=supporters, doubts=tuple(doubts), given=given)


def doubts_of_unit(words: str, unit: OrderUnit, place: Place) -> Iterator[ClauseDoubt]:
    """What is unsure where this unit leads."""
    if not unit.internal:
        said = "không thuộc bộ máy hành chính của phường: chỉ đề nghị được, không giao việc được"
        yield doubt_at(words, place, "lead-outside", said)
    if unit.is_group:
        said = "là nhiều đơn vị: cần giao cho từng đơn vị"
        yield doubt_at(words, place, "lead-group", said)


def _lead(
    words: str, unit: NamedUnit, units: Mapping[str, OrderUnit], doubts: list[ClauseDoubt]
) -> ReadUnit | None:
    place = unit.start, unit.end
    if not unit.codes:
        doubts.append(doubt_at(words, place, "unit-unknown", "không có trong danh mục đơn vị"))
        return None
    if len(unit.codes) > 1:
        names = ", ".join(units[code].name for code in unit.codes)
        doubts.append(doubt_at(words, place, "unit-ambiguous", f"có thể là: {names}"))
    doubts += doubts_of_unit(words, units[unit.codes[0]], place)
    return ReadUnit(code=unit.codes[0], read_at=place)


def _rivals(
    words: str,
    first: NamedUnit,
    leads: Sequence[NamedUnit],
    units: Mapping[str, OrderUnit],
    doubts: list[ClauseDoubt],
) -> None:
    others = {each.codes or (_quoted(words, (each.start, each.end)),): each for each in leads}
    others.pop(first.codes, None)
    others.pop((_quoted(words, (first.start, first.end)),), None)
    for codes, each in others.items():
        name = units[codes[0]].name if codes[0] in units else codes[0]
        said = f"cũng được giao chủ trì ({name}): một việc chỉ có một đơn vị chủ trì, hãy tách ý"
        doubts.append(doubt_at(words, (each.start, each.end), "several-leads", said))


def _supporters(
    words: str, roles: Sequence[RoleOfUnit], taken: set[str], doubts: list[ClauseDoubt]
) -> Iterator[ReadUnit]:
    for each in roles:
        if each.role is not UnitRole.SUPPORT:
            continue
        place = each.unit.start, each.unit.end
        if not each.unit.codes:
            said = "được nêu là phối hợp nhưng không có trong danh mục đơn vị"
            doubts.append(doubt_at(words, place, "supporter-unknown", said))
        elif each.unit.codes[0] not in taken:
            taken.add(each.unit.codes[0])
            if len(each.unit.codes) > 1:
                doubts.append(doubt_at(words, place, "unit-ambiguous", "có thể là nhiều đơn vị"))
            yield ReadUnit(code=each.unit.codes[0], read_at=place)
    unnamed = _UNNAMED.search(words)
    if unnamed:
        doubts.append(
            doubt_at(words, unnamed.span("who"), "supporters-unnamed", "chưa nêu tên từng đơn vị")
        )


def _unclear(words: str, roles: Sequence[RoleOfUnit]) -> Iterator[ClauseDoubt]:
    for each in roles:
        if each.role is UnitRole.UNCLEAR and each.unit.codes:
            place = each.unit.start, each.unit.end
            yield doubt_at(words, place, "role-unclear", "được nêu tên nhưng chưa rõ vai trò")


def _others(words: str, doubts: list[ClauseDoubt]) -> str:
    """Who is given the work without being a unit: a group in general, a person."""
    group = _GROUP.search(words)
    if group is not None:
        place = group.span("who")
        said = "là nhiều đơn vị, không có trong danh mục: cần giao cho từng đơn vị"
        doubts.append(doubt_at(words, place, "group-unlisted", said))
        return _quoted(words, place)
    person = _PERSON.search(words)
    if person is not None:
        place = person.span("who")
        doubts.append(doubt_at(words, place, "lead-person", "là người, cần chọn đơn vị chủ trì"))
        return _quoted(words, place)
    return ""


def _quoted(words: str, place: Place) -> str:
    return " ".join(words[place[0] : place[1]].split())
