"""What becomes of a report that waits where its task ends, or goes to another unit."""

from services.domain.task.state import Stage, Task


def unjudged(task: Task) -> int | None:
    """The submission that waits for a decision; None where none does."""
    return task.submission if task.stage in {Stage.SUBMITTED, Stage.APPROVED} else None


def described_unjudged(submission: int | None) -> str:
    """The same behind a semicolon; blank where none waited."""
    if submission is None:
        return ""
    return f"; báo cáo bản {submission} đang chờ không được quyết định nữa"
