"""Kế hoạch: the tree of items; those without a lead wait for the Office."""

import re
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import (
    Services,
    TheFormRequest,
    TheServices,
    Viewer,
    may,
    require_overseeing,
    viewing_of,
)
from api.errors import FormProblem, command_ids, show_again
from api.form_binding import run_form
from api.plan import addresses, labels
from api.plan.addresses import A_PAGE, address, choice_of, turned_of
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.assignment.acts.name_lead import ACT as NAME_LEAD
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.domain.plan_document.acts.read_document import ACT as READ
from services.queries.admin_page import items_without_lead, unit_rows
from services.queries.changes import change_mark
from services.queries.plan_board import plan_board
from services.queries.quotes import quotes_of
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter()
_STREAM = re.compile(r"assignment-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


@router.get("/ke-hoach")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Các mục của kế hoạch; trước hết là mục chưa có đơn vị chủ trì."""
    return await plan_response(request, services, acting, done=xong)


@router.post("/ke-hoach/{stream}/chu-tri")
async def name_lead(request: Request, form_request: TheFormRequest, stream: str) -> Response:
    """Giao đơn vị chủ trì."""
    show = partial(plan_response, request, form_request.services, form_request.acting)
    show_again(request, partial(show, refused=stream))
    if not _STREAM.fullmatch(stream):
        raise NO_ASSIGNMENT.refuse()
    await run_form(form_request, NAME_LEAD, stream=stream)
    way = address("/ke-hoach", choice_of(request.query_params), NAME_LEAD.slug)
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


async def plan_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    refused: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The items and, for those who may name a lead, a form for each; raises NotAllowed.

    The filters stand in the address, also in that of a form that is refused.
    """
    require_overseeing(acting.holder)
    choice, turned = choice_of(request.query_params), turned_of(request.query_params)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        items = await items_without_lead(connection, services.ledger_id, viewing)
        units = await unit_rows(connection, services.ledger_id)
        quotes = await quotes_of(connection, services.ledger, [item.code for item in items])
        year = turned.year or viewing.today.year
        stretch = Stretch.of_page(turned.number, A_PAGE)
        board = await plan_board(
            connection, services.ledger, choice, viewing, stretch=stretch, year=year
        )
    keys = [item.stream for item in items]
    keys += [f"diem:{each.finding.code}" for each in board.general]
    return page(
        request,
        "plan/page.html",
        status=problem.status if problem else 200,
        labels=labels,
        addresses=addresses,
        items=items,
        board=board,
        choice=choice,
        turned=turned,
        year=year,
        more=turned.number * A_PAGE < board.found,
        quotes=quotes,
        names={unit.code: unit.name for unit in units},
        units=units,
        may_read=READ.offered(None, acting.context) is not None,
        may_settle=SETTLE.offered(None, acting.context) is not None,
        may_name=may(acting, acting.rules.policy.authorities.name_lead),
        command_ids=command_ids(services, keys, refused, problem),
        refused=refused,
        problem=problem,
        again=address("/ke-hoach", choice, turned=turned),
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
        mark=None if problem else mark,
    )


_DONE = {act.slug: act.done for act in (NAME_LEAD, SETTLE)}
