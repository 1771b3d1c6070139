"""Việc của tôi: the first page of everybody."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import TheServices, Viewer, viewing_of
from api.labels import titles
from api.people.reading import read_waiting
from api.web.pages import page
from api.work import labels
from services.domain.roles import CONSENTING, LEADING, SIGNING, Office
from services.domain.task.specialists import named_specialists
from services.queries.changes import change_mark
from services.queries.colleagues import names_of
from services.queries.my_work import my_work
from services.queries.programmes_waiting import programmes_waiting
from services.queries.reading import reading
from services.queries.work_filter import (
    late,
    narrowed,
    people_of,
    periods_of,
    reminded,
    shown,
    units_of,
    unnamed,
)

router = APIRouter()


@router.get("/")
async def front() -> Response:
    """Trang đầu."""
    return RedirectResponse("/viec", HTTPStatus.SEE_OTHER)


@router.get("/viec")
async def work_page(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Việc của tôi: what waits for this person, and what waits elsewhere."""
    viewing = await viewing_of(services, acting)
    asked = labels.asked_of(request.query_params)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        everything = await my_work(connection, services.ledger_id, viewing)
        people = await names_of(connection, services.ledger, people_of(everything))
        waiting = await programmes_waiting(connection, services.ledger_id, viewing)
    consenting = acting.holder.find(CONSENTING) is not None
    waits = (await read_waiting(services, acting)).mine if consenting else 0
    work = narrowed(everything, asked, titles.named)
    only_administrates = acting.holder.offices != () and all(
        held.office is Office.ADMINISTRATOR for held in acting.holder.offices
    )
    return page(
        request,
        "work/page.html",
        work=work,
        shown=shown(work, asked),
        late=late(work),
        unnamed=unnamed(work),
        reminded=() if asked.narrows or asked.group else reminded(everything),
        people=people,
        specialists=named_specialists,
        heads=acting.holder.find(SIGNING) is not None,
        asked=asked,
        unit_choices=units_of(everything),
        period_choices=periods_of(everything),
        labels=labels,
        today=viewing.today,
        leads=acting.holder.find(LEADING) is not None,
        only_administrates=only_administrates,
        waits=waits,
        programmes=waiting,
        mark=mark,
    )
