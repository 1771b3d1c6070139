"""An act on one row of the board: its form stands below the row, and the board stays."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels
from api.board.labels import asked_of
from api.board.page import board_response
from api.board.selection import ROW_ACTS, OpenedRow
from api.context import TheFormRequest
from api.errors import show_again
from api.form_binding import run_form
from api.reading_rights import require_overseeing
from api.web.addresses import known_stream
from api.web.filters import page_number
from services.domain.act import Act

router = APIRouter(prefix="/don-doc/viec/{stream}")
_Run = Callable[[Request, TheFormRequest, str], Awaitable[Response]]


def _route(act: Act[Any, Any, Any]) -> _Run:
    async def run(request: Request, form_request: TheFormRequest, stream: str) -> Response:
        services, acting = form_request.services, form_request.acting
        require_overseeing(acting.holder)
        asked = asked_of(form_request.typed.fields)
        opened = OpenedRow(stream=stream, slug=act.slug)
        again = partial(board_response, request, services, acting, asked, opened=opened)
        show_again(request, again)
        known_stream(stream)
        await run_form(form_request, act, stream=stream)
        number = page_number(request.query_params)
        query = {**labels.sent(asked), "da": act.slug, "xong": 1}
        on_page = {"trang": number} if number > 1 else {}
        address = f"/don-doc?{urlencode({**query, **on_page})}#muc-{stream}"
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}, on a row of the board."
    return run


for _act in ROW_ACTS:
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"])
