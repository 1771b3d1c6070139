"""Lời hứa nhắc việc: the Office and inspectors see what came in time, late, or not at all."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, viewing_of
from api.reading_rights import require_overseeing
from api.reminders import filters, labels
from api.web.field_errors import filter_error
from api.web.filters import ROWS_A_PAGE, page_number, require_unit
from api.web.forms import BadForm
from api.web.pages import page
from services.domain.instants import YEARS
from services.queries.my_work import unit_names
from services.queries.reading import reading
from services.queries.reminder_promises import PromiseFilter, promises_of
from services.queries.stretch import Stretch
from services.queries.units import units_that_lead

router = APIRouter()


@router.get(filters.ADDRESS)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Lời hứa nhắc việc: one month; a filter that makes no sense is answered in a sentence."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    typed, number = filters.typed_filter(request.query_params), page_number(request.query_params)
    promises, problem = None, None
    async with reading(services.engine) as connection:
        units = await units_that_lead(connection, services.ledger_id)
        try:
            names = await unit_names(connection, services.ledger_id)
            require_unit(typed.don_vi, names, field="don-vi")
            chosen = filters.promise_filter(typed, viewing.today)
        except BadForm as refusal:
            problem = filter_error(refusal, request.query_params)
        else:
            stretch = Stretch.of_page(number, ROWS_A_PAGE)
            promises = await promises_of(
                connection, services.ledger, viewing, chosen, stretch=stretch
            )
    return page(
        request,
        "reminders/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        promises=promises,
        problem=problem,
        typed=typed,
        month=filters.written_month(promises.asked.month) if promises else typed.thang,
        beside=_beside(promises.asked) if promises else {},
        units=units,
        number=number,
        more=promises is not None and number * ROWS_A_PAGE < promises.found,
        filters=filters,
        labels=labels,
    )


def _beside(chosen: PromiseFilter) -> dict[str, PromiseFilter]:
    """The same of the months before and after, as far as there are any."""
    before = (chosen.month - timedelta(days=1)).replace(day=1)
    after = (chosen.month + timedelta(days=31)).replace(day=1)
    named = {"Tháng trước": before, "Tháng sau": after}
    return {
        name: replace(chosen, month=each) for name, each in named.items() if each.year in YEARS
    }
