"""The parts of a plan: heading block, legal bases, sections with roles, recipients, annex."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from services.plandoc.sources.source import Table
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry, Outline
from services.plandoc.structure.title import Title, is_type_line, title_of
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain

_RECIPIENTS = re.compile(r"Nơi nhận\s*:?", re.IGNORECASE)
_CLOSING = re.compile(r"(?:\(?Kế hoạch này thay thế|Trên đây là)", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s")
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo)\s", re.IGNORECASE)
ARTICLE = re.compile(r"Điều\s+\d+\s*[.:]?\s")
_ISSUES = re.compile(
    r"Điều\s+\d+\s*[.:]\s*(?:Nay\s+)?(?:Ban hành|Phê duyệt)\s"
    r"|(?:Nay\s+)?Ban hành\s(?=.*kèm theo)",
    re.IGNORECASE,
)
_GIVES_WORK = re.compile(
    r"^(?:giao|đề nghị|yêu cầu)\s|(?<!\w)(?:chủ trì|được giao)(?!\w)|(?<!\w)(?:đánh giá kết quả "
    r"thực hiện|theo dõi|đôn đốc|báo cáo kết quả|chịu trách nhiệm)\s.*chỉ tiêu"
)
_DEMANDS = re.compile(r"(?:mục đích|yêu cầu|quan điểm|nguyên tắc)(?!\w)", re.IGNORECASE)
_LONGEST_HEADING = 150
_CONCERNED = "concerned"  # whom a plan concerns
ANNEX = "phụ lục"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentParts:
    """Các phần của văn bản. `body` are sections without the closing; `annex` what follows them.

    `enclosed` is true of a plan that a decision before it issues; `head`, `bases` and
    `recipients` are then those of both, the decision's first.
    """

    title: Title | None
    head: tuple[Entry, ...]
    bases: tuple[Entry, ...]
    body: tuple[Entry, ...]
    closing: tuple[Entry, ...]
    recipients: tuple[Entry, ...] | None
    enclosed: bool
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

    def demands(self, entry: Entry) -> bool:
        """Whether an entry stands below "Mục đích, yêu cầu": how to work, not what to do."""
        above = (self.headings.get(entry.path[:depth]) for depth in range(len(entry.path)))
        return any(each is not None and _DEMANDS.match(each.text) for each in above)

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
    if _GIVES_WORK.search(words):
        return None  # "Phòng A đánh giá kết quả thực hiện các chỉ tiêu" heads nothing
    for role, marks in said.items():
        if any(re.search(mark, words) for mark in marks):
            return role
        if words.strip(" .:") in vocabulary().whole_headings.get(role, ()):
            return role
    return None


def _roles(headings: dict[Path, Entry], said: dict[str, tuple[str, ...]]) -> dict[Path, str]:
    return {path: role for path, each in headings.items() if (role := role_of(each, said))}


def parts_of(read: Outline) -> DocumentParts:
    """Cut the outline of a document into the parts that Nghị định 30/2020 gives it.

    A decision that issues a plan stands before the plan: its heading block, bases and recipients
    are the plan's, its articles close it.
    """
    entries = read.entries
    begin = _enclosed_at(entries)
    annex = next(
        (at for at, entry in enumerate(entries) if entry.path[:1] == (ANNEX,)), len(entries)
    )
    cover = _opening(_recipients(entries[:begin])) if begin else None
    own = _recipients(entries[begin:annex])
    first = next(
        (at for at, each in enumerate(own.before) if _begins_section(each, alone=not begin)),
        len(own.before),
    )
    opened = _opening(_Cut(own.before[:first], own.listed))
    behind = own.before[first:]
    end = next((at for at, each in enumerate(behind) if _CLOSING.match(each.text)), len(behind))
    headings = {
        each.path: each
        for each in reversed(behind[:end])
        if each.level not in (Level.PLAIN, Level.DASH)
    }
    openings = (cover, opened) if cover else (opened,)
    listings = [each.recipients for each in openings if each.recipients is not None]
    return DocumentParts(
        title=_better(opened.title, cover.title if cover else None),
        head=tuple(each for opening in openings for each in opening.head),
        bases=tuple(each for opening in openings for each in opening.bases),
        body=behind[:end],
        closing=(*(each for opening in openings for each in opening.articles), *behind[end:]),
        recipients=tuple(each for listed in listings for each in listed) if listings else None,
        enclosed=bool(begin),
        annex=entries[annex:],
        tables=tuple(block for block in read.blocks if isinstance(block, Table)),
        headings=headings,
        roles=_roles(headings, vocabulary().roles),
        kinds=_roles(headings, vocabulary().sections),
    )


class _Cut(NamedTuple):
    """Paragraphs up to the recipients and the signature; the list of recipients, if there is."""

    before: tuple[Entry, ...]
    listed: tuple[Entry, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What stands above the sections: heading block with the title, legal bases, articles."""

    title: Title | None
    head: tuple[Entry, ...]
    bases: tuple[Entry, ...]
    articles: tuple[Entry, ...]
    recipients: tuple[Entry, ...] | None


def _opening(cut: _Cut) -> _Opening:
    entries = cut.before
    article = next(
        (at for at, each in enumerate(entries) if ARTICLE.match(each.text)), len(entries)
    )
    title = title_of(entries[:article])
    start = title.end if title else 0
    basis = next(
        (at for at in range(start, article) if _BASIS.match(entries[at].text)),
        article,
    )
    return _Opening(
        title=title,
        head=entries[:basis],
        bases=entries[basis:article],
        articles=entries[article:],
        recipients=cut.listed,
    )


def _better(own: Title | None, of_cover: Title | None) -> Title | None:
    """The plan's own title, unless only the decision that issues it says what it is about."""
    if own is None or (not own.words and of_cover is not None and of_cover.words):
        return of_cover
    return own


def _enclosed_at(entries: tuple[Entry, ...]) -> int:
    """Where a plan begins that the document before it issues; 0 where there is none."""
    issues = next((at for at, each in enumerate(entries) if _ISSUES.match(each.text)), None)
    if issues is None:
        return 0
    behind = range(issues + 1, len(entries))
    return next(
        (at for at in behind if is_type_line(entries[at]) and entries[at].path[:1] != (ANNEX,)),
        0,
    )


def _begins_section(entry: Entry, *, alone: bool) -> bool:
    """Whether the sections begin here; a decision before the plan has left its own numbers."""
    if alone:
        return bool(entry.path) and entry.path[0] != ANNEX
    return bool(entry.mark) and entry.level < Level.DASH


def _recipients(body: tuple[Entry, ...]) -> _Cut:
    """Take the list behind "Nơi nhận" and the signature away; None where there is no list."""
    for at, entry in enumerate(body):
        if _RECIPIENTS.match(entry.text):
            rest = body[at:]
            listed = tuple(
                each for each in rest if each.mark or each.level is Level.DASH or each is entry
            )
            return _Cut(body[:at], listed)
    cut = next((at for at, each in enumerate(body) if _SIGNATURE.match(each.text)), len(body))
    return _Cut(body[:cut], None)
