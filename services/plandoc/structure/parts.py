"""The parts of a plan: heading block, legal bases, sections with roles, recipients, annex."""

import re
from dataclasses import dataclass

from services.plandoc.sources.source import Table
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry, Outline
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain

_RECIPIENTS = re.compile(r"Nơi nhận\s*:?", re.IGNORECASE)
_CLOSING = re.compile(r"(?:\(?Kế hoạch này thay thế|Trên đây là)", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s")
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo)\s", re.IGNORECASE)
# The name of the type on a line of its own: what stands below it is the title, whatever it says.
_TYPE_ALONE = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN)$")
_LONGEST_HEADING = 150
_CONCERNED = "concerned"  # whom a plan concerns
ANNEX = "phụ lục"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentParts:
    """Các phần của văn bản. `body` are sections without the closing; `annex` what follows them."""

    head: tuple[Entry, ...]
    bases: tuple[Entry, ...]
    body: tuple[Entry, ...]
    closing: tuple[Entry, ...]
    recipients: tuple[Entry, ...] | None
    annex: tuple[Entry, ...]
    tables: tuple[Table, ...]
    headings: dict[Path, Entry]
    roles: dict[Path, str]
    kinds: dict[Path, str]

    @property
    def everything(self) -> tuple[Entry, ...]:
        """Every paragraph, in order."""
        behind = (*self.closing, *(self.recipients or ()), *self.annex)
        return (*self.head, *self.bases, *self.body, *behind)

    def role(self, entry: Entry) -> str | None:
        """What the nearest heading above an entry says of it: indicators, schemes, …

        A section that says whom a plan concerns gives as little work as one that says its aims.
        """
        said = self._nearest(entry, self.roles)
        return "aims" if said == _CONCERNED else said

    def kind(self, entry: Entry) -> str | None:
        """The same, else whether the section gives tasks or says what was, or whom it concerns."""
        if self._nearest(entry, self.roles) == _CONCERNED:
            return "state"
        return self.role(entry) or self._nearest(entry, self.kinds)

    def _nearest(self, entry: Entry, said: dict[Path, str]) -> str | None:
        for depth in range(len(entry.path), 0, -1):
            found = said.get(entry.path[:depth])
            if found is not None and self.headings[entry.path[:depth]] is not entry:
                return found
        return None


def role_of(heading: Entry, said: dict[str, tuple[str, ...]]) -> str | None:
    """Read from the words of a heading what its section is, among the roles that are `said`."""
    words = plain(heading.text)
    if len(words) > _LONGEST_HEADING or heading.level is Level.PAREN:
        return None
    for role, marks in said.items():
        if any(re.search(mark, words) for mark in marks):
            return role
        if words.strip(" .:") in vocabulary().whole_headings.get(role, ()):
            return role
    return None


def _roles(headings: dict[Path, Entry], said: dict[str, tuple[str, ...]]) -> dict[Path, str]:
    return {path: role for path, each in headings.items() if (role := role_of(each, said))}


def parts_of(read: Outline) -> DocumentParts:
    """Cut the outline of a document into the parts that Nghị định 30/2020 gives it."""
    entries = read.entries
    first = next(
        (at for at, entry in enumerate(entries) if entry.path and entry.path[0] != ANNEX),
        len(entries),
    )
    annex = next(
        (at for at, entry in enumerate(entries) if entry.path[:1] == (ANNEX,)), len(entries)
    )
    first = min(first, annex)
    before, recipients = _recipients(entries[:annex])
    opening, behind = before[:first], before[first:]
    titled = next((at for at, each in enumerate(opening) if _TYPE_ALONE.match(each.text)), -2)
    basis = next(
        (at for at, each in enumerate(opening) if at != titled + 1 and _BASIS.match(each.text)),
        len(opening),
    )
    end = next((at for at, each in enumerate(behind) if _CLOSING.match(each.text)), len(behind))
    headings = {
        each.path: each
        for each in reversed(behind[:end])
        if each.level not in (Level.PLAIN, Level.DASH)
    }
    return DocumentParts(
        head=opening[:basis],
        bases=opening[basis:],
        body=behind[:end],
        closing=behind[end:],
        recipients=recipients,
        annex=entries[annex:],
        tables=tuple(block for block in read.blocks if isinstance(block, Table)),
        headings=headings,
        roles=_roles(headings, vocabulary().roles),
        kinds=_roles(headings, vocabulary().sections),
    )


def _recipients(
    body: tuple[Entry, ...],
) -> tuple[tuple[Entry, ...], tuple[Entry, ...] | None]:
    """Take the list behind "Nơi nhận" and the signature away; None where there is no list."""
    for at, entry in enumerate(body):
        if _RECIPIENTS.match(entry.text):
            rest = body[at:]
            listed = tuple(
                each for each in rest if each.mark or each.level is Level.DASH or each is entry
            )
            return body[:at], listed
    cut = next((at for at, each in enumerate(body) if _SIGNATURE.match(each.text)), len(body))
    return body[:cut], None
