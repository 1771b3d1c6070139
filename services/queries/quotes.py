"""The document's own sentence of a plan item, for the pages that show the item."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.plan.reading import Quote
from services.ledger.port import Ledger
from services.projections.tables import assignments, item_quotes
from services.queries.shapes import PlanItemRow

_KINDS: Final = ("indicator", "scheme", "duty")


async def quotes_of(
    connection: AsyncConnection, ledger: Ledger, codes: Collection[str] | None = None
) -> Mapping[str, Quote]:
    """The newest sentence of each of these items (all of them by default), by the item's code.

    An item whose sentence is not known, or was erased, is missing.
    """
    statement = select(item_quotes).where(item_quotes.c.ledger_id == ledger.ledger_id)
    if codes is not None:
        statement = statement.where(item_quotes.c.item_code.in_(codes))
    rows = (await connection.execute(statement.order_by(item_quotes.c.version))).all()
    bodies = await ledger.texts([row.text_id for row in rows])
    return {
        row.item_code: Quote(place=row.place, text=bodies[row.text_id])
        for row in rows
        if row.text_id in bodies
    }


async def plan_items(connection: AsyncConnection, ledger: Ledger) -> tuple[PlanItemRow, ...]:
    """Every item that the ward works on, by kind and code, beside the document's own words."""
    statement = select(assignments).where(
        assignments.c.ledger_id == ledger.ledger_id, ~assignments.c.closed
    )
    rows = (await connection.execute(statement.order_by(assignments.c.code))).all()
    quotes = await quotes_of(connection, ledger)
    found = [
        PlanItemRow(
            code=row.code,
            kind=row.kind,
            title=row.title,
            section=row.section,
            lead_unit=row.lead_unit,
            restricted=row.restricted,
            quote=None if row.restricted else quotes.get(item_of(row.code, row.lead_unit)),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: _KINDS.index(one.kind)))


def item_of(code: str, lead: str | None) -> str:
    """The item behind an assignment: one for each member of a group bears the member's code."""
    return code.removesuffix(f".{lead}")
