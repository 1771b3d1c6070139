"""Tạm dừng nhiều việc: a preview of what will be suspended and why not, then one command each."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels
from api.board.page import asked_of
from api.bulk import CHOSEN, carried_out, chosen_of, previewed
from api.context import FormRequest, TheFormRequest, require_overseeing
from api.errors import FormProblem, show_again
from api.web.forms import Typed
from api.web.pages import page
from services.domain.task.acts.suspend_task import ACT as SUSPEND
from services.domain.task.terms import DECISION_CODES

router = APIRouter(prefix="/don-doc/tam-dung")


@router.post("")
async def preview(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: which of the selected tasks will be suspended, and why the others will not."""
    require_overseeing(form_request.acting.holder)
    return await _preview(request, form_request, chosen_of(form_request.typed))


@router.post("/ghi")
async def suspend(request: Request, form_request: TheFormRequest) -> Response:
    """Tạm dừng các việc đã chọn: each one its own command; who is refused stays on the page."""
    require_overseeing(form_request.acting.holder)
    chosen = chosen_of(form_request.typed)

    async def again(*, problem: FormProblem) -> Response:
        return await _preview(request, form_request, chosen, problem=problem)

    show_again(request, again)
    refused = await carried_out(form_request, SUSPEND, chosen)
    if refused:
        left = {stream: chosen[stream] for stream in refused}
        return await _preview(
            request, form_request, left, refused=refused, done=len(chosen) - len(refused)
        )
    asked = labels.sent(asked_of(form_request.typed.fields))
    query = urlencode({**asked, "tinh-trang": labels.SUSPENDED_SLUG, "dung": len(chosen)})
    return RedirectResponse(f"/don-doc?{query}", HTTPStatus.SEE_OTHER)


async def _preview(
    request: Request,
    form_request: FormRequest,
    chosen: Mapping[str, UUID],
    *,
    problem: FormProblem | None = None,
    refused: Mapping[str, str] | None = None,
    done: int = 0,
) -> Response:
    found = await previewed(form_request, SUSPEND, chosen, refused)
    return page(
        request,
        "board/stop.html",
        status=problem.status if problem else HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        ready=found.ready,
        left=found.left,
        done=labels.done(chased=0, suspended=done),
        codes=DECISION_CODES,
        any_restricted=found.any_restricted,
        any_open=found.any_open,
        hidden=labels.sent(asked_of(form_request.typed.fields)),
        typed=problem.typed if problem else Typed({}),
        problem=problem,
        chosen_prefix=CHOSEN,
    )
