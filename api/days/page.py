"""So sánh hai ngày: how the work stood when each day was over, and what changed between them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import Services, TheServices, Viewer, viewing_of
from api.days import labels
from api.labels import count_groups
from api.past import past_days, read_day
from api.reading_rights import require_reading
from api.web.filters import page_number
from api.web.frozen import AS_OF, on_day
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.queries.counted import of_places
from services.queries.my_work import unit_names
from services.queries.overview_views import BoxedTask, Place
from services.queries.past_compared import (
    ComparedDays,
    DayStandings,
    compared,
    standings,
)
from services.queries.reading import reading

router = APIRouter()
ADDRESS: Final = "/so-sanh-ngay"
WITH: Final = "so-voi"
ROWS: Final = 25  # of what changed, below the counts: the page is no wall


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The two days, and what one page shows of them."""

    earlier: date
    later: date
    days: ComparedDays
    before: DayStandings
    rows: tuple[BoxedTask, ...]
    units: Mapping[str, str]


@router.get(ADDRESS)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """So sánh hai ngày; without a second day with today."""
    require_reading(acting.holder)
    asked, today = request.query_params, day_of(acting.now)
    first, second = asked.get(AS_OF, "").strip(), asked.get(WITH, "").strip()
    number, refused, shown = page_number(asked), "", None
    try:
        if first:
            earlier, later = sorted((read_day(first), read_day(second) if second else today))
            shown = await _read(
                request, services, acting, earlier=earlier, later=later, number=number
            )
    except Refusal as refusal:
        refused = refusal.sentence
    return page(
        request,
        "days/page.html",
        status=422 if refused else 200,
        refused=refused,
        first=first,
        second=second,
        today=today,
        shown=shown,
        number=number,
        more=shown is not None and number * ROWS < len(shown.days.changed),
        labels=labels,
        count_groups=count_groups,
        task_way=partial(_task_way, day=shown.later if shown else today, today=today),
        page_way=partial(_page_way, first, second),
    )


async def _read(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    earlier: date,
    later: date,
    number: int,
) -> _Compared:
    past = {earlier, later} - {day_of(acting.now)}
    await past_days(request).together(past, acting.now)
    async with _as_of(request, services, acting, earlier) as (known, then):
        viewing = await viewing_of(known, then)
        async with reading(known.engine) as connection:
            before = await standings(connection, known.ledger_id, viewing)
    async with _as_of(request, services, acting, later) as (known, then):
        viewing = await viewing_of(known, then)
        async with reading(known.engine) as connection:
            days = compared(before, await standings(connection, known.ledger_id, viewing))
            places = [
                Place(due_on=each.due_on or date.max, stream=each.stream, lead=each.lead)
                for each in days.changed[(number - 1) * ROWS : number * ROWS]
            ]
            rows = await of_places(connection, known.ledger_id, viewing, places)
            units = await unit_names(connection, known.ledger_id)
    return _Compared(
        earlier=earlier, later=later, days=days, before=before, rows=rows, units=units
    )


@asynccontextmanager
async def _as_of(
    request: Request, services: Services, acting: Acting, day: date
) -> AsyncIterator[tuple[Services, Acting]]:
    """The ward and who looks, when that day was over; today as it is now."""
    if day == day_of(acting.now):
        yield services, acting
        return
    async with past_days(request).at(day, acting) as past:
        yield replace(services, ledger=past.ledger), past.then(acting)


def _task_way(stream: str, *, day: date, today: date) -> str:
    address = f"/viec/{stream}"
    return address if day == today else on_day(address, day)


def _page_way(first: str, second: str, number: int) -> str:
    asked = {AS_OF: first, WITH: second, "trang": str(number)}
    return f"{ADDRESS}?{urlencode({name: value for name, value in asked.items() if value})}"
