"""Work that is said twice: to one unit, or to two of which none answers for it alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, finding, quote, row_place, slot
from services.plandoc.items.duty_reading import DutyReading
from services.plandoc.items.indicators import IndicatorReading
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import syllables

_SHINGLE = 5
_COMMON = 12  # a run of words that more duties share is a turn of phrase
_SHARED = 0.7  # of the shorter one's runs of words
_FEWEST_SHINGLES = 6
_FEWEST_SYLLABLES = 4
_FEWEST_OF_DOUBLE = 5  # syllables: shorter words speak of the section they stand in
_PAIR = 2
_OWN_PART = re.compile(
    rf"(?<!\w)(?:{any_of(vocabulary().own_part)})(?!\w)",
    re.IGNORECASE,
)
_OWN_REPORT = re.compile(
    rf"(?:{any_of(vocabulary().own_reports)})(?!\w)",
    re.IGNORECASE,
)


def given_twice(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The same unit is given the same work twice."""
    alike: dict[tuple[object, ...], list[DutyReading]] = defaultdict(list)
    for duty in read.duties:
        words = syllables(duty.text)
        if len(words) >= _FEWEST_OF_DOUBLE and duty.assignee.leads:
            said = (duty.assignee.leads, words, syllables(duty.topic), syllables(duty.due))
            alike[said].append(duty)
    for duties in alike.values():
        if len(duties) < _PAIR:
            continue
        yield finding(
            "duty-twice",
            DOUBT,
            items=tuple(each.code for each in duties),
            subject=duties[0].text[:120],
            quotes=[quote(each.entry, each.text) for each in duties],
            sentence=f"Cùng một việc giao {len(duties)} lần cho cùng một đơn vị: một việc phải"
            f" báo cáo {len(duties)} lần.",
            assumed="Giữ mỗi lần là một nhiệm vụ.",
        )


def of_two_units(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """Two units lead the same work in the same words, and none of them answers for it alone.

    Work of which each unit does its own part is no such work: what more than two are given, what
    says so ("theo chức năng"), reports.
    """
    shingles = [_shingles(duty.text) for duty in read.duties]
    pairs = [
        (each, other)
        for (each, other), count in sorted(_shared(shingles).items())
        if count >= _SHARED * max(min(len(shingles[each]), len(shingles[other])), _FEWEST_SHINGLES)
        and _both_lead(read, read.duties[each], read.duties[other])
    ]
    times = Counter(at for pair in pairs for at in pair)
    for each, other in pairs:
        if times[each] == times[other] == 1:
            yield _of_two(read.duties[each], read.duties[other])


def _both_lead(read: UnderstoodWords, each: DutyReading, other: DutyReading) -> bool:
    """Whether two single units lead, none as the other's partner, none for its own part."""
    left, right = each.assignee.leads, other.assignee.leads
    if len(left) != 1 or len(right) != 1 or left == right:
        return False
    if not {*left, *right} <= set(read.book.bodies):
        return False
    if right[0] in each.supporting or left[0] in other.supporting:
        return False
    return not any(
        _OWN_PART.search(duty.text) or _OWN_REPORT.match(duty.text) for duty in (each, other)
    )


def _shared(shingles: list[set[tuple[str, ...]]]) -> Counter[tuple[int, int]]:
    """How many runs of words each two duties share; what many share is a turn of phrase."""
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, shingle in enumerate(shingles):
        for run in shingle:
            runs[run].append(at)
    return Counter(
        pair
        for places in runs.values()
        if len(places) <= _COMMON
        for pair in combinations(places, 2)
    )


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = syllables(text)
    return {words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1)}


def _of_two(first: DutyReading, second: DutyReading) -> ReadFinding:
    return finding(
        "work-of-two-units",
        DOUBT,
        items=(first.code, second.code),
        subject=(first.text[:80], second.text[:80]),
        quotes=[quote(first.entry, first.text), quote(second.entry, second.text)],
        sentence="Cùng một việc giao cho hai đơn vị: khi chậm, không rõ ai chịu trách nhiệm.",
        assumed="Theo dõi ở cả hai đơn vị.",
        corrects=slot(second.code, Field.LEAD),
    )


def of_indicators(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A duty of one unit says in so many words what an indicator of another one measures."""
    for indicator in read.indicators:
        name = syllables(indicator.title)
        leading = read.leading[indicator.code]
        if len(name) < _FEWEST_SYLLABLES or leading.lead is None or indicator.row is None:
            continue
        words = " ".join(name)
        for duty in read.duties:
            owner = read.leading[duty.code].lead
            beside = owner in (leading.lead, None) or owner in leading.supporting
            if not beside and words in " ".join(syllables(duty.text)):
                yield _of_indicator(indicator, duty)


def _of_indicator(indicator: IndicatorReading, duty: DutyReading) -> ReadFinding:
    label = indicator.row.label if indicator.row else ""
    name = indicator.row.name if indicator.row else indicator.title
    return finding(
        "work-of-two-units",
        DOUBT,
        items=(indicator.code, duty.code),
        subject=(indicator.title, duty.text[:80]),
        quotes=[
            SentenceQuote(place=row_place(label), text=name),
            quote(duty.entry, duty.text),
        ],
        sentence="Phụ lục giao chỉ tiêu này cho một đơn vị, lời văn giao cùng việc ấy cho đơn vị"
        " khác.",
        assumed="Theo dõi ở cả hai đơn vị.",
        corrects=slot(duty.code, Field.LEAD),
    )
