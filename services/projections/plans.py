"""Plan documents on the Office's desk, and the document's own sentence of each item, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.domain.facts import Fact
from services.domain.plan.reading_events import (
    FindingSettled,
    ItemQuote,
    PlanDocumentLoaded,
    PlanDocumentRead,
    PlanQuoted,
    PlanQuotesWithdrawn,
    reading_id_of,
)
from services.projections.tables import item_quotes, plan_readings
from services.projections.writing import change, drop, put


@dataclass(frozen=True, slots=True)
class PlanReadings:
    """Retells facts of `plan-reading.…` streams; see `port.Projection`."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        match fact.event:
            case PlanDocumentRead() as read:
                row = {
                    "name_text_id": read.name.text_id,
                    "file_bytes": read.file_bytes,
                    "read_at": fact.occurred_at,
                    "read_by": fact.actor.person_id,
                    "loaded_into": None,
                    "beside": False,
                }
                await put(connection, plan_readings, fact, row)
            case FindingSettled():
                await change(connection, plan_readings, fact, {})
            case PlanDocumentLoaded() as loaded:
                changes = {"loaded_into": loaded.plan_stream, "beside": loaded.beside}
                await change(connection, plan_readings, fact, changes)
            case PlanQuotesWithdrawn():
                if reading_id_of(fact.stream) is not None:
                    taken_back = {"loaded_into": None, "beside": False}
                    await change(connection, plan_readings, fact, taken_back)
            case _:
                return


@dataclass(frozen=True, slots=True)
class ItemQuotes:
    """Retells what plans are quoted with: the newest sentence of each item stands."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        match fact.event:
            case PlanQuoted(quotes=quotes):
                await _stand(connection, fact, quotes)
            case PlanQuotesWithdrawn(holding=quotes) if reading_id_of(fact.stream) is None:
                await drop(connection, item_quotes, fact)
                await _stand(connection, fact, quotes)
            case _:
                return


async def _stand(connection: Any, fact: Fact, quotes: Sequence[ItemQuote]) -> None:
    for quote in quotes:
        row = {"item_code": quote.item, "place": quote.place, "text_id": quote.words.text_id}
        await put(connection, item_quotes, fact, row)
