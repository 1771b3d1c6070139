"""Who leads a work and by when, where its own line says so behind or beside it."""

import re
from dataclasses import replace
from typing import Final

from services.plandoc.bodies.assignees import Assignee, does_work, opening
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.brackets import in_brackets
from services.plandoc.bodies.cells import pieces
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.labels import assigned, labels_behind
from services.plandoc.bodies.name_ends import begins_name, name_from
from services.plandoc.bodies.roles import spoken_roles
from services.plandoc.wording.rhythms import is_only_time
from services.plandoc.wording.words import CAPITAL, sentences

_DOES: Final = re.compile(
    r"(?:(?:chịu trách nhiệm|tổ chức|thực hiện|tham mưu|phụ trách|đảm nhận|đảm nhiệm)(?!\w))?"
    r"(?:\s+(?:thực hiện|chính)(?!\w))?",
    re.IGNORECASE,
)
_FULL_STOP: Final = re.compile(rf"(?<=[^\W\d_]{{2}})\.\s+(?={CAPITAL})")
_TAIL: Final = re.compile(r"(?:\s[–—-]\s|:\s+)(?P<words>[^:;–—]{5,200})$")
_AGENT: Final = re.compile(r"(?<!\w)do\s+(?=\w)")
_BRACKET: Final = re.compile(r"\s*\([^()]*\)")


def said_beside(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """The work without what its line says beside it: in brackets, labels, a last sentence.

    The assignee's `work` are words of time; it may lead nothing. "Việc … do Phòng A thực hiện"
    keeps all its words.
    """
    for reads in (in_brackets, roles_behind, led_behind, labels_behind, tail_behind):
        bare, said = reads(text, book)
        if said is not None:
            return bare, said
    return text, agent_in(text, book)


def led_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take a last sentence off a work that only says who does it: "Phòng A chịu trách nhiệm."."""
    *before, last = sentences(text) or [""]
    named = opening(before[-1], book) if before else None
    if not before or last.endswith(":") or (named and named.leads and not named.work):
        return text, None  # "Hội Nông dân; Trạm Y tế:" are two names
    addressed = opening(last, book)
    does = _DOES.match(addressed.work) if addressed is not None and addressed.leads else None
    if addressed is None or does is None:
        return text, None
    time = addressed.work[does.end() :].strip(" ,")
    if time and not is_only_time(time):
        return text, None
    return text[: text.rindex(last)].rstrip(" .;"), replace(addressed, work=time)


def roles_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take a last sentence of roles off a work: "… Phòng A chủ trì, B phối hợp; xong quý I."."""
    end = max((each.end() for each in _FULL_STOP.finditer(text)), default=0)
    roles, *times = text[end:].strip(" ./").split(";")
    said = spoken_roles(roles)
    if not end or not said.lead or not said.supporting or not all(map(is_only_time, times)):
        return text, None
    if not all(_is_body(part, book) for part in pieces(said.lead, book)):
        return text, None
    addressed = assigned(said.lead, said.supporting, book)
    return text[:end].rstrip(" ."), replace(addressed, work="; ".join(times).strip())


def tail_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take names behind a dash or colon off a work: "In tờ rơi – Phòng A, xong quý I"."""
    for tail in _TAIL.finditer(text):
        words = tail["words"].strip(" .;/")
        if not begins_name(words):
            continue
        names, _, time = words.partition(", ")
        while time and not is_only_time(time):
            more, _, time = time.partition(", ")
            names = f"{names}, {more}"
        said = spoken_roles(names)
        lead = said.lead or ("" if said.supporting else names)
        parts = [*pieces(lead, book), *(pieces(said.supporting, book) if said.supporting else ())]
        if lead and all(_is_body(part, book) for part in parts):
            addressed = assigned(lead, said.supporting, book)
            return text[: tail.start()].rstrip(" .;,"), replace(addressed, work=time)
    return text, None


def _is_body(words: str, book: UnitBook) -> bool:
    known = book.whole(words) is not None or group_pattern().fullmatch(words) is not None
    return known or name_from(words, 0, placed=True) == words


def agent_in(text: str, book: UnitBook) -> Assignee | None:
    """Who does a work that is said of the work itself: "Việc thu gom do Hợp tác xã A đảm nhận"."""
    if opening(text, book) is not None:
        return None
    for match in _AGENT.finditer(text):
        at = match.end()
        known = book.at(text, at)
        name = text[at : known.end] if known else name_from(_capital(text, at), at, placed=True)
        if name is None:
            continue
        code = known.code if known else None
        rest = _BRACKET.sub("", text[at + len(name) :], count=1)
        if does_work(rest) and (code := code or book.learn_placed(name)):
            return Assignee(
                leads=(code,), phrase=name, supporting=(), related=(), persons=False, work=""
            )
    return None


def _capital(text: str, at: int) -> str:
    return f"{text[:at]}{text[at].upper()}{text[at + 1 :]}"
