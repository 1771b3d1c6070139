"""How a finding is noted: its kind, its weight, its place, the words, what is assumed."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote, Slot
from services.plandoc.structure.numbering import PARTS
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.words import plain

ERROR, DOUBT, NOTE = Severity.ERROR, Severity.DOUBT, Severity.NOTE
WHOLE = "toàn văn"
_DIGEST = 6
_MOST_QUOTE = 400


def finding(
    code: str,
    severity: Severity,
    *,
    subject: Iterable[str] | str,
    quotes: Iterable[SentenceQuote],
    sentence: str,
    assumed: str,
    items: tuple[str, ...] = (),
    corrects: Slot | None = None,
    place: str = "",
) -> ReadFinding:
    """Note one finding; `subject` is what it is about, in words that a repair elsewhere keeps.

    The key is made of the code, the item and the subject, never of a place or a running number.
    `place` is said where the quotes stand in many.
    """
    words = subject if isinstance(subject, str) else " ".join(subject)
    digest = hashlib.sha256(plain(words).encode()).hexdigest()[:_DIGEST]
    quoted = tuple(quotes)
    return ReadFinding(
        key=".".join((code, *items[:1], digest)),
        code=code,
        severity=severity,
        items=items,
        place=place or "; ".join(dict.fromkeys(each.place for each in quoted)) or WHOLE,
        quotes=quoted,
        sentence=sentence,
        assumed=assumed,
        corrects=corrects,
    )


def quote(entry: Entry, words: str | None = None) -> SentenceQuote:
    """The document's own words of a paragraph, whole or in part."""
    text = entry.text if words is None else words
    return SentenceQuote(place=place_of(entry), text=_cut(text))


def place_of(entry: Entry) -> str:
    """Say in the office's words where a paragraph stands."""
    if not entry.path:
        return "phần mở đầu"
    outside = entry.path[0].startswith(("phụ lục", *PARTS)) and len(entry.path) == 1
    return entry.section if outside or entry.path[0] == "phụ lục" else f"mục {entry.section}"


def section_of(entry: Entry) -> str:
    """The outermost section around a paragraph, as `place_of` says places."""
    tops = [at for at, part in enumerate(entry.path) if not part.startswith(PARTS)]
    return place_of(replace(entry, path=entry.path[: tops[0] + 1])) if tops else place_of(entry)


def row_place(number: str) -> str:
    """Say where a row of the annex stands."""
    return f"phụ lục, dòng {number}" if number else "phụ lục, dòng không số"


def cell_quote(number: str, column: str, words: str) -> SentenceQuote:
    """The words of one cell: "phụ lục, dòng 7, cột Bình quân năm"."""
    place = f"{row_place(number)}, cột {column}" if column else row_place(number)
    return SentenceQuote(place=place, text=_cut(words))


def slot(item: str, field: Field) -> Slot:
    """What a correction would change."""
    return Slot(item=item, field=field)


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_QUOTE else f"{words[: _MOST_QUOTE - 1]}…"
