"""How pages say what units promised, when they were reached, and what leaders asked of them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from api.labels import words
from services.domain.task.contacts import (
    WAYS,
    Instruction,
    UnitPromiseOutcome,
    open_promise,
    outcomes,
)
from services.domain.task.state import Task

_OUTCOMES: Final[Mapping[UnitPromiseOutcome, str]] = {
    UnitPromiseOutcome.STANDING: "chưa đến ngày",
    UnitPromiseOutcome.KEPT: "đã giữ lời",
    UnitPromiseOutcome.BROKEN: "không giữ lời",
    UnitPromiseOutcome.REPLACED: "đã thay bằng lời hứa mới",
}


def instructed(given: Instruction) -> str:
    """Who asked something of the unit, when, and until when it should be done."""
    leader = words.OFFICES.get(given.office or "", "lãnh đạo phường")
    until = f", thực hiện trước hết ngày {words.day(given.by_on)}" if given.by_on else ""
    return f"Ý kiến chỉ đạo của {leader}, ngày {words.day(given.on)}{until}"


def instructed_mark(task: Task) -> str:
    """The same as a mark in a list; blank where nothing stands."""
    given = None if task.ending else task.instruction
    if given is None:
        return ""
    return f"Có ý kiến chỉ đạo{f', xong trước {words.day(given.by_on)}' if given.by_on else ''}"


def promised(task: Task, today: date) -> str:
    """The promise that the unit has not redeemed; blank where none stands."""
    promise = open_promise(task.promises)
    if promise is None or task.ending:
        return ""
    missed = ", đã qua ngày hứa" if today > promise.by_on else ""
    return f"Hứa nộp {words.day(promise.by_on)}{missed}"


def promise_lines(task: Task, today: date) -> list[str]:
    """Each promise with what became of it."""
    return [
        f"Nộp trước hết ngày {words.day(each.by_on)} (hứa ngày {words.day(each.made_on)}, "
        f"{WAYS[each.way].lower()}): {_OUTCOMES[outcome]}"
        for each, outcome in zip(task.promises, outcomes(task.promises, today), strict=True)
    ]


def contacted(task: Task) -> str:
    """When somebody of the unit was reached last; blank where nobody was."""
    last = task.last_contact
    return f"Liên hệ {words.day(last.on)} ({WAYS[last.way].lower()})" if last else ""


def supporters_chased(task: Task) -> list[tuple[str, int]]:
    """Each supporting unit that was chased, and how often."""
    units = [each.unit for each in task.contributions.chased]
    return [(unit, units.count(unit)) for unit in dict.fromkeys(units)]
