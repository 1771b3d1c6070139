"""What a sentence of the text promises: a subject, a figure or an end, by when, how firmly."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.plandoc.wording.quantities import Comparison, Quantity, read_period, read_quantities
from services.plandoc.wording.words import sentences, syllables


class Basis(StrEnum):
    """What a figure holds for: every year, the average of the years, one year, or unsaid."""

    EVERY_YEAR = "every_year"
    RATE = "rate"  # "…/năm" alone
    AVERAGE = "average"
    BY_YEAR = "by_year"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Một điều văn bản hứa. `quantity` None is an end without a figure ("đạt chuẩn …").

    `none_left` marks "không còn …": the figure is 0. `period` is a span of years that stands
    instead of a year; `stretch` says that it is only striven for.
    """

    raw: str
    subject: tuple[str, ...]
    quantity: Quantity | None
    basis: Basis
    by_year: int | None
    period: tuple[int, int] | None
    stretch: bool
    none_left: bool

    @property
    def value(self) -> Decimal | None:
        """The figure, 0 where nothing is to be left."""
        if self.none_left:
            return Decimal(0)
        return self.quantity.value if self.quantity else None

    @property
    def comparison(self) -> Comparison:
        """How the words bind the figure."""
        return self.quantity.comparison if self.quantity else Comparison.PLAIN


_STRETCH = re.compile(r"phấn đấu", re.IGNORECASE)
_EVERY = re.compile(r"(?:hằng|hàng|mỗi|từng) năm", re.IGNORECASE)
_RATE = re.compile(r"/\s*năm", re.IGNORECASE)
_AVERAGE = re.compile(
    r"(?:bình quân|trung bình)(?!\s+(?:đầu|một|mỗi|theo|trên)?\s*(?:người|hộ|lao động|vạn dân))",
    re.IGNORECASE,
)
# "từ 62% lên 75%": what is to be left behind promises nothing.
_FROM = re.compile(
    r"từ\s+[\d.,]+[^,;:\d]{0,30}(?:năm\s+20\d\d\s+)?(?<!trở )(?:lên|xuống)(?!\w)", re.IGNORECASE
)
_SPANS = ("năm", "tháng")  # "trong 5 năm" says how long, not how many
_YEAR = re.compile(
    r"(?:đến|hết|trong|cuối|trước|vào)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(20\d\d)(?!\d)",
    re.IGNORECASE,
)
_NONE_LEFT = re.compile(
    r"(?:không (?:còn|có|để|phát sinh)(?: xảy ra| phát sinh)?)\s+(?P<what>[^,;.()]{3,80})",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<!\w)(?:đạt chuẩn|đạt|được công nhận|hoàn thành|hoàn thiện|mở rộng|thành lập|xây dựng|"
    r"tăng tỷ trọng|giảm tỷ trọng)(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:giai đoạn\s*)?20\d\d\s*[-–—]\s*20\d\d|"
    r"(?:đến|hết|trong|cuối|trước|vào)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d|"
    r"(?:hằng|hàng|mỗi|từng) năm|/\s*năm|bình quân|trung bình|phấn đấu|giai đoạn|"
    r"trở lên|trở xuống",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    syllables(
        "đạt có và của các là được trên ít nhất khoảng từ đến với cho về theo so năm tăng giảm"
        " không thấp hơn quá tối đa thiểu"
    )
)
_LONGEST = 6000  # characters of an indicator's paragraph: the longest real ones have 1500
_SHORT_BRACKET = 40  # letters of a bracket that only holds a period
_FEWEST_WORDS = 2  # of a subject without a figure
_BRACKET = re.compile(r"\(([^()]*)\)")
_CUT = re.compile(r"[,:]|\s-\s")


@dataclass(slots=True)
class _Context:
    """What earlier words of the same sentence settle for later ones."""

    subject: tuple[str, ...] = ()
    basis: Basis = Basis.UNSAID
    by_year: int | None = None


def claims_of(text: str) -> tuple[Claim, ...]:
    """Read every promise of one indicator's paragraph, in order."""
    claims: list[Claim] = []
    context = _Context()
    text = text[:_LONGEST]
    for sentence in sentences(text):
        if text[: text.find(sentence)].rstrip().endswith("."):
            context = _Context(subject=context.subject)
        inside = _BRACKET.findall(sentence)
        outer = _BRACKET.sub(_keep_period, sentence)
        claims += _clauses(outer, context, stretch=False)
        for words in inside:
            striven = _STRETCH.search(words) is not None
            for clause in sentences(words):
                if read_quantities(clause):
                    inner = _Context(context.subject, context.basis, context.by_year)
                    claims += _clauses(clause, inner, stretch=striven)
    return tuple(claims)


def _keep_period(match: re.Match[str]) -> str:
    return f" {match[1]} " if read_period(match[1]) and len(match[1]) < _SHORT_BRACKET else " "


def _clauses(sentence: str, context: _Context, *, stretch: bool) -> list[Claim]:
    segments = _segments(sentence)
    return [
        claim
        for words, quantity in segments
        if (claim := _claim(words, quantity, context, stretch=stretch)) is not None
    ]


def _segments(sentence: str) -> list[tuple[str, Quantity | None]]:
    """Cut a sentence into one stretch of words for each figure, and the rest without figures."""
    quantities = _counted(sentence)
    if not quantities:
        return [(sentence, None)]
    segments: list[tuple[str, Quantity | None]] = []
    start = 0
    for at, quantity in enumerate(quantities):
        behind = quantities[at + 1].start if at + 1 < len(quantities) else len(sentence)
        cut = _CUT.search(sentence, quantity.end, behind)
        end = (
            cut.start()
            if cut and (at + 1 < len(quantities) or _promises(sentence, cut))
            else behind
        )
        segments.append((sentence[start:end], quantity))
        start = end
    if start < len(sentence):
        segments.append((sentence[start:], None))
    return segments


def _promises(sentence: str, cut: re.Match[str]) -> bool:
    """Whether what follows the last figure is an end of its own, not the rest of its subject."""
    rest = sentence[cut.end() :]
    return _NONE_LEFT.search(rest) is not None or _STRETCH.search(rest) is not None


def _counted(sentence: str) -> list[Quantity]:
    """The figures that stand for themselves; one inside a percentage's own clause is a detail."""
    quantities: list[Quantity] = []
    for quantity in read_quantities(sentence):
        if quantity.unit and quantity.unit.lower() in _SPANS and not quantity.each:
            continue
        if _FROM.match(sentence, quantity.start):
            continue
        if quantities and quantities[-1].unit == "%" and quantity.unit != "%":
            between = sentence[quantities[-1].end : quantity.start]
            if not re.search(r"[,;:]|\svà\s", between):
                continue
        quantities.append(quantity)
    return quantities


def _claim(
    words: str, quantity: Quantity | None, context: _Context, *, stretch: bool
) -> Claim | None:
    gone = _NONE_LEFT.search(words) if quantity is None else None
    if quantity is None and gone is None and not _END.search(words):
        return None
    period = read_period(words)
    own_span = quantity is None and period is not None
    basis, by_year = (Basis.UNSAID, None) if own_span else _when(words, context)
    subject = _subject(words, quantity)
    counted = syllables(quantity.unit or "") if quantity else ()
    if set(subject) <= set(counted):
        subject = context.subject or subject
    if quantity is not None:
        context.subject = subject
    if quantity is None and len(subject) < _FEWEST_WORDS:
        return None
    return Claim(
        raw=" ".join(words.split()).strip(" ,:"),
        subject=subject,
        quantity=quantity,
        basis=basis,
        by_year=by_year,
        period=period,
        stretch=stretch or _STRETCH.search(words) is not None,
        none_left=gone is not None,
    )


def _when(words: str, context: _Context) -> tuple[Basis, int | None]:
    year = _YEAR.search(words)
    if _AVERAGE.search(words):
        return Basis.AVERAGE, int(year[1]) if year else None
    if year:
        context.basis, context.by_year = Basis.BY_YEAR, int(year[1])
        return Basis.BY_YEAR, int(year[1])
    if _EVERY.search(words):
        if re.match(r"\W*(?:hằng|hàng) năm", words, re.IGNORECASE):
            context.basis, context.by_year = Basis.EVERY_YEAR, None
        return Basis.EVERY_YEAR, None
    if _RATE.search(words):
        return Basis.RATE, None
    return context.basis, context.by_year


def _subject(words: str, quantity: Quantity | None) -> tuple[str, ...]:
    """The syllables that say what is counted, without figures, times and empty words."""
    bare = words
    if quantity is not None:
        named = quantity.unit if quantity.unit not in (None, "%") else quantity.of
        bare = words.replace(quantity.raw, f" {named or ''} ", 1)
    bare = _TIME.sub(" ", bare)
    return tuple(syllable for syllable in syllables(bare) if syllable not in _EMPTY)
