"""Lời hứa nhắc việc: the Office and inspectors see what came in time, late, or not at all."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, require_overseeing, viewing_of
from api.reminders import filters, labels
from api.web.field_errors import FieldError
from api.web.filters import page_number, require_unit
from api.web.forms import BadForm
from api.web.pages import page
from services.domain.instants import YEARS
from services.queries.my_work import unit_names
from services.queries.reading import reading
from services.queries.reminder_promises import promises_of
from services.queries.stretch import Stretch
from services.queries.units import units_that_lead

router = APIRouter()
A_PAGE: Final = 60  # rows of a list: what a page may weigh on a phone


@router.get(filters.ADDRESS)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Lời hứa nhắc việc: one month; a filter that makes no sense is answered in a sentence."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    asked, number = filters.asked_of(request.query_params), page_number(request.query_params)
    found, problem = None, None
    async with reading(services.engine) as connection:
        units = await units_that_lead(connection, services.ledger_id)
        try:
            require_unit(asked.don_vi, await unit_names(connection, services.ledger_id))
            understood = filters.understood(asked, viewing.today)
        except BadForm as refusal:
            problem = FieldError(sentence=refusal.sentence, field=refusal.field)
        else:
            stretch = Stretch.of_page(number, A_PAGE)
            found = await promises_of(
                connection, services.ledger, viewing, understood, stretch=stretch
            )
    return page(
        request,
        "reminders/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        found=found,
        problem=problem,
        asked=asked,
        month=filters.written_month(found.asked.month) if found else asked.thang,
        beside=_beside(found.asked.month) if found else {},
        units=units,
        number=number,
        more=found is not None and number * A_PAGE < found.found,
        filters=filters,
        labels=labels,
    )


def _beside(month: date) -> dict[str, date]:
    """The months before and after, as far as there are any."""
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    named = {"Tháng trước": before, "Tháng sau": after}
    return {name: each for name, each in named.items() if each.year in YEARS}
