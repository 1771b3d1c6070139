"""Tìm kiếm: items, tasks and people by words, without marks and in any order."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api import log_phrases, log_places
from api.deps import TheHouse, Viewer
from api.pages import page
from services.domain.instants import day_of
from services.queries.find import find
from services.queries.log_rights import Reader
from services.queries.reading import reading

router = APIRouter()
LONGEST: Final = 200
SHOWN: Final = 20  # of each kind; the count beside the heading says how many there are


@router.get("/tim")
async def show(request: Request, house: TheHouse, acting: Viewer, tim: str = "") -> Response:
    """Kết quả tìm kiếm trong phạm vi của người xem."""
    wanted = " ".join(tim[:LONGEST].split())
    reader = Reader(house.ledger_id, acting.holder)
    async with reading(house.engine) as connection:
        found = await find(connection, house.ledger, reader, wanted, day_of(acting.now))
    return page(
        request,
        "find.html",
        found=found,
        wanted=wanted,
        shown=SHOWN,
        log_phrases=log_phrases,
        log_places=log_places,
    )
