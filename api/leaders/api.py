"""What is late for leaders, and what the upper body has not answered, over JSON."""

from fastapi import APIRouter, Response

from api.context import viewing_of
from api.leaders import schemas as leader_schemas
from api.reading_rights import require_overseeing
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import Caller, ProvedRoute, TheCaller
from api.task.answers import task_line
from api.task.outstanding import outstanding_answer
from services.domain.task.lateness import box
from services.queries.awaited_recognitions import (
    AwaitedRecognition,
    RecognitionPlace,
    awaited_recognitions,
    awaiting_places,
)
from services.queries.late_for_leaders import (
    LeaderRow,
    LeaderTurn,
    late_for_leaders,
    leader_place,
)
from services.queries.my_work import part_of
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, tags=["leaders"])
_WHAT = "Nội dung này"
_MOST_DAYS = 99_999  # working days late, as a part of a place that sorts the latest first


@router.get(
    "/late-for-leaders",
    operation_id="listLateForLeaders",
    response_model=leader_schemas.LateTasks,
)
async def list_late(
    caller: TheCaller, after: After = None, limit: Limit = 100, seen: Seen = None
) -> Response:
    """Việc quá hạn hoặc đã báo cáo lên: ai, chậm bao nhiêu, còn thiếu gì, cấp nào quyết định."""
    require_overseeing(caller.acting.holder, _WHAT)
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    async with reading(services.engine) as connection:
        late = await late_for_leaders(connection, services.ledger, viewing)
    shown, following = page_of(late.rows, _place, after, limit)
    result = leader_schemas.LateTasks(
        today=late.today,
        counts=[
            leader_schemas.LeaderCount(
                own=group.turn is LeaderTurn.OWN, group=group.group.value, count=count
            )
            for group, count in late.counts.items()
        ],
        tasks=[_late(row, caller) for row in shown],
        next=following,
    )
    return tagged(result, seen)


@router.get(
    "/awaited-recognitions",
    operation_id="listAwaitedRecognitions",
    response_model=leader_schemas.AwaitedTasks,
)
async def list_awaited(
    caller: TheCaller, after: After = None, limit: Limit = 100, seen: Seen = None
) -> Response:
    """Việc phường đã hoàn thành mà cấp trên giao việc chưa trả lời."""
    require_overseeing(caller.acting.holder, _WHAT)
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    async with reading(services.engine) as connection:
        places = await awaiting_places(connection, services.ledger_id, viewing)
        shown, following = page_of(places, _finished, after, limit)
        awaited = await awaited_recognitions(connection, services.ledger_id, viewing, shown)
    result = leader_schemas.AwaitedTasks(
        total=len(places),
        may_record=awaited.may_record,
        tasks=[_awaited(row, caller) for row in awaited.rows],
        next=following,
    )
    return tagged(result, seen)


def _place(row: LeaderRow) -> tuple[str, ...]:
    group, known, earliest, due_on, stream = leader_place(row)
    return f"{group}.{known:d}.{_MOST_DAYS + earliest:05d}.{due_on.isoformat()}", stream


def _finished(place: RecognitionPlace) -> tuple[str, ...]:
    return place.finished_on.isoformat(), place.stream


def _late(row: LeaderRow, caller: Caller) -> leader_schemas.LeaderTask:
    acting = caller.acting
    return leader_schemas.LeaderTask(
        own=row.group.turn is LeaderTurn.OWN,
        work=outstanding_answer(row.work, acting.holder, acting.rules.policy),
    )


def _awaited(row: AwaitedRecognition, caller: Caller) -> leader_schemas.AwaitedTask:
    acting, task = caller.acting, row.task
    # What has ended stands in the same box on every day.
    status = box(task, row.finished_on).value
    part = part_of(task, acting.holder, acting.rules.policy)
    return leader_schemas.AwaitedTask(
        task=task_line(task, status, part),
        finished_on=row.finished_on,
        superior_due_on=row.superior_due_on,
        waited=row.waited,
    )
