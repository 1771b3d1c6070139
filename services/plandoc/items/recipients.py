"""Whom the list of recipients reaches: units of ours; whoever is only told of the plan is none."""

import re

from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import codes_of
from services.plandoc.items.duty_reading import DutyReading
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.vocabulary import any_of, vocabulary

_AS_ABOVE = re.compile(r"như\s+(?:mục|phần|điều|khoản|trên|kính gửi)", re.IGNORECASE)
_LIST_HEAD = re.compile(r"^Nơi nhận\s*:?\s*", re.IGNORECASE)
_TO_REPORT = re.compile(r"\([^()]*(?:b/c|báo cáo)[^()]*\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_INSIDE = [word for word in vocabulary().above if word not in ("sở", "bộ")]
_ABOVE = re.compile(
    rf"(?:{any_of(vocabulary().informed_only)})(?!\w)"
    rf"|.*?(?<!\w)(?:{any_of(_INSIDE)})(?!\w)",
    re.IGNORECASE,
)
_HEADS = any_of(vocabulary().heads)
_OWN = re.compile(rf"(?:các\s|(?:{_HEADS})\s)")


def reached(
    parts: DocumentParts, book: UnitBook, duties: tuple[DutyReading, ...]
) -> frozenset[str]:
    """The units that the list of recipients reaches, one by one or through a group's words."""
    collected: set[str] = set()
    for entry in parts.recipients or ():
        printed = _LIST_HEAD.sub("", entry.text).strip(" .;")
        if _AS_ABOVE.match(printed):
            collected |= _given_work(printed, duties)
        if printed.startswith("Lưu"):
            collected |= {"VP"}
        collected |= _known_above(printed, book)
        for words in own_recipients(printed):
            collected |= _reached_by(words, book)
    return frozenset(collected)


def own_recipients(line: str) -> list[str]:
    """The words of a line that may name units of ours.

    Offices above, the Party's and those who get the plan "để báo cáo" are only told of it; desks
    behind a colon ("LĐVP, TH") belong to the office in front of it.
    """
    collected = []
    for segment in line.split(";"):
        if _TO_REPORT.search(segment):
            continue
        words = _BRACKETS.sub("", segment).partition(":")[0].strip(" .-")
        if not _ABOVE.match(words):
            collected.append(words)
            continue
        pieces = (piece.strip() for piece in words.split(","))
        collected += [each for each in pieces if _OWN.match(each) and not _ABOVE.match(each)]
    return [each for each in collected if each]


def _reached_by(words: str, book: UnitBook) -> set[str]:
    collected = set(book.codes(words, cell=True))
    for code in codes_of(words, book)[0]:
        group = next((each for each in book.groups.values() if each.code == code), None)
        collected |= set(book.members(group)) if group else {code}
    return collected


def _known_above(line: str, book: UnitBook) -> set[str]:
    """Units with a name like those above ("Thuế cơ sở 3 tỉnh …") that the plan has named."""
    return {
        code
        for code, body in book.bodies.items()
        if any(_ABOVE.match(form) and form in line for form in body.forms)
    }


def _given_work(words: str, duties: tuple[DutyReading, ...]) -> set[str]:
    """The units that "Như mục III" sends the plan to: those that this section gives work to."""
    section = re.match(r"như\s+(?:mục|phần)\s+([IVX\d.]+|[A-H]\b)", words, re.IGNORECASE)
    wanted = section[1].strip(".") if section else ""
    return {
        code
        for duty in duties
        if not wanted
        or duty.entry.section == wanted
        or duty.entry.section.startswith(f"{wanted}.")
        for code in (*duty.assignee.leads, *duty.supporting)
    }
