"""The heading block: number, place and day, title, period, what the plan replaces."""

import re
from dataclasses import dataclass
from datetime import date

from services.plandoc.bodies.bodies import PLACE_NAME
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.quantities import read_period

_NUMBER = re.compile(
    r"Số\s*:?\s*(?P<number>\d{1,5}[a-zđ]?)?\s*/\s*(?P<symbol>[A-ZĐ]+(?:\s?-\s?[A-ZĐ&]+)+)"
)
_DATED = re.compile(
    r"ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>\d{4})?"
)
_PLACE = re.compile(r"^(?P<place>[^,:;()]{2,60}?)\s*,\s*ngày", re.IGNORECASE)
_PLACE_KIND = re.compile(r"^(?:P\.|X\.|Phường|Xã|Thị trấn|Đặc khu)\s*", re.IGNORECASE)
_TYPE = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH HÀNH ĐỘNG|PHƯƠNG ÁN|ĐỀ ÁN)", re.IGNORECASE)
_REPLACES = re.compile(
    r"thay thế\s+(?:cho\s+)?Kế hoạch(?:\s+số)?\s+"
    r"(?P<number>\d{1,5}[a-zđ]?\s*/\s*[A-ZĐ]+[-A-ZĐ&]*)",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(r"(?P<until>đến\s+)?(?<!\d )năm\s+(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
PLACE_NAME_LOWERED = re.compile(
    r"(phường|xã|thị trấn|đặc khu)\s+((?!hội)\w+(?:\s+(?!giai|năm|đến|5)\w+)?)"
)
_ENCLOSED = re.compile(r"\(?\s*Kèm theo", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """Ngày tháng như in trên văn bản; a part that was left blank is None."""

    day: int | None
    month: int | None
    year: int | None
    raw: str
    place: str

    @property
    def whole(self) -> date | None:
        """The calendar day, where all of it is there and it exists."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def agrees_with(self, other: "DateLine") -> bool:
        """Whether no part that both print differs."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(pair is None or two is None or pair == two for pair, two in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """Phần đầu văn bản. `number` is "12/KH-UBND"; `number_line` the line as printed."""

    number: str | None
    number_line: Entry | None
    dated: DateLine | None
    place: str
    title: str
    title_line: Entry | None
    period: tuple[int, int] | None
    replaces: str | None
    replaces_line: Entry | None
    enclosed: DateLine | None
    enclosed_number: str | None
    enclosed_line: Entry | None


def read_head(parts: DocumentParts) -> DocumentHead:
    """Read what the heading block, the closing lines and the annex's own line say."""
    number_line, number = _number(parts.head)
    title_line, title = _title(parts.head)
    dated = next(
        (result for each in parts.head if (result := date_line(each.text, "mở đầu"))), None
    )
    signed = dated.year if dated else None
    replaces_line, replaces = _replaces(parts.everything)
    enclosed = next((each for each in parts.annex if _ENCLOSED.match(each.text)), None)
    return DocumentHead(
        number=number,
        number_line=number_line,
        dated=dated,
        place=_place(parts.head, title),
        title=title,
        title_line=title_line,
        period=_period(parts, title, signed),
        replaces=replaces,
        replaces_line=replaces_line,
        enclosed=date_line(enclosed.text, "phụ lục") if enclosed else None,
        enclosed_number=_enclosed_number(enclosed) if enclosed else None,
        enclosed_line=enclosed,
    )


def date_line(text: str, place: str) -> DateLine | None:
    """Find "ngày … tháng … năm …", its parts filled in or not."""
    match = _DATED.search(text)
    if match is None:
        return None
    day, month, year = (
        int(match[name]) if match[name] else None for name in ("day", "month", "year")
    )
    return DateLine(day=day, month=month, year=year, raw=match[0].strip(), place=place)


def _number(head: tuple[Entry, ...]) -> tuple[Entry | None, str | None]:
    for entry in head:
        match = _NUMBER.match(entry.text)
        if match:
            symbol = re.sub(r"\s", "", match["symbol"])
            return entry, f"{match['number']}/{symbol}" if match["number"] else None
    return None, None


def _enclosed_number(entry: Entry) -> str | None:
    match = re.search(r"số\s*(\d{1,5}[a-zđ]?)\s*/\s*([A-ZĐ]+(?:-[A-ZĐ&]+)*)", entry.text)
    return f"{match[1]}/{match[2]}" if match else None


def _title(head: tuple[Entry, ...]) -> tuple[Entry | None, str]:
    """The words below the name of the type, else those behind it on its own line."""
    for at, entry in enumerate(head):
        match = _TYPE.match(entry.text)
        if match is None or not entry.text[:4].isupper():
            continue
        rest = entry.text[match.end() :].strip()
        below = [
            each.text
            for each in head[at + 1 : at + 4]
            if not _DATED.search(each.text) and not _NUMBER.match(each.text)
        ]
        words = _sentence_case(" ".join(filter(None, (rest, *below))))
        return entry, f"Kế hoạch {words[0].lower()}{words[1:]}" if words else "Kế hoạch"
    return None, ""


def _sentence_case(words: str) -> str:
    """A title in capitals as it is quoted: in small letters, abbreviations stay in brackets."""
    if sum(map(str.isupper, words)) <= sum(map(str.islower, words)):
        return words
    return PLACE_NAME_LOWERED.sub(lambda match: f"{match[1]} {match[2].title()}", words.lower())


def _place(head: tuple[Entry, ...], title: str) -> str:
    for entry in head:
        match = _PLACE.match(entry.text)
        if match:
            return _PLACE_KIND.sub("", match["place"]).strip(" .")
    result = PLACE_NAME.search(title)
    return result["name"] if result else ""


def _period(parts: DocumentParts, title: str, signed: int | None) -> tuple[int, int] | None:
    """The years that the title names, else the heading block, the annex or the legal bases."""
    own = read_period(title) or _year_named(title, signed)
    if own:
        return own
    for words in (each.text for each in (*parts.head, *parts.annex[:4], *parts.bases)):
        period = read_period(words)
        if period:
            return period
    return None


def _year_named(title: str, signed: int | None) -> tuple[int, int] | None:
    """The period of a plan for one year, or for the years until one."""
    match = _ONE_YEAR.search(title)
    if match is None:
        return None
    year = int(match["year"])
    first = signed if match["until"] and signed is not None and signed < year else year
    return first, year


def _replaces(entries: tuple[Entry, ...]) -> tuple[Entry | None, str | None]:
    for entry in entries:
        match = _REPLACES.search(entry.text)
        if match:
            return entry, re.sub(r"\s", "", match["number"])
    return None, None
