"""Whom a sentence gives work to: "Giao Phòng A chủ trì, phối hợp với Phòng B …"."""

import re
from dataclasses import dataclass, replace

from services.plandoc.bodies.bodies import Mention, UnitBook
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.name_ends import name_from
from services.plandoc.wording.rhythms import is_only_time
from services.plandoc.wording.vocabulary import any_of, verbs_behind_names, vocabulary
from services.plandoc.wording.words import CAPITAL

_OPENINGS = re.compile(rf"(?:{any_of(vocabulary().openings)})\s+", re.IGNORECASE)
_PERSONS = re.compile(
    rf"(?:các\s+)?(?:{any_of(vocabulary().persons)})"
    r"(?:\s+(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân))?(?:\s+(?:phường|xã|đặc khu))?(?!\w)",
    re.IGNORECASE,
)
_GROUP = group_pattern()
# "Thủ trưởng các đơn vị": the group's own words begin with who answers for each of them.
_TITLE_OF_MANY = re.compile(
    rf"(?:{any_of(vocabulary().titles_of_many)})\s+$",
    re.IGNORECASE,
)
_TITLED_GROUP = re.compile(
    rf"(?:{any_of(vocabulary().titles_of_many)})\s+"
    rf"(?P<group>{_GROUP.pattern})",
)
_RESIDENTS = re.compile(rf"(?:{any_of(vocabulary().residents)})(?!\w)(?!\s+(?:{CAPITAL}|\d))")
_BETWEEN = re.compile(
    r"\s*(?:[,;]|\s+và\s|\s+cùng\s)\s*(?:và\s+)?(?:thủ trưởng\s+)?", re.IGNORECASE
)
_VERB = any_of(verbs_behind_names())
_WORK = (*vocabulary().verbs, *vocabulary().asking, *vocabulary().beginning)
_WORKS = re.compile(
    rf",?\s*(?:(?:định kỳ|cần|phải)\s+)?(?:{any_of(_WORK)})(?!\w)|\s*:\s*\S",
    re.IGNORECASE,
)
_IS_TO = re.compile(r"\s*có (?:trách nhiệm|nhiệm vụ)(?!\w)", re.IGNORECASE)
_LEADS = re.compile(
    r"[\s,]*(?:(?:là\s+(?:cơ quan|đơn vị)\s+)?chủ trì|(?:là|làm)\s+(?:đơn vị\s+)?đầu mối)[\s,]*",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"[\s,]*(?:(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?|cùng(?:\s+với)?|mời)"
    r"(?:\s+các)?\s+",
    re.IGNORECASE,
)
# What may follow a name that is addressed: its end, a stop, its work in small letters.
_GOES_ON = re.compile(r"\s*(?:$|:|\.\s|[,;]?\s*[^\W\d_A-ZĐ])")
# "Đồng chí Phó Bí thư Thường trực": somebody of whatever office.
_COMRADE = re.compile(
    rf"(?:các\s+)?(?:đồng chí|ông|bà)\s+[^.;:]{{3,100}}?(?=\s*(?:$|:|\s(?:{_VERB})(?!\w)))",
    re.IGNORECASE,
)
_SUPPORTS = re.compile(r"\s*(?:cùng\s+)?phối hợp(?:\s+thực hiện)?\s*(?:[:;,.]|$)", re.IGNORECASE)
_PARTNERS = re.compile(
    r"phối hợp|(?<=chủ trì, )cùng|(?<=chủ trì )cùng|(?<!\w)mời(?=\s)", re.IGNORECASE
)
_BESIDE = re.compile(
    rf"(?i:phối hợp(?:\s+chặt chẽ)?)\s+(?:(?:với|cùng)\s+|(?={CAPITAL}))"
    r"|(?i:chủ trì),?\s*cùng\s+(?=\S)|(?i:mời)\s+"
    r"(?=\S)",
)
_HERE = re.compile(
    r"^\s*(?:trên|ở|tại)\s+(?:địa bàn|địa phương)(?:\s+(?:toàn\s+)?(?:phường|xã|đặc khu))?(?!\w)"
)
_TIME_FIRST = re.compile(
    r"(?:trước|trong|đến|chậm nhất|muộn nhất|định kỳ|hằng|hàng|vào|từ|mỗi|cuối|đầu|ngày|tháng|quý)"
    r"\s"
    rf"(?:[^,;.:]{{2,60}},\s*(?=\w)|(?:ngày|tuần|tháng|quý|năm)\s+(?=(?-i:{CAPITAL})))",
    re.IGNORECASE,
)
_STATES = re.compile(
    rf"\s*(?:{any_of(vocabulary().statements)})(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\s*(?:đã|đang|còn|chưa|hiện|mới được|nào)(?!\w)")
_ROLE = re.compile(r"^\s*\([^()]*\)(?=\s*(?::|$))")  # "(Cơ quan thường trực …):" behind a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignee:
    """Người nhận việc: the units and groups that lead, who supports, and the work itself.

    `phrase` is what names the leads; `persons` is true where only people of an office are named.
    """

    leads: tuple[str, ...]
    phrase: str
    supporting: tuple[str, ...]
    related: tuple[str, ...]
    persons: bool
    work: str
    named: bool = False  # whether a label for units stands there, be it blank


def names_persons(words: str) -> bool:
    """Whether words name people of an office instead of a unit."""
    return _PERSONS.match(words, _given(words)) is not None


def learn_addressed(text: str, book: UnitBook) -> None:
    """Know a body to which a sentence gives work at its very beginning: "Giao Tổ đo mặn đo …"."""
    start = _given(text, book)
    name = name_from(text, start, placed=True) if book.at(text, start) is None else None
    if name is None or names_persons(name) or group_pattern().match(name):
        return
    rest = text[start + len(name) :]
    if start or does_work(rest):
        book.learn_placed(name)


def does_work(rest: str) -> bool:
    """Whether the words behind a name begin with work, or with a colon before it."""
    return _WORKS.match(rest) is not None


def learn_partners(text: str, book: UnitBook) -> None:
    """Know the bodies that stand in a row behind "phối hợp với"."""
    for match in _BESIDE.finditer(text):
        at = match.end()
        while (name := _placed_at(text, at, book)) is not None:
            between = _BETWEEN.match(text, at + name)
            if between is None or not between[0]:
                break
            at = between.end()


def _placed_at(text: str, at: int, book: UnitBook) -> int | None:
    """The length of a name in a row of bodies, which is known from now on."""
    known = _name_at(text, at, book)
    if known is not None:
        return known.end - known.start
    name = name_from(text, at, placed=True)
    return len(name) if name and book.learn_placed(name) else None


def _given(text: str, book: UnitBook | None = None) -> int:
    """Where the words end that open a sentence which gives work; 0 where none stand there."""
    start = 0
    while given := _OPENINGS.match(text, start):
        if book is not None and book.at(text, start) is not None:
            break  # "Trưởng thôn" is a name
        start = given.end()
    return start


def opening(text: str, book: UnitBook) -> Assignee | None:
    """Read whom a sentence addresses at its very beginning; None where it names nobody."""
    timed = _TIME_FIRST.match(text)
    if timed is not None and is_only_time(timed[0]):
        found = opening(text[timed.end() :], book)
        if found is not None and found.work:
            found = replace(found, work=f"{timed[0].strip()} {found.work}")
        return found
    start = given = _given(text, book)
    if given and text[start : start + 1].islower():  # "Trưởng phòng Kinh tế"
        capital = f"{text[:start]}{text[start].upper()}{text[start + 1 :]}"
        text = capital if book.at(capital, start) else text
    titled = _TITLE_OF_MANY.search(text, 0, start)
    if titled is not None and _GROUP.match(text, start):
        start = titled.start()
    names, persons, end = _names(text, start, book)
    comrade = _COMRADE.match(text)
    if not names and not persons and comrade is not None:
        persons, end = True, comrade.end()
    if not names and not persons:
        return None
    rest = _HERE.sub("", _ROLE.sub("", text[end:]))
    if not given and (not _GOES_ON.match(rest) or _PAST.match(rest)):
        return None
    leads = _LEADS.match(rest)
    rest = rest[leads.end() :] if leads else rest
    supporting, related, rest = _supporting(rest, book)
    if persons and not names and _STATES.match(rest):
        return None  # "Chủ tịch UBND phường biểu dương …" asks for nothing
    return Assignee(
        leads=names,
        phrase=text[start:end].strip(" ,;:"),
        supporting=tuple(each for each in supporting if each not in names),
        related=related,
        persons=persons and not names,
        work=_IS_TO.sub("", rest).strip(" ,:."),
    )


def partners(text: str, book: UnitBook) -> tuple[str, ...]:
    """The units that a sentence asks to cooperate with, wherever it says so."""
    collected: list[str] = []
    for match in _PARTNERS.finditer(text):
        collected += _supporting(text[match.start() :], book)[0]
    return tuple(dict.fromkeys(collected))


def _supporting(rest: str, book: UnitBook) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Read "phối hợp với …"; phrases such as "các đơn vị liên quan" stand apart as words."""
    match = _WITH.match(rest)
    if match is None:
        return _supporting_before(rest, book)
    start = match.end() - (4 if match[0].rstrip().lower().endswith("các") else 0)
    related: list[str] = []
    names, _, end = _names(rest, start, book, related)
    if end == start:
        return (), tuple(related), rest
    return names, tuple(related), rest[end:]


def _supporting_before(rest: str, book: UnitBook) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Read "các ấp phối hợp: …": who supports stands in front of the verb."""
    names, _, end = _names(rest, 0, book)
    verb = _SUPPORTS.match(rest, end) if names else None
    return (names, (), rest[verb.end() :]) if verb else ((), (), rest)


def _names(
    text: str, start: int, book: UnitBook, related: list[str] | None = None
) -> tuple[tuple[str, ...], bool, int]:
    """Read names of units, groups and people that follow each other; where they end."""
    collected: list[str] = []
    persons = False
    end = at = start
    while True:
        span = _name_at(text, at, book)
        if span is None:
            person = _PERSONS.match(text, at)
            residents = _RESIDENTS.match(text, at) if collected else None
            if residents is not None:  # "các phòng, đơn vị, khu phố"
                collected += book.codes(f"các {residents[0]}", cell=True)
                end = residents.end()
            elif person is None:
                break
            else:
                persons, end = True, person.end()
        elif span.code:
            collected.append(span.code)
            end = span.end
        else:
            phrase = span.raw
            if related is not None and "liên quan" in phrase.lower():
                related.append(phrase)
            else:
                collected.append(book.group(phrase).code)
            end = span.end
        between = _BETWEEN.match(text, end)
        if between is None or between.end() == end:
            break
        at = between.end()
    return tuple(dict.fromkeys(collected)), persons, end


def _name_at(text: str, at: int, book: UnitBook) -> Mention | None:
    """One name at this very place; a group's phrase has no code yet."""
    known = book.at(text, at)
    group = _TITLED_GROUP.match(text, at) or _GROUP.match(text, at)
    if group and (known is None or group.end() > known.end):
        return Mention(code="", raw=group[0], start=at, end=group.end())
    if known is not None:
        return known
    name = name_from(text, at, placed=False)
    code = book.learn(name) if name else None
    if name is None or code is None:
        return None
    return Mention(code=code, raw=name, start=at, end=at + len(name))
