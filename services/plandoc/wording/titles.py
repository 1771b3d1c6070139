"""What is measured, in the text's own words: a sentence without its figure, its time, its report.

"Đến năm 2030, tỷ lệ hộ đun củi giảm còn 0,7%" measures "Tỷ lệ hộ đun củi". Whole words stay:
what is counted is never cut into a unit and a rest.
"""

import re

from services.plandoc.wording.quantities import Quantity
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import plain

# "từ 62% năm 2025 lên 75%": where it starts.
FROM = re.compile(
    r"(?:(?<!\w)(?:giảm|tăng|nâng)\s+)?từ\s+[\d.,]+[^,;:\d]{0,30}(?:năm\s+20\d\d\s+)?"
    r"(?<!trở )(?:tăng lên|giảm xuống còn|giảm còn|lên|xuống còn|xuống)(?:\s+mức)?(?!\w)",
    re.IGNORECASE,
)
_TIMES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"(?:kể\s+)?từ\s+năm\s+20\d\d(?:\s+trở đi)?\s*,?",
        r"(?:đến|hết|trong|cuối|vào|trước)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?20\d\d\s*,?",
        r"(?:chậm|muộn) nhất\s+(?:là\s+|vào\s+|đến\s+)?năm\s+20\d\d\s*,?",
        r"(?:trước|đến|vào|hết|chậm nhất)\s+(?:là\s+)?(?:ngày\s+)?[\d/.-]{5,10}(?!\d)\s*,?",
        r"^\W*(?:quý|tháng)\s+[\dIV]+\s*(?:/|năm)\s*20\d\d\s*,?",
        r"(?:trước|đến|vào|hết|trong)\s+(?:quý|tháng)\s+[\dIV]+\s*(?:/|năm)\s*20\d\d\s*,?",
        r"^\W*(?:trong năm|năm 20\d\d)\s*:?,?",
        r"(?<!với )năm 20\d\d(?=\W*$|\s*:|\s+(?:đạt|còn|là|chiếm|tăng|giảm|có)(?!\w))",
        r"(?:(?:bình quân|trung bình)\s+)?(?:hằng|hàng|mỗi|từng) năm\s*,?",
        r"phấn đấu",
        r"/\s*năm",
        r"(?:trong\s+)?giai đoạn\s+20\d\d\s*[-–]\s*20\d\d\s*,?",
    )
)
# Verbs at the end of the words before a figure that only lead to it.
_LEADS = re.compile(
    r"(?<!\w)(?:đạt(?: tỷ lệ| mức)?|bình quân|trung bình|có|còn|là|bằng|chiếm(?: tỷ trọng)?|ở mức|"
    r"gấp|"
    r"(?:giảm|hạ|kéo giảm|giảm xuống|tăng|nâng|tăng lên)\s+(?:còn|lên|xuống còn|xuống)|"
    r"(?<!trở )(?:lên|xuống)|xuống còn)\s*:?\s*$",
    re.IGNORECASE,
)
_TO_DO = r"(?:hoàn thành|hoàn thiện|thực hiện xong|xong)\s+(?:\w+\s+){0,2}?"
# What follows a figure and says when it is done or who reports it, not what is measured.
_REMARK = re.compile(
    rf"[,;.]?\s*(?:và\s+)?(?:{_TO_DO}(?:trước|trong|vào|chậm nhất|muộn nhất|đúng)(?!\w)|"
    r"(?:định kỳ\s+)?báo cáo\s|(?:đơn vị|cơ quan)\s+(?:chủ trì|thực hiện|phối hợp)|"
    r"chậm nhất(?!\w)).*$",
    re.IGNORECASE | re.DOTALL,
)
_NONE_LEFT = re.compile(
    r"(?:không (?:còn|có|để|phát sinh)(?: xảy ra| phát sinh)?)\s+(?P<what>.+)", re.IGNORECASE
)
_UNITS = (*vocabulary().sizes, *vocabulary().nouns, *vocabulary().numbers.counters)
_UNIT_IN_BRACKETS = re.compile(
    r"\s*\(\s*(?:(?:đơn vị(?: tính)?|đvt|tính bằng)\s*:?\s*)?"
    rf"(?P<unit>(?:[%‰]|{any_of(_UNITS)})"
    r"(?:\s*/\s*[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?)*)\s*\)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:^|\s)(?:và|hoặc|cùng)\s*$", re.IGNORECASE)
_OF_WHICH = re.compile(r"^trong đó(?: có| là)?[\s,:]+", re.IGNORECASE)
_PLANNED = re.compile(r"\s*(?:dự toán|kế hoạch|chỉ tiêu|so với)(?!\w)", re.IGNORECASE)
_PLACED = re.compile(r"(?<!\w)(?:tại|cho|ở|với)\s*$", re.IGNORECASE)
_LEVEL = re.compile("|".join(map(re.escape, vocabulary().numbers.levels)), re.IGNORECASE)
_MEAN = re.compile("bình quân|trung bình", re.IGNORECASE)
_WAY = re.compile(r"\s+trở\s+(?:lên|xuống)(?!\w)", re.IGNORECASE)
_ENDS = " ,;:.-–()"
_SIZES = frozenset(map(plain, vocabulary().sizes))
_TIMED = ("ngày", "ngày làm việc", "giờ", "phút", "tuổi")
_MEASURES = _SIZES - {*vocabulary().numbers.counters, *_TIMED}


def title_of(raw: str, before: str, quantity: Quantity | None, behind: str) -> str:
    """Name a measure by the words around its figure; "" where only words before them name it.

    `raw` are all of its words.
    """
    words = _around(before, quantity, behind) if quantity else _without_figure(raw)
    words = _OF_WHICH.sub("", _JOINS.sub("", words.strip(_ENDS))).strip(_ENDS)
    return f"{words[0].upper()}{words[1:]}" if words else ""


def without_times(words: str) -> str:
    """The words without years, periods and frequencies."""
    for each in _TIMES:
        words = each.sub(" ", words)
    return re.sub(r"\s+(?=[,;:.])", "", " ".join(words.split())).strip(_ENDS)


def unit_in_brackets(words: str) -> tuple[str, str]:
    """The words without the unit that brackets name, and it: "Thu phí (tỷ đồng)"; else ""."""
    match = _UNIT_IN_BRACKETS.search(words)
    if match is None:
        return words, ""
    return f"{words[: match.start()]}{words[match.end() :]}".strip(), match["unit"]


def without_remark(behind: str) -> str:
    """The words behind a figure as far as they say what is measured."""
    return _REMARK.sub("", behind)


def _around(before: str, quantity: Quantity, behind: str) -> str:
    if quantity.raw.lower().startswith("vượt") and _PLANNED.match(behind):
        before = f"{before} {quantity.raw.split()[0]}"  # by how much more than planned
    announced = before.rstrip().endswith(":")
    before = without_times(FROM.sub(" ", before))
    behind = without_remark(behind)
    if quantity.far:
        behind = _WAY.sub("", behind, count=1)
    behind = behind.split(";", 1)[0]
    noun = _noun(quantity, before)
    bare, led = _without_leads(before, keep=bool(noun))
    if plain(bare) in vocabulary().numbers.keeping:
        bare = ""
    if quantity.unit in ("%", "‰") and quantity.of and bare:
        behind = behind.replace(quantity.of, " ", 1)
    if bare and led:
        behind = re.split(r"[,;(]", behind, maxsplit=1)[0]
    if not bare and plain(noun) in _MEASURES:
        noun = ""  # "5 km đường ngõ" measures the way, in km
    rest = without_times(f"{noun}{behind}")
    if not bare or not rest:
        return bare or rest
    if announced:
        return bare if rest == noun else f"{bare}: {rest}"
    return f"{bare}, {rest}" if led and not noun else f"{bare} {rest}"


def _without_leads(before: str, *, keep: bool) -> tuple[str, bool]:
    """Take the verbs off that only lead to the figure; whether there was one.

    "Xã đạt 19 tiêu chí" keeps its verb: the noun goes on with it.
    """
    bare = before
    while match := _LEADS.search(bare):
        if _MEAN.search(match[0]) and _LEVEL.search(bare):
            break  # "thu nhập bình quân" is what is measured
        bare = bare[: match.start()].rstrip(_ENDS)
    return (before if keep and bare else bare), bare != before


def _noun(quantity: Quantity, before: str) -> str:
    """The counted noun, unless the words before the figure have said it or it only measures."""
    noun = quantity.unit if quantity.unit not in ("%", "‰", "phần vạn") else None
    if noun is None or (before and plain(noun) in _SIZES and not _PLACED.search(before)):
        return ""
    return "" if plain(noun) in plain(before) else noun


def _without_figure(raw: str) -> str:
    """The words of an end without a figure; of "không còn nhà tạm" what is to be gone."""
    words = without_times(without_remark(raw))
    gone = _NONE_LEFT.search(words)
    if gone is None:
        return words
    before = plain(words[: gone.start()].strip(_ENDS))
    return gone["what"] if not before or before in vocabulary().numbers.keeping else words
