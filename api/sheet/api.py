"""The period sheets over JSON; a sheet's acts are those of its tasks."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheCaller
from api.sheet import schemas as sheet_schemas
from api.task.answers import figure_given, task_answer
from api.web.addresses import known_unit
from services.queries.last_period import LastPeriod
from services.queries.period_sheet import PeriodSheet, period_sheet, periods_of
from services.queries.reading import reading
from services.queries.views import TaskPage

router = APIRouter(route_class=ProvedRoute, tags=["work"])


@router.get("/sheets", operation_id="listPeriodSheets", response_model=sheet_schemas.Sheets)
async def list_sheets(caller: TheCaller, seen: Seen = None) -> Response:
    """Các phiếu báo cáo kỳ của đơn vị mình còn việc đang mở."""
    services = caller.services
    async with reading(services.engine) as connection:
        rows = await periods_of(connection, services.ledger_id, caller.acting.holder)
    result = sheet_schemas.Sheets(
        sheets=[
            sheet_schemas.SheetCount(
                unit=row.unit, period=row.period, open=row.open, done=row.done
            )
            for row in rows
            if row.open
        ]
    )
    return tagged(result, seen)


@router.get("/sheets/{period}", operation_id="readPeriodSheet", response_model=sheet_schemas.Sheet)
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
    """Một phiếu báo cáo kỳ: mọi việc của đơn vị trong kỳ."""
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


def _sheet(sheet: PeriodSheet) -> sheet_schemas.Sheet:
    def reported(pages: tuple[TaskPage, ...]) -> list[sheet_schemas.SheetTask]:
        return [
            sheet_schemas.SheetTask(
                task=task_answer(page),
                before=_before(sheet.before.get(page.task.stream)),
                year_before=_before(sheet.year_before.get(page.task.stream)),
            )
            for page in pages
        ]

    return sheet_schemas.Sheet(
        unit=sheet.unit,
        period=sheet.period,
        fill=reported(sheet.fill),
        sign=reported(sheet.sign),
        elsewhere=reported(sheet.elsewhere),
        closed=reported(sheet.closed),
        done=len(sheet.closed),
    )


def _before(last: LastPeriod | None) -> sheet_schemas.Before | None:
    if last is None:
        return None
    # Words of a nil are read on the task they were typed for.
    figures = [figure_given(figure, None) for figure in last.figures.values()]
    return sheet_schemas.Before(period=last.period, figures=figures)
