"""Lãnh đạo: what is late in four columns; and what waits for the upper body's answer."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, viewing_of
from api.labels import outstanding_words
from api.leaders import labels
from api.reading_rights import require_overseeing
from api.web.filters import ROWS_A_PAGE, page_number
from api.web.pages import page
from services.queries.awaited_recognitions import awaited_recognitions, awaiting_places
from services.queries.late_for_leaders import late_for_leaders
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter()


@router.get(labels.ADDRESS)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Lãnh đạo: who is how late, what is missing, whose level must decide."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    number = page_number(request.query_params)
    stretch = Stretch.of_page(number, ROWS_A_PAGE)
    async with reading(services.engine) as connection:
        late = await late_for_leaders(connection, services.ledger, viewing, stretch=stretch)
    return page(
        request,
        "leaders/page.html",
        late=late,
        number=number,
        more=number * ROWS_A_PAGE < late.length,
        labels=labels,
        outstanding_words=outstanding_words,
    )


@router.get(labels.AWAITED)
async def show_awaited(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Chờ cấp trên công nhận: the oldest first, page by page."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    number = page_number(request.query_params)
    stretch = Stretch.of_page(number, ROWS_A_PAGE)
    async with reading(services.engine) as connection:
        places = await awaiting_places(connection, services.ledger_id, viewing)
        awaited = await awaited_recognitions(
            connection, services.ledger_id, viewing, stretch.of(places)
        )
    return page(
        request,
        "leaders/awaited.html",
        awaited=awaited,
        total=len(places),
        number=number,
        more=number * ROWS_A_PAGE < len(places),
        labels=labels,
        outstanding_words=outstanding_words,
    )
