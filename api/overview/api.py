"""The overview over JSON: every number, and exactly the tasks that it counts."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.context import viewing_of
from api.overview import schemas as overview_schemas
from api.reading_rights import require_reading
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import Caller, ProvedRoute
from api.rest.known import TheKnownCaller
from api.task.answers import task_line
from api.task.result_answers import row_answer
from api.web.filters import require_unit
from services.domain.task.births import CountGroup
from services.queries.counted import counted, of_places
from services.queries.my_work import part_of, unit_names
from services.queries.overview import overview
from services.queries.overview_views import (
    BoxedTask,
    Count,
    CountedYear,
    CountFilter,
    OverviewFilter,
    Place,
    Quarter,
    Within,
)
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/overview", tags=["overview"])
WHAT = "Nội dung này"
Group = Annotated[
    CountGroup, Query(description="Nhóm việc; ba nhóm được đếm riêng, không cộng vào nhau.")
]
Year = Annotated[int | None, Query(ge=2000, le=2099, description="Năm của hạn.", examples=[2026])]
QuarterOf = Annotated[
    str | None,
    Query(pattern="^20[0-9]{2}-Q[1-4]$", description="Quý của hạn.", examples=["2026-Q4"]),
]


@router.get("", operation_id="readOverview", response_model=overview_schemas.Overview)
async def read_overview(
    caller: TheKnownCaller,
    *,
    group: Group = CountGroup.ROUTINE,
    year: Year = None,
    quarter: QuarterOf = None,
    seen: Seen = None,
) -> Response:
    """Tổng quan: năm ô tình trạng của phường và từng đơn vị, xu hướng, kết quả chỉ tiêu."""
    require_reading(caller.acting.holder, WHAT)
    viewing = await viewing_of(caller.services, caller.acting)
    async with reading(caller.services.engine) as connection:
        whole = await overview(
            connection, caller.services.ledger, viewing, group, _within(year, quarter)
        )
    result = overview_schemas.Overview(
        today=whole.today,
        group=whole.group.value,
        groups={group.value: count for group, count in whole.groups.items()},
        ward=_count(whole.ward),
        by_unit=[_count(each) for each in whole.by_unit],
        trend=[_count(each) for each in whole.trend],
        indicators=[row_answer(row) for row in whole.indicators],
        late=whole.late,
        latest=[_task(each, caller) for each in whole.latest],
    )
    return tagged(caller.known(result), seen)


@router.get(
    "/tasks", operation_id="listCountedTasks", response_model=overview_schemas.CountedTasks
)
async def list_counted(
    caller: TheKnownCaller,
    *,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị chủ trì.", examples=["KTHTDT"])
    ] = None,
    box: Annotated[
        CountFilter | None, Query(description="Ô tình trạng; `late` là hai ô quá hạn.")
    ] = None,
    year: Year = None,
    quarter: QuarterOf = None,
    group: Group = CountGroup.ROUTINE,
    after: After = None,
    limit: Limit = 100,
    seen: Seen = None,
) -> Response:
    """Đúng các việc mà một con số của tổng quan đếm, hạn sớm trước."""
    require_reading(caller.acting.holder, WHAT)
    which = OverviewFilter(unit=unit, standing=box, within=_within(year, quarter), group=group)
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
    return tagged(caller.known(counted_tasks), seen)


def _within(year: int | None, quarter: str | None) -> Within:
    """A quarter where one is asked for, else a year, else everything."""
    if quarter is not None:
        of, _, number = quarter.partition("-Q")
        return Quarter(int(of), int(number))
    return CountedYear(year) if year is not None else None


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


def _task(boxed_task: BoxedTask, caller: Caller) -> overview_schemas.CountedTask:
    part = part_of(boxed_task.task, caller.acting.holder, caller.acting.rules.policy)
    line = task_line(boxed_task.task, boxed_task.box.value, part)
    return overview_schemas.CountedTask(task=line, days_late=boxed_task.days_late)
