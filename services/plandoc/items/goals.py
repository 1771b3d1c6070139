"""The paragraphs that promise figures: below "Chỉ tiêu", "Mục tiêu", behind stars and numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from services.plandoc.bodies.labels import is_label
from services.plandoc.items.claims import Claim, claims_of
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.times import Basis, year_of
from services.plandoc.wording.words import plain, sentences

_AIM = re.compile(r"(?:Mục tiêu(?:\s+(?:chung|tổng quát))?|Quan điểm)\s*:", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:mục tiêu|chỉ tiêu)(?:\s+(?:cụ thể|phấn đấu|cần đạt|đến năm\s+20\d\d))?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
# A heading that announces figures; below "Mục tiêu" alone stand also ends that nobody counts.
_FIRM = re.compile("chỉ tiêu|cụ thể|chủ yếu|đến năm")
_GONE = re.compile(r"không còn(?!\w)", re.IGNORECASE)
_RESULT = re.compile(r"(?:sản phẩm|kết quả)(?:\s+(?:đầu ra|dự kiến|cần đạt))?\s*:", re.IGNORECASE)
_DEMANDS = re.compile(r"\W*yêu cầu(?!\w)", re.IGNORECASE)
_LONGEST_HEADING = 150
_INNER = (Level.DASH, Level.PLAIN, Level.LETTER)


@dataclass(slots=True, kw_only=True)
class IndicatorParagraph:
    """Một chỉ tiêu trong lời văn: its number, where it stands, all of its words.

    `by_year` is the year of the heading above. `details` are the lines below that say who leads
    it, `below` all lines that belong to it.
    """

    number: str
    entry: Entry
    text: str
    by_year: int | None = None
    claims: tuple[Claim, ...] = ()
    details: list[str] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)


def paragraphs_of(parts: DocumentParts, first_year: int = 0) -> list[IndicatorParagraph]:
    """The paragraphs of the sections whose heading announces indicators.

    What they say of years before `first_year` is no promise.
    """
    entries = [each for each in parts.body if parts.role(each) == "indicators"]
    walk = _Walk(parts, first_year)
    for entry, behind in zip_longest(entries, entries[1:]):
        if entry.text and not entry.text.startswith("(") and not _AIM.match(entry.text):
            walk.take(entry, behind)
    collected = [each for each in walk.paragraphs if each.claims]
    return [*collected, *_labelled(parts, len(collected), first_year)]


def _labelled(parts: DocumentParts, number: int, first_year: int) -> Iterator[IndicatorParagraph]:
    """What lines between the work promise behind a label: "Mục tiêu: tỷ lệ … đạt 92%"."""
    for entry in parts.body:
        label = _LABEL.match(entry.text) if parts.role(entry) != "indicators" else None
        for sentence in sentences(entry.text[label.end() :]) if label else ():
            claims = claims_of(sentence, None, first_year)
            if any(claim.value is not None for claim in claims):
                number += 1
                yield IndicatorParagraph(
                    number=str(number), entry=entry, text=sentence, claims=claims
                )


@dataclass(slots=True)
class _Walk:
    parts: DocumentParts
    first_year: int
    paragraphs: list[IndicatorParagraph] = field(default_factory=list)
    heading: Entry | None = None  # a line without a number that heads what follows
    scope: Path = ()  # where that line stands: beside the numbers before it, or below its own

    def take(self, entry: Entry, behind: Entry | None) -> None:
        """Read one paragraph; `behind` is what stands below it."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is not None and _is_detail(entry, last):
            last.details.append(entry.text)
            last.below.append(entry)
            return
        by_year = self._year(entry)
        claims = self._claims(entry.text, entry, by_year)
        figured = any(claim.value is not None for claim in claims)
        if last is None and entry.level is Level.PLAIN and not figured:
            return
        if _heads(entry, claims, behind):
            claims = ()
        elif last is not None and self._belongs(entry, last):
            last.text = f"{last.text.rstrip(' ;')}. {entry.text}"
            last.claims = self._claims(last.text, last.entry, last.by_year)
            last.below.append(entry)
            return
        if not claims and entry.level >= Level.DASH:
            self.heading = entry
            self.scope = entry.path[:-1] if last and _is_beside(entry, last) else entry.path
        number = entry.path[-1].strip("()") if entry.level is not Level.DASH and entry.path else ""
        if last is not None and not last.claims:
            self.paragraphs.pop()  # a heading among the indicators, not one of them
        self.paragraphs.append(
            IndicatorParagraph(
                number=number or str(len(self.paragraphs) + 1),
                entry=entry,
                text=entry.text,
                by_year=by_year,
                claims=claims,
            )
        )

    def _belongs(self, entry: Entry, last: IndicatorParagraph) -> bool:
        """Whether a line below an indicator only goes on with it."""
        goes_on = last.claims or entry.level is Level.PLAIN
        return entry.level in _INNER and bool(goes_on) and last.entry.level < entry.level

    def _claims(self, text: str, entry: Entry, by_year: int | None) -> tuple[Claim, ...]:
        claims = claims_of(text, by_year, self.first_year)
        announcing = self._announcing(entry)
        if announcing is not None and _DEMANDS.match(announcing.text):
            return ()
        role = self._role_heading(entry)
        if role is None or _FIRM.search(plain(role.text)):
            return claims
        return tuple(claim for claim in claims if _is_counted(claim))

    def _role_heading(self, entry: Entry) -> Entry | None:
        """The heading that makes indicators of what stands below it."""
        for depth in range(len(entry.path), 0, -1):
            path = entry.path[:depth]
            if path in self.parts.roles and self.parts.headings[path] is not entry:
                return self.parts.headings[path]
        return None

    def _announcing(self, entry: Entry) -> Entry | None:
        """The nearest numbered heading above an entry."""
        for depth in range(len(entry.path), 0, -1):
            above = self.parts.headings.get(entry.path[:depth])
            if above is not None and above is not entry:
                return above
        return None

    def _year(self, entry: Entry) -> int | None:
        """The year that the nearest heading above names, one without a number first."""
        said = self.heading
        if said is not None and entry.path[: len(self.scope)] == self.scope:
            year = year_of(said.text)
            if year is not None:
                return year
        for depth in range(len(entry.path), 0, -1):
            above = self.parts.headings.get(entry.path[:depth])
            if above is None or above is entry or len(above.text) > _LONGEST_HEADING:
                continue
            year = year_of(above.text)
            if year is not None:
                return year
        return None


def _is_detail(entry: Entry, last: IndicatorParagraph) -> bool:
    """Whether a line only says who leads the indicator above, by when, with what result.

    "Sản phẩm: 01 báo cáo" says so, "Sản phẩm làng nghề: 05 sản phẩm" is promised itself.
    """
    if entry.path != last.entry.path or not is_label(entry.text):
        return False
    return _RESULT.match(entry.text) is not None or not any(
        claim.value is not None for claim in claims_of(entry.text)
    )


def _is_beside(entry: Entry, last: IndicatorParagraph) -> bool:
    """Whether a line without a number stands between numbered indicators, not below one."""
    numbered = last.entry.level < Level.DASH and bool(last.claims)
    return numbered and last.entry.path == entry.path


def _heads(entry: Entry, claims: tuple[Claim, ...], behind: Entry | None) -> bool:
    """Whether a line only announces those below it: "2. Xây dựng Đảng", then dashes."""
    if behind is None or any(claim.value is not None for claim in claims):
        return False
    text = entry.text.rstrip()
    if text.endswith(":"):
        return True
    inside = len(behind.path) > len(entry.path) and behind.path[: len(entry.path)] == entry.path
    listed = behind.path == entry.path and entry.level < behind.level < Level.PLAIN
    return (inside or listed) and not text.endswith((".", ";"))


def _is_counted(claim: Claim) -> bool:
    """Whether an end below "Mục tiêu" is one that can be counted or dated, not an aim."""
    if claim.none_left:
        dated = claim.by_year or claim.by_day or claim.basis is Basis.EVERY_YEAR
        return bool(dated) or _GONE.search(claim.raw) is not None
    return claim.value is not None or claim.unsure
