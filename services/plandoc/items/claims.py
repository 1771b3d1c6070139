"""What a sentence of the text promises: a subject, a figure or an end, by when, how firmly."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from services.plandoc.items.segments import NONE_LEFT, STRETCH, PromiseWords, segments_of
from services.plandoc.wording.quantities import Comparison, Quantity, read_period, read_quantities
from services.plandoc.wording.times import Basis, last_day, when, year_of
from services.plandoc.wording.titles import title_of, unit_in_brackets, without_remark
from services.plandoc.wording.words import sentences, syllables

__all__ = ["Basis", "Claim", "claims_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Một điều văn bản hứa. `quantity` None is an end without a figure ("đạt chuẩn …").

    `title` names what is measured in the text's own words. `none_left` marks "không còn …": the
    figure is 0. `period` is a span of years that stands instead of a year; `by_day` the very day
    where one is named; `stretch` says that it is only striven for. `unsure` marks words that
    promise a figure which cannot be read for certain: then there is none.
    """

    raw: str
    title: str
    subject: tuple[str, ...]
    quantity: Quantity | None
    basis: Basis
    by_year: int | None
    by_day: date | None
    period: tuple[int, int] | None
    stretch: bool
    none_left: bool
    unsure: bool = False

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
# "Chỉ tiêu 2:", "Tiêu chí số 17.1.", "Về môi trường:" only number or announce what follows.
_ANNOUNCED = re.compile(
    r"[\s.)]*(?:(?:nhóm\s+)?(?:chỉ tiêu|mục tiêu|tiêu chí)\s*(?:số\s*)?\d{0,3}(?:\.\d{1,2}){0,3}"
    r"\s*[:.)–-]+\s*|trong đó\s*[,:]?\s+(?=\S)|về\s[^:.;\d]{2,60}:\s+(?=\S))?",
    re.IGNORECASE,
)
# A sentence of the paragraph that promises nothing: who leads, by when, with what money.
_NO_PROMISE = re.compile(
    r"(?:đơn vị|cơ quan|bộ phận)\s+(?:chủ trì|phối hợp|thực hiện|phụ trách|tham mưu|theo dõi)"
    r"[^:.;]{0,30}:|(?:chủ trì|phối hợp)(?:\s+(?:thực hiện|tham mưu))?\s*:|"
    r"(?:thời gian|thời hạn|tiến độ|lộ trình|kinh phí|nguồn vốn)"
    r"(?:\s+(?:thực hiện|hoàn thành|dự kiến|báo cáo))?\s*:|"
    r"(?:định kỳ\s+)?báo cáo\s|giao\s|"
    r"(?:hoàn thành|thực hiện|xong)\s+(?:trước|trong|vào|chậm nhất)\s",
    re.IGNORECASE,
)
# What was, beside what is to be: "(năm nay đã đạt 30%)", "hiện có 12 lớp".
_WAS = re.compile(
    r"(?<!\w)(?:hiện (?:nay|trạng|đạt|là|có|tại)|đã đạt|ước đạt năm|thực hiện năm)(?!\w)",
    re.IGNORECASE,
)
# A figure that was meant to be one and is not written as one: "đạt 12.34.5%", "còn 2030 hộ".
_MEANT = re.compile(
    r"(?<!\w)(?:đạt|còn|lên|xuống|bằng|ít nhất|tối thiểu|tối đa|không quá|trên|dưới)\s+"
    r"(?:từ\s+)?\d[\d.,]*(?!\s*(?:sao|tuổi|tháng|năm)(?!\w))|\d\s*%",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\s+(?:tăng|giảm)$", re.IGNORECASE)
_LONGEST = 6000  # characters of an indicator's paragraph: the longest real ones have 1500
_SHORT_BRACKET = 40  # letters of a bracket that only holds a period
_FEWEST_WORDS = 2  # of a subject without a figure
_BRACKET = re.compile(r"\(([^()]*)\)")


@dataclass(slots=True)
class _Context:
    """What earlier words of the same sentence settle for later ones."""

    subject: tuple[str, ...] = ()
    title: str = ""
    basis: Basis = Basis.UNSAID
    by_year: int | None = None


def claims_of(text: str, by_year: int | None = None, first_year: int = 0) -> tuple[Claim, ...]:
    """Read every promise of one indicator's paragraph, in order.

    `by_year` is the year that the heading above names for all of its paragraphs. A figure of a
    year before `first_year` says what was and promises nothing.
    """
    claims = _claims_of(text, by_year)
    return tuple(claim for claim in claims if not claim.by_year or claim.by_year >= first_year)


def _claims_of(text: str, by_year: int | None) -> list[Claim]:
    claims: list[Claim] = []
    context = _Context(by_year=by_year)
    announced = _ANNOUNCED.match(text)
    text = text[announced.end() if announced else 0 :][:_LONGEST]
    for sentence in sentences(text):
        if text[: text.find(sentence)].rstrip().endswith("."):
            context = _Context(context.subject, context.title, by_year=by_year)
        if _NO_PROMISE.match(sentence):
            claims = _dated(claims, sentence)
            continue
        claims += _of_sentence(sentence, context)
    return claims


def _dated(claims: list[Claim], sentence: str) -> list[Claim]:
    """Give the day of "Hoàn thành trước ngày …" to the promise before it."""
    day = last_day(sentence)
    if not claims or day is None or claims[-1].by_day is not None:
        return claims
    return [*claims[:-1], replace(claims[-1], by_day=day)]


def _of_sentence(sentence: str, context: _Context) -> list[Claim]:
    _, unit = unit_in_brackets(sentence)
    claims = _clauses(_BRACKET.sub(_keep_period, sentence), context, stretch=False)
    if unit:
        claims = [_in_unit(claim, unit) for claim in claims]
    for words in _BRACKET.findall(sentence):
        striven = STRETCH.search(words) is not None
        for clause in sentences(words):
            if read_quantities(clause) and not (clause.isdigit() or _repeats(clause, claims)):
                inner = replace(context)
                claims += _clauses(clause, inner, stretch=striven)
    return claims


def _repeats(clause: str, claims: list[Claim]) -> bool:
    """Whether brackets only say a share in other units: "đạt 100% (04/04 trường)"."""
    figures = read_quantities(clause)
    outer = claims[-1].quantity if claims else None
    if outer is None or len(figures) != 1 or figures[0].comparison is not Comparison.PLAIN:
        return False
    return figures[0].raw == clause.strip() and figures[0].unit != outer.unit


def _in_unit(claim: Claim, unit: str) -> Claim:
    """The promise in the unit that brackets of its title name: "Thu phí (tỷ đồng): 1.250"."""
    if claim.quantity is None or claim.quantity.unit is not None:
        return claim
    return replace(claim, quantity=replace(claim.quantity, unit=unit))


def _keep_period(match: re.Match[str]) -> str:
    """Brackets that only name a year or a period belong to the sentence; others stand apart."""
    dated = read_period(match[1]) or (year_of(match[1]) and not read_quantities(match[1]))
    return f" {match[1]} " if dated and len(match[1]) < _SHORT_BRACKET else " "


def _clauses(sentence: str, context: _Context, *, stretch: bool) -> list[Claim]:
    segments = segments_of(sentence)
    return [
        claim
        for segment in segments
        if (claim := _claim(segment, context, stretch=stretch)) is not None
    ]


def _claim(segment: PromiseWords, context: _Context, *, stretch: bool) -> Claim | None:
    words, quantity = segment.words, segment.quantity
    gone = NONE_LEFT.search(words) if quantity is None else None
    unsure = quantity is None and gone is None and _MEANT.search(words) is not None
    if quantity is not None and quantity.high is not None and quantity.high <= quantity.value:
        quantity, unsure = None, True
    if quantity is None and gone is None and not unsure and not _END.search(words):
        return None
    if _WAS.search(segment.before or words):
        return None
    period = read_period(words)
    own_span = quantity is None and period is not None
    basis, by_year = (Basis.UNSAID, None) if own_span else _when(words, quantity, context)
    subject = _subject(words, quantity)
    counted = syllables(quantity.unit or "") if quantity else ()
    if set(subject) <= set(counted):
        subject = context.subject or subject
    title = title_of(words, segment.before, quantity, segment.behind)
    noun = (quantity.unit or "").lower() if quantity else ""
    if not title or (title.lower() == noun and noun in context.title.lower()):
        title = _CHANGE.sub("", context.title) or title
    if quantity is not None:
        context.subject, context.title = subject, title
    if quantity is None and len(subject) < _FEWEST_WORDS and gone is None:
        return None
    return Claim(
        raw=" ".join(words.split()).strip(" ,:"),
        title=title or _short(words),
        subject=subject,
        quantity=quantity,
        basis=basis,
        by_year=by_year,
        by_day=last_day(words),
        period=period,
        stretch=stretch or STRETCH.search(words) is not None,
        none_left=gone is not None,
        unsure=unsure,
    )


def _short(words: str) -> str:
    """The words themselves, where nothing else names what they promise."""
    bare = " ".join(words.split()).strip(" ,:;.")
    return f"{bare[0].upper()}{bare[1:]}" if bare else words


def _when(words: str, quantity: Quantity | None, context: _Context) -> tuple[Basis, int | None]:
    """What a figure holds for; a year or "hằng năm" in front settles it for the next ones too."""
    said = when(words, quantity)
    if said is None:
        return context.basis, context.by_year
    basis, by_year, lasting = said
    if lasting:
        context.basis, context.by_year = basis, by_year
    return basis, by_year


def _subject(words: str, quantity: Quantity | None) -> tuple[str, ...]:
    """The syllables that say what is counted, without figures, times and empty words."""
    bare = words
    if quantity is not None:
        named = quantity.unit if quantity.unit not in (None, "%", "‰") else None
        bare = words.replace(quantity.raw, f" {named or ''} ", 1)
    bare = _TIME.sub(" ", without_remark(bare))
    return tuple(syllable for syllable in syllables(bare) if syllable not in _EMPTY)
