"""A plan of our schema printed as the documents that wards write: three layouts of one draft.

`spoken` is what a document can say of a draft, whatever its codes and proposals are.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from services.domain.answers import MeasureKind
from services.domain.plan.draft import (
    ItemDraft,
    ItemKind,
    MeasureDraft,
    Operator,
    PlanDraft,
    TargetDraft,
)

_CELL = {
    Operator.AT_LEAST: "≥ ",
    Operator.AT_MOST: "≤ ",
    Operator.MORE_THAN: "> ",
    Operator.LESS_THAN: "dưới ",  # the writer of Word files keeps "<" as XML
    Operator.EQUALS: "",
    Operator.BETWEEN: "",
}
Spoken = tuple[object, ...]


def spoken(draft: PlanDraft) -> Spoken:
    """Head, and each item by its words: title, lead, supporting units, measures with targets."""
    names = {unit.code: unit.name for unit in draft.units}
    head = (draft.number, draft.issued_on, draft.place, draft.period_from, draft.period_to)
    items = sorted(
        (
            item.kind.value,
            item.title,
            names[item.lead] if item.lead else "",
            tuple(sorted(names[code] for code in item.supporting)),
            tuple(_measure(each) for each in item.measures),
        )
        for item in draft.items
    )
    return (*head, draft.replaces, items)


def _measure(measure: MeasureDraft) -> tuple[object, ...]:
    number = measure.kind is MeasureKind.NUMBER
    final, average = measure.target_2030, measure.target_average
    if final == average:
        final = None  # "100 | 100" and "100 in every year" say the same
    return (
        measure.title,
        measure.unit if number else "",
        measure.operator.value,
        _value(final),
        _value(average),
        None if number else measure.reach_by,
    )


def _value(target: TargetDraft | None) -> tuple[Decimal, Decimal | None] | None:
    if target is None:
        return None
    return Decimal(target.value), Decimal(target.high) if target.high else None


def number(value: str) -> str:
    """A decimal as Vietnamese plans print it."""
    whole, _, part = value.partition(".")
    return f"{whole},{part}" if part else whole


def _figure(operator: Operator, target: TargetDraft | None) -> str:
    if target is None:
        return ""
    if target.high is not None:
        return f"{number(target.value)} - {number(target.high)}"
    return f"{_CELL[operator]}{number(target.value)}"


class _Printer:
    """The parts that every layout prints; a layout overrides where it differs."""

    def __init__(self, draft: PlanDraft) -> None:
        self.draft = draft
        self.names = {unit.code: unit.name for unit in draft.units}

    def lines(self) -> Iterator[str]:
        """The whole document, a paragraph or a row of a table a line."""
        yield from self.head()
        yield from self.body()
        yield from self.tail()

    def head(self) -> Iterator[str]:
        day = self.draft.issued_on
        assert day is not None
        ward = f"phường {self.draft.place}"
        period = f"giai đoạn {self.draft.period_from} - {self.draft.period_to}"
        yield f"Số: {self.draft.number}"
        yield f"{self.draft.place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        yield "KẾ HOẠCH"
        yield f"Phát triển kinh tế - xã hội của {ward} {period}"
        yield f"Căn cứ Nghị quyết số 3/NQ-HĐND ngày 02/01/2026 của Hội đồng nhân dân {ward};"

    def body(self) -> Iterator[str]:
        raise NotImplementedError

    def tail(self) -> Iterator[str]:
        if self.draft.replaces:
            yield f"(Kế hoạch này thay thế Kế hoạch số {self.draft.replaces})./."
        yield "Nơi nhận:"
        yield from (f"- {unit.name};" for unit in self.draft.units)
        yield "- Lưu: VT, VP."
        yield "TM. ỦY BAN NHÂN DÂN"
        yield "PHỤ LỤC"
        yield f"(Kèm theo Kế hoạch số {self.draft.number} của UBND phường {self.draft.place})"
        yield from self.annex()

    def of(self, kind: ItemKind) -> list[ItemDraft]:
        return [item for item in self.draft.items if item.kind is kind]

    def with_partners(self, item: ItemDraft) -> str:
        named = ", ".join(self.names[code] for code in item.supporting)
        return f", phối hợp với {named}" if named else ""

    def lead(self, item: ItemDraft) -> str:
        assert item.lead is not None
        return self.names[item.lead]

    def by_lead(self) -> dict[str, list[ItemDraft]]:
        collected: dict[str, list[ItemDraft]] = {}
        for duty in self.of(ItemKind.DUTY):
            collected.setdefault(self.lead(duty), []).append(duty)
        return collected

    def promises(self, item: ItemDraft) -> str:
        said = [self.promise(measure) for measure in item.measures]
        return "; ".join(said) + "."

    def promise(self, measure: MeasureDraft) -> str:
        if measure.kind is MeasureKind.MILESTONE:
            assert measure.reach_by is not None
            return (
                f"{measure.title} (giai đoạn {self.draft.period_from} - {measure.reach_by.year})"
            )
        parts = []
        if measure.target_2030:
            words = _words(measure, measure.target_2030)
            parts.append(f"đến năm {self.draft.period_to}, {measure.title} đạt {words}")
        if measure.target_average:
            parts.append(
                f"{measure.title} bình quân {_words(measure, measure.target_average)}/năm"
            )
        return "; ".join(parts)

    def annex(self) -> Iterator[str]:
        yield "\t".join(
            (
                "STT",
                "Nội dung",
                "Đơn vị tính",
                f"Kế hoạch {self.draft.period_from} - {self.draft.period_to}",
                "",
                "Cơ quan chủ trì",
                "Cơ quan phối hợp",
            )
        )
        yield f"\t\t\tĐến năm {self.draft.period_to}\tBình quân năm\t\t"
        for at, item in enumerate(self.of(ItemKind.INDICATOR), start=1):
            for place, measure in enumerate(item.measures):
                yield "\t".join(self.row(at, place, item, measure, self.two(measure)))

    def two(self, measure: MeasureDraft) -> list[str]:
        if measure.kind is MeasureKind.MILESTONE:
            assert measure.reach_by is not None
            return ["", f"{self.draft.period_from} - {measure.reach_by.year}"]
        return [
            _figure(measure.operator, measure.target_2030),
            _figure(measure.operator, measure.target_average),
        ]

    def row(
        self, at: int, place: int, item: ItemDraft, measure: MeasureDraft, targets: list[str]
    ) -> list[str]:
        first = place == 0
        supporting = "; ".join(self.names[code] for code in item.supporting)
        unit = measure.unit if measure.kind is MeasureKind.NUMBER else ""
        return [
            str(at) if first else "-",
            measure.title,
            unit,
            *targets,
            self.lead(item) if first else "",
            supporting if first else "",
        ]


def _words(measure: MeasureDraft, target: TargetDraft) -> str:
    value = number(target.value)
    unit = measure.unit if measure.unit == "%" else f" {measure.unit}"
    if target.high is not None:
        return f"từ {value} - {number(target.high)}{unit}"
    said = {
        Operator.AT_LEAST: f"ít nhất {value}",
        Operator.AT_MOST: f"tối đa {value}",
        Operator.MORE_THAN: f"trên {value}",
        Operator.LESS_THAN: f"dưới {value}",
    }
    return f"{said.get(measure.operator, value)}{unit}"


class _Roman(_Printer):
    """Roman and dotted sections, "(1)", dashes under the unit, two columns of targets."""

    def body(self) -> Iterator[str]:
        yield "I. MỤC ĐÍCH"
        yield "Nâng cao đời sống."
        yield "II. NỘI DUNG"
        yield "1. Các chỉ tiêu chủ yếu"
        for at, item in enumerate(self.of(ItemKind.INDICATOR), start=1):
            yield f"({at}) {self.promises(item)}"
        yield "2. Danh mục các đề án"
        for at, scheme in enumerate(self.of(ItemKind.SCHEME), start=1):
            yield f"({at}) {scheme.title}."
        yield "3. Việc của từng đơn vị"
        schemes = {self.lead(each): each for each in self.of(ItemKind.SCHEME)}
        for at, (lead, duties) in enumerate(self.by_lead().items(), start=1):
            yield f"3.{at}. {lead} chủ trì{self.with_partners(duties[0])}:"
            yield from (f"- {duty.title}." for duty in duties)
            if lead in schemes:
                yield f"- Xây dựng {schemes[lead].title}."


class _Letters(_Printer):
    """Arabic lists below Roman headings, leads in brackets, letters, one column a year."""

    def body(self) -> Iterator[str]:
        yield "I. CHỈ TIÊU"
        for at, item in enumerate(self.of(ItemKind.INDICATOR), start=1):
            yield f"{at}. {self.promises(item)}"
        yield "II. ĐỀ ÁN"
        for at, each in enumerate(self.of(ItemKind.SCHEME), start=1):
            yield f"{at}. {each.title} ({self.lead(each)} chủ trì{self.with_partners(each)})."
        yield "III. PHÂN CÔNG"
        for at, (lead, duties) in enumerate(self.by_lead().items(), start=1):
            yield f"{at}. Giao {lead} chủ trì{self.with_partners(duties[0])}:"
            for mark, each in zip("abcdđe", duties, strict=False):
                yield f"{mark}) {each.title};"

    def annex(self) -> Iterator[str]:
        years = range(self.draft.period_from, self.draft.period_to + 1)
        yield "\t".join(
            ("TT", "Chỉ tiêu", "ĐVT", *map(str, years), "Đơn vị chủ trì", "Đơn vị phối hợp")
        )
        for at, item in enumerate(self.of(ItemKind.INDICATOR), start=1):
            for place, measure in enumerate(item.measures):
                targets = self.series(measure, len(years))
                yield "\t".join(self.row(at, place, item, measure, targets))

    def series(self, measure: MeasureDraft, years: int) -> list[str]:
        final, average = self.two(measure)
        if measure.kind is MeasureKind.MILESTONE:
            return [average, *[""] * (years - 1)]
        return [average] * (years - 1) + [final or average]


class _Sentences(_Printer):
    """Top letters, dashes for indicators, and sentences that begin with their unit."""

    def body(self) -> Iterator[str]:
        yield "A. CÁC CHỈ TIÊU"
        for item in self.of(ItemKind.INDICATOR):
            yield f"- {self.promises(item)}"
        yield "B. CÁC ĐỀ ÁN"
        for at, each in enumerate(self.of(ItemKind.SCHEME), start=1):
            yield f"{at}. {each.title} ({self.lead(each)} chủ trì{self.with_partners(each)})."
        yield "C. TỔ CHỨC THỰC HIỆN"
        for each in self.of(ItemKind.DUTY):
            title = f"{each.title[0].lower()}{each.title[1:]}"
            yield f"{self.lead(each)} chủ trì{self.with_partners(each)} {title}."


def _print(printer: type[_Printer], draft: PlanDraft) -> str:
    return "\n\n".join(printer(draft).lines())


LAYOUTS: dict[str, Callable[[PlanDraft], str]] = {
    "roman": partial(_print, _Roman),
    "letters": partial(_print, _Letters),
    "sentences": partial(_print, _Sentences),
}
