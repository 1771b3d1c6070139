"""The overview over JSON: every number, and exactly the tasks that it counts."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.context import require_overseeing, viewing_of
from api.overview import schemas as overview_schemas
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import Caller, ProvedRoute, TheCaller
from api.task.answers import measure_of, number, task_line
from api.web.filters import require_unit
from services.domain.task.births import CountGroup
from services.queries.counted import counted, of_places
from services.queries.my_work import part_of, unit_names
from services.queries.overview import overview
from services.queries.overview_views import (
    BoxedTask,
    Count,
    CountFilter,
    IndicatorLine,
    OverviewFilter,
    Place,
    Quarter,
)
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/overview", tags=["overview"])
WHAT = "Nội dung này"
Group = Annotated[
    CountGroup, Query(description="Nhóm việc; ba nhóm được đếm riêng, không cộng vào nhau.")
]


@router.get("", operation_id="readOverview", response_model=overview_schemas.Overview)
async def read_overview(
    caller: TheCaller, group: Group = CountGroup.ROUTINE, seen: Seen = None
) -> Response:
    """Tổng quan: năm ô tình trạng của phường và từng đơn vị, xu hướng, chỉ tiêu đến kỳ."""
    require_overseeing(caller.acting.holder, WHAT)
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        whole = await overview(connection, caller.services.ledger, viewing, group)
    result = overview_schemas.Overview(
        today=whole.today,
        group=whole.group.value,
        groups={group.value: count for group, count in whole.groups.items()},
        ward=_count(whole.ward),
        by_unit=[_count(each) for each in whole.by_unit],
        trend=[_count(each) for each in whole.trend],
        indicators=[_indicator(indicator) for indicator in whole.indicators],
        latest=[_task(each, caller) for each in whole.latest],
    )
    return tagged(result, seen)


@router.get(
    "/tasks", operation_id="listCountedTasks", response_model=overview_schemas.CountedTasks
)
async def list_counted(
    caller: TheCaller,
    *,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị chủ trì.", examples=["KTHTDT"])
    ] = None,
    box: Annotated[
        CountFilter | None, Query(description="Ô tình trạng; `late` là hai ô quá hạn.")
    ] = None,
    quarter: Annotated[
        str | None,
        Query(pattern="^20[0-9]{2}-Q[1-4]$", description="Quý của hạn.", examples=["2026-Q4"]),
    ] = None,
    group: Group = CountGroup.ROUTINE,
    after: After = None,
    limit: Limit = 100,
    seen: Seen = None,
) -> Response:
    """Đúng các việc mà một con số của tổng quan đếm, hạn sớm trước."""
    require_overseeing(caller.acting.holder, WHAT)
    which = OverviewFilter(unit=unit, standing=box, quarter=_quarter(quarter), group=group)
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    async with reading(services.engine) as connection:
        require_unit(unit, await unit_names(connection, services.ledger_id), field="unit")
        places = await counted(connection, services.ledger_id, viewing, which)
        shown, following = page_of(places, _place, after, limit)
        rows = await of_places(connection, services.ledger_id, viewing, shown)
    counted_tasks = overview_schemas.CountedTasks(
        total=len(places), tasks=[_task(row, caller) for row in rows], next=following
    )
    return tagged(counted_tasks, seen)


def _quarter(asked: str | None) -> Quarter | None:
    if asked is None:
        return None
    year, _, number_of = asked.partition("-Q")
    return Quarter(int(year), int(number_of))


def _place(place: Place) -> tuple[str, ...]:
    return place.due_on.isoformat(), place.stream


def _count(each: Count) -> overview_schemas.Count:
    quarter = f"{each.quarter.year}-Q{each.quarter.number}" if each.quarter else None
    return overview_schemas.Count(
        unit=each.unit,
        quarter=quarter,
        boxes={box.value: count for box, count in each.counts.items()},
        total=each.total,
    )


def _indicator(indicator_line: IndicatorLine) -> overview_schemas.IndicatorDue:
    return overview_schemas.IndicatorDue(
        stream=indicator_line.stream,
        lead_unit=indicator_line.lead_unit,
        due_on=indicator_line.due_on,
        measure=measure_of(indicator_line.measure),
        value=number(indicator_line.value),
        period=indicator_line.period,
    )


def _task(boxed_task: BoxedTask, caller: Caller) -> overview_schemas.CountedTask:
    part = part_of(boxed_task.task, caller.acting.holder, caller.acting.rules.policy)
    line = task_line(boxed_task.task, boxed_task.box.value, part)
    return overview_schemas.CountedTask(task=line, days_late=boxed_task.days_late)
