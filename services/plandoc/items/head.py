"""The heading block: number, place and day, title, period, what the plan replaces."""

import re
from dataclasses import dataclass
from datetime import date

from services.plandoc.bodies.bodies import PLACE_NAME
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.official_names import is_in_capitals, official_case
from services.plandoc.wording.quantities import read_period

NUMBER = re.compile(
    r"Số\s*:?\s*(?P<number>\d{1,5}[a-zđ]?)?\s*/\s*(?P<symbol>[A-ZĐ][A-ZĐa-zđ]*(?:\s?-\s?[A-ZĐ&][A-ZĐa-zđ&]*)+)"
)
_DATED = re.compile(
    r"ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>\d{4})?"
)
_PLACE = re.compile(r"^(?P<place>[^,:;()]{2,60}?)\s*,\s*ngày", re.IGNORECASE)
_PLACE_KIND = re.compile(r"^(?:P\.|X\.|Phường|Xã|Thị trấn|Đặc khu)\s*", re.IGNORECASE)
# "XÃ BÃI SIM" below "ỦY BAN NHÂN DÂN", or behind it.
_LETTERHEAD = re.compile(
    r"^(?:(?:ỦY|UỶ) BAN NHÂN DÂN\s+|UBND\s+)?(?:PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|TỈNH|THÀNH PHỐ)\s+"
    r"(?P<name>[^\W\d_a-z]+(?:\s+[^\W\d_a-z]+){0,4})$"
)
_SHORT_ABOUT = re.compile(r"^V/v\s*:?\s*", re.IGNORECASE)
# A decision is about the plan that it issues.
_ISSUED = re.compile(r"về việc\s+(?:ban hành|phê duyệt)\s+(?P<plan>\S.*)", re.IGNORECASE)
_BEGINS_NAME = (
    "Thủ tướng",
    "Chính phủ",
    "Chỉ thị",
    "Nghị quyết",
    "Quyết định",
    "Kết luận",
    "Luật",
)
_REPLACES = re.compile(
    r"thay thế\s+(?:cho\s+)?Kế hoạch(?:\s+số)?\s+"
    r"(?P<number>\d{1,5}[a-zđ]?\s*/\s*[A-ZĐ][A-ZĐa-zđ]*[-A-ZĐ&]*)",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(r"(?P<until>đến\s+)?(?<!\d )năm\s+(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_ENCLOSED = re.compile(r"\(?\s*(?:Ban hành\s+)?Kèm theo", re.IGNORECASE)


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
    enclosed = _enclosed_line(parts)
    number_line, number = _number(parts.head)
    title = _title(parts, places_of(parts.head))
    dated = next(
        (result for each in parts.head if (result := date_line(each.text, "mở đầu"))), None
    )
    signed = dated.year if dated else None
    replaces_line, replaces = _replaces(parts.everything)
    return DocumentHead(
        number=number,
        number_line=number_line,
        dated=dated,
        place=_place(parts.head, title),
        title=title,
        title_line=parts.title.lines[0] if parts.title else None,
        period=_period(parts, title, signed),
        replaces=replaces,
        replaces_line=replaces_line,
        enclosed=date_line(enclosed.text, "phụ lục") if enclosed else None,
        enclosed_number=_enclosed_number(enclosed) if enclosed else None,
        enclosed_line=enclosed,
    )


def _enclosed_line(parts: DocumentParts) -> Entry | None:
    """The line "(Kèm theo Quyết định số …)" of an annex, or of a plan that is one itself."""
    lines = (*(parts.head if parts.enclosed else ()), *parts.annex)
    return next((each for each in lines if _ENCLOSED.match(each.text)), None)


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
        match = NUMBER.match(entry.text)
        if match:
            symbol = re.sub(r"\s", "", match["symbol"])
            return entry, f"{match['number']}/{symbol}" if match["number"] else None
    return None, None


def _enclosed_number(entry: Entry) -> str | None:
    match = re.search(r"số\s*(\d{1,5}[a-zđ]?)\s*/\s*([A-ZĐ]+(?:-[A-ZĐ&]+)*)", entry.text)
    return f"{match[1]}/{match[2]}" if match else None


def _title(parts: DocumentParts, places: tuple[str, ...]) -> str:
    """The name of the type and the title as it is quoted: "Kế hoạch phát triển …"."""
    title = parts.title
    if title is None:
        return ""
    words = _about(title.words)
    if is_in_capitals(words):
        lines = {id(line) for line in title.lines}
        texts = (each.text for each in parts.everything if id(each) not in lines)
        words = official_case(words, places, texts)
    issued = _ISSUED.match(words)
    if issued:
        return f"{issued['plan'][0].upper()}{issued['plan'][1:]}"
    kind = title.type.capitalize()
    return f"{kind} {_small(words)}" if words else kind


def _about(words: str) -> str:
    words = " ".join(words.split())
    return _SHORT_ABOUT.sub("VỀ VIỆC " if is_in_capitals(words) else "về việc ", words)


def _small(words: str) -> str:
    """The words with a small first letter, unless a name or an abbreviation begins them."""
    first = words.split(maxsplit=1)[0]
    named = any(map(str.isupper, first[1:])) or words.startswith(_BEGINS_NAME)
    return words if named else f"{words[0].lower()}{words[1:]}"


def places_of(head: tuple[Entry, ...]) -> tuple[str, ...]:
    """The places that the heading block names: in its date line, in capitals in its letterhead."""
    named = [
        _PLACE_KIND.sub("", match["place"]) for each in head if (match := _PLACE.match(each.text))
    ]
    printed = [match["name"].title() for each in head if (match := _LETTERHEAD.search(each.text))]
    return tuple(dict.fromkeys(" ".join(each.split()).strip(" .") for each in (*named, *printed)))


def _place(head: tuple[Entry, ...], title: str) -> str:
    for entry in head:
        match = _PLACE.match(entry.text)
        if match:
            return _PLACE_KIND.sub("", match["place"]).strip(" .")
    result = PLACE_NAME.search(title)
    if result:
        return result["name"]
    printed = (match["name"].title() for each in head if (match := _LETTERHEAD.search(each.text)))
    return next(printed, "")


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
