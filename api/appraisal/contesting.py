"""Đề nghị xem lại: a line is contested where it stands, on the page of the evidence."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.appraisal.asked import page_asked, understood
from api.appraisal.contest_words import fields_as
from api.appraisal.page import CONTESTED, Contesting, evidence, link
from api.context import FormRequest, TheFormRequest, viewing_of
from api.errors import show_again
from api.form_binding import run_form
from api.web.addresses import known_stream
from api.web.forms import Typed
from services.domain.task.acts.contest_line import ACT as CONTEST

router = APIRouter(prefix="/bang-chung-cham-diem")


@router.post(f"/{{stream}}/{CONTESTED}")
async def contest(request: Request, form_request: TheFormRequest, stream: str) -> Response:
    """Đề nghị xem lại một dòng; refused, the line shows again what was typed.

    Either way the page of the lines on which it stands is shown.
    """
    services, typed = form_request.services, form_request.typed
    viewing = await viewing_of(services, form_request.acting)
    which = understood(request.query_params, viewing.today)
    unit, _, person = typed.choice("line").partition(":")
    refused = Contesting(stream=stream, unit=unit, person_id=person)
    show_again(request, partial(evidence, request, services, viewing, which, refused=refused))
    await run_form(_sent(form_request), CONTEST, stream=known_stream(stream))
    page = link(which, page_asked(request.query_params))
    return RedirectResponse(f"{page}&xong={CONTESTED}", HTTPStatus.SEE_OTHER)


def _sent(form_request: FormRequest) -> FormRequest:
    """The one choice of the page (`return:1`, `contribution:VHXH`) as the fields of the act."""
    typed = form_request.typed
    fields = {name: said for name, said in typed.fields.items() if name != "line"}
    fields |= fields_as(typed.choice("about"))
    return FormRequest(
        services=form_request.services, acting=form_request.acting, typed=Typed(fields)
    )
