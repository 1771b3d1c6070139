"""Sổ theo dõi: the register page by page, whole for paper, and as an Excel file."""

import asyncio
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import Services, TheServices, TheVisitor, Viewer, viewing_of
from api.register import labels
from api.register.asked import FILE, REGISTER, RegisterView, filter_of, link, view_of
from api.web.downloads import excel_file
from api.web.field_errors import FieldError, filter_error
from api.web.filters import ROWS_A_PAGE, require_unit
from api.web.pages import page
from services.commands.access import AccessKind
from services.commands.acting import Acting
from services.domain.directive.acts.register_directive import ACT as REGISTER_ACT
from services.domain.directive.authority import may_see_directives
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.errors import Refusal
from services.domain.instants import written_day
from services.queries.reading import reading
from services.queries.register import register_page
from services.queries.register_names import register_names
from services.queries.register_views import RegisterFilter, RegisterPage
from services.queries.stretch import WHOLE, Stretch
from services.queries.viewing import Viewing
from services.register.template import template
from services.register.writing import PaperSize, RegisterTitle, write_register

router = APIRouter(prefix=REGISTER)


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """The register; an address that cannot be understood is answered in a sentence."""
    viewing = await viewing_for(services, acting)
    problem, view = None, view_of(request.query_params)
    try:
        asked = filter_of(request.query_params)
        register = await _found(services, viewing, asked, view.stretch)
    except Refusal as refusal:
        problem = filter_error(refusal, request.query_params)
        asked = RegisterFilter()
        register = await _found(services, viewing, asked, view.stretch)
    may_import = REGISTER_ACT.offered(None, acting.context) is not None
    return _page(request, register, asked, view, may_import=may_import, problem=problem)


def _page(
    request: Request,
    register: RegisterPage,
    asked: RegisterFilter,
    view: RegisterView,
    *,
    may_import: bool,
    problem: FieldError | None,
) -> Response:
    texts = labels.texts_of(register.names)
    first = view.stretch.first + 1
    return page(
        request,
        "register/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        problem=problem,
        found=register,
        rows=[
            (line, labels.cells(ordinal, line, texts))
            for ordinal, line in enumerate(register.lines, first)
        ],
        asked=asked,
        view=view,
        more=not view.printed and view.number * ROWS_A_PAGE < register.total,
        may_import=may_import,
        labels=labels,
        link=link,
        sizes=PaperSize,
        typed=request.query_params,
    )


@router.get("/" + FILE)
async def export(
    request: Request, services: TheServices, acting: Viewer, visitor: TheVisitor
) -> Response:
    """The same rows as an Excel file; who took it stands in the access log. Raises BadForm."""
    viewing = await viewing_for(services, acting)
    asked = filter_of(request.query_params)
    register = await _found(services, viewing, asked)
    title = RegisterTitle(
        office=services.ward_name.upper(),
        lines=(
            f"Đến ngày {written_day(register.today)}: {len(register.lines)} việc",
            f"Người xuất: {acting.name}. Sổ {services.ledger_id}",
            *labels.filters_of(asked, register.names),
        ),
        paper=view_of(request.query_params).size,
        foot=services.signed_line,
    )
    rows = [labels.stated(line) for line in register.lines]
    names = register.names
    content = await asyncio.to_thread(write_register, rows, title, names.units, names.people)
    await services.accounts.gate.note_read(acting, AccessKind.REGISTER_EXPORTED, visitor)
    return excel_file(content, f"so-theo-doi-{register.today.isoformat()}.xlsx")


@router.get("/mau.xlsx")
async def empty(services: TheServices, acting: Viewer) -> Response:
    """Mẫu sổ: the heads in our order, one example, a guide, the units of the ward."""
    viewing = await viewing_for(services, acting)
    async with reading(services.engine) as connection:
        names = await register_names(connection, services.ledger, viewing.today)
    content = await asyncio.to_thread(template, names.units)
    return excel_file(content, "mau-so-theo-doi.xlsx")


async def viewing_for(services: Services, acting: Acting) -> Viewing:
    """Who looks; raises NotFound for whom there are no directives."""
    if not may_see_directives(acting.rules.policy, acting.holder):
        raise NO_DIRECTIVE.refuse()
    return await viewing_of(services, acting)


async def _found(
    services: Services, viewing: Viewing, asked: RegisterFilter, stretch: Stretch = WHOLE
) -> RegisterPage:
    """What the address asks for; raises BadForm where a unit is none of the ward's."""
    async with reading(services.engine) as connection:
        register = await register_page(connection, services.ledger, viewing, asked, stretch)
    require_unit(asked.unit, register.names.unit_names(), field="don-vi")
    return register
