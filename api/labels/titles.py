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
    return task.title or f"{words.KINDS.get(task.kind, 'Mục')} {number(task)} (chế độ mật)"


def number(task: Task) -> str:
    """What stands for a title that is not told: the item's code, or the number of the order."""
    assigned = task.assigned
    return f"{assigned.directive}.{assigned.number}" if assigned else task.item


def asked(task: Task) -> str:
    """What a task asks for, and for which period; of assigned work that it is such."""
    terms = task.periodic
    if terms is None:
        return f"{words.KINDS[task.kind]}{_of_occurrence(task)}"
    return f"{DELIVERABLES.get(terms.deliverable, 'Báo cáo')} {words.period(terms.period)}"


def unperiodic(task: Task) -> str:
    """The same without the period, for a list that shows it apart."""
    terms = task.periodic
    return DELIVERABLES.get(terms.deliverable, "Báo cáo") if terms else words.KINDS[task.kind]


def whole(task: Task) -> str:
    """What a task asks for, with its title."""
    return f"{asked(task)}: {title(task)}"


def without_period(task: Task) -> str:
    """The same where the list shows the period apart."""
    return f"{unperiodic(task)}: {title(task)}"


def place(task: Task) -> str:
    """Where a task comes from: its item, or the number of the order."""
    kind = "Nguồn giao việc" if task.assigned else words.KINDS.get(task.kind, "Mục")
    return f"{kind} {number(task)}"


def section(task: Task) -> str:
    """Under which section of the plan it stands; of assigned work the number of the order."""
    terms = task.periodic
    if terms is None:
        return place(task)
    return f"{words.KINDS.get(terms.kind, 'Mục')} · mục {terms.section}"


def period(task: Task) -> str:
    """The period that a task is of; of assigned work when it was given."""
    terms = task.periodic
    return words.period(terms.period) if terms else f"giao ngày {words.day(task.issued_on)}"


def named(task: Task) -> str:
    """A task in a list: what, for which period, of which item.

    By its number alone where the title is not the reader's to know.
    """
    terms = task.periodic
    if terms is None:
        return whole(task) if task.title else f"{title(task)}{_of_occurrence(task)}"
    name = asked(task)
    item = f"{words.KINDS.get(terms.kind, 'Mục').lower()} {terms.assignment}"
    if not task.title:
        return f"{name}, {item} (chế độ mật)"
    return f"{name}, {item}: {title(task)}"


def _of_occurrence(task: Task) -> str:
    """Behind the name of a task of a recurring order: which occurrence it is."""
    occurrence = task.assigned.occurrence_on if task.assigned else None
    return f" (kỳ {words.day(occurrence)})" if occurrence else ""


def item_title(item: Assignment) -> str:
    """A plan item's title, or that it is not the reader's to know."""
    return item.opened.title or "(chế độ mật)"
