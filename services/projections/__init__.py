"""Facts retold as rows for the pages, inside the transaction that keeps the facts."""

from services.ledger.port import Projection
from services.projections.assignments import Assignments
from services.projections.directory import Accounts, People, Units
from services.projections.measures import Measures
from services.projections.plans import ItemQuotes, PlanReadings
from services.projections.tasks import Tasks

IN_TRANSACTION: tuple[Projection, ...] = (
    Assignments(),
    Tasks(),
    Units(),
    People(),
    Accounts(),
    PlanReadings(),
    ItemQuotes(),
    Measures(),
)
