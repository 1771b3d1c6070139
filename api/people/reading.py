"""The directory as administrators read it."""

from datetime import date

from api.context import Services
from services.commands.acting import Acting
from services.domain.directory.authority import require_administrator
from services.domain.directory.rules import NO_PERSON
from services.domain.instants import day_of
from services.queries.admin_page import admin_page
from services.queries.admin_views import AdminPage, PersonRow
from services.queries.reading import reading
from services.queries.waiting import Onlooker, WaitingPage, concerned, waiting


async def read(services: Services, acting: Acting) -> AdminPage:
    """The directory, for an administrator only; raises NotAllowed."""
    require_administrator(acting.holder)
    today: date = day_of(acting.now)
    async with reading(services.engine) as connection:
        return await admin_page(connection, services.ledger, today)


def known_person(given: AdminPage, person_id: str) -> PersonRow:
    """A person of this ward; raises NotFound."""
    for person in given.people:
        if str(person.person_id) == person_id:
            return person
    raise NO_PERSON.refuse()


async def read_waiting(services: Services, acting: Acting) -> WaitingPage:
    """What waits for a second person, as this reader may agree to it."""
    async with reading(services.engine) as connection:
        people = await concerned(connection, services.ledger_id, acting.now)
    looking = Onlooker(holder=acting.holder, policy=acting.rules.policy, now=acting.now)
    return await waiting(services.ledger, looking, people)
