"""Tasks over JSON: list, read, and one route that runs any act."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.context import viewing_of
from api.rest import schemas
from api.rest.answers import (
    After,
    Limit,
    Seen,
    Stream,
    cursor,
    no_cursor,
    read_cursor,
    tagged,
)
from api.rest.callers import ProvedRoute, TheActor
from api.rest.command_bodies import operation, run_call
from api.rest.known import TheKnownCaller
from api.task import schemas as task_schemas
from api.task.answers import task_answer, work_line
from api.web.addresses import known_stream
from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.task.acts import ACTS
from services.queries.reading import reading
from services.queries.task_list import TaskListFilter, task_list
from services.queries.task_page import task_page

router = APIRouter(route_class=ProvedRoute, tags=["tasks"])
Stage = Literal["issued", "acknowledged", "submitted", "approved", "confirmed"]


@router.get("/tasks", operation_id="listTasks", response_model=task_schemas.TaskList)
async def list_tasks(
    caller: TheKnownCaller,
    *,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị chủ trì.", examples=["KTHTDT"])
    ] = None,
    stage: Annotated[Stage | None, Query(description="Bước của việc.")] = None,
    closed: Annotated[bool | None, Query(description="Đã kết thúc hay đang mở.")] = None,
    after: After = None,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Các việc mà người này được xem, hạn sớm trước."""
    viewing = await viewing_of(caller.services, caller.acting)
    wanted = TaskListFilter(
        unit=unit, stage=stage, closed=closed, after=_place(after), limit=limit
    )
    async with reading(caller.services.engine) as connection:
        rows, more = await task_list(
            connection,
            caller.services.ledger_id,
            viewing=viewing,
            wanted=wanted,
        )
    last = rows[-1].task if rows and more else None
    result = task_schemas.TaskList(
        tasks=[work_line(row) for row in rows],
        next=cursor(last.by_due_day.isoformat(), last.stream) if last else None,
    )
    return tagged(caller.known(result), seen)


@router.get("/tasks/{stream}", operation_id="readTask", response_model=task_schemas.Task)
async def read_task(caller: TheKnownCaller, stream: Stream, seen: Seen = None) -> Response:
    """Một việc: yêu cầu, các bản đã gửi, ai làm gì tiếp theo, diễn biến."""
    acting = caller.acting
    page = await task_page(caller.services.ledger, known_stream(stream), acting.context)
    return tagged(caller.known(task_answer(page.only_read if caller.past else page)), seen)


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, stream: Stream, body: schemas.Schema) -> schemas.Done:
        return await run_call(actor, act, body, stream=known_stream(stream))

    return operation(run, act)


for _act in ACTS:
    if _act.resource:
        router.add_api_route(
            f"/tasks/{{stream}}/{_act.resource}",
            _call(_act),
            methods=["POST"],
            operation_id=_act.operation,
        )


def _place(after: str | None) -> tuple[date | None, str] | None:
    if after is None:
        return None
    day, stream = read_cursor(after)
    try:
        due_on = date.fromisoformat(day)
        return None if due_on == date.max else due_on, known_stream(stream)
    except (ValueError, Refusal):
        raise no_cursor() from None
