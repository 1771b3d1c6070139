"""The list of the meeting over JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.context import viewing_of
from api.meetings import labels
from api.meetings import schemas as meeting_schemas
from api.reading_rights import require_overseeing
from api.rest.answers import Seen, tagged
from api.rest.callers import Caller, ProvedRoute, TheCaller
from api.rest.schemas import SentDay
from api.task.outstanding import Origin, outstanding_answer
from services.queries.meeting_list import (
    ORDINARY_SINCE,
    MeetingHalf,
    MeetingRow,
    MeetingSection,
    meeting_list,
)
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, tags=["meetings"])


@router.get(
    "/meeting-list",
    operation_id="readMeetingList",
    response_model=meeting_schemas.MeetingListAnswer,
)
async def read_meeting_list(
    caller: TheCaller,
    *,
    since: Annotated[
        SentDay | None,
        Query(description="Ngày họp trước; bỏ trống là 7 ngày theo lịch trước hôm nay."),
    ] = None,
    seen: Seen = None,
) -> Response:
    """Danh sách giao ban: mới giao, quá hạn, đến hạn trong tuần, đã báo cáo lên, chờ lãnh đạo."""
    require_overseeing(caller.acting.holder, "Nội dung này")
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    day = viewing.today - ORDINARY_SINCE
    if since is not None:
        day = labels.asked_since(since, viewing.today, field="since")
    async with reading(services.engine) as connection:
        meeting = await meeting_list(connection, services.ledger, viewing, day)
    result = meeting_schemas.MeetingListAnswer(
        today=meeting.today,
        since=meeting.since,
        week_from=meeting.week_from,
        week_until=meeting.week_until,
        assigned=[_part(each, caller) for each in meeting.halves[MeetingHalf.ASSIGNED]],
        routine=[_part(each, caller) for each in meeting.halves[MeetingHalf.ROUTINE]],
    )
    return tagged(result, seen)


def _part(section: MeetingSection, caller: Caller) -> meeting_schemas.MeetingPartAnswer:
    return meeting_schemas.MeetingPartAnswer(
        part=section.part.value,
        counts={group.value: count for group, count in section.counts.items()},
        tasks=[_task(row, caller) for row in section.rows],
        left_out=section.left_out,
    )


def _task(row: MeetingRow, caller: Caller) -> meeting_schemas.MeetingTask:
    acting, origin = caller.acting, row.origin
    return meeting_schemas.MeetingTask(
        work=outstanding_answer(row.work, acting.holder, acting.rules.policy),
        origin=Origin(
            directive=origin.code, source=origin.source.value, number=origin.number, on=origin.on
        )
        if origin
        else None,
    )
