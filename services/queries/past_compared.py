"""Two days compared: how the tasks that somebody may see stood when each of them was over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.projections.tables import tasks
from services.queries.counted import running_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStanding:
    """How a task stood on a day; `version` says how much had happened to it."""

    stream: str
    group: CountGroup
    box: OfficialStatus
    lead: str
    due_on: date | None
    version: int


DayStandings = Mapping[str, DayStanding]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedDays:
    """Of each group and box how many on the earlier day and on the later; what is not the same.

    `changed` are those of the later day whose status, lead or due day is another one, and new
    ones, by their due days; `touched` counts those that only went on. Both days are read by the
    rights of today: none is lost between them.
    """

    counts: Mapping[CountGroup, Mapping[OfficialStatus, tuple[int, int]]]
    changed: tuple[DayStanding, ...]
    touched: int


async def standings(connection: AsyncConnection, ledger_id: str, viewing: Viewing) -> DayStandings:
    """Every task that this person may see, as it stands on the day of the viewing."""
    running = await running_tasks(connection, ledger_id, viewing)
    boxes = {row.task.stream: row.box for row in running}
    columns = (
        tasks.c.stream,
        tasks.c.version,
        tasks.c.count_group,
        tasks.c.lead_unit,
        tasks.c.due_on,
        tasks.c.final_status,
    )
    statement = (
        select(*columns)
        .where(tasks.c.ledger_id == ledger_id)
        .where(visible(tasks, viewing.policy, viewing.holder))
    )
    return {
        row.stream: DayStanding(
            stream=row.stream,
            group=CountGroup(row.count_group),
            box=boxes.get(row.stream) or OfficialStatus(row.final_status),
            lead=row.lead_unit,
            due_on=row.due_on,
            version=row.version,
        )
        for row in await connection.execute(statement)
        if row.stream in boxes or row.final_status is not None
    }


def compared(earlier: DayStandings, later: DayStandings) -> ComparedDays:
    """The two days beside each other."""
    before = Counter((each.group, each.box) for each in earlier.values())
    after = Counter((each.group, each.box) for each in later.values())
    differing = [each for each in later.values() if _differs(earlier.get(each.stream), each)]
    touched = sum(
        earlier[stream].version != each.version
        for stream, each in later.items()
        if stream in earlier and not _differs(earlier[stream], each)
    )
    return ComparedDays(
        counts={
            group: {box: (before[group, box], after[group, box]) for box in OfficialStatus}
            for group in CountGroup
            if any(group is known for known, _ in {*before, *after})
        },
        changed=tuple(sorted(differing, key=lambda each: (each.due_on or date.max, each.stream))),
        touched=touched,
    )


def _differs(before: DayStanding | None, after: DayStanding) -> bool:
    return before is None or (before.box, before.lead, before.due_on) != (
        after.box,
        after.lead,
        after.due_on,
    )
