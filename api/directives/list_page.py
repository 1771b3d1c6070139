"""Nguồn giao việc: the list of directives, and the form that registers a new one."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Final
from uuid import uuid5

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.directives import labels
from api.directives.addresses import LIST, stream_named, way_to
from api.directives.doing import run_directive_form
from api.directives.laying import TEXT, cuts_of, kept_text, lay
from api.directives.page import following_clause, read_directive
from api.errors import FormProblem, command_id_of, show_again
from api.web.filters import LONGEST, ROWS_A_PAGE, page_number
from api.web.forms import COMMAND_ID, Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.directive.acts.lay_clauses import ACT as LAY
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.authority import may_see_directives
from services.domain.directive.codes import new_code
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.directive.terms import DirectiveSource
from services.domain.instants import day_of
from services.queries.colleagues import office_holders
from services.queries.directives import DirectiveFilter, directive_list
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter(prefix=LIST)
# What the button that saved asks to see next.
_NEXT: Final[Mapping[str, str]] = {"giao": "giao", "van-ban": "van-ban"}


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Nguồn giao việc: the newest first, page by page."""
    if not may_see_directives(acting.rules.policy, acting.holder):
        raise NO_DIRECTIVE.refuse()
    asked, number = filter_of(request.query_params), page_number(request.query_params)
    async with reading(services.engine) as connection:
        lines, total = await directive_list(
            connection, services.ledger_id, asked, Stretch.of_page(number, ROWS_A_PAGE)
        )
    return page(
        request,
        "directives/list.html",
        lines=lines,
        total=total,
        asked=asked,
        number=number,
        more=number * ROWS_A_PAGE < total,
        labels=labels,
        way_to=way_to,
        may_register=REGISTER.offered(None, acting.context) is not None,
    )


def filter_of(given: Mapping[str, str]) -> DirectiveFilter:
    """The filter of an address; what is no filter of ours asks for everything."""
    sources = {each.value: each for each in labels.ALL_SOURCES}
    return DirectiveFilter(
        source=sources.get(given.get("nguon", "")),
        wanted=given.get("tim", "").strip()[:LONGEST],
        open_only=given.get("dang-mo", "") == "1",
    )


@router.get("/moi")
async def show_form(request: Request, services: TheServices, acting: Viewer) -> Response:
    """The form for a new directive, for one of the sources."""
    kept = {name: request.query_params.get(name, "") for name in ("orderer", "issuer")}
    return await form_response(request, services, acting, typed=Typed(kept))


@router.post("/moi")
async def register(request: Request, form_request: TheFormRequest) -> Response:
    """Ghi nhận một nguồn giao việc. Its code was drawn with the form: once is once."""
    services, typed = form_request.services, form_request.typed
    show_again(request, partial(form_response, request, services, form_request.acting))
    stream = stream_named(typed.choice("code"))
    command = await run_directive_form(form_request, REGISTER, stream)
    after = typed.choice("tiep")
    clause = ""
    if typed.get(TEXT).strip():
        await _lay_out(form_request, command.code)
        if after == "giao":
            shown = await read_directive(services, form_request.acting, command.code)
            clause = following_clause(shown, None)
    if after == "nhap-tiep":
        orderer, source = typed.choice("orderer"), command.source.value
        way = f"{LIST}/moi?nguon={source}&orderer={orderer}&xong={command.code}"
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)
    way = way_to(command.code, part=_NEXT.get(after, ""), khoan=clause, xong=REGISTER.slug)
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


async def _lay_out(form_request: FormRequest, code: str) -> None:
    """Lay out the conclusions that came with the form, by a command of the same click."""
    services, typed = form_request.services, form_request.typed
    own = Typed({COMMAND_ID: str(uuid5(typed.command_id(), LAY.name))})
    shown = await read_directive(services, form_request.acting, code)
    text = kept_text(services, typed.get(TEXT))
    laying = replace(form_request, typed=own)
    await lay(laying, shown, text, await cuts_of(services, laying, shown, text.body))


async def form_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
    typed: Typed | None = None,
) -> Response:
    """The form as it is filled in; raises NotAllowed for who may not register."""
    REGISTER.offer(None, acting.context)
    given = problem.typed if problem else typed or Typed({})
    asked = given.choice("source") or request.query_params.get("nguon", "")
    sources = {each.value: each for each in labels.ALL_SOURCES}
    source = sources.get(asked, DirectiveSource.INCOMING_DOCUMENT)
    today, offices = day_of(acting.now), acting.rules.policy.authorities.order
    async with reading(services.engine) as connection:
        leaders = await office_holders(connection, services.ledger, offices, today)
    return page(
        request,
        "directives/register.html",
        status=problem.status if problem else HTTPStatus.OK,
        source=source,
        form=labels.SOURCE_FORMS[source],
        labels=labels,
        leaders=leaders,
        code=given.choice("code") or new_code(services.randomness.new_id(), today),
        command_id=command_id_of(services, problem),
        today=today,
        problem=problem,
        typed=given,
        twins=bool(problem and problem.field in {"twins_reason", "despite"}),
        done=request.query_params.get("xong", "") if problem is None else "",
        way_to=way_to,
        again=f"{LIST}/moi?nguon={source.value}",
    )
