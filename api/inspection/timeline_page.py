"""Dòng thời gian của một việc: each fact with who, under which authority, and where it stands."""

import re
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, viewing_of
from api.inspection import finding_labels, labels
from api.inspection.addresses import way_to
from api.inspection.asked import ADDRESS
from api.log import labels as log_phrases
from api.reading_rights import require_reading_across
from api.reminders import labels as promise_labels
from api.web.addresses import known_stream
from api.web.forms import BadForm
from api.web.pages import page
from services.domain.inspection.acts.open_finding import ACT as OPEN
from services.queries.inspections import InspectionFilter, inspection_list
from services.queries.log_rights import Reader
from services.queries.my_work import unit_names
from services.queries.reading import reading
from services.queries.task_timeline import task_timeline

router = APIRouter(prefix=f"{ADDRESS}/viec")
_POSITION: Final = re.compile(r"[1-9]\d{0,16}", re.ASCII)


@router.get("/{stream}")
async def show(
    request: Request, services: TheServices, acting: Viewer, stream: str, *, sau: str = ""
) -> Response:
    """One task from its first fact to its newest; raises NotFound, BadForm."""
    require_reading_across(acting.holder)
    known_stream(stream)
    if sau and not _POSITION.fullmatch(sau):
        raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy xem lại từ trang đầu.")
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        timeline = await task_timeline(
            connection,
            services.ledger,
            reader,
            viewing,
            stream,
            after=int(sau) if sau else None,
        )
        units = await unit_names(connection, services.ledger_id)
        listed = await inspection_list(
            connection, services.ledger, viewing, InspectionFilter(subject=stream)
        )
    return page(
        request,
        "inspection/timeline.html",
        timeline=timeline,
        task=timeline.task,
        units=units,
        findings=listed.lines,
        finding_labels=finding_labels,
        way_to=way_to,
        today=viewing.today,
        may_open=OPEN.offered(None, acting.context) is not None,
        is_first=not sau,
        labels=labels,
        log_phrases=log_phrases,
        promise_labels=promise_labels,
    )
