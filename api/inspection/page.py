"""Bàn thanh tra: the question, and its answers as sentences."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, viewing_of
from api.inspection import asked as inspection_asked
from api.inspection import labels
from api.inspection.asked import ADDRESS, InspectionAsked, get_inspection_asked, question_of
from api.labels import log_words, scope_words
from api.log import asked as log_asked
from api.log import labels as log_phrases
from api.reading_rights import require_reading_across
from api.web.field_errors import filter_error
from api.web.pages import page
from services.domain.errors import Refusal
from services.domain.roles import Office
from services.queries.inspected_tasks import inspection_answers, measure_choices
from services.queries.inspections import inspections_waiting
from services.queries.log_choices import log_choices
from services.queries.log_rights import Reader
from services.queries.my_work import unit_names
from services.queries.reading import reading

router = APIRouter()


@router.get(ADDRESS)
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    asked: Annotated[InspectionAsked, Depends(get_inspection_asked)],
) -> Response:
    """Bàn thanh tra: a question that cannot be understood is answered in a sentence."""
    require_reading_across(acting.holder)
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    viewing = await viewing_of(services, acting)
    answered, problem = None, None
    units: Mapping[str, str] = {}
    async with reading(services.engine) as connection:
        choices = await log_choices(connection, services.ledger, reader)
        measures = await measure_choices(connection, reader)
        units = await unit_names(connection, services.ledger_id)
        waiting = await inspections_waiting(connection, services.ledger_id, viewing)
        try:
            question = question_of(asked, choices, measures)
            answered = await inspection_answers(
                connection, services.ledger, reader, viewing, question
            )
        except Refusal as refusal:
            problem = filter_error(refusal, request.query_params)
    return page(
        request,
        "inspection/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        answered=answered,
        problem=problem,
        asked=asked,
        choices=choices,
        measures=measures,
        units=units,
        waiting_findings=waiting,
        accounts=scope_words.accounts(acting.holder, units),
        reads_are_noted=acting.holder.is_a(Office.INSPECTOR),
        labels=labels,
        inspection_asked=inspection_asked,
        log_asked=log_asked,
        log_phrases=log_phrases,
        log_words=log_words,
    )
