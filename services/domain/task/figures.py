"""The figures of a report against what its task asks for."""

from datetime import date, datetime

from services.domain.answers import Answer
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import MeasureRange
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.numerals import written
from services.domain.policy import FigureRules
from services.domain.task.commands import SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.state import Task


def check_figures(task: Task, command: SubmitReport) -> None:
    """Every measure that is asked has a number or a reason; raises Refusal naming the field."""
    asked = {measure.code: measure for measure in task.measures}
    answered = [figure.measure for figure in command.figures]
    missing = {code: one.title for code, one in asked.items() if code not in answered}
    if missing:
        raise Refusal(
            "figure-missing",
            f"Chưa có số liệu cho: {'; '.join(missing.values())}. "
            "Nhập số hoặc ghi lý do không có số.",
            field=f"figure.{next(iter(missing))}",
        )
    if len(answered) != len(set(answered)) or set(answered) - set(asked):
        raise Refusal("figure-unknown", "Có số liệu không thuộc kỳ báo cáo này. Hãy mở lại trang.")
    for figure in command.figures:
        if (figure.value is None) == (figure.nil_reason is None):
            raise Refusal(
                "figure-or-reason",
                f"{asked[figure.measure].title}: nhập số, hoặc ghi lý do không có số.",
                field=f"figure.{figure.measure}",
            )
        _check_value(asked[figure.measure], figure)


def early_officials(task: Task, command: SubmitReport, now: datetime) -> tuple[str, ...]:
    """The measures whose official figure comes before the day on which the period's data close."""
    if day_of(now) >= task.cutoff_on:
        return ()
    counted = {one.code for one in task.measures if not one.is_yes_no}
    return tuple(
        figure.measure
        for figure in command.figures
        if figure.measure in counted and figure.kind is FigureKind.OFFICIAL
    )


def check_early(task: Task, command: SubmitReport, rules: FigureRules, now: datetime) -> None:
    """An official figure before the cut-off says why it is one already; raises Refusal."""
    early = early_officials(task, command, now)
    if early and rules.official_before_cutoff_needs_reason and command.early_reason is None:
        titles = {one.code: one.title for one in task.measures}
        raise Refusal(
            "official-too-early",
            f"{titles[early[0]]}: kỳ này đến ngày {task.cutoff_on:%d/%m/%Y} mới chốt số "
            "liệu. Hãy chọn số ước thực hiện hoặc số sơ bộ; nếu đã là số chính thức, hãy ghi "
            "lý do.",
            field="early_reason",
        )


def default_kind(task: Task, today: date) -> FigureKind:
    """The kind that forms propose: an estimate until the day on which the period's data close."""
    return FigureKind.ESTIMATE if today < task.cutoff_on else FigureKind.OFFICIAL


def _check_value(measure: MeasureAsked, figure: Figure) -> None:
    value = figure.value
    if value is None:
        return
    if measure.is_yes_no:
        if not Answer.is_one(value):
            raise Refusal(
                "figure-yes-no",
                f"{measure.title}: chỉ trả lời đạt hoặc chưa đạt.",
                field=f"figure.{measure.code}",
            )
        return
    possible = measure.possible
    if possible is not None and not possible.holds(value):
        being = "phải là" if possible.whole else "phải"
        raise Refusal(
            "figure-out-of-range",
            f"{measure.title}: {being} {said(possible)} (tính bằng {measure.unit}), không thể là "
            f"{written(value)}. Hãy kiểm tra lại số.",
            field=f"figure.{measure.code}",
        )


def said(possible: MeasureRange) -> str:
    """A range in a short phrase: “từ 0 đến 100”, “số nguyên từ 0 trở lên”."""
    low, high = possible.low, possible.high
    words = ["số nguyên"] if possible.whole else []
    if low is not None:
        words.append(f"từ {written(low)}")
        words.append("trở lên" if high is None else f"đến {written(high)}")
    elif high is not None:
        words.append(f"không quá {written(high)}")
    return " ".join(words)
