"""Kế hoạch: every item beside its own words; those without a lead wait for the Office."""

import re
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import House, TheDesk, TheHouse, Viewer
from api.errors import Problem, show_again
from api.forms import COMMAND_ID, BadForm, Typed, read_code
from api.pages import page
from services.domain.assignment.decider import NAMING, NameLead
from services.domain.errors import NotAllowed, NotFound
from services.domain.plan.reading_decider import SETTLING
from services.domain.roles import OVERSEEING
from services.handlers.accounts import Acting
from services.queries.admin_page import items_without_lead, unit_rows
from services.queries.quotes import plan_items
from services.queries.reading import reading

router = APIRouter()
_STREAM = re.compile(r"assignment-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


@router.get("/ke-hoach")
async def show(request: Request, house: TheHouse, acting: Viewer, xong: str = "") -> Response:
    """Các mục của kế hoạch; trước hết là mục chưa có đơn vị chủ trì."""
    return await plan_response(request, house, acting, done=xong)


@router.post("/ke-hoach/{stream}/chu-tri")
async def name_lead(request: Request, desk: TheDesk, stream: str) -> Response:
    """Giao đơn vị chủ trì."""

    async def again(problem: Problem) -> Response:
        return await plan_response(
            request, desk.house, desk.acting, refused=stream, problem=problem
        )

    show_again(request, again)
    if not _STREAM.fullmatch(stream):
        raise NotFound("no-assignment", "Không có mục này trong kế hoạch.")
    lead_unit = desk.typed.code("lead_unit", label="Đơn vị chủ trì")
    if lead_unit is None:
        raise BadForm("field-code", "Đơn vị chủ trì: chưa chọn đơn vị.")
    named = desk.typed.choice("supporting_units").split(",")
    supporting = (read_code(code, label="Đơn vị phối hợp") for code in named)
    command = NameLead(
        stream=stream,
        lead_unit=lead_unit,
        supporting_units=tuple(code for code in supporting if code),
    )
    await desk.house.plans.name_lead(desk.wish("name-lead", stream), command)
    return RedirectResponse("/ke-hoach?xong=chu-tri", HTTPStatus.SEE_OTHER)


async def plan_response(
    request: Request,
    house: House,
    acting: Acting,
    *,
    refused: str = "",
    problem: Problem | None = None,
    done: str = "",
) -> Response:
    """The items and, for those who may name a lead, a form for each; raises NotAllowed."""
    if acting.holder.find(OVERSEEING) is None:
        raise NotAllowed(
            "not-overseeing",
            "Trang này dành cho Văn phòng, lãnh đạo UBND phường và thanh tra.",
        )
    async with reading(house.engine) as connection:
        items = await items_without_lead(connection, house.ledger_id)
        units = await unit_rows(connection, house.ledger_id)
        everything = await plan_items(connection, house.ledger)
    ids = {item.stream: str(house.edges.new_id()) for item in items}
    kept = problem.typed.get(COMMAND_ID) if problem and not problem.new_command else ""
    if kept and refused in ids:  # an unknown item has no form of its own on the page
        ids[refused] = kept
    return page(
        request,
        "plan.html",
        status=problem.status if problem else 200,
        items=items,
        everything=everything,
        quotes={one.code: one.quote for one in everything if one.quote},
        names={unit.code: unit.name for unit in units},
        units=units,
        may_settle=acting.holder.find(SETTLING) is not None,
        may_name=acting.holder.find(NAMING) is not None,
        command_ids=ids,
        refused=refused,
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done="Đã giao đơn vị chủ trì. Việc của kỳ này sẽ được giao ngay." if done else "",
    )
