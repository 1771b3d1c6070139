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
from services.queries.overview_views import Quarter
from services.queries.return_reasons import ReturnReason
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
# Instead of a leader, where nobody is in charge of a unit.
NOBODY: Final = "none"


class BoardSide(StrEnum):
    """Whose part is looked at: that of the leads, or of those that owe a contribution."""

    LEAD = "lead"
    SUPPORTER = "supporter"


class BoardSort(StrEnum):
    """By what the list is ordered."""

    DUE = "due"
    LATE = "late"
    UNIT = "unit"
    CHASES = "chases"
    PROMISE = "promise"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """What stands in the address.

    `kind`, `wanted`, `side` and `late_from` (working days) narrow the whole board; `unit`,
    `leader` and `sought` choose the list, `sort` and `backwards` order it,
    `columns` are those that the page shows. Blank is all; a blank
    `sought` is not: the late ones come first. `by_leader` puts leaders in the place of units. Of
    the groups of work it shows one; None leaves it to the board, which begins with the assigned
    work.
    """

    group: CountGroup | None = None
    kind: str = ""
    wanted: str = ""
    side: BoardSide = BoardSide.LEAD
    late_from: int = 0
    unit: str = ""
    leader: str = ""
    sought: BoardList | BoardColumn = BoardList.LATE
    sort: BoardSort = BoardSort.DUE
    backwards: bool = False
    by_leader: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """One open task on the board; `days_late` and `silent_for` are working days.

    It stands in one column, and in each of the `lists` that hold it. `units` are those whose part
    is looked at, `leader` who is in charge of the lead (`NOBODY` where nobody is).
    """

    task: Task
    standing: BoardColumn
    days_late: int
    silent_for: int
    awaited: Awaited | None
    lists: frozenset[BoardList]
    units: tuple[str, ...]
    leader: str

    @property
    def silent(self) -> bool:
        """Whether its unit gave no sign for too long, before it is late."""
        return BoardList.SILENT in self.lists

    def is_sought(self, asked: BoardFilter) -> bool:
        """Whether a cell, a total or a count with this address holds the task."""
        if asked.unit and asked.unit not in self.units:
            return False
        if asked.leader and asked.leader != self.leader:
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
    """A task of the list that was asked for.

    `closed_to_chase` is a refusal's sentence, or None, `closed_code` its code.
    `decides`: the viewer may take the decision that is waited for, or return it for form;
    `confirms`: it is the last one, and the viewer's.
    `reported` is the name of the leader whom the chase too many was told, where it was one by
    name; `overdue` is the highest step of the overdue ladder that holds, `overdue_person` the
    name of its leader. `returned` is why the report came back; None where it is not back.
    """

    open: OpenTask
    next_step: NextStep
    closed_to_chase: str | None
    closed_code: str
    decides: bool
    confirms: bool
    reported: str | None
    overdue: OverdueEscalated | None
    overdue_person: str | None
    returned: ReturnReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A unit or a leader (blank: the ward) with the number of tasks in each column; they add up.

    `beside` counts some of the same tasks once more, by what else is with them.
    """

    unit: str
    leader: str = ""
    counts: Mapping[BoardColumn, int]
    total: int
    beside: Mapping[BoardList, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterDone:
    """How many tasks of a quarter a unit finished, and how many of them late."""

    quarter: Quarter
    late: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitContact:
    """Whom to call in a unit, and its lateness of the last quarters, the oldest first."""

    unit: str
    head: str | None
    telephone: str | None
    quarters: tuple[QuarterDone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board under one address.

    `groups` says how many open tasks each group has; everything else is of the group that `asked`
    names. `counts` are of the lists that a link opens; of the `found` tasks of the list that was
    asked for `rows` are those of one page, and of the `waiting` ones `to_confirm` the first;
    `unreached` are units with open work in which nobody has an open account, so that reminders
    and chases reach nobody there. `leaders` are those in charge of some unit, by their ids,
    `in_charge` the id of each unit's; `contacts` is empty for who does not chase.
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
    leaders: Mapping[str, str]
    in_charge: Mapping[str, str]
    contacts: tuple[UnitContact, ...]

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
