"""Việc của tôi: the first page of everybody."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import TheHouse, Viewer
from api.pages import page
from services.domain.instants import day_of
from services.domain.roles import Office
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.search import narrowed

router = APIRouter()
LONGEST_SEARCH = 200


@router.get("/")
async def front() -> Response:
    """Trang đầu."""
    return RedirectResponse("/viec", HTTPStatus.SEE_OTHER)


@router.get("/viec")
async def work_page(request: Request, house: TheHouse, acting: Viewer, tim: str = "") -> Response:
    """Việc của tôi: what waits for this person, and what waits elsewhere."""
    today = day_of(acting.now)
    async with reading(house.engine) as connection:
        work = await my_work(
            connection, house.ledger_id, acting.holder, acting.rules.policy, today
        )
    only_administrates = acting.holder.offices != () and all(
        held.office is Office.ADMINISTRATOR for held in acting.holder.offices
    )
    return page(
        request,
        "my_work.html",
        work=narrowed(work, tim[:LONGEST_SEARCH]),
        wanted=tim[:LONGEST_SEARCH],
        today=today,
        only_administrates=only_administrates,
    )
