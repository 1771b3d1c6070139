"""A task that ends without a result, and what becomes of its report that waits."""

from datetime import datetime

from services.domain.replacing import replace
from services.domain.task.state import Ending, Stage, Task


def ended_as(task: Task, ending: Ending, at: datetime) -> Task:
    """The task with nothing more owed since `at`; a clock that stood before stopped then."""
    return replace(
        task,
        ending=ending,
        ended_at=at,
        suspended_at=None,
        stopped_at=task.stopped_at or at,
        decline=None,
    )


def unjudged(task: Task) -> int | None:
    """The submission that waits for a decision; None where none does."""
    return task.submission if task.stage in {Stage.SUBMITTED, Stage.APPROVED} else None


def described_unjudged(submission: int | None) -> str:
    """The same behind a semicolon; blank where none waited."""
    if submission is None:
        return ""
    return f"; báo cáo bản {submission} đang chờ không được quyết định nữa"
