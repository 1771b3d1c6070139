"""Whether a page that stands open is still what it was: asked now and then by its script."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from api.context import TheServices, Viewer
from services.queries.changes import ChangesOf, change_mark
from services.queries.reading import reading

router = APIRouter()
LONGEST = 120


@router.get("/thay-doi")
async def changes(
    services: TheServices,
    acting: Viewer,
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
