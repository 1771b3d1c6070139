"""Plan documents that the Office reads, and the documents' own sentences of each item, as rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.domain.plan_document import quotes
from services.domain.plan_document.evolving import evolve as evolve_reading
from services.domain.plan_document.quotes import PlanQuotes
from services.domain.plan_document.state import PlanReading
from services.domain.streams import Family
from services.projections.state_rows import Beside, StateRows
from services.projections.tables import item_quotes, plan_readings, plans


def _of_reading(reading: PlanReading) -> Mapping[str, Any]:
    return {"read_at": reading.at}


def _of_plan(_: PlanQuotes) -> Mapping[str, Any]:
    return {}


def _quotes(plan: PlanQuotes) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "item_code": quote.item,
            "version": quote.version,
            "place": quote.place,
            "text_id": quote.words.text_id,
        }
        for quote in plan.quotes
    ]


PLAN_READINGS: Final = StateRows(
    table=plan_readings,
    streams=Family.READING,
    kind=PlanReading,
    evolve=evolve_reading,
    columns=_of_reading,
)
PLANS: Final = StateRows(
    table=plans,
    streams=Family.PLAN,
    kind=PlanQuotes,
    evolve=quotes.evolve,
    columns=_of_plan,
    beside=(Beside(table=item_quotes, rows=_quotes),),
)
