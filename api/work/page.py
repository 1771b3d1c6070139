"""Việc của tôi: the first page of everybody."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.bulk import CHOSEN
from api.context import Viewer, viewing_of
from api.labels import titles
from api.past import KnownServices, KnownViewer
from api.people.reading import read_waiting
from api.task.next_decision import said as decided_before
from api.web.filters import small_count
from api.web.navigation import home
from api.web.pages import page
from api.work import labels, listing
from api.work.acknowledging import DONE, said, untaken
from services.domain.roles import CONSENTING, SIGNING, Office
from services.domain.task.specialists import named_specialists
from services.queries.changes import change_mark
from services.queries.colleagues import names_of
from services.queries.inspections import inspections_waiting
from services.queries.my_work import my_work
from services.queries.programmes_waiting import programmes_waiting
from services.queries.reading import reading
from services.queries.return_reasons import return_reasons
from services.queries.work_filter import (
    late,
    narrowed,
    people_of,
    periods_of,
    reminded,
    units_of,
    unnamed,
)

router = APIRouter()


@router.get("/")
async def front(acting: Viewer) -> Response:
    """Trang đầu: where the day of this person's office begins."""
    return RedirectResponse(home(acting.holder), HTTPStatus.SEE_OTHER)


@router.get("/viec")
async def work_page(
    request: Request, services: KnownServices, acting: KnownViewer, trang: str = "1"
) -> Response:
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
        inspections = await inspections_waiting(connection, services.ledger_id, viewing)
        work = narrowed(everything, asked, titles.named)
        shown = listing.listed(work, asked, small_count(trang) or 1)
        back = [row.task for group in shown for row in group.rows]
        reasons = await return_reasons(connection, services.ledger, viewing, back)
    consenting = acting.holder.find(CONSENTING) is not None
    waits = (await read_waiting(services, acting)).mine if consenting else 0
    only_administrates = acting.holder.offices != () and all(
        held.office is Office.ADMINISTRATOR for held in acting.holder.offices
    )
    return page(
        request,
        "work/page.html",
        work=work,
        waiting=len(everything.groups[0].rows),
        listing=listing,
        several_units=listing.several_units(everything),
        shown=shown,
        reasons=reasons,
        elsewhere=any(group.rows for group in work.groups),
        untaken={} if asked.narrows or asked.group else untaken(services, acting, everything),
        chosen_prefix=CHOSEN,
        done=said(request.query_params.get(DONE, ""))
        or decided_before(request.query_params.get("vua-xong", "")),
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
        only_administrates=only_administrates,
        waits=waits,
        programmes=waiting,
        inspections=inspections,
        mark=mark,
    )
