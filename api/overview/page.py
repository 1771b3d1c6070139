"""Tổng quan: one screen for leaders, the Office and inspectors; every number opens its rows."""

import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, require_overseeing, viewing_of
from api.labels import count_groups
from api.overview import labels
from api.web.filters import require_unit
from api.web.forms import BadForm
from api.web.pages import page
from services.domain.errors import Refusal
from services.domain.task.births import CountGroup
from services.queries.changes import change_mark
from services.queries.counted import counted, of_places
from services.queries.my_work import unit_names
from services.queries.overview import overview
from services.queries.overview_views import BoxedTask, CountFilter, OverviewFilter, Place, Quarter
from services.queries.reading import reading

router = APIRouter()
A_PAGE: Final = 100
_QUARTER: Final = re.compile(r"(20\d\d)-([1-4])")
_PAGE: Final = re.compile(r"[1-9]\d{0,5}")


@router.get("/tong-quan")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Tổng quan của phường, tính đến lúc mở trang."""
    require_overseeing(acting.holder)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        group = count_groups.BY_SLUG.get(request.query_params.get(count_groups.FIELD, ""))
        shown_page = await overview(connection, services.ledger, viewing, group)
    return page(
        request,
        "overview/page.html",
        found=shown_page,
        now=acting.now,
        CountFilter=CountFilter,
        labels=labels,
        link=partial(link, group=shown_page.group),
        count_groups=count_groups,
        group=shown_page.group,
        groups=shown_page.groups,
        group_link=_of_group,
        mark=mark,
    )


@router.get("/tong-quan/viec")
async def show_rows(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Các việc của một con số; an address that cannot be understood is answered in a sentence."""
    require_overseeing(acting.holder)
    asked = request.query_params
    refused, which, number = "", OverviewFilter(), 1
    places: tuple[Place, ...] = ()
    rows: tuple[BoxedTask, ...] = ()
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        units = await unit_names(connection, services.ledger_id)
        try:
            which, number = understood(asked, units)
            places = await counted(connection, services.ledger_id, viewing, which)
            shown = places[(number - 1) * A_PAGE : number * A_PAGE]
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
        count_groups=count_groups,
        overview_link=_of_group(which.group),
    )


def _of_group(group: CountGroup) -> str:
    """The overview of one group of work."""
    return f"/tong-quan?{urlencode({count_groups.FIELD: count_groups.SLUGS[group]})}"


def link(
    unit: str | None = None,
    standing: CountFilter | None = None,
    quarter: Quarter | None = None,
    number: int = 1,
    *,
    group: CountGroup = CountGroup.ROUTINE,
) -> str:
    """The address of the rows behind a number."""
    fields = {
        count_groups.FIELD: None if group is CountGroup.ROUTINE else count_groups.SLUGS[group],
        "don-vi": unit,
        "o": labels.SLUGS[standing] if standing else None,
        "quy": f"{quarter.year}-{quarter.number}" if quarter else None,
        "trang": str(number) if number > 1 else None,
    }
    kept = urlencode({name: value for name, value in fields.items() if value})
    return f"/tong-quan/viec?{kept}" if kept else "/tong-quan/viec"


def understood(asked: Mapping[str, str], units: Mapping[str, str]) -> tuple[OverviewFilter, int]:
    """The tasks that an address asks for, and which page of them; raises BadForm."""
    unit, box, quarter, number, group = (
        asked.get(name, "").strip() for name in ("don-vi", "o", "quy", "trang", count_groups.FIELD)
    )
    if group and group not in count_groups.BY_SLUG:
        raise BadForm("field-choice", "Nhóm việc: hãy mở lại từ trang Tổng quan.")
    require_unit(unit, units)
    if box and box not in labels.STANDINGS:
        raise BadForm("field-choice", "Tình trạng: không có ô này trong tổng quan.")
    match = _QUARTER.fullmatch(quarter)
    if quarter and match is None:
        raise BadForm("field-choice", "Quý: hãy mở lại từ trang Tổng quan.")
    if number and not _PAGE.fullmatch(number):
        raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy mở lại từ Tổng quan.")
    which = OverviewFilter(
        unit=unit or None,
        standing=labels.STANDINGS[box] if box else None,
        quarter=Quarter(int(match[1]), int(match[2])) if match else None,
        group=count_groups.BY_SLUG.get(group, CountGroup.ROUTINE),
    )
    return which, int(number or 1)
