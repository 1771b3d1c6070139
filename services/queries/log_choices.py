"""What the log's filters offer: people, units and items of acts that this person may read."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.sight import Sight
from services.ledger.port import Ledger
from services.projections.tables import assignments, listed, offices, people, tasks, units
from services.queries.log_rights import Reader, events
from services.queries.log_views import ItemChoice, LogChoices
from services.queries.search import by_given_name
from services.queries.visibility import visible


async def log_choices(connection: AsyncConnection, ledger: Ledger, reader: Reader) -> LogChoices:
    """Nothing that is not this person's is offered, so that no filter tells of it."""
    return LogChoices(
        people=await _people(connection, ledger, reader),
        units=await _units(connection, reader),
        items=await _items(connection, reader),
        periods=await _periods(connection, reader),
    )


async def _people(connection: AsyncConnection, ledger: Ledger, reader: Reader) -> dict[str, str]:
    statement = select(*listed(people)).where(people.c.ledger_id == reader.ledger_id)
    if not (reader.sees_all or reader.administers):
        acted = (
            select(events.c.person_id)
            .where(events.c.ledger_id == reader.ledger_id, reader.may_read())
            .distinct()
        )
        colleagues = select(offices.c.person_id).where(
            offices.c.ledger_id == reader.ledger_id, offices.c.unit.in_(reader.units)
        )
        statement = statement.where(
            or_(people.c.person_id.in_(acted), people.c.person_id.in_(colleagues))
        )
    rows = (await connection.execute(statement)).all()
    bodies = await ledger.texts([row.name_text_id for row in rows])
    named = {str(row.person_id): bodies.get(row.name_text_id) for row in rows}
    known = [(key, name) for key, name in named.items() if name is not None]
    return dict(sorted(known, key=lambda each: by_given_name(each[1])))


async def _units(connection: AsyncConnection, reader: Reader) -> dict[str, str]:
    """The ward's own units: their names are no secret, only their work is."""
    statement = (
        select(units.c.code, units.c.name)
        .where(units.c.ledger_id == reader.ledger_id, units.c.internal)
        .order_by(units.c.name)
    )
    if reader.only_administers:
        return {}
    return {row.code: row.name for row in await connection.execute(statement)}


async def _items(connection: AsyncConnection, reader: Reader) -> tuple[ItemChoice, ...]:
    statement = (
        select(*listed(assignments))
        .where(assignments.c.ledger_id == reader.ledger_id)
        .order_by(assignments.c.code)
    )
    return tuple(
        ItemChoice(code=row.code, kind=row.kind, title=row.title if seen is Sight.WHOLE else None)
        for row in await connection.execute(statement)
        if (seen := reader.sight(row)) is not Sight.NOTHING
    )


async def _periods(connection: AsyncConnection, reader: Reader) -> tuple[str, ...]:
    """The codes of the periods of the tasks that this person may see."""
    statement = (
        select(tasks.c.period)
        .where(tasks.c.ledger_id == reader.ledger_id, tasks.c.period.is_not(None))
        .where(visible(tasks, reader.policy, reader.holder))
        .distinct()
    )
    return tuple(sorted((await connection.execute(statement)).scalars()))
