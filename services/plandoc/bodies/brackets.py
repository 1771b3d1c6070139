"""Leads in brackets behind a work: "(Phòng A chủ trì; Phòng B phối hợp; xong trong năm 2027)"."""

import re
from dataclasses import replace

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import pieces
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.labels import assigned, labels_of
from services.plandoc.bodies.naming import as_name, has_head
from services.plandoc.bodies.roles import spoken_roles

_BRACKET = re.compile(r"\(([^()]*)\)")
_AT_END = re.compile(r"\s*[.;,/]*\s*$")


def in_brackets(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take a bracket that says who leads off a work; None where no bracket does.

    Names alone lead where the bracket ends the work. The assignee's `work` are the words of the
    bracket, which may say by when.
    """
    for match in _BRACKET.finditer(text):
        assignee = _assignee(match[1], book, ends=_AT_END.match(text, match.end()) is not None)
        if assignee is not None:
            bare = f"{text[: match.start()].rstrip()}{text[match.end() :]}"
            return bare, replace(assignee, work=match[1])
    return text, None


def _assignee(words: str, book: UnitBook, *, ends: bool) -> Assignee | None:
    cells = labels_of([words])
    if cells.names_units:
        first = words.partition(";")[0]
        lead = cells.lead or (first if ends and _only_names(first, book) else "")
        found = assigned(lead, cells.supporting, book)
        return found if found.leads else None
    said = spoken_roles(words)
    names = (part for part in said.rest if ends and _only_names(part, book))
    lead = said.lead or next(names, "")
    if not lead:
        return None
    spoken = assigned(lead, said.supporting, book)
    return spoken if spoken.leads else None


def _only_names(words: str, book: UnitBook) -> bool:
    """Whether the words are names of bodies and nothing else."""
    parts = pieces(words, book)
    return bool(parts) and all(_is_name(part, book) for part in parts)


def _is_name(words: str, book: UnitBook) -> bool:
    if book.whole(words) is not None or group_pattern().fullmatch(words):
        return True
    name = as_name(words)
    return name is not None and has_head(name)
