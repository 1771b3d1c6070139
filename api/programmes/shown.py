"""The programme that a page, a file or a call is about, as the person who asks may see it."""

from api.context import Services, viewing_of
from services.commands.acting import Acting
from services.queries.programme_page import programme_page
from services.queries.programme_views import ProgrammePage
from services.queries.reading import reading


async def read_programme(
    services: Services, acting: Acting, stream: str, *, as_signed: bool = False
) -> ProgrammePage:
    """The programme of this stream as it stands, or as it was signed; raises NotFound."""
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        return await programme_page(
            connection, services.ledger, stream, viewing, acting.context, as_signed=as_signed
        )
