"""Xem tại ngày: a page read as it was known when a day was over, by who may read it today."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from api.context import Services, TheServices, Viewer
from api.labels.past_words import AGAIN_SECONDS, being_built
from api.web.addresses import asked_address
from api.web.forms import BadForm
from api.web.frozen import AS_OF
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.instants import YEARS, day_of
from services.domain.typed_days import read_typed_day
from services.queries.past import PastBeingBuilt, PastDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page is made of: on a past day its ledger, its moment, and never anything to do."""

    services: Services
    acting: Acting


def past_days(request: Request) -> PastDays:
    """The days of the past that the ward's pages know."""
    known: PastDays = request.app.state.past_days
    return known


def is_past(request: Request) -> bool:
    """Whether the page is of a past day, on which nobody is offered anything."""
    return getattr(request.state, "past", None) is not None


def read_day(typed: str) -> date:
    """The day of an address; raises BadForm with what is wrong with it."""
    known = read_typed_day(typed)
    if known is None:
        raise BadForm(
            "field-day",
            f"Ngày xem lại: không đọc được “{typed[:40]}”. Hãy nhập ngày/tháng/năm, ví dụ "
            "15/03/2027.",
        )
    if known.on is None or known.on.year not in YEARS:
        why = known.why_not or f"năm phải từ {YEARS.start} đến {YEARS[-1]}"
        raise BadForm("field-day", f"Ngày xem lại: {why}. Hãy nhập lại ngày.")
    return known.on


async def get_seen(request: Request, services: TheServices, acting: Viewer) -> AsyncIterator[Seen]:
    """The page as of the day that its address asks for; without one, and today, as it is now.

    Raises BadForm, Refusal for a day that is none of the ledger's, PastBeingBuilt.
    """
    request.state.knows_days = True
    typed = request.query_params.get(AS_OF, "").strip()
    day = read_day(typed) if typed else None
    if day is None or day == day_of(acting.now):
        yield Seen(services=services, acting=acting)
        return
    async with past_days(request).at(day, acting) as past:
        seen = Seen(services=replace(services, ledger=past.ledger), acting=past.then(acting))
        request.state.past, request.state.acting = past.day, seen.acting
        yield seen


Known = Annotated[Seen, Depends(get_seen)]


def _services(seen: Known) -> Services:
    return seen.services


def _acting(seen: Known) -> Acting:
    return seen.acting


KnownServices = Annotated[Services, Depends(_services)]
KnownViewer = Annotated[Acting, Depends(_acting)]


async def on_being_built(request: Request, error: Exception) -> Response:
    """The page that says so, and comes back by itself."""
    assert isinstance(error, PastBeingBuilt)  # noqa: S101  (installed for it alone)
    response = page(
        request,
        "web/past_being_built.html",
        status=HTTPStatus.ACCEPTED,
        day=error.day,
        sentence=being_built(error),
        share=error.folded * 100 // error.facts,
        address=asked_address(request),
    )
    response.headers["Refresh"] = str(AGAIN_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def install(app: FastAPI, rest: FastAPI, services: Services) -> None:
    """Let the pages of an application be read as of a day, and its JSON interface of the same."""
    days = PastDays(services.engine, services.ledger, services.build_past)
    app.state.past_days = rest.state.past_days = days
    app.add_exception_handler(PastBeingBuilt, on_being_built)
