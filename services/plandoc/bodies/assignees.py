"""Whom a sentence gives work to: "Giao Phòng A chủ trì, phối hợp với Phòng B …"."""

import re
from dataclasses import dataclass

from services.plandoc.bodies.bodies import Mention, UnitBook, group_pattern
from services.plandoc.wording.vocabulary import longest_first, verbs_behind_names, vocabulary
from services.plandoc.wording.words import CAPITAL

_OPENINGS = re.compile(
    rf"(?:{'|'.join(map(re.escape, longest_first(vocabulary().openings)))})\s+", re.IGNORECASE
)
_PERSONS = re.compile(
    rf"(?:các\s+)?(?:{'|'.join(map(re.escape, longest_first(vocabulary().persons)))})"
    rf"(?:\s+(?:phường|xã))?(?!\w)",
    re.IGNORECASE,
)
_GROUP = group_pattern()
_BETWEEN = re.compile(
    r"\s*(?:[,;]|\s+và\s|\s+cùng\s)\s*(?:và\s+)?(?:thủ trưởng\s+)?", re.IGNORECASE
)
_VERB = "|".join(map(re.escape, longest_first(verbs_behind_names())))
_NAME = re.compile(
    rf"(?:{'|'.join(map(re.escape, longest_first(tuple(vocabulary().heads))))})(?=\s+{CAPITAL})"
    rf"(?:[ \-]+(?!(?:{_VERB}|(?:và|cùng)\s+(?:các|những))(?!\w))[\w&\-]+){{1,10}}?"
    rf"(?=\s*(?:[:,;.]|$)|\s+(?:{_VERB}|(?:và|cùng)\s+(?:các|những))(?!\w))"
)
_IS_TO = re.compile(r"\s*có (?:trách nhiệm|nhiệm vụ)(?!\w)", re.IGNORECASE)
_LEADS = re.compile(r"[\s,]*(?:là\s+(?:cơ quan|đơn vị)\s+)?chủ trì[\s,]*", re.IGNORECASE)
_WITH = re.compile(
    r"[\s,]*(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng))?(?:\s+các)?\s+", re.IGNORECASE
)
# What may follow a name that is addressed: its end, a stop, its work in small letters.
_GOES_ON = re.compile(r"\s*(?:$|:|\.\s|[,;]?\s*[^\W\d_A-ZĐ])")
# "Đồng chí Phó Bí thư Thường trực": somebody of whatever office.
_COMRADE = re.compile(
    rf"(?:các\s+)?(?:đồng chí|ông|bà)\s+[^.;:]{{3,100}}?(?=\s*(?:$|:|\s(?:{_VERB})(?!\w)))",
    re.IGNORECASE,
)
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


def names_persons(words: str) -> bool:
    """Whether words name people of an office instead of a unit."""
    given = _OPENINGS.match(words)
    return _PERSONS.match(words, given.end() if given else 0) is not None


def opening(text: str, book: UnitBook) -> Assignee | None:
    """Read whom a sentence addresses at its very beginning; None where it names nobody."""
    given = _OPENINGS.match(text)
    start = given.end() if given else 0
    while again := _OPENINGS.match(text, start):
        start = again.end()
    names, persons, end = _names(text, start, book)
    comrade = _COMRADE.match(text)
    if not names and not persons and comrade is not None:
        persons, end = True, comrade.end()
    if not names and not persons:
        return None
    rest = _ROLE.sub("", text[end:])
    if not given and not _GOES_ON.match(rest):
        return None
    leads = _LEADS.match(rest)
    rest = rest[leads.end() :] if leads else rest
    supporting, related, rest = _supporting(rest, book)
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
    for match in re.finditer(r"phối hợp", text, re.IGNORECASE):
        collected += _supporting(text[match.start() :], book)[0]
    return tuple(dict.fromkeys(collected))


def _supporting(rest: str, book: UnitBook) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Read "phối hợp với …"; phrases such as "các đơn vị liên quan" stand apart as words."""
    match = _WITH.match(rest)
    if match is None:
        return (), (), rest
    start = match.end() - (4 if match[0].rstrip().lower().endswith("các") else 0)
    related: list[str] = []
    names, _, end = _names(rest, start, book, related)
    if end == start:
        return (), tuple(related), rest
    return names, tuple(related), rest[end:]


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
            if person is None:
                break
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
    group = _GROUP.match(text, at)
    if group and (known is None or group.end() > known.end):
        return Mention(code="", raw=group[0], start=at, end=group.end())
    if known is not None:
        return known
    match = _NAME.match(text, at)
    code = book.learn(match[0]) if match else None
    if match is None or code is None:
        return None
    return Mention(code=code, raw=match[0], start=at, end=match.end())
