"""One cause, one finding: what several items or units have in common is asked once, with all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from services.domain.plan_document.gathered import together
from services.domain.plan_document.reading import ReadFinding

# How each kind is said of many: {count} is how many they are, {names} what of them is quoted.
_OF_MANY: Final[Mapping[str, str]] = {
    "no-lead": (
        "{count} mục không đơn vị nào được giao chủ trì nên không ai phải báo cáo các mục này."
    ),
    "several-leads": (
        "Ở {count} mục, nhiều đơn vị cùng được ghi là chủ trì; mỗi việc chỉ một đơn vị chủ trì."
    ),
    "collective-lead": (
        "Ở {count} mục, chủ trì là một tập thể nên không rõ ai chịu trách nhiệm: {names}."
    ),
    "recipient-missing": (
        "{count} đơn vị có việc trong kế hoạch nhưng không có tên ở Nơi nhận: {names}. Sau này"
        " không chứng minh được các đơn vị này đã nhận văn bản."
    ),
    "unit-leads-nothing": "{count} đơn vị chỉ phối hợp, không chủ trì mục nào: {names}.",
    "unit-receives-nothing": "{count} đơn vị được nêu tên nhưng không nhận việc nào: {names}.",
    "unit-only-in-annex": (
        "{count} đơn vị chỉ có tên trong phụ lục, phần lời văn không giao việc gì: {names}."
    ),
    "support-empty": (
        "Cột đơn vị phối hợp để trống ở {count} dòng: không rõ là không cần ai hay bị bỏ sót."
    ),
    "scheme-without-date": ("{count} đề án không nêu thời hạn trình, phê duyệt hay hoàn thành."),
    "basis-undated": "{count} căn cứ không ghi ngày nên khó tra cứu.",
    "target-column-empty": (
        "{count} dòng để trống một cột mức: mức ở cột kia có áp dụng cho cột này không?"
    ),
    "text-lacks-figure": "Phụ lục có {count} chỉ số mà lời văn không nêu.",
    "unit-twice": "Đơn vị “%” ghi cả ở cột đơn vị tính và trong ô mức, ở {count} ô.",
    "group-undefined": ("Những cụm từ này gồm những đơn vị nào thì văn bản không nói: {names}."),
}
# Of these what is assumed is the cause too: words that are understood otherwise are asked apart.
_BY_ASSUMED: Final = frozenset({"group-undefined"})


def gathered(findings: Iterable[ReadFinding]) -> tuple[ReadFinding, ...]:
    """The findings with those of one cause made into one, in the place of the first.

    One that stands alone keeps its key, its sentence and what it corrects.
    """
    by_cause: dict[tuple[str, ...], list[ReadFinding]] = defaultdict(list)
    for each in findings:
        by_cause[_cause(each)].append(each)
    return tuple(
        together(members, _OF_MANY.get(members[0].code, "")) for members in by_cause.values()
    )


def _cause(finding: ReadFinding) -> tuple[str, ...]:
    """What findings of one cause have in common: their kind and weight, or their very words."""
    if finding.code in _BY_ASSUMED:
        return (finding.code, finding.severity, finding.assumed)
    if finding.code in _OF_MANY:
        return (finding.code, finding.severity)
    return (finding.code, finding.severity, finding.sentence, finding.assumed)
