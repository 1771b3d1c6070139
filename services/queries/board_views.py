"""What the Office's board gets: frozen rows; the words come from the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from services.domain.agenda import Idle
from services.domain.facts import Event
from services.domain.task.actions import TaskAction
from services.domain.task.awaiting import Awaited
from services.domain.task.births import CountGroup
from services.domain.task.events import OverdueEscalated
from services.domain.task.standing import BoardColumn
from services.domain.task.state import Task
from services.queries.views import Doer


class BoardList(StrEnum):
    """What a link of the board asks for besides one column."""

    ALL = "all"
    LATE = "all_late"
    SILENT = "silent"
    ESCALATED = "escalated"
    ASKED = "asked"


# The columns beside the others: tasks that stand in one of those as well.
BESIDE: Final = (BoardList.ASKED, BoardList.ESCALATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """What stands in the address: `kind` and `wanted` narrow the whole board, the others choose.

    Blank is all; a blank `sought` is not: the late ones come first. Of the groups of work it shows
    one; None leaves it to the board, which begins with the assigned work.
    """

    group: CountGroup | None = None
    kind: str = ""
    wanted: str = ""
    unit: str = ""
    sought: BoardList | BoardColumn = BoardList.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """One open task on the board; `days_late` and `silent_for` are working days.

    It stands in one column, and in each of the `lists` that hold it.
    """

    task: Task
    standing: BoardColumn
    days_late: int
    silent_for: int
    awaited: Awaited | None
    lists: frozenset[BoardList]

    @property
    def silent(self) -> bool:
        """Whether its unit gave no sign for too long, before it is late."""
        return BoardList.SILENT in self.lists

    def is_sought(self, asked: BoardFilter) -> bool:
        """Whether a cell, a total or a count with this address holds the task."""
        if asked.unit and self.task.lead != asked.unit:
            return False
        return asked.sought is self.standing or asked.sought in self.lists


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What the clock will do next, or why nothing comes.

    `Idle.WAITING` where only people can go on, `Idle.CALENDAR` where rest days are not known.
    """

    step: TaskAction | Idle

    @property
    def kind(self) -> str:
        """The kind of the action as programs read it, or why there is none."""
        return self.step.value if isinstance(self.step, Idle) else self.step.KIND

    @property
    def at(self) -> datetime | None:
        """When (UTC); None where nothing comes."""
        return None if isinstance(self.step, Idle) else self.step.at


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A task of the list that was asked for; `closed_to_chase` is a refusal's sentence, or None.

    `decides`: the viewer may take the decision that is waited for, or return it for form.
    `reported` is the name of the leader whom the chase too many was told, where it was one by
    name; `overdue` is the highest step of the overdue ladder that holds, `overdue_person` the
    name of its leader.
    """

    open: OpenTask
    next_step: NextStep
    closed_to_chase: str | None
    decides: bool
    reported: str | None
    overdue: OverdueEscalated | None
    overdue_person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A unit (blank: the ward) with the number of its tasks in each column; they add up.

    `beside` counts some of the same tasks once more, by what else is with them.
    """

    unit: str
    counts: Mapping[BoardColumn, int]
    total: int
    beside: Mapping[BoardList, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board under one address.

    `groups` says how many open tasks each group has; everything else is of the group that `asked`
    names. `counts` are of the lists that a link opens; of the `found` tasks of the list that was
    asked for `rows` are those of one page, and of the `waiting` ones `to_confirm` the first;
    `unreached` are units with open work in which nobody has an open account, so that reminders
    and chases reach nobody there.
    """

    asked: BoardFilter
    groups: Mapping[CountGroup, int]
    lines: tuple[BoardLine, ...]
    totals: BoardLine
    counts: Mapping[BoardList | BoardColumn, int]
    rows: tuple[BoardRow, ...]
    found: int
    to_confirm: tuple[BoardRow, ...]
    waiting: int
    units: Mapping[str, str]
    unreached: tuple[str, ...]
    may_chase: bool
    today: date

    @property
    def group(self) -> CountGroup:
        """The group of work that it shows."""
        return self.asked.group or CountGroup.ROUTINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One fact of today on one task."""

    task: Task
    at: datetime
    doer: Doer
    event: Event
    reported: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What moved today, newest first; `left_out` counts the facts beyond the page's room."""

    movements: tuple[Movement, ...]
    left_out: int
