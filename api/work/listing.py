"""How much of "Việc của tôi" one page shows: each group's beginning, or one group by pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.labels import phrases
from api.work import labels
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.queries.work_filter import WorkFilter, shown
from services.queries.work_views import Group, MyWork, WorkRow

OF_EACH_GROUP: Final = 10
ON_A_PAGE: Final = 50
# The tone of a count above the list; of the others it is the text's own.
TONES: Final = {
    Group.LATE: "late",
    Group.RETURNED: "late",
    Group.ESCALATED: "late",
    Group.SOON: "soon",
    Group.DONE: "done",
}
# What nobody who opens the page has to do: counted above, listed when it is asked for.
_ASKED_FOR: Final = frozenset({Group.ELSEWHERE, Group.SUSPENDED, Group.DONE, Group.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedGroup:
    """The rows of one group that this page shows, of how many, and where the others are."""

    group: Group
    rows: Sequence[WorkRow]
    amount: int
    whole: str = ""
    earlier: str = ""
    later: str = ""


def listed(work: MyWork, asked: WorkFilter, at: int) -> tuple[ListedGroup, ...]:
    """The groups of one page; `at` is the page of the one that the address opens, from 1."""
    groups = shown(work, asked)
    if asked.group is not None:
        return tuple(_page_of(group.group, group.rows, asked, at) for group in groups)
    return tuple(
        ListedGroup(
            group=group.group,
            rows=group.rows[:OF_EACH_GROUP],
            amount=len(group.rows),
            whole=_beyond(group.group, len(group.rows), asked),
        )
        for group in groups
        if asked.narrows or group.group not in _ASKED_FOR
    )


def tone(row: WorkRow) -> str:
    """The tone of what is left of a row's time: late, soon, or none of both."""
    if row.task.ending or row.task.suspended_at:
        return ""
    if phrases.judged(row) is OfficialStatus.RUNNING_LATE:
        return "late"
    return "soon" if row.days_left is not None and row.days_left <= 1 else ""


def several_units(work: MyWork) -> bool:
    """Whether the lead of a row needs saying: of one unit's own work it is always the same."""
    return len({row.task.lead for group in work.groups for row in group.rows}) > 1


def marks(task: Task) -> Sequence[str]:
    """What happened to a task so often that the row counts it."""
    counted = (("Trả lại", task.returns), ("Đôn đốc", task.chases), ("Nhắc", task.reminders))
    return [f"{name} {amount}" for name, amount in counted if amount]


def _page_of(group: Group, rows: Sequence[WorkRow], asked: WorkFilter, at: int) -> ListedGroup:
    last = max(1, -(-len(rows) // ON_A_PAGE))
    at = min(max(at, 1), last)
    return ListedGroup(
        group=group,
        rows=rows[(at - 1) * ON_A_PAGE : at * ON_A_PAGE],
        amount=len(rows),
        earlier=labels.address(asked, group, at - 1) if at > 1 else "",
        later=labels.address(asked, group, at + 1) if at < last else "",
    )


def _beyond(group: Group, amount: int, asked: WorkFilter) -> str:
    return labels.address(asked, group) if amount > OF_EACH_GROUP else ""
