"""Giao ban: one list for the weekly meeting, on the screen and on paper."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, may, viewing_of
from api.labels import outstanding_words
from api.meetings import labels
from api.reading_rights import require_overseeing
from api.web.field_errors import filter_error
from api.web.filters import LONGEST
from api.web.forms import BadForm, read_day
from api.web.pages import page
from services.domain.instants import written_day
from services.queries.meeting_list import ORDINARY_SINCE, meeting_list
from services.queries.reading import reading

router = APIRouter()


@router.get(labels.ADDRESS)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Giao ban: since the last meeting; a day that cannot be meant is answered in a sentence."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    typed = request.query_params.get("tu", "").strip()[:LONGEST]
    meeting, problem = None, None
    try:
        since = viewing.today - ORDINARY_SINCE
        if typed:
            day = read_day(typed, label="Ngày họp trước", field="tu")
            since = labels.asked_since(day, viewing.today, field="tu")
    except BadForm as refusal:
        problem = filter_error(refusal, request.query_params)
    else:
        async with reading(services.engine) as connection:
            meeting = await meeting_list(connection, services.ledger, viewing, since)
    return page(
        request,
        "meetings/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        meeting=meeting,
        problem=problem,
        since=written_day(meeting.since) if meeting else typed,
        today=viewing.today,
        may_register=may(acting, acting.rules.policy.authorities.register_directives),
        labels=labels,
        outstanding_words=outstanding_words,
    )
