"""Whether a task of a list holds the words that are looked for, as its page names it."""

from collections.abc import Callable, Iterable

from services.domain.task.state import Task
from services.queries.search import asked_words, folded_title, holds

Said = Callable[[Task], str]  # the name of a task as the pages show it


def is_found(wanted: str, task: Task, said: Said, units: Iterable[str]) -> bool:
    """Whether every wanted word stands in the task's name, codes or units; a blank asks nothing.

    Marks without a letter or digit find nothing.
    """
    if not wanted.strip():
        return True
    asked = asked_words(wanted)
    section = task.periodic.section if task.periodic else ""
    words = (said(task), task.item, task.period, section, *units)
    return bool(asked) and holds(folded_title(" ".join(words)), asked)
