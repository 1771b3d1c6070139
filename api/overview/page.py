"""Tổng quan: one screen for leaders, the Office and inspectors; every number opens its rows."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from http import HTTPStatus
from operator import attrgetter
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import viewing_of
from api.labels import count_groups
from api.overview import labels
from api.past import KnownServices, KnownViewer
from api.reading_rights import require_reading
from api.web.filters import require_unit
from api.web.forms import BadForm
from api.web.pages import page
from api.web.series_charts import spark_of
from services.domain.errors import Refusal
from services.domain.task.births import CountGroup
from services.queries.changes import change_mark
from services.queries.counted import counted, of_places
from services.queries.my_work import unit_names
from services.queries.overview import overview
from services.queries.overview_views import (
    BoxedTask,
    CountedYear,
    CountFilter,
    OverviewFilter,
    Place,
    Quarter,
    Within,
)
from services.queries.reading import reading

router = APIRouter()
A_PAGE: Final = 100
SHEET: Final = "/tong-quan/in"
PERIOD: Final = "ky"
SORT: Final = "xep"
_PERIOD: Final = re.compile(r"(20\d\d)(?:-Q([1-4]))?")
_PAGE: Final = re.compile(r"[1-9]\d{0,5}")


@router.get(SHEET)
@router.get("/tong-quan")
async def show(request: Request, services: KnownServices, acting: KnownViewer) -> Response:
    """Tổng quan của phường, tính đến lúc mở trang."""
    require_reading(acting.holder)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        group = count_groups.BY_SLUG.get(request.query_params.get(count_groups.FIELD, ""))
        within = _asked_period(request.query_params.get(PERIOD, ""), viewing.today)
        shown_page = await overview(connection, services.ledger, viewing, group, within)
    return page(
        request,
        "overview/sheet.html" if request.url.path == SHEET else "overview/page.html",
        found=shown_page,
        now=acting.now,
        CountFilter=CountFilter,
        labels=labels,
        spark_of=spark_of,
        link=partial(link, group=shown_page.group),
        count_groups=count_groups,
        group=shown_page.group,
        groups=shown_page.groups,
        group_link=partial(_of_group, within=shown_page.within),
        period_link=partial(_of_group, shown_page.group),
        sheet_link=_of_group(shown_page.group, shown_page.within, SHEET),
        mark=mark,
    )


def _asked_period(asked: str, today: date) -> Within:
    """The period of an address; without one the year that runs, and for one not understood."""
    if asked == labels.SINCE_THE_BEGINNING:
        return None
    return _period(asked) or CountedYear(today.year)


def _period(asked: str) -> Within:
    match = _PERIOD.fullmatch(asked)
    if match is None:
        return None
    year = int(match[1])
    return Quarter(year, int(match[2])) if match[2] else CountedYear(year)


@router.get("/tong-quan/viec")
async def show_rows(request: Request, services: KnownServices, acting: KnownViewer) -> Response:
    """Các việc của một con số; an address that cannot be understood is answered in a sentence."""
    require_reading(acting.holder)
    asked = request.query_params
    sort = asked.get(SORT, "") if asked.get(SORT) in labels.SORTS else next(iter(labels.SORTS))
    refused, which, number = "", OverviewFilter(), 1
    places: tuple[Place, ...] = ()
    rows: tuple[BoxedTask, ...] = ()
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        units = await unit_names(connection, services.ledger_id)
        try:
            which, number = understood(asked, units)
            places = await counted(connection, services.ledger_id, viewing, which)
            ordered = _sorted(places, sort, units)
            shown = ordered[(number - 1) * A_PAGE : number * A_PAGE]
            rows = await of_places(connection, services.ledger_id, viewing, shown)
        except Refusal as refusal:
            refused = refusal.sentence
    return page(
        request,
        "overview/rows.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        refused=refused,
        which=which,
        total=len(places),
        rows=rows,
        number=number,
        more=number * A_PAGE < len(places),
        units=units,
        labels=labels,
        link=partial(link, group=which.group),
        sort=sort,
        count_groups=count_groups,
        overview_link=_of_group(which.group, which.within),
    )


def _of_group(group: CountGroup, within: Within, path: str = "/tong-quan") -> str:
    """The overview of one group of work in a period."""
    fields = {count_groups.FIELD: count_groups.SLUGS[group], PERIOD: labels.slug(within)}
    return f"{path}?{urlencode(fields)}"


def link(
    unit: str | None = None,
    standing: CountFilter | None = None,
    within: Within = None,
    number: int = 1,
    *,
    group: CountGroup = CountGroup.ROUTINE,
    sort: str = "",
) -> str:
    """The address of the rows behind a number."""
    fields = {
        count_groups.FIELD: None if group is CountGroup.ROUTINE else count_groups.SLUGS[group],
        "don-vi": unit,
        "o": labels.SLUGS[standing] if standing else None,
        PERIOD: labels.slug(within) if within else None,
        SORT: sort,
        "trang": str(number) if number > 1 else None,
    }
    kept = urlencode({name: value for name, value in fields.items() if value})
    return f"/tong-quan/viec?{kept}" if kept else "/tong-quan/viec"


def _sorted(places: Sequence[Place], sort: str, units: Mapping[str, str]) -> Sequence[Place]:
    """In the order that the address asks for; they come with the earliest day first."""
    if sort == "han-muon":
        return sorted(places, key=attrgetter("due_on"), reverse=True)
    if sort == "don-vi":
        return sorted(places, key=lambda place: units.get(place.lead, place.lead))
    return places


def understood(asked: Mapping[str, str], units: Mapping[str, str]) -> tuple[OverviewFilter, int]:
    """The tasks that an address asks for, and which page of them; raises BadForm."""
    unit, box, period, number, group = (
        asked.get(name, "").strip()
        for name in ("don-vi", "o", PERIOD, "trang", count_groups.FIELD)
    )
    if group and group not in count_groups.BY_SLUG:
        raise BadForm("field-choice", "Nhóm việc: hãy mở lại từ trang Tổng quan.")
    require_unit(unit, units)
    if box and box not in labels.STANDINGS:
        raise BadForm("field-choice", "Tình trạng: không có ô này trong tổng quan.")
    within = _period(period)
    if within is None and period not in {"", labels.SINCE_THE_BEGINNING}:
        raise BadForm("field-choice", "Kỳ: hãy mở lại từ trang Tổng quan.")
    if number and not _PAGE.fullmatch(number):
        raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy mở lại từ Tổng quan.")
    which = OverviewFilter(
        unit=unit or None,
        standing=labels.STANDINGS[box] if box else None,
        within=within,
        group=count_groups.BY_SLUG.get(group, CountGroup.ROUTINE),
    )
    return which, int(number or 1)
