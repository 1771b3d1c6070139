"""The words of two days beside each other."""

from collections.abc import Mapping
from datetime import date

from services.domain.instants import written_day
from services.domain.numerals import count
from services.domain.task.state import Task
from services.queries.past_compared import DayStanding


def difference(before: int, after: int) -> str:
    """By how many the later day has more: +3, −2, and a dash for none."""
    if before == after:
        return "–"
    return f"{'+' if after > before else '−'}{count(abs(after - before))}"


def other_changes(before: DayStanding | None, task: Task, units: Mapping[str, str]) -> str:
    """What else became of a task: another due day, another lead."""
    if before is None:
        return ""
    due_on = task.due.on if task.due else None
    said = []
    if before.due_on != due_on:
        said.append(f"hạn {_day(before.due_on)} → {_day(due_on)}")
    if before.lead != task.lead:
        names = (units.get(code, code) for code in (before.lead, task.lead))
        said.append(f"chủ trì {' → '.join(names)}")
    return "; ".join(said)


def _day(day: date | None) -> str:
    return written_day(day) if day else "không có"
