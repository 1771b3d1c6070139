"""What a report must hold, and what no act on a restricted task may. Pure."""

from datetime import datetime

from services.domain.papers import check_paper
from services.domain.policy import FigureRules
from services.domain.task.commands import SubmitReport
from services.domain.task.figures import check_early, check_figures
from services.domain.task.rules import EMPTY_REPORT, PAPER_MISSING, RESTRICTED
from services.domain.task.state import Task


def check_content(task: Task, command: SubmitReport, rules: FigureRules, now: datetime) -> None:
    """A report answers everything that its task asks for, and nothing else; raises Refusal."""
    if task.restricted:
        if command.text is not None or command.figures or command.early_reason is not None:
            raise RESTRICTED.refuse()
        if command.paper is None:
            raise PAPER_MISSING.refuse()
    else:
        check_figures(task, command)
        check_early(task, command, rules, now)
    if not (task.restricted or task.measures or command.text):
        raise EMPTY_REPORT.refuse()
    check_paper(command.paper, now)
