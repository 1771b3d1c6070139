"""The names of tasks and plan items on every page; blank titles are not the reader's to know."""

from api import words
from services.domain.assignment.state import Assignment
from services.domain.task.state import Task


def title(task: Task) -> str:
    """A task's title; its number where the title is not the reader's to know."""
    issued = task.issued
    if issued.title:
        return issued.title
    return f"{words.KINDS.get(issued.kind, 'Mục')} {issued.assignment} (chế độ mật)"


def named(task: Task) -> str:
    """A task in a list: what, for which period, of which item.

    By its number alone where the title is not the reader's to know.
    """
    name = f"{words.DELIVERABLES.get(task.issued.deliverable, 'Báo cáo')} "
    name += words.period(task.issued.period)
    item = f"{words.KINDS.get(task.issued.kind, 'Mục').lower()} {task.issued.assignment}"
    if not task.issued.title:
        return f"{name}, {item} (chế độ mật)"
    return f"{name}, {item}: {task.issued.title}"


def item_title(item: Assignment) -> str:
    """A plan item's title, or that it is not the reader's to know."""
    return item.opened.title or "(chế độ mật)"
