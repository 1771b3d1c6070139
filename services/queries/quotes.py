"""The document's own sentence of a plan item, for the pages that show the item."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.plan_document.reading import SentenceQuote
from services.ledger.port import Ledger
from services.projections.tables import item_quotes


async def quotes_of(
    connection: AsyncConnection, ledger: Ledger, codes: Collection[str] | None = None
) -> Mapping[str, SentenceQuote]:
    """The newest sentence of each of these items (all of them by default), by the item's code.

    An item whose sentence is not known, or was erased, is missing.
    """
    statement = select(item_quotes).where(item_quotes.c.ledger_id == ledger.ledger_id)
    if codes is not None:
        statement = statement.where(item_quotes.c.item_code.in_(codes))
    rows = (await connection.execute(statement.order_by(item_quotes.c.version))).all()
    bodies = await ledger.texts([row.text_id for row in rows])
    return {
        row.item_code: SentenceQuote(place=row.place, text=bodies[row.text_id])
        for row in rows
        if row.text_id in bodies
    }
