"""One cause, one finding: what several items or units have in common is asked once, with all."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import ReadFinding

_DIGEST: Final = 6
_MOST_PLACES: Final = 3
_Say = Callable[[int, str], str]  # how many they are, and their names one behind the other

# How each kind is said of many. Errors are never gathered: each has its own place to correct.
_OF_MANY: Final[Mapping[str, _Say]] = {
    "recipient-missing": lambda count, names: (
        f"{count} đơn vị có việc trong kế hoạch nhưng không có tên ở Nơi nhận: {names}. Sau này"
        " không chứng minh được các đơn vị này đã nhận văn bản."
    ),
    "unit-leads-nothing": lambda count, names: (
        f"{count} đơn vị chỉ phối hợp, không chủ trì mục nào: {names}."
    ),
    "unit-receives-nothing": lambda count, names: (
        f"{count} đơn vị được nêu tên nhưng không nhận việc nào: {names}."
    ),
    "unit-only-in-annex": lambda count, names: (
        f"{count} đơn vị chỉ có tên trong phụ lục, phần lời văn không giao việc gì: {names}."
    ),
    "support-empty": lambda count, _: (
        f"Cột đơn vị phối hợp để trống ở {count} dòng: không rõ là không cần ai hay bị bỏ sót."
    ),
    "scheme-without-date": lambda count, _: (
        f"{count} đề án không nêu thời hạn trình, phê duyệt hay hoàn thành."
    ),
    "basis-undated": lambda count, _: f"{count} căn cứ không ghi ngày nên khó tra cứu.",
    "target-column-empty": lambda count, _: (
        f"{count} dòng để trống một cột mức: mức ở cột kia có áp dụng cho cột này không?"
    ),
    "text-lacks-figure": lambda count, _: f"Phụ lục có {count} chỉ số mà lời văn không nêu.",
    "unit-twice": lambda count, _: (
        f"Đơn vị “%” ghi cả ở cột đơn vị tính và trong ô mức, ở {count} ô."
    ),
}
# Kinds that are gathered by their words although each could be corrected in its own place.
_BY_WORDS: Final = frozenset({"unit-unknown"})
_OF_WORDS: Final = "group-undefined"


def gathered(findings: Iterable[ReadFinding]) -> tuple[ReadFinding, ...]:
    """The findings with those of one cause made into one, in the place of the first.

    One that stands alone keeps its key, its sentence and what it corrects.
    """
    by_cause: dict[tuple[str, ...], list[ReadFinding]] = defaultdict(list)
    for each in findings:
        by_cause[_cause(each)].append(each)
    return tuple(
        members[0] if len(members) == 1 else _together(members) for members in by_cause.values()
    )


def _cause(finding: ReadFinding) -> tuple[str, ...]:
    """What findings of one cause have in common: their kind, or their very words."""
    if finding.severity is Severity.ERROR:
        return (finding.key,)
    if finding.code in _OF_MANY:
        return (finding.code, finding.severity.value)
    if finding.corrects is not None and finding.code not in _BY_WORDS:
        return (finding.key,)
    if finding.code == _OF_WORDS:
        return (finding.code, finding.assumed)
    return (finding.code, finding.sentence, finding.assumed)


def _together(members: list[ReadFinding]) -> ReadFinding:
    first = members[0]
    keys = " ".join(each.key for each in members)
    quotes = tuple(dict.fromkeys(quote for each in members for quote in each.quotes))
    names = "; ".join(dict.fromkeys(quote.text for quote in quotes))
    say = _OF_MANY.get(first.code)
    return ReadFinding(
        key=f"{first.code}.{hashlib.sha256(keys.encode()).hexdigest()[:_DIGEST]}",
        code=first.code,
        severity=first.severity,
        items=tuple(dict.fromkeys(item for each in members for item in each.items)),
        place=_places(members),
        quotes=quotes,
        sentence=say(len(members), names) if say else _said_alike(members, names),
        assumed=_assumed(members),
        corrects=None,
    )


def _said_alike(members: list[ReadFinding], names: str) -> str:
    sentences = tuple(dict.fromkeys(each.sentence for each in members))
    if len(sentences) == 1:
        return sentences[0]
    return f"Những cụm từ này gồm những đơn vị nào thì văn bản không nói: {names}."


def _assumed(members: list[ReadFinding]) -> str:
    said = tuple(dict.fromkeys(each.assumed for each in members))
    return said[0] if len(said) == 1 else "Giữ như văn bản ở từng chỗ."


def _places(members: list[ReadFinding]) -> str:
    """Where they stand: each place, or what encloses them where they are many."""
    places = tuple(dict.fromkeys(each.place for each in members))
    if len(places) > _MOST_PLACES:
        places = tuple(dict.fromkeys(place.split(",")[0] for place in places))
    return "; ".join(places) if len(places) <= _MOST_PLACES else f"{len(places)} chỗ"
