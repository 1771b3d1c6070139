"""Numbers that name instead of counting: of lists, papers, roads, years, ages, stars, techniques.

"Chỉ tiêu 4:", "Quốc lộ 5", "trẻ dưới 6 tuổi", "OCOP 3 sao", "5G", "24/7", "4.0" promise nothing.
Which words make a name of a number is the vocabulary's part; how they stand is told here.
"""

import re

from services.plandoc.wording.vocabulary import longest_first, vocabulary

_YEARS = range(1900, 2101)
_LONGEST_NAME = 40  # characters before a number in which its name stands
_LIFE = 60  # characters before a number of years in which a measure of life stands


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in longest_first(words))


_NUMBERED = vocabulary().numbers.numbered
_ALWAYS = re.compile(rf"(?<!\w)(?:{_any_of(_NUMBERED['always'])})\s*$", re.IGNORECASE)
_SMALL = re.compile(rf"(?<!\w)(?:{_any_of(_NUMBERED['small'])})\s*$", re.IGNORECASE)
_SMALL_NUMBER = re.compile("[1-9]|1[0-2]")
_ALONE = re.compile(rf"(?<!\w)(?:{_any_of(_NUMBERED['alone'])})\s*$", re.IGNORECASE)
# "loại 1, 2, 3", "thôn 2 và 5": the later numbers of a row of names.
_SERIES = re.compile(
    rf"(?<!\w)(?:{_any_of((*_NUMBERED['always'], *_NUMBERED['small'], *_NUMBERED['alone']))})\s+"
    r"(?:\d{1,3}\s*(?:,|và|hoặc)\s*){1,5}$",
    re.IGNORECASE,
)
# "tháng 6", never "mỗi tháng 6 buổi"; a year is known by its digits.
_DATED = re.compile(r"(?<!\w)(?<!mỗi )(?<![hằà]ng )(?:ngày|tháng|quý)\s*$", re.IGNORECASE)
_OF_A_DATE = re.compile(r"0?[1-9]|[12][0-9]|3[01]|I{1,3}|IV")
_TO_YEAR = re.compile(
    r"(?<!\w)(?:năm|đến|hết|cuối|trước|nhiệm kỳ|niên hạn)\s*$|[-–—/]\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s*(?:{_any_of(_NUMBERED['behind'])})(?!\w)", re.IGNORECASE)
_AGE = re.compile(r"\s*(?:tháng\s+)?tuổi(?!\w)", re.IGNORECASE)
_STARS = re.compile(r"\s*sao(?!\w)", re.IGNORECASE)
# "5G", "6E", "4K", never "5MW": capitals right behind the digits, unless they are a unit.
_TECHNIQUE = re.compile(r"(?:\s?[GK]|[A-ZĐ]{1,2}[0-9]?)(?!\w)")
_LIVES = re.compile(_any_of(_NUMBERED["lives"]), re.IGNORECASE)
_PAPER = re.compile(r"\s*(?:(?:h|giờ)?\s*/\s*\d|/\s?[A-ZĐ]{2}|[-–]\s*[A-ZĐ]{2})")
_LIST_BEFORE = re.compile(r"(?:^|[.;]\s|\n)\s*\(?$")
_LIST_BEHIND = re.compile(r"(?:\)\s*)?[.)](?=\s)|\)\s*[^\W\d_]")
_IN_BRACKETS = re.compile(r"\(\s*$")
_CLOSES = re.compile(r"\s*\)")
_TOKEN = re.compile(r"(?<!\w)(?:[A-ZĐ][A-ZĐ0-9-]*[A-ZĐ])\s*$")
_QUOTED = re.compile("[“\"'‘]\\s*$")
# "12 bác sĩ trên 10.000 dân", "trên 1 ha": what a rate is taken of.
_RATE_OF = re.compile(
    r"trên\s+(?:mỗi\s+)?(?:(?:10*[. ]?0*|một)\s*(?:vạn|nghìn|ngàn)\s*dân|"
    r"10*(?:[. ]?0{3})+\s*(?:dân|trẻ (?:đẻ|sinh|sơ))|"
    rf"(?:0?1|một)\s+(?:{_any_of(vocabulary().numbers.per_head)}))(?!\w)",
    re.IGNORECASE,
)


def looks_like_year(digits: str) -> bool:
    """Whether digits can be a year of our time."""
    return re.fullmatch("[12][0-9]{3}", digits) is not None and int(digits) in _YEARS


def is_base_of_a_rate(text: str, start: int) -> bool:
    """Whether "trên 10.000 dân" or "trên 1 ha" stands here: of so many, not more than so many."""
    return _RATE_OF.match(text, start) is not None


def is_age_or_rank(text: str, start: int, end: int) -> bool:
    """Whether a number is of years of age or of stars, however it is compared."""
    if _STARS.match(text, end):
        return True
    return bool(_AGE.match(text, end)) and not _LIVES.search(text, max(0, start - _LIFE), start)


def is_list_number(text: str, start: int, end: int) -> bool:
    """Whether a number only counts the sentences of a list: "2. 100% cán bộ …", "(3)"."""
    if _IN_BRACKETS.search(text, max(0, start - 2), start) and _CLOSES.match(text, end):
        return True
    before = _LIST_BEFORE.search(text, max(0, start - 4), start)
    return bool(before and _LIST_BEHIND.match(text, end))


def is_name(text: str, start: int, end: int, *, counts: bool) -> bool:
    """Whether the words around digits make a name of them; `counts` where a known noun follows.

    Asked of numbers that nothing compares and that are no percentages.
    """
    near = max(0, start - _LONGEST_NAME)
    digits = text[start:end]
    if looks_like_year(digits) and (not counts or _TO_YEAR.search(text, near, start)):
        return True
    if _ALWAYS.search(text, near, start) or (not counts and _TECHNIQUE.match(text, end)):
        return True
    if _SMALL.search(text, near, start) and _SMALL_NUMBER.fullmatch(digits):
        return True
    if _DATED.search(text, near, start) and _OF_A_DATE.fullmatch(digits):
        return True
    if counts:
        return False
    before = (_ALONE, _TOKEN, _QUOTED, _SERIES)
    return any(each.search(text, near, start) for each in before) or bool(_BEHIND.match(text, end))


def is_paper(text: str, end: int) -> bool:
    """Whether digits go on as a day, a paper's number or a law's: "45/KH", "6/4", "68-NQ"."""
    return _PAPER.match(text, end) is not None
