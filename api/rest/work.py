"""Own work and the period sheets over JSON; a sheet's acts are those of its tasks."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api import titles
from api.addresses import known_unit
from api.deps import viewing_of
from api.filters import LONGEST
from api.rest import list_schemas, schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.rest.task_answers import figure_given, task_answer, work_line
from services.domain.plan.draft import ItemKind
from services.queries.last_period import LastPeriod
from services.queries.my_work import my_work
from services.queries.period_sheet import PeriodSheet, period_sheet, periods_of
from services.queries.reading import reading
from services.queries.views import Group, TaskPage
from services.queries.work_filter import WorkFilter, narrowed

router = APIRouter(route_class=ProvedRoute, tags=["work"])


@router.get("/my-work", operation_id="readMyWork", response_model=list_schemas.MyWork)
async def read_my_work(
    caller: TheCaller,
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
    result = list_schemas.MyWork(
        groups=[
            list_schemas.WorkGroup(
                group=each.group.value, tasks=[work_line(row) for row in each.rows]
            )
            for each in narrowed(work, asked, titles.named).groups
            if asked.group in {None, each.group}
        ]
    )
    return tagged(result, seen)


@router.get("/sheets", operation_id="listPeriodSheets", response_model=list_schemas.Sheets)
async def list_sheets(caller: TheCaller, seen: Seen = None) -> Response:
    """Các phiếu báo cáo kỳ của đơn vị mình còn việc đang mở."""
    services = caller.services
    async with reading(services.engine) as connection:
        rows = await periods_of(connection, services.ledger_id, caller.acting.holder)
    result = list_schemas.Sheets(
        sheets=[
            list_schemas.SheetCount(unit=row.unit, period=row.period, open=row.open, done=row.done)
            for row in rows
        ]
    )
    return tagged(result, seen)


@router.get("/sheets/{period}", operation_id="readPeriodSheet", response_model=list_schemas.Sheet)
async def read_sheet(
    caller: TheCaller,
    period: Annotated[str, Path(max_length=20, description="Kỳ báo cáo.", examples=["2026-Q4"])],
    *,
    unit: Annotated[
        schemas.Code | None,
        Query(description="Đơn vị của mình; bỏ trống là đơn vị đầu tiên.", examples=["KTHTDT"]),
    ] = None,
    seen: Seen = None,
) -> Response:
    """Một phiếu báo cáo kỳ: mọi việc đang mở của đơn vị trong kỳ."""
    acting, services = caller.acting, caller.services
    own = known_unit(acting, period, unit or "")
    async with reading(services.engine) as connection:
        sheet = await period_sheet(
            connection,
            services.ledger,
            acting.context,
            unit=own,
            period=period,
        )
    return tagged(_sheet(sheet), seen)


def _sheet(sheet: PeriodSheet) -> list_schemas.Sheet:
    def reported(pages: tuple[TaskPage, ...]) -> list[list_schemas.SheetTask]:
        return [
            list_schemas.SheetTask(
                task=task_answer(page), before=_before(sheet.before.get(page.task.stream))
            )
            for page in pages
        ]

    return list_schemas.Sheet(
        unit=sheet.unit,
        period=sheet.period,
        fill=reported(sheet.fill),
        sign=reported(sheet.sign),
        elsewhere=reported(sheet.elsewhere),
        done=sheet.done,
    )


def _before(last: LastPeriod | None) -> list_schemas.Before | None:
    if last is None:
        return None
    # Words of a nil are read on the task they were typed for.
    figures = [figure_given(figure, None) for figure in last.figures.values()]
    return list_schemas.Before(period=last.period, figures=figures)
