"""Whether somebody else has acted since a page was made: one number that every fact moves."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.policy import Policy
from services.domain.roles import Holder
from services.projections.tables import assignments, tasks
from services.queries.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesOf:
    """What a page shows: one task, or a unit's tasks of a period; blank is everything."""

    stream: str = ""
    unit: str = ""
    period: str = ""

    @property
    def everything(self) -> bool:
        """Whether the page shows all that its reader may see."""
        return not (self.stream or self.unit or self.period)


async def change_mark(
    connection: AsyncConnection,
    ledger_id: str,
    holder: Holder,
    policy: Policy,
    of: ChangesOf | None = None,
) -> int:
    """The number of facts on the tasks that this person may see, of all or of what a page shows.

    For those who oversee the ward the items of the plan count too. What is not for this person
    moves nothing. A page is old when the number is another one: it also falls, when an office
    of the reader ends.
    """
    asked = of or ChangesOf()
    statement = (
        select(func.coalesce(func.sum(tasks.c.version), 0))
        .where(tasks.c.ledger_id == ledger_id)
        .where(visible(tasks, policy, holder))
    )
    for column, wanted in (
        (tasks.c.stream, asked.stream),
        (tasks.c.lead_unit, asked.unit),
        (tasks.c.period, asked.period),
    ):
        if wanted:
            statement = statement.where(column == wanted)
    result = int((await connection.execute(statement)).scalar_one())
    if not asked.everything or not holder.oversees:
        return result
    items = select(func.coalesce(func.sum(assignments.c.version), 0)).where(
        assignments.c.ledger_id == ledger_id
    )
    return result + int((await connection.execute(items)).scalar_one())
