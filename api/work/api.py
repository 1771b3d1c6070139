"""Own work over JSON: what waits for this person, and what is elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.context import viewing_of
from api.labels import titles
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute
from api.rest.known import TheKnownCaller
from api.task.answers import work_line
from api.web.filters import LONGEST
from api.work import schemas as work_schemas
from services.domain.plan.draft import ItemKind
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.work_filter import WorkFilter, narrowed, reminded
from services.queries.work_views import Group

router = APIRouter(route_class=ProvedRoute, tags=["work"])


@router.get("/my-work", operation_id="readMyWork", response_model=work_schemas.MyWork)
async def read_my_work(
    caller: TheKnownCaller,
    *,
    group: Annotated[Group | None, Query(description="Chỉ một nhóm.")] = None,
    unit: Annotated[schemas.Code | None, Query(examples=["KTHTDT"])] = None,
    kind: Annotated[ItemKind | None, Query()] = None,
    period: Annotated[str, Query(max_length=20, examples=["2026-Q4"])] = "",
    words: Annotated[
        str, Query(max_length=LONGEST, description="Các từ cần có.", examples=["nước sạch"])
    ] = "",
    seen: Seen = None,
) -> Response:
    """Việc của tôi: việc chờ người này và việc đang ở nơi khác."""
    acting, services = caller.acting, caller.services
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        work = await my_work(connection, services.ledger_id, viewing)
    asked = WorkFilter(group=group, unit=unit or "", kind=kind or "", period=period, wanted=words)
    result = work_schemas.MyWork(
        groups=[
            work_schemas.WorkGroup(
                group=each.group.value, tasks=[work_line(row) for row in each.rows]
            )
            for each in narrowed(work, asked, titles.named).groups
            if asked.group in {None, each.group}
        ],
        overdue=[
            work_schemas.OverdueShown(
                task=row.task.stream,
                due_on=row.overdue.due_on,
                after_working_days=row.overdue.after_working_days,
                overdue_working_days=row.overdue.overdue_working_days,
                as_request=row.overdue.as_request,
            )
            for each in work.groups
            for row in each.rows
            if row.overdue is not None
        ],
        reminded=[
            work_schemas.ReminderOfToday(
                task=row.task.stream,
                due_on=row.reminded.due_on,
                offset_working_days=row.reminded.offset_working_days,
                recorded_at=row.reminded.recorded_at,
            )
            for row in reminded(work)
            if row.reminded is not None
        ],
    )
    return tagged(caller.known(result), seen)
