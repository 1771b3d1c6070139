"""A title in capitals as it is written officially: small letters, names with their capitals."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from services.domain.directory.unit_kinds import UnitKind
from services.plandoc.wording.vocabulary import any_of, longest_first, vocabulary
from services.plandoc.wording.words import plain, unmarked

_TOKEN = re.compile(r"[^\W_]+")
_SIGN = re.compile(
    r"(?<!\w)\d{1,5}[A-ZĐa-zđ]?(?:\s?/\s?20\d\d)?\s?[/-]\s?[^\W\d_]\w*(?:\s?[-/&]\s?[^\W\d_]\w*)*"
)
_ROMAN = re.compile(r"[IVX]{1,5}")
_NUMBERED = frozenset({"thứ", "khóa", "khoá", "quý", "kỳ", "phần", "mục"})
_KINDS = r"phường|xã|thị trấn|đặc khu|tỉnh|thành phố|quận|huyện|thị xã"
_UNKNOWN_PLACE = re.compile(
    r"(?:phường|xã|thị trấn|đặc khu)\s+(?P<name>(?!hội)\w+(?:\s+(?!giai|năm|đến|5)\w+)?)"
)
_SENTENCE_ENDS = frozenset(".:!?“\"'‘(\n")
# A syllable of Vietnamese without its marks; whatever is none is an abbreviation.
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
_NUCLEUS = (
    r"(?:ieu|yeu|oai|oay|oeo|uay|uya|uye|uyu|uoi|uou|uao|uai|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi"
    r"|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
)
_SYLLABLE = re.compile(rf"{_ONSET}{_NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
_OF_PLACES = (UnitKind.RESIDENTS, UnitKind.SCHOOL)  # common nouns: "tổ dân phố"


def is_in_capitals(words: str) -> bool:
    """Whether words are printed in capitals, but for a few letters."""
    return sum(map(str.isupper, words)) > sum(map(str.islower, words))


def official_case(words: str, places: Iterable[str], texts: Iterable[str]) -> str:
    """Write words that are printed in capitals as they are written officially.

    Names of offices and signs of documents keep their capitals by their form, each syllable of
    the `places`, and every name that stands in the `texts`, the document's own sentences.
    Abbreviations stay as they are.
    """
    tokens = list(_TOKEN.finditer(words))
    lowered = [token[0].lower() for token in tokens]
    written = list(lowered)
    capital = _by_names(words, tokens, places)
    evidence = _Evidence(lowered, texts)
    for at, token in enumerate(tokens):
        if evidence.says_capital(at, capital):
            capital.add(at)
        if at in capital:
            written[at] = lowered[at].capitalize()
        if _is_numeral(token[0], lowered[at - 1] if at else ""):
            written[at] = token[0].upper()
        elif not _is_word(lowered[at]):
            written[at] = evidence.spellings.get(lowered[at], token[0])
    _put_signs(words, tokens, written)
    return _joined(words, tokens, written)


def _joined(words: str, tokens: Sequence[re.Match[str]], written: Sequence[str]) -> str:
    pieces, end = [], 0
    for token, said in zip(tokens, written, strict=True):
        pieces += [words[end : token.start()], said]
        end = token.end()
    return "".join((*pieces, words[end:]))


def _is_numeral(token: str, before: str) -> bool:
    return before in _NUMBERED and _ROMAN.fullmatch(token.upper()) is not None


def _is_word(token: str) -> bool:
    """Whether a token is a number, a unit of size or a syllable of Vietnamese: no abbreviation."""
    if token.isdigit() or token in vocabulary().sizes:
        return True
    return _SYLLABLE.fullmatch(unmarked(token)) is not None


def _put_signs(words: str, tokens: Sequence[re.Match[str]], written: list[str]) -> None:
    """Keep the letters of signs: "19/CT-TTg"."""
    known = {sign.upper(): sign for sign in vocabulary().signs}
    for sign in _SIGN.finditer(words):
        for at, token in enumerate(tokens):
            if sign.start() <= token.start() < sign.end():
                written[at] = known.get(token[0].upper(), token[0].upper())


@cache
def _names() -> re.Pattern[str]:
    words = vocabulary()
    forms = [form for unit in words.units if unit.kind not in _OF_PLACES for form in unit.forms]
    full = [form for form in forms if form[:2].istitle() and any(map(str.islower, form[2:]))]
    names = longest_first(tuple({*words.official, *full}))
    papers = any_of(words.papers)
    named = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<!\w)(?:(?P<name>{named})|(?P<paper>{papers})(?=\s+số\s+\d))(?!\w)", re.IGNORECASE
    )


@cache
def _written() -> dict[str, str]:
    forms = [form for unit in vocabulary().units for form in unit.forms]
    return {plain(name): name for name in (*forms, *vocabulary().official)}


def _by_names(words: str, tokens: Sequence[re.Match[str]], places: Iterable[str]) -> set[int]:
    """The tokens that begin with a capital because they belong to a name that is known."""
    begins = {token.start(): at for at, token in enumerate(tokens)}
    capital: set[int] = set()
    for match in _names().finditer(words):
        name = _written().get(plain(match[0])) if match["name"] else match[0].capitalize()
        if name is None or len(name) != len(match[0]):
            continue
        capital |= {
            begins[match.start() + part.start()]
            for part in _TOKEN.finditer(name)
            if part[0][0].isupper() and match.start() + part.start() in begins
        }
    for start, end in _of_places(words, tuple(places)):
        capital |= {at for begin, at in begins.items() if start <= begin < end}
    return capital


def _of_places(words: str, places: Sequence[str]) -> Iterable[tuple[int, int]]:
    for place in places:
        alone = "" if len(place.split()) > 1 else rf"(?:{_KINDS})\s+"
        name = r"\s+".join(map(re.escape, place.split()))
        pattern = rf"(?<!\w){alone}(?P<name>{name})(?!\w)"
        for match in re.finditer(pattern, words, re.IGNORECASE):
            yield match.span("name")
    if not places:
        for match in _UNKNOWN_PLACE.finditer(words.lower()):
            yield match.span("name")


def _goes_on(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether the next word stands in the same sentence."""
    return _SENTENCE_ENDS.isdisjoint(text[tokens[at].end() : tokens[at + 1].start()])


class _Evidence:
    """How a document writes the words of a title elsewhere: which of them with a capital."""

    def __init__(self, title: Sequence[str], texts: Iterable[str]) -> None:
        self.title = title
        self.left: dict[tuple[str, str], Counter[bool]] = {}
        self.right: dict[tuple[str, str], Counter[tuple[bool, bool]]] = {}
        self.spellings: dict[str, str] = {}
        pairs = set(pairwise(title))
        wanted = set(title)
        for text in texts:
            if not is_in_capitals(text):
                self._look(text, pairs, wanted)

    def _look(self, text: str, pairs: set[tuple[str, str]], wanted: set[str]) -> None:
        tokens = list(_TOKEN.finditer(text))
        words = [token[0].lower() for token in tokens]
        for token, word in zip(tokens, words, strict=True):
            if word in wanted:
                self.spellings.setdefault(word, token[0])
        for at, pair in enumerate(pairwise(words)):
            if pair not in pairs or not _goes_on(text, tokens, at):
                continue
            said = tokens[at + 1][0][0].isupper()
            self.left.setdefault(pair, Counter())[said] += 1
            if at and _goes_on(text, tokens, at - 1):  # inside a sentence
                both = (tokens[at][0][0].isupper(), said)
                self.right.setdefault(pair, Counter())[both] += 1

    def says_capital(self, at: int, capital: set[int]) -> bool:
        """Whether the document writes this word of the title with a capital, in such a place."""
        title = self.title
        left = self.left.get((title[at - 1], title[at])) if at else None
        led = left is not None and left[True] > left[False]
        if led and at - 1 in capital:
            return True
        if at + 1 == len(title):
            return left is not None and led and not left[False]
        right = self.right.get((title[at], title[at + 1]))
        if right is None:
            return False
        capitals = right[True, True] + right[True, False]
        if capitals <= right[False, True] + right[False, False]:
            return False
        return led or (left is None and right[True, True] == capitals)
