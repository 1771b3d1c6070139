"""Xác nhận nhiều báo cáo: each report in short, then one command for each that stays ticked."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels
from api.board.labels import asked_of
from api.board.page import list_again
from api.bulk import CHOSEN, OWN, BulkOutcome, chosen_of, done_each, ticked_of
from api.context import FormRequest, TheFormRequest, require_overseeing
from api.errors import FormProblem, show_again
from api.web.addresses import known_stream
from api.web.pages import page
from services.domain.errors import Refusal
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.queries.task_page import task_pages

router = APIRouter(prefix=f"/don-doc/{CONFIRM.slug}")
MOST: Final = 25  # reports that one page shows in short


@router.post("")
async def look(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: the content of each selected report, before any is confirmed."""
    require_overseeing(form_request.acting.holder)
    show_again(request, list_again(request, form_request))
    chosen = chosen_of(form_request.typed)
    return await _page(request, form_request, {each: str(id_) for each, id_ in chosen.items()})


@router.post("/ghi")
async def confirm(request: Request, form_request: TheFormRequest) -> Response:
    """Xác nhận các báo cáo còn đánh dấu, each one its own command."""
    require_overseeing(form_request.acting.holder)
    kept = ticked_of(form_request.typed)

    async def again(*, problem: FormProblem) -> Response:
        return await _page(request, form_request, kept, problem=problem)

    show_again(request, again)
    chosen = chosen_of(form_request.typed)
    outcome = await done_each(form_request, CONFIRM, chosen, {})
    if outcome.refused:
        return await _page(request, form_request, outcome.selection, outcome=outcome)
    asked = labels.sent(asked_of(form_request.typed.fields))
    query = urlencode({**asked, "da": CONFIRM.slug, "xong": outcome.done})
    return RedirectResponse(f"/don-doc?{query}", HTTPStatus.SEE_OTHER)


async def _page(
    request: Request,
    form_request: FormRequest,
    selection: Mapping[str, str],
    *,
    problem: FormProblem | None = None,
    outcome: BulkOutcome | None = None,
) -> Response:
    outcome = outcome or BulkOutcome()
    streams = [each for each in selection if _is_known(each)][:MOST]
    reports = await task_pages(form_request.services.ledger, streams, form_request.acting.context)
    ready = [each for each in reports if CONFIRM.slug in each.offers]
    return page(
        request,
        "board/confirm.html",
        status=problem.status if problem else outcome.status,
        ready=[each for each in ready if not each.correction_asked],
        left=[each for each in reports if each not in ready or each.correction_asked],
        left_out=len(selection) - len(streams),
        ids=selection,
        outcome=outcome,
        problem=problem,
        prefix=CHOSEN,
        own=OWN,
        hidden=labels.sent(asked_of(form_request.typed.fields)),
    )


def _is_known(stream: str) -> bool:
    try:
        known_stream(stream)
    except Refusal:
        return False
    return True
