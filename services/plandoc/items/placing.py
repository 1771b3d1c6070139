"""Names of bodies by the place and the form in which a document prints them.

A body that nobody has seen before is a body where it heads a section of work beside others, where
a cell or a label names who leads, or where "chủ trì" stands behind it.
"""

import re
from collections import defaultdict
from typing import Final

from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import pieces
from services.plandoc.bodies.naming import as_name, begins_with_work, has_head
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.vocabulary import longest_first, verbs_behind_names, vocabulary
from services.plandoc.wording.words import CAPITAL, sentences, syllables

_MOST_ALONE: Final = 8  # of one that only "chủ trì" shows
_HALF: Final = 2
_MOST_RECIPIENTS: Final = 100  # lines: no list is as long
_CAPITAL_INSIDE: Final = re.compile(rf"\s{CAPITAL}")
_VERB: Final = "|".join(map(re.escape, longest_first(verbs_behind_names())))
_LEADS: Final = re.compile(
    rf"(?:(?:{'|'.join(map(re.escape, longest_first(vocabulary().openings)))})\s+)*"
    rf"(?P<name>{CAPITAL}[^.;:()]{{3,120}}?)\s*,?\s+"
    r"(?:là\s+(?:cơ quan|đơn vị)\s+)?"
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w)",
)

# "phối hợp với Đồn Biên phòng A cử người": the names end before a verb in small letters.
_WITH: Final = re.compile(
    rf"phối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+(?P<names>{CAPITAL}[^.;:()]{{3,160}}?)"
    rf"(?=\s*(?:[.;:(]|$)|\s+(?:{_VERB})(?!\w))",
)


def learn_by_place(parts: DocumentParts, book: UnitBook) -> None:
    """Know every body that heads a section of work, or is said to lead or support something."""
    text = "\n".join(entry.text for entry in parts.body)
    for entry in (parts.recipients or ())[:_MOST_RECIPIENTS]:
        name = entry.text.strip(" .;")
        # Who only gets a copy is named nowhere else.
        if name in text and not book.is_named(name):
            _learn_named(name, book)
    spoken = [sentence for entry in parts.body for sentence in sentences(entry.text)]
    for sentence in spoken:
        match = _LEADS.match(sentence)
        if match:
            _learn_named(match["name"], book)
    by_parent: dict[tuple[Path, Level], list[Entry]] = defaultdict(list)
    for entry in parts.body:
        if Level.TOP < entry.level < Level.DASH and parts.kind(entry) not in _NO_BODIES:
            by_parent[entry.path[:-1], entry.level].append(entry)
    for entries in by_parent.values():
        _learn_headings(entries, parts, book)
    # Last of all: here a name runs into the work behind it, where nothing else has shown its end.
    for sentence in spoken:
        for found in _WITH.finditer(sentence):
            _learn_named(found["names"], book)


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
    return as_name(entry.text.partition(":")[0])


def _stands_alone(entry: Entry) -> bool:
    """Whether a heading is nothing but the name."""
    return ":" not in entry.text.rstrip(" :")


def _holds_another(name: str, book: UnitBook) -> bool:
    """Whether the words are more than one name: a known unit with its work, or two units."""
    known = book.at(name, 0)
    works = known is not None and begins_with_work(name[known.end :])
    return works or any(mention.start for mention in book.mentions(name))
