"""The office's words for what is read in a plan document and decided about it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from api.labels import words
from api.labels.asked_words import asked_by
from services.domain.numerals import of_unit, written
from services.domain.plan.draft import (
    ItemDraft,
    ItemKind,
    MeasureDraft,
    Operator,
    PlanDraft,
    Severity,
    TargetDraft,
    deliverable_of,
    members_of,
)
from services.domain.plan_document.events import FindingVerdict
from services.domain.plan_document.reading import Field, ReadFinding

SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "Lỗi",
    Severity.DOUBT: "Điểm chưa rõ",
    Severity.NOTE: "Ghi chú",
}
MEANT: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "Phải quyết định hết mới nạp được kế hoạch.",
    Severity.DOUBT: "Nên quyết định; nếu chưa, phần mềm làm theo cách hiểu tạm.",
    Severity.NOTE: "Để biết; không bắt buộc quyết định.",
}
VERDICTS: Final[Mapping[FindingVerdict, str]] = {
    FindingVerdict.ACCEPTED: "Theo cách đọc này",
    FindingVerdict.CORRECTED: "Sửa lại",
    FindingVerdict.LEFT_OPEN: "Chưa quyết định (nêu lý do)",
}
KINDS: Final[Mapping[ItemKind, str]] = {
    ItemKind.INDICATOR: "Chỉ tiêu",
    ItemKind.SCHEME: "Đề án",
    ItemKind.DUTY: "Nhiệm vụ",
}
FIELDS: Final[Mapping[Field, str]] = {
    Field.NUMBER: "số, ký hiệu của kế hoạch",
    Field.ISSUED_ON: "ngày ban hành",
    Field.PLACE: "địa danh",
    Field.REPLACES: "kế hoạch bị thay thế",
    Field.TITLE: "tên",
    Field.LEAD: "đơn vị chủ trì",
    Field.SUPPORTING: "đơn vị phối hợp",
    Field.UNIT: "đơn vị tính",
    Field.OPERATOR: "cách so sánh",
    Field.FINAL: "mức đến năm cuối",
    Field.AVERAGE: "mức bình quân năm",
    Field.REACH_BY: "ngày phải đạt",
}
HINTS: Final[Mapping[Field, str]] = {
    Field.NUMBER: "Ví dụ: 15/KH-UBND",
    Field.ISSUED_ON: "Ngày/tháng/năm",
    Field.SUPPORTING: "Mã đơn vị, cách nhau bằng dấu phẩy; nhập “không” nếu không có đơn vị nào",
    Field.FINAL: "Dấu phẩy thập phân, ví dụ 61,5; một khoảng thì nhập 3 - 4,5",
    Field.AVERAGE: "Dấu phẩy thập phân, ví dụ 61,5; một khoảng thì nhập 3 - 4,5",
    Field.REACH_BY: "Ngày/tháng/năm",
}
OPERATORS: Final[Mapping[Operator, str]] = {
    Operator.AT_LEAST: "từ … trở lên",
    Operator.AT_MOST: "không quá",
    Operator.MORE_THAN: "trên",
    Operator.LESS_THAN: "dưới",
    Operator.EQUALS: "bằng",
    Operator.BETWEEN: "trong khoảng",
    Operator.NONE: "không so sánh với số",
}

_COMPARED: Final = {
    Operator.AT_LEAST: "từ ",
    Operator.AT_MOST: "không quá ",
    Operator.MORE_THAN: "trên ",
    Operator.LESS_THAN: "dưới ",
}


def asked(item: ItemDraft) -> list[str]:
    """What the lead hands in, how often, and by which days where the plan names them."""
    return [
        asked_by(deliverable_of(each)) + (" (đề xuất)" if each.proposed else "")
        for each in item.deliverables
    ]


def correction(line: ReadFinding, value: str | None, draft: PlanDraft) -> str:
    """What was typed in the place of the reading, as the office reads it."""
    slot = line.corrects
    if slot is None or value is None:
        return value or "nội dung đã bị xóa"
    if slot.field is Field.OPERATOR and value in {each.value for each in Operator}:
        value = OPERATORS[Operator(value)]
    if slot.field is Field.LEAD:
        value = unit_name(value, draft)
    return f"{FIELDS[slot.field]}: {value}"


def line_name(line: ReadFinding) -> str:
    """A line of a finding by its items, else by its words, and where it stands."""
    quoted = f"“{line.quotes[0].text:.60}”" if line.quotes else line.sentence
    return f"{', '.join(line.items) or quoted}, {line.place}"


def unit_name(code: str | None, draft: PlanDraft) -> str:
    """A unit or a group of the document by its name."""
    if code is None:
        return "chưa có"
    names = {unit.code: unit.name for unit in draft.units}
    names |= {group.code: group.phrase for group in draft.groups}
    return names.get(code, code)


def lead(code: str | None, draft: PlanDraft) -> str:
    """Who leads; a group with its members."""
    if code is None or code not in {group.code for group in draft.groups}:
        return unit_name(code, draft)
    members = "; ".join(unit_name(each, draft) for each in members_of(draft, code))
    return f"{unit_name(code, draft)} ({members})"


def target(measure: MeasureDraft) -> str:
    """What the reading takes the plan to want of a measure."""
    reported = [
        f"{when} {of_unit(_amount(measure.operator, value), measure.unit)}"
        for value, when in (
            (measure.target_2030, "đến năm cuối:"),
            (measure.target_average, "bình quân năm:"),
        )
        if value is not None
    ]
    if measure.reach_by is not None:
        reported.append(f"đạt chậm nhất ngày {words.day(measure.reach_by)}")
    return "; ".join(reported) or f"không nêu số ({measure.unit})"


def _amount(operator: Operator, value: TargetDraft) -> str:
    low = written(Decimal(value.value))
    if value.high is not None:
        return f"từ {low} đến {written(Decimal(value.high))}"
    return f"{_COMPARED.get(operator, '')}{low}"
