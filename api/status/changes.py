"""What the script of an open page asks now and then: whether it is old, and what waits."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from api.context import TheServices, Watcher, viewing_of
from services.queries.changes import ChangesOf, change_mark
from services.queries.my_work import waiting_for
from services.queries.reading import reading

router = APIRouter()
LONGEST = 120


@router.get("/thay-doi")
async def changes(
    services: TheServices,
    acting: Watcher,
    viec: str = "",
    unit: Annotated[str, Query(alias="don-vi")] = "",
    ky: str = "",
) -> Response:
    """The mark of what this person may see now; a page that has another one is old."""
    of = ChangesOf(stream=viec[:LONGEST], unit=unit[:LONGEST], period=ky[:LONGEST])
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy, of
        )
    return JSONResponse({"moc": mark}, headers={"Cache-Control": "no-store"})


@router.get("/thay-doi/cho-toi")
async def waiting(services: TheServices, acting: Watcher) -> Response:
    """How many tasks wait for this person's decision, for the title of whatever page is open."""
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        amount = await waiting_for(connection, services.ledger_id, viewing)
    return JSONResponse({"so": amount}, headers={"Cache-Control": "no-store"})
