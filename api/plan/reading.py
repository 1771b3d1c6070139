"""Items of the plan in force, as overseers and the units that work on them read them."""

from api.context import Services, viewing_of
from api.reading_rights import require_overseeing, require_reading
from services.commands.acting import Acting
from services.queries.plan_board import PlanItemPage, plan_item_page
from services.queries.plan_items import active_plan_stream
from services.queries.reading import reading


async def plan_of_finding(
    services: Services, acting: Acting, item: str | None, finding: str
) -> str:
    """The plan whose finding it is; `item` is the stream of the item it was met at, if any.

    Raises NotFound, and NotAllowed for who may not see the plan: nobody else is told what it
    leaves open.
    """
    require_overseeing(acting.holder)
    if item is None:
        return await active_plan_stream(services.ledger, finding)
    return (await read_item(services, acting, item)).line.item.opened.plan_stream


async def read_item(
    services: Services, acting: Acting, stream: str, year: int | None = None
) -> PlanItemPage:
    """An item for those who may see it; without a year with all its periods.

    Raises NotAllowed, NotFound.
    """
    require_reading(acting.holder)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        return await plan_item_page(connection, services.ledger, stream, viewing, year)
