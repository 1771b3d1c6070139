"""Who was ever granted an office, asked of a ledger's facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.domain.directory.events import PersonRegistered
from services.domain.directory.state import fold_person
from services.domain.roles import Office
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True)
class FactOfficeIndex:
    """See `OfficeIndex`."""

    ledger: Ledger

    async def holders(self, office: Office) -> Sequence[UUID]:
        snapshot = await self.ledger.read_category("directory")
        people = [
            fold_person(facts)
            for facts in snapshot.facts.values()
            if facts and isinstance(facts[0].event, PersonRegistered)
        ]
        return [
            person.person_id
            for person in people
            if person is not None and any(held.office is office for held in person.offices)
        ]
