"""Names of bodies by the place and the form in which a document prints them.

A body that nobody has seen before is a body where it heads a section of work beside others, where
a cell or a label names who leads, or where "chủ trì" stands behind it.
"""

import re
from collections import defaultdict
from typing import Final

from services.domain.directory.unit_kinds import UnitKind
from services.plandoc.bodies.assignees import learn_addressed, learn_partners
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import pieces
from services.plandoc.bodies.name_ends import name_from
from services.plandoc.bodies.naming import as_name, has_head
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL, sentences, syllables

_MOST_ALONE: Final = 8  # of one that only "chủ trì" shows
_HALF: Final = 2
_MOST_RECIPIENTS: Final = 100  # lines: no list is as long
_IS_GIVEN: Final = re.compile(
    r"\s*,?\s*(?:được giao|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì)[^,;]{0,20}"
)
_CAPITAL_INSIDE: Final = re.compile(rf"\s{CAPITAL}")
_LEADS: Final = re.compile(
    rf"(?:(?:{any_of(vocabulary().openings)})\s+)*"
    rf"(?P<name>{CAPITAL}[^.;:()]{{3,120}}?)\s*,?\s+"
    r"(?:là\s+(?:cơ quan|đơn vị)\s+)?"
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w)",
)


def learn_by_place(parts: DocumentParts, book: UnitBook) -> None:
    """Know every body that heads a section of work, or is said to lead or support something."""
    _learn_recipients(parts, book)
    spoken = [sentence for entry in parts.body for sentence in sentences(entry.text)]
    for match in filter(None, map(_LEADS.match, spoken)):
        _learn_named(match["name"], book)
    by_parent: dict[tuple[Path, Level], list[Entry]] = defaultdict(list)
    working = [entry for entry in parts.body if parts.kind(entry) not in _NO_BODIES]
    for entry in working:
        if Level.TOP < entry.level < Level.DASH:
            by_parent[entry.path[:-1], entry.level].append(entry)
    for entries in by_parent.values():
        _learn_headings(entries, parts, book)
    for entry in working:
        for sentence in sentences(entry.text):
            learn_addressed(sentence, book)
    # Last of all: here a name runs into the work behind it, where nothing else has shown its end.
    for sentence in spoken:
        learn_partners(sentence, book)


def _learn_recipients(parts: DocumentParts, book: UnitBook) -> None:
    """Know whom the list of recipients names, if the text does; others only get a copy."""
    text = "\n".join(entry.text for entry in parts.body)
    for entry in (parts.recipients or ())[:_MOST_RECIPIENTS]:
        name = entry.text.strip(" .;")
        if name in text and not book.is_named(name):
            _learn_named(name, book)


_NO_BODIES: Final = ("indicators", "schemes", "aims", "state")


def _learn_named(words: str, book: UnitBook) -> None:
    """Names before "chủ trì", behind "phối hợp với": several are told apart by their heads."""
    for piece in pieces(words, book):
        name = as_name(piece)
        if name is None or book.at(name, 0) is not None:
            continue
        if has_head(name) and not _holds_another(name, book):
            book.learn_placed(name)


def _learn_headings(entries: list[Entry], parts: DocumentParts, book: UnitBook) -> None:
    """Headings that stand side by side: what is a body among them, the others show too."""
    named = [_heading_of(entry) for entry in entries]
    known = sum(1 for name in named if name and _is_sure(name, book))
    for entry, name in zip(entries, named, strict=True):
        if name is None or book.whole(name) is not None or _holds_another(name, book):
            continue
        if _is_shown(name, entry, parts, among=known > 0 and known * _HALF >= len(entries)):
            book.learn_placed(name)


def _is_shown(name: str, entry: Entry, parts: DocumentParts, *, among: bool) -> bool:
    """Whether its place shows a name to be a body; `among` bodies another word may head one."""
    if has_head(name):
        return among or parts.kind(entry) == "organisation"
    return among and len(syllables(name)) <= _MOST_ALONE and _stands_alone(entry)


def _is_sure(name: str, book: UnitBook) -> bool:
    """Whether a name is one wherever it stands: known, or a head that a capital follows."""
    capital = _CAPITAL_INSIDE.search(name) is not None
    return book.at(name, 0) is not None or (has_head(name) and capital)


def _heading_of(entry: Entry) -> str | None:
    """The name that a heading is, or that its words begin with before a colon."""
    words = entry.text.partition(":")[0]
    name = as_name(words)
    begun = name_from(words, 0, placed=True) if name is None else None
    return begun if begun and _IS_GIVEN.fullmatch(words[len(begun) :]) else name


def _stands_alone(entry: Entry) -> bool:
    """Whether a heading is nothing but the name."""
    return ":" not in entry.text.rstrip(" :")


def _holds_another(name: str, book: UnitBook) -> bool:
    """Whether the words are more than one name: a known unit with its work, or two units."""
    known = book.at(name, 0)
    # "Phòng Kinh tế tháo dỡ biển" goes on behind a known name in small letters.
    works = known is not None and re.match(r"\s+[^\W\d_A-ZĐ]", name[known.end :]) is not None
    others = (each for each in book.mentions(name) if each.start)
    # "Ban Phát triển các thôn" is one body, "Hội Nông dân và Trạm Y tế" are two.
    return works or any(book.bodies[each.code].kind is not UnitKind.RESIDENTS for each in others)
