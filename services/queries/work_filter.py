"""What an address asks of "Việc của tôi": a group, a unit, a kind, a period, some words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.domain.task.lateness import OfficialStatus
from services.domain.task.specialists import named_specialists
from services.queries.task_search import Said, is_found
from services.queries.work_views import Group, MyWork, WorkGroup, WorkRow

NOBODY: Final = "chua-co"  # waits for its head to name somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Everything blank is everything; `group` chooses what is shown, the others narrow all.

    `person` is the id of who was named for a task inside a unit, or `NOBODY`.
    """

    group: Group | None = None
    unit: str = ""
    kind: str = ""
    period: str = ""
    wanted: str = ""
    person: str = ""

    @property
    def narrows(self) -> bool:
        """Whether rows are left out of the groups themselves."""
        return bool(self.unit or self.kind or self.period or self.person or self.wanted.strip())


def narrowed(work: MyWork, asked: WorkFilter, said: Said) -> MyWork:
    """Every group with the rows that fit: a count and the rows that it opens are the same.

    `said` names a task as the page does.
    """
    groups = tuple(
        replace(group, rows=tuple(row for row in group.rows if _fits(row, asked, work, said)))
        for group in work.groups
    )
    return replace(work, groups=groups)


def shown(work: MyWork, asked: WorkFilter) -> tuple[WorkGroup, ...]:
    """The groups that the address opens, without empty ones; "quá hạn" is all that is late."""
    if asked.group is Group.LATE:
        rows = late(work)
        return (WorkGroup(group=Group.LATE, rows=rows),) if rows else ()
    return tuple(
        group for group in work.groups if group.rows and asked.group in {None, group.group}
    )


def late(work: MyWork) -> tuple[WorkRow, ...]:
    """What the count "Quá hạn" tells: every task that is late, whoever is waited for.

    Among them what the viewer's unit contributes too late while the lead is in time.
    """
    return tuple(
        row
        for group in work.groups
        for row in group.rows
        if row.box is OfficialStatus.RUNNING_LATE or group.group is Group.LATE
    )


def units_of(work: MyWork) -> Sequence[str]:
    """The lead units that one may choose from, by their names."""
    leads = {row.task.lead for group in work.groups for row in group.rows}
    return sorted(leads, key=lambda code: work.units.get(code, code))


def unnamed(work: MyWork) -> tuple[WorkRow, ...]:
    """Every task for which the viewer has still to name somebody."""
    return tuple(row for group in work.groups for row in group.rows if row.unnamed)


def reminded(work: MyWork) -> tuple[WorkRow, ...]:
    """Every task of which the viewer's units were reminded on this day: one bundle a person."""
    rows = (row for group in work.groups for row in group.rows if row.reminded is not None)
    return tuple(sorted(rows, key=lambda row: (row.task.due_on, row.task.stream)))


def people_of(work: MyWork) -> frozenset[UUID]:
    """Who was named for one of these tasks."""
    rows = (row for group in work.groups for row in group.rows)
    return frozenset(named.person_id for row in rows for named in named_specialists(row.task))


def periods_of(work: MyWork) -> Sequence[str]:
    """The periods that one may choose from, the newest first."""
    periods = {row.task.period for group in work.groups for row in group.rows}
    return sorted(periods - {""}, reverse=True)


def _fits(row: WorkRow, asked: WorkFilter, work: MyWork, said: Said) -> bool:
    task = row.task
    if asked.unit and task.lead != asked.unit:
        return False
    if asked.kind and task.kind != asked.kind:
        return False
    if asked.period and task.period != asked.period:
        return False
    if asked.person and asked.person not in _persons(row):
        return False
    units = (work.units.get(unit, "") for unit in task.owing)
    return is_found(asked.wanted, task, said, units)


def _persons(row: WorkRow) -> set[str]:
    named = {str(each.person_id) for each in named_specialists(row.task)}
    return named | {NOBODY} if row.unnamed else named
