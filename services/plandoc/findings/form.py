"""Defects of form: number, day, place, legal bases, what the plan replaces or never says."""

import re
from collections import Counter
from collections.abc import Iterator

from services.domain.plan_document.reading import PLAN_ITSELF, Field, ReadFinding, SentenceQuote
from services.plandoc.bodies.bodies import PLACE_NAME
from services.plandoc.findings.noting import DOUBT, NOTE, finding, place_of, quote, slot
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.columns import Column
from services.plandoc.wording.words import plain, syllables, unmarked

_TERM = re.compile(r"nhiệm kỳ\s+(20\d\d)\s*[-–—]\s*(20\d\d)", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:Nghị quyết|Quyết định|Chỉ thị|Chương trình hành động|Kế hoạch|Kết luận|Nghị định|"
    r"Thông tư)"
    r"\s+số\s+(?P<number>[^\s,;]+(?:\s*-\s*[A-ZĐ/]+)?)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"trên địa bàn (?:thành phố|tỉnh|huyện|quận|thị xã)", re.IGNORECASE)


def number_and_day(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """No number, no day, a day of the annex that differs, a number of the annex that differs."""
    head = read.head
    if head.number is None:
        line = [quote(head.number_line)] if head.number_line else []
        yield finding(
            "no-number",
            DOUBT,
            subject="number",
            quotes=line,
            sentence="Kế hoạch chưa có số nên văn bản khác không thể dẫn chiếu đến nó.",
            assumed="Để trống số, ký hiệu.",
            corrects=slot(PLAN_ITSELF, Field.NUMBER),
        )
    if head.dated is None or head.dated.whole is None:
        raw = head.dated.raw if head.dated else ""
        yield finding(
            "no-day",
            DOUBT,
            subject="day",
            quotes=[SentenceQuote(place="phần mở đầu", text=raw)] if raw else [],
            sentence="Ngày ban hành chưa đủ ngày, tháng, năm: không biết kế hoạch có từ khi nào.",
            assumed="Coi như chưa ghi ngày ban hành.",
            corrects=slot(PLAN_ITSELF, Field.ISSUED_ON),
        )
    yield from _annex_line(read)


def _annex_line(read: UnderstoodWords) -> Iterator[ReadFinding]:
    head = read.head
    if head.enclosed_line is None:
        return
    if head.enclosed and head.dated and not head.enclosed.agrees_with(head.dated):
        yield finding(
            "dates-differ",
            DOUBT,
            subject="dates",
            quotes=[
                SentenceQuote(place="phần mở đầu", text=head.dated.raw),
                quote(head.enclosed_line, head.enclosed.raw),
            ],
            sentence="Ngày ở phần đầu và ngày ở dòng “Kèm theo” khác nhau nên không rõ phần kèm"
            " theo là của văn bản nào.",
            assumed="Lấy ngày ở phần đầu văn bản.",
            corrects=slot(PLAN_ITSELF, Field.ISSUED_ON),
        )
    if head.number and head.enclosed_number and head.number != head.enclosed_number:
        yield finding(
            "numbers-differ",
            DOUBT,
            subject="numbers",
            quotes=[
                SentenceQuote(place="phần mở đầu", text=head.number),
                quote(head.enclosed_line, head.enclosed_number),
            ],
            sentence="Số của văn bản ở phần đầu và ở dòng “Kèm theo” khác nhau.",
            assumed="Lấy số ở phần đầu văn bản.",
            corrects=slot(PLAN_ITSELF, Field.NUMBER),
        )


def place_spellings(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The issuing place is spelt in two ways."""
    official = read.head.place
    if not official:
        return
    counts: Counter[str] = Counter()
    first: dict[str, SentenceQuote] = {}
    for entry in read.parts.everything:
        for match in PLACE_NAME.finditer(entry.text):
            name = match["name"]
            counts[name] += 1
            first.setdefault(name, quote(entry, _around(entry.text, name)))
    own = syllables(official)
    others = [
        name
        for name in counts
        if plain(name) != plain(official) and _misspells(syllables(name), own)
    ]
    for other in others:
        yield finding(
            "place-spellings",
            DOUBT,
            subject=other,
            quotes=[
                first.get(official, SentenceQuote(place="phần mở đầu", text=official)),
                first[other],
            ],
            sentence=f"Tên địa phương viết hai cách: “{official}” ({counts[official]} lần) và"
            f" “{other}” ({counts[other]} lần); người đọc sau này không biết đâu là tên đúng.",
            assumed=f"Lấy “{official}” như ở dòng địa danh.",
            corrects=slot(PLAN_ITSELF, Field.PLACE),
        )


def _misspells(name: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Another spelling: as many syllables, most of them the same or the same without marks."""
    if len(name) != len(own) or name == own:
        return False
    same = sum(
        each == two or unmarked(each) == unmarked(two) for each, two in zip(name, own, strict=True)
    )
    return same >= 1 and same >= len(own) - 1


def _around(text: str, words: str) -> str:
    at = text.find(words)
    return f"…{text[max(0, at - 30) : at + len(words) + 20].strip()}…"


def replaced_plan(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The plan replaces another: what runs under the old one goes on under this one."""
    if read.head.replaces and read.head.replaces_line:
        yield finding(
            "replaces-plan",
            NOTE,
            subject=read.head.replaces,
            quotes=[quote(read.head.replaces_line)],
            sentence=f"Kế hoạch này thay thế Kế hoạch số {read.head.replaces}: việc đang làm theo"
            " kế hoạch cũ phải được chuyển tiếp.",
            assumed=f"Ghi nhận thay thế {read.head.replaces}.",
            corrects=slot(PLAN_ITSELF, Field.REPLACES),
        )


def terms(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The term of one congress is printed with two spans of years."""
    spans: Counter[str] = Counter()
    where: dict[str, SentenceQuote] = {}
    for entry in read.parts.everything:
        for match in _TERM.finditer(entry.text):
            if "đại hội" not in entry.text[max(0, match.start() - 120) : match.start()].lower():
                continue
            span = f"{match[1]} - {match[2]}"
            spans[span] += 1
            where.setdefault(span, quote(entry, _around(entry.text, match[0])))
    for span, _ in spans.most_common()[1:]:
        usual = spans.most_common(1)[0][0]
        if span[-4:] == usual[-4:] or span[:4] == usual[:4]:
            yield finding(
                "term-differs",
                DOUBT,
                subject=span,
                quotes=[where[usual], where[span]],
                sentence=f"Nhiệm kỳ ghi “{span}” ở một chỗ và “{usual}” ở chỗ khác.",
                assumed=f"Lấy “{usual}”, cách ghi nhiều lần hơn.",
            )


def bases(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A legal basis is named by number without its day."""
    for entry in read.parts.bases:
        for piece in entry.text.split(";"):
            match = _PAPER.search(piece)
            if match and not re.search(r"ngày\s*\d|/20\d\d/", piece[match.start() :][:80]):
                yield finding(
                    "basis-undated",
                    NOTE,
                    subject=match[0],
                    quotes=[quote(entry, piece.strip())],
                    sentence=f"Căn cứ “{match[0]}” không ghi ngày nên khó tra cứu.",
                    assumed="Giữ nguyên như văn bản.",
                )


def foreign_territory(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The text speaks of the city's territory where the ward's own is meant."""
    for entry in read.parts.body:
        match = _FOREIGN.search(entry.text)
        if match:
            yield finding(
                "foreign-territory",
                NOTE,
                subject=(place_of(entry), match[0], entry.text[:80]),
                quotes=[quote(entry, _around(entry.text, match[0]))],
                sentence=f"Cụm từ “{match[0]}” rộng hơn địa bàn của kế hoạch, có thể chép từ văn"
                " bản cấp trên.",
                assumed="Hiểu là địa bàn của kế hoạch này.",
            )


def what_nobody_says(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """What a plan that is to be followed for years should say, and this one does not."""
    text = plain(read.everything)
    missing = (
        ("no-review", "sơ kết", "Kế hoạch không nêu thời điểm sơ kết giữa kỳ."),
        ("no-report-date", "báo cáo định kỳ", "Kế hoạch không nêu hạn đơn vị gửi báo cáo."),
        ("no-baseline", "hiện trạng", "Kế hoạch không nêu số liệu xuất phát của các chỉ tiêu."),
    )
    for code, word, sentence in missing:
        if word not in text and not (code == "no-baseline" and _has_baseline(read)):
            yield finding(
                code,
                NOTE,
                subject=code,
                quotes=[],
                sentence=sentence,
                assumed="Để phường bổ sung khi thực hiện.",
            )


def _has_baseline(read: UnderstoodWords) -> bool:
    return read.annex is not None and read.annex.has(Column.BASELINE)
