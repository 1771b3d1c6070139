"""What a report must hold, and what no act on a restricted task may. Pure."""

from datetime import datetime

from services.domain.errors import Refusal
from services.domain.papers import check_paper
from services.domain.policy import FigureRules
from services.domain.task.commands import SubmitReport
from services.domain.task.figures import check_early, check_figures
from services.domain.task.state import Task


def check_content(task: Task, command: SubmitReport, rules: FigureRules, now: datetime) -> None:
    """A report answers everything that its task asks for, and nothing else; raises Refusal."""
    if task.restricted:
        if command.text is not None or command.figures or command.early_reason is not None:
            raise restricted_refusal()
        if command.paper is None:
            raise Refusal(
                "paper-missing",
                "Việc theo chế độ mật: chỉ ghi số và ngày của văn bản đã gửi theo đường mật.",
            )
    else:
        check_figures(task, command)
        check_early(task, command, rules, now)
    if not (task.restricted or task.measures or command.text):
        raise Refusal("empty-report", "Báo cáo còn trống. Hãy nhập nội dung báo cáo.")
    check_paper(command.paper, now)


def restricted_refusal() -> Refusal:
    """What is said to whoever types something into a restricted task."""
    return Refusal(
        "restricted",
        "Việc theo chế độ mật: không nhập số liệu, nội dung hay lý do bằng lời trên hệ thống này.",
    )
