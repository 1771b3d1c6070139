"""The figures of a report against what its task asks for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from services.domain.act import Rule
from services.domain.answers import Answer
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import must_be
from services.domain.instants import day_of
from services.domain.numerals import written
from services.domain.policy import FigureRules
from services.domain.task.events import Figure, FigureKind
from services.domain.task.state import Task

FIGURE_MISSING: Final = Rule(
    code="figure-missing",
    sentence="Chưa có số liệu cho: {measures}. Nhập số hoặc ghi lý do không có số.",
    brief="thiếu số liệu",
)
FIGURE_OR_REASON: Final = Rule(
    code="figure-or-reason",
    sentence="{title}: nhập số, hoặc ghi lý do không có số.",
    brief="mỗi số liệu phải có giá trị hoặc lý do",
)
FIGURE_OUT_OF_RANGE: Final = Rule(
    code="figure-out-of-range",
    sentence=("{title}: {range} (tính bằng {unit}), không thể là {value}. Hãy kiểm tra lại số."),
    brief="số liệu ngoài khoảng có thể có",
)
FIGURE_UNKNOWN: Final = Rule(
    code="figure-unknown",
    sentence="Có số liệu không thuộc kỳ báo cáo này. Hãy mở lại trang.",
    brief="số liệu không thuộc kỳ này",
)
FIGURE_YES_NO: Final = Rule(
    code="figure-yes-no",
    sentence="{title}: chỉ trả lời đạt hoặc chưa đạt.",
    brief="chỉ tiêu chỉ trả lời đạt hoặc chưa đạt",
)
OFFICIAL_TOO_EARLY: Final = Rule(
    code="official-too-early",
    sentence=(
        "{measure}: kỳ này đến ngày {cutoff_on:%d/%m/%Y} mới chốt số liệu. Hãy chọn ước "
        "thực hiện hoặc số sơ bộ; nếu đã là số chính thức, hãy ghi lý do."
    ),
    brief="chưa đến ngày chốt số liệu chính thức",
    fields=("early_reason",),
)
KIND_WORDS: Final[Mapping[FigureKind, str]] = {
    FigureKind.ESTIMATE: "Ước thực hiện",
    FigureKind.PRELIMINARY: "Số sơ bộ",
    FigureKind.OFFICIAL: "Số chính thức",
}
RULES: Final = (
    FIGURE_MISSING,
    FIGURE_OR_REASON,
    FIGURE_OUT_OF_RANGE,
    FIGURE_UNKNOWN,
    FIGURE_YES_NO,
    OFFICIAL_TOO_EARLY,
)


def check_figures(task: Task, figures: Sequence[Figure]) -> None:
    """Every measure that is asked has a number or a reason; raises Refusal naming the field."""
    asked = {measure.code: measure for measure in task.measures}
    answered = [figure.measure for figure in figures]
    missing = {code: each.title for code, each in asked.items() if code not in answered}
    if missing:
        raise FIGURE_MISSING.refuse(
            measures="; ".join(missing.values()), field=f"figure.{next(iter(missing))}"
        )
    if len(answered) != len(set(answered)) or set(answered) - set(asked):
        raise FIGURE_UNKNOWN.refuse()
    for figure in figures:
        field = f"figure.{figure.measure}"
        if (figure.value is None) == (figure.nil_reason is None):
            raise FIGURE_OR_REASON.refuse(title=asked[figure.measure].title, field=field)
        if figure.value is not None:
            check_value(asked[figure.measure], figure.value, field=field)


def early_officials(task: Task, figures: Sequence[Figure], now: datetime) -> tuple[str, ...]:
    """The measures whose official figure comes before the day on which the period's data close."""
    if task.periodic is None or day_of(now) >= task.periodic.cutoff_on:
        return ()
    counted = {measure.code for measure in task.measures if not measure.is_yes_no}
    return tuple(
        figure.measure
        for figure in figures
        if figure.measure in counted and figure.kind is FigureKind.OFFICIAL
    )


def check_early(
    task: Task, figures: Sequence[Figure], rules: FigureRules, now: datetime, *, explained: bool
) -> None:
    """An official figure before the cut-off says why it is one already; raises Refusal."""
    early = early_officials(task, figures, now)
    if task.periodic is None:
        return
    if early and rules.official_before_cutoff_needs_reason and not explained:
        titles = {measure.code: measure.title for measure in task.measures}
        raise OFFICIAL_TOO_EARLY.refuse(
            measure=titles[early[0]], cutoff_on=task.periodic.cutoff_on
        )


def default_kind(task: Task, today: date) -> FigureKind:
    """The kind that forms propose: an estimate until the day on which the period's data close."""
    closes_later = task.periodic is not None and today < task.periodic.cutoff_on
    return FigureKind.ESTIMATE if closes_later else FigureKind.OFFICIAL


def check_value(measure: MeasureAsked, value: Decimal, *, field: str) -> None:
    """A number within what its measure can be, or a yes or no; raises Refusal at the field."""
    if measure.is_yes_no:
        if not Answer.is_one(value):
            raise FIGURE_YES_NO.refuse(title=measure.title, field=field)
        return
    possible = measure.possible
    if possible is not None and not possible.holds(value):
        raise FIGURE_OUT_OF_RANGE.refuse(
            title=measure.title,
            range=must_be(possible),
            unit=measure.unit,
            value=written(value),
            field=field,
        )
