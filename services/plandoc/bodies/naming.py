"""Words that stand where a document names a body: whether they are its name."""

import re
from typing import Final

from services.plandoc.bodies.assignees import names_persons
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.name_ends import name_from
from services.plandoc.wording.asking import begins_with_duty
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import plain, syllables

_MOST: Final = 14  # syllables of a name
_FEWEST: Final = 2
_BRACKET: Final = re.compile(r"\s*\([^()]*\)\s*:?\s*$")
_VERB: Final = re.compile(rf"[\s,]+(?:{any_of(vocabulary().verbs)})(?!\w)")
# Verbs that names of bodies hold: "Ban quản lý chợ", "Tổ giải quyết đơn thư".
_IN_NAMES: Final = frozenset(vocabulary().verbs_in_names)
_HEADS: Final = tuple(
    f"{plain(head)} " for head in (*vocabulary().heads, *vocabulary().placed_heads)
)
_COMRADE: Final = re.compile(r"(?:các\s+)?(?:đồng chí|ông|bà)\s", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s(?:số\s+)?\d{1,3}$", re.IGNORECASE)
_SENTENCE: Final = re.compile(
    r"[.!?%\d]|(?<!\w)(?:chủ trì|phối hợp|theo|của các|do|được|để|nhằm|trong|năm)(?!\w)"
)


def as_name(words: str) -> str | None:
    """The words as the name of a body, without a bracket behind it; None for what is none."""
    name = _BRACKET.sub("", words).strip(" .:;,-")
    if _COMRADE.match(name):
        return None
    if name_from(name, 0, placed=True) == name:
        return None if names_persons(name) or group_pattern().match(name) else name
    if not _FEWEST <= len(syllables(name)) <= _MOST or not name[0].isupper():
        return None
    if begins_with_duty(name) or names_persons(name) or group_pattern().match(name):
        return None
    name_end = len(name)  # "Trung tâm Dịch vụ tổng hợp": a verb that nothing follows is a name's
    work = any(
        match[0].strip(" ,") not in _IN_NAMES and match.end() < name_end
        for match in _VERB.finditer(name)
    )
    return None if work or _SENTENCE.search(_NUMBER.sub("", name)) else name


def has_head(name: str) -> bool:
    """Whether a name begins with a noun that means a body where one may stand."""
    return plain(name).startswith(_HEADS)


def begins_with_work(words: str) -> bool:
    """Whether a verb stands at once behind a name, so that the name ended there."""
    return _VERB.match(words) is not None


def without_work(cell: str, book: UnitBook) -> str:
    """A cell that says what its unit does, cut behind the unit's name."""
    known = book.at(cell, 0)
    if known is not None and begins_with_work(cell[known.end :]):
        return cell[: known.end]
    return cell
