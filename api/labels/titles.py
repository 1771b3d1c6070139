"""The names of tasks and plan items on every page; blank titles are not the reader's to know."""

from typing import Final

from api.labels import words
from services.domain.assignment.state import Assignment
from services.domain.assignment.terms import DELIVERABLES
from services.domain.facts import TextRef
from services.domain.task.state import Task

ERASED: Final = "(nội dung đã xóa)"  # a title that somebody typed, and whose text is gone


def title(task: Task) -> str:
    """A task's title; its number where the title is not the reader's to know."""
    if isinstance(task.title, TextRef):
        return ERASED
    return task.title or f"{words.KINDS.get(task.kind, 'Mục')} {task.assignment} (chế độ mật)"


def named(task: Task) -> str:
    """A task in a list: what, for which period, of which item.

    By its number alone where the title is not the reader's to know.
    """
    name = f"{DELIVERABLES.get(task.deliverable, 'Báo cáo')} "
    name += words.period(task.period)
    item = f"{words.KINDS.get(task.kind, 'Mục').lower()} {task.assignment}"
    if not task.title:
        return f"{name}, {item} (chế độ mật)"
    return f"{name}, {item}: {title(task)}"


def item_title(item: Assignment) -> str:
    """A plan item's title, or that it is not the reader's to know."""
    return item.opened.title or "(chế độ mật)"
