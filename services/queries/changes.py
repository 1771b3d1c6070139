"""Whether somebody else has acted since a page was made: one number that is another then."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import OVERSEEING, Holder
from services.projections.tables import assignments, tasks
from services.queries.my_work import of_holder


async def change_mark(
    connection: AsyncConnection, ledger_id: str, holder: Holder, stream: str = ""
) -> int:
    """The number of facts on the tasks that this person may see, or on one of them.

    For those who oversee the ward the items of the plan count too. What is not for this person
    moves nothing. Each act raises it; it falls when an office of this person ends and tasks go out
    of sight. So a page is old when its number is another, not only when it is smaller.
    """
    statement = (
        select(func.coalesce(func.sum(tasks.c.version), 0))
        .where(tasks.c.ledger_id == ledger_id)
        .where(of_holder(holder))
    )
    if stream:
        statement = statement.where(tasks.c.stream == stream)
    found = int((await connection.execute(statement)).scalar_one())
    if stream or holder.find(OVERSEEING) is None:
        return found
    items = select(func.coalesce(func.sum(assignments.c.version), 0)).where(
        assignments.c.ledger_id == ledger_id
    )
    return found + int((await connection.execute(items)).scalar_one())
