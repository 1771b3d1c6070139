"""The figures of a report against what its task asks for."""

from decimal import Decimal

from services.domain.errors import Refusal
from services.domain.task.commands import SubmitReport
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
        if asked[figure.measure].kind in {"yes_no", "milestone"} and figure.value not in {
            None,
            Decimal(0),
            Decimal(1),
        }:
            raise Refusal(
                "figure-yes-no",
                f"{asked[figure.measure].title}: chỉ trả lời đạt hoặc chưa đạt.",
                field=f"figure.{figure.measure}",
            )
