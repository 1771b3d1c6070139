"""The parts of a plan file, one reader each; what is missing or wrong is noted on the sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.domain.answers import MeasureKind
from services.domain.assignment.events import DueRule
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.directory.unit_kinds import UnitKind
from services.domain.due_days import DueDays
from services.domain.plan.draft import (
    DeliverableDraft,
    FindingDraft,
    GroupDraft,
    ItemDraft,
    ItemKind,
    MeasureDraft,
    Operator,
    Polarity,
    Severity,
    TargetDraft,
    UnitDraft,
    YearlyRule,
)
from services.domain.plan.proposals import with_proposed_range
from services.planyaml.cursor import Cursor
from services.planyaml.days_part import due_days
from services.planyaml.range_part import measure_range

Part = TypeVar("Part")
Value = TypeVar("Value")

_ITEM = ("code", "title", "section", "lead", "supporting")
_ITEM_OPTIONAL = ("restricted", "starts_on", "ends_on")
_MEASURE = ("code", "title", "unit", "polarity", "operator", "rule", "frequencies")
_MEASURE_OPTIONAL = (
    "kind",
    "target_2030",
    "target_average",
    "reach_by",
    "lead",
    "stretch",
    "stretch_target",
    "in_annex",
    "cell_2030",
    "cell_average",
    "note",
    "range",
)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Part]):
    """A part with the places of its fields, for what only the whole file can tell."""

    part: Part
    at: dict[str, Cursor]


def unit(cursor: Cursor) -> Placed[UnitDraft]:
    """Read one unit."""
    at = cursor.fields(("code", "name", "kind", "aliases", "internal", "restricted"))
    part = UnitDraft(
        code=at["code"].code(),
        name=at["name"].text(),
        kind=at["kind"].word(UnitKind),
        aliases=tuple(each.text() for each in at["aliases"].items()),
        internal=at["internal"].flag(),
        restricted=at["restricted"].flag(),
    )
    return Placed(part, at)


def group(cursor: Cursor) -> Placed[GroupDraft]:
    """Read one group of units."""
    at = cursor.fields(("code", "phrase", "members", "proposed"))
    part = GroupDraft(
        code=at["code"].code(),
        phrase=at["phrase"].text(),
        members=_codes(at["members"]),
        proposed=at["proposed"].flag(),
    )
    return Placed(part, at)


def scheme(cursor: Cursor) -> Placed[ItemDraft]:
    """Read one scheme: it lists its own deliverables."""
    at = cursor.fields((*_ITEM, "deliverables"), _ITEM_OPTIONAL)
    result = tuple(_deliverable(each) for each in at["deliverables"].items())
    if not result:
        at["deliverables"].complain("Đề án chưa có sản phẩm. Thêm plan, result hoặc progress.")
    return Placed(_item(at, ItemKind.SCHEME, result, ()), at)


def indicator(cursor: Cursor) -> tuple[Placed[ItemDraft], list[Placed[MeasureDraft]]]:
    """Read one row of the annex: a report for each frequency of its measures, proposed or not."""
    at = cursor.fields((*_ITEM, "measures"), (*_ITEM_OPTIONAL, "proposed", "days"))
    measures = [_measure(each) for each in at["measures"].items()]
    if not measures:
        at["measures"].complain("Chỉ tiêu chưa có chỉ số nào. Thêm ít nhất một chỉ số.")
    asked = {frequency for measure in measures for frequency in measure.part.frequencies}
    frequencies = tuple(frequency for frequency in Frequency if frequency in asked)
    proposed = _or(at["proposed"], Cursor.flag, default=True)
    reports = _reports(frequencies, at["days"], proposed=proposed)
    item = _item(at, ItemKind.INDICATOR, reports, tuple(measure.part for measure in measures))
    return Placed(item, at), measures


def duty(cursor: Cursor) -> Placed[ItemDraft]:
    """Read one duty: a report for each of its frequencies; history asks for none."""
    at = cursor.fields((*_ITEM, "frequencies", "proposed"), (*_ITEM_OPTIONAL, "days"))
    frequencies = _frequencies(at["frequencies"])
    history = at["frequencies"].node is not None and not at["ends_on"].empty
    if not frequencies and not history:
        at["frequencies"].complain(
            "Nhiệm vụ chưa có kỳ báo cáo. Thêm một kỳ, ví dụ quarter, hoặc ghi ends_on nếu đã qua."
        )
    reports = _reports(frequencies, at["days"], proposed=at["proposed"].flag())
    return Placed(_item(at, ItemKind.DUTY, reports, ()), at)


def finding(cursor: Cursor) -> Placed[FindingDraft]:
    """Read one open point."""
    at = cursor.fields(("code", "severity", "items", "place", "question", "assumed"))
    part = FindingDraft(
        code=at["code"].code(),
        severity=at["severity"].word(Severity),
        items=_codes(at["items"]),
        place=at["place"].text(),
        question=at["question"].text(),
        assumed=at["assumed"].text(),
    )
    return Placed(part, at)


def _item(
    at: dict[str, Cursor],
    kind: ItemKind,
    deliverables: tuple[DeliverableDraft, ...],
    measures: tuple[MeasureDraft, ...],
) -> ItemDraft:
    return ItemDraft(
        code=at["code"].code(),
        kind=kind,
        title=at["title"].text(),
        section=at["section"].text(),
        lead=_lead(at["lead"]),
        supporting=_codes(at["supporting"]),
        restricted=_or(at["restricted"], Cursor.flag, default=False),
        starts_on=_or(at["starts_on"], Cursor.day, default=None),
        ends_on=_or(at["ends_on"], Cursor.day, default=None),
        deliverables=deliverables,
        measures=measures,
    )


def _lead(cursor: Cursor) -> str | None:
    if cursor.empty:
        return None
    if cursor.is_list:
        cursor.complain(
            "Một mục chỉ có một đơn vị chủ trì. Giữ một mã, chuyển các mã khác sang supporting,"
            " hoặc khai báo một nhóm để mỗi đơn vị tự chủ trì."
        )
        return None
    return cursor.code()


def _deliverable(cursor: Cursor) -> DeliverableDraft:
    at = cursor.fields(("name", "frequency", "proposed"), ("due", "days"))
    frequency = at["frequency"].word(Frequency)
    if not at["due"].empty and not at["days"].empty:
        at["days"].complain("Đã có due. Giữ lại một trong hai: due hoặc days.")
    return DeliverableDraft(
        name=at["name"].word(DeliverableName),
        frequency=frequency,
        proposed=at["proposed"].flag(),
        due=_or(at["due"], _due, default=None),
        days=_or(at["days"], lambda each: due_days(each, frequency), default=None),
    )


def _days_by_frequency(
    cursor: Cursor, frequencies: tuple[Frequency, ...]
) -> dict[Frequency, DueDays | None]:
    """Read the days of an item's reports, each under its frequency."""
    at = cursor.fields((), [each.value for each in Frequency])
    given = {each: at[each.value] for each in Frequency if not at[each.value].empty}
    for frequency, days in given.items():
        if frequency not in frequencies:
            days.complain(f'Mục này không có kỳ "{frequency}". Thêm vào frequencies, hoặc bỏ.')
    return {frequency: due_days(days, frequency) for frequency, days in given.items()}


def _due(cursor: Cursor) -> DueRule:
    at = cursor.fields(("after", "working_days_after_issue"))
    month, day = at["after"].month_day()
    return DueRule(
        after_month=month,
        after_day=day,
        working_days_after_issue=at["working_days_after_issue"].count(),
    )


def _measure(cursor: Cursor) -> Placed[MeasureDraft]:
    at = cursor.fields(_MEASURE, _MEASURE_OPTIONAL)
    part = MeasureDraft(
        code=at["code"].code(),
        title=at["title"].text(),
        unit=at["unit"].text(),
        kind=_or(at["kind"], lambda each: each.word(MeasureKind), default=MeasureKind.NUMBER),
        polarity=at["polarity"].word(Polarity),
        operator=at["operator"].word(Operator),
        target_2030=_or(at["target_2030"], _target, default=None),
        target_average=_or(at["target_average"], _target, default=None),
        rule=at["rule"].word(YearlyRule),
        reach_by=_or(at["reach_by"], Cursor.day, default=None),
        frequencies=_frequencies(at["frequencies"]),
        lead=_or(at["lead"], Cursor.code, default=None),
        stretch=_or(at["stretch"], Cursor.flag, default=False),
        stretch_target=_or(at["stretch_target"], Cursor.decimal, default=None),
        in_annex=_or(at["in_annex"], Cursor.flag, default=True),
        cell_2030=_or(at["cell_2030"], Cursor.text, default=None),
        cell_average=_or(at["cell_average"], Cursor.text, default=None),
        note=_or(at["note"], Cursor.text, default=None),
        possible=_or(at["range"], measure_range, default=None),
    )
    if at["range"].empty:
        part = with_proposed_range(part)
    if not part.frequencies:
        at["frequencies"].complain("Chỉ số chưa có kỳ báo cáo. Thêm một kỳ, ví dụ quarter.")
    return Placed(part, at)


def _target(cursor: Cursor) -> TargetDraft:
    if not cursor.is_mapping:
        return TargetDraft(value=cursor.decimal(), high=None)
    at = cursor.fields(("low", "high"))
    return TargetDraft(value=at["low"].decimal(), high=at["high"].decimal())


def _frequencies(cursor: Cursor) -> tuple[Frequency, ...]:
    frequencies: list[Frequency] = []
    for each in cursor.items():
        frequency = each.word(Frequency)
        if frequency in frequencies:
            each.complain(f'Kỳ "{frequency}" đã có trong danh sách này. Giữ lại một.')
        frequencies.append(frequency)
    return tuple(dict.fromkeys(frequencies))


def _reports(
    frequencies: tuple[Frequency, ...], days: Cursor, *, proposed: bool
) -> tuple[DeliverableDraft, ...]:
    """A report for each frequency, by its days where the file names them."""
    due = {} if days.empty else _days_by_frequency(days, frequencies)
    return tuple(
        DeliverableDraft(
            name=DeliverableName.REPORT,
            frequency=frequency,
            proposed=proposed,
            due=None,
            days=due.get(frequency),
        )
        for frequency in frequencies
    )


def _codes(cursor: Cursor) -> tuple[str, ...]:
    collected: list[str] = []
    for each in cursor.items():
        code = each.code()
        if code in collected:
            each.complain(f'"{code}" đã có trong danh sách này. Giữ lại một.')
        collected.append(code)
    return tuple(collected)


def _or(cursor: Cursor, read: Callable[[Cursor], Value], *, default: Value) -> Value:
    """Read an optional field; an absent or null one is its default."""
    return default if cursor.empty else read(cursor)
