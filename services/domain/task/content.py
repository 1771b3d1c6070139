"""What a report must hold, and what no act on a restricted task may. Pure."""

from datetime import datetime
from decimal import Decimal

from services.domain.errors import Refusal
from services.domain.papers import check_paper
from services.domain.task.commands import SubmitReport
from services.domain.task.state import Task


def check_content(task: Task, command: SubmitReport, now: datetime) -> None:
    """A report answers everything that its task asks for, and nothing else; raises Refusal."""
    if task.issued.restricted:
        if command.text is not None or command.figures:
            raise restricted_refusal()
        if command.paper is None:
            raise Refusal(
                "paper-missing",
                "Việc theo chế độ mật: chỉ ghi số và ngày của văn bản đã gửi theo đường mật.",
            )
    else:
        _check_figures(task, command)
    if not (task.issued.restricted or task.measures or command.text):
        raise Refusal("empty-report", "Báo cáo còn trống. Hãy nhập nội dung báo cáo.")
    check_paper(command.paper, now)


def _check_figures(task: Task, command: SubmitReport) -> None:
    asked = {measure.code: measure for measure in task.measures}
    answered = [figure.measure for figure in command.figures]
    missing = [measure.title for code, measure in asked.items() if code not in answered]
    if missing:
        raise Refusal(
            "figure-missing",
            f"Chưa có số liệu cho: {'; '.join(missing)}. Nhập số hoặc ghi lý do không có số.",
        )
    if len(answered) != len(set(answered)) or set(answered) - set(asked):
        raise Refusal("figure-unknown", "Có số liệu không thuộc kỳ báo cáo này. Hãy mở lại trang.")
    for figure in command.figures:
        if (figure.value is None) == (figure.nil_reason is None):
            raise Refusal(
                "figure-or-reason",
                f"{asked[figure.measure].title}: nhập số, hoặc ghi lý do không có số.",
            )
        if asked[figure.measure].kind in {"yes_no", "milestone"} and figure.value not in {
            None,
            Decimal(0),
            Decimal(1),
        }:
            raise Refusal(
                "figure-yes-no", f"{asked[figure.measure].title}: chỉ trả lời đạt hoặc chưa đạt."
            )


def restricted_refusal() -> Refusal:
    """What is said to whoever types something into a restricted task."""
    return Refusal(
        "restricted",
        "Việc theo chế độ mật: không nhập số liệu, nội dung hay lý do bằng lời trên hệ thống này.",
    )
