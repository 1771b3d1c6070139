"""How the installation is, as each part last said of itself, and how much it holds."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.lateness import OfficialStatus, box
from services.projections.tables import tasks
from services.queries.task_rows import select_tasks, task_of
from services.queries.views import Health

STALE_SECONDS: Final = 30
EXPECTED: Final = ("relay", "worker")
OK: Final = "ok"
STALE: Final = "stale"
DEGRADED: Final = "degraded"
NOTHING_BESIDE: Final[Mapping[str, str | None]] = {}
_COUNTS: Final = (
    "assignments",
    "open_tasks",
    "open_workflows",
    "events",
    "outbox",
    "outbox_parked",
    "overdue",
)

_PARTS = text(
    "SELECT part, status, counts, clock_timestamp() - at > make_interval(secs => :stale) AS stale"
    " FROM part_health WHERE ledger_id = :ledger_id"
)
_PARKED = "SELECT count(*) FROM outbox WHERE ledger_id = :ledger_id AND parked_at IS NOT NULL"
# One statement: all figures are of the same moment.
_FIGURES = text(
    "SELECT (SELECT count(*) FROM assignments WHERE ledger_id = :ledger_id) AS assignments,"  # noqa: S608  (all of it stands here)
    " (SELECT count(*) FROM tasks WHERE ledger_id = :ledger_id AND ending IS NULL) AS open_tasks,"
    " (SELECT count(*) FROM outbox WHERE ledger_id = :ledger_id AND parked_at IS NULL) AS outbox,"
    f" ({_PARKED}) AS outbox_parked,"
    " (SELECT size FROM ledger_heads WHERE ledger_id = :ledger_id) AS events"
)


async def health(
    connection: AsyncConnection,
    ledger_id: str,
    today: date,
    web_parts: Collection[str] = (),
    beside: Mapping[str, str | None] = NOTHING_BESIDE,
) -> Health:
    """Each part's last word, `stale` after 30 s; counts of this ward. What is unknown is None.

    `today` is the ward's own day, which a demonstration may have moved; parts are of the machine.
    A process that this start has no more may have said something once: it is left out. `beside`
    is how parts stand that cannot write to the database.
    """
    parts: dict[str, str | None] = dict.fromkeys((*EXPECTED, *web_parts))
    reported: dict[str, Any] = {}
    values = {"ledger_id": ledger_id}
    for row in await connection.execute(_PARTS, {**values, "stale": STALE_SECONDS}):
        if row.part not in parts:
            continue
        parts[row.part] = STALE if row.stale else row.status
        if not row.stale:
            reported |= row.counts
    figures = (await connection.execute(_FIGURES, values)).mappings().one()
    counted = {**reported, **figures, "overdue": await _overdue(connection, ledger_id, today)}
    parts |= beside
    well = all(status == OK for status in parts.values())
    return Health(
        status=OK if well else DEGRADED,
        parts={"database": OK, **parts},
        counts={name: counted.get(name) for name in _COUNTS},
    )


async def parked_wake_ups(connection: AsyncConnection, ledger_id: str) -> int:
    """How many wake-ups the clocks' server refused for good: somebody has to look at them."""
    rows = await connection.execute(text(_PARKED), {"ledger_id": ledger_id})
    return int(rows.scalar_one())


async def _overdue(connection: AsyncConnection, ledger_id: str, today: date) -> int:
    """Open tasks in the late box on the ward's day: by the domain's rule, not by one of SQL."""
    late = await connection.execute(
        select_tasks(ledger_id)
        .where(tasks.c.ending.is_(None))
        .where(or_(tasks.c.missed, tasks.c.due_on < today))
    )
    return sum(box(task_of(row), today) is OfficialStatus.RUNNING_LATE for row in late)
