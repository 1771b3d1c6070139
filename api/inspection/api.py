"""Findings of inspectors over JSON: list, read, open, and one route for each act on one."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.context import viewing_of
from api.inspection import schemas as inspection_schemas
from api.inspection.addresses import stream_named
from api.reading_rights import require_reading
from api.rest import schemas
from api.rest.answers import Limit, Seen, tagged
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import operation, run_call
from api.task.trail_answers import trail_line
from services.domain.act import Act
from services.domain.drawn_codes import drawn_code
from services.domain.inspection.acts import ACTS
from services.domain.inspection.acts.open_finding import ACT as OPEN
from services.domain.inspection.events import inspection_stream
from services.domain.inspection.state import InspectionFinding
from services.domain.inspection.terms import InspectionStage
from services.domain.instants import day_of
from services.queries.inspection_page import inspection_page
from services.queries.inspections import InspectionFilter, inspection_list
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter(route_class=ProvedRoute, prefix="/inspection-findings", tags=["inspections"])
InspectionCode = Annotated[
    str, Path(max_length=40, description="Mã của kiến nghị.", examples=["2026.k3m7q2xa"])
]


@router.get(
    "",
    operation_id="listInspectionFindings",
    response_model=inspection_schemas.InspectionFindings,
)
async def list_findings(
    caller: TheCaller,
    *,
    stage: Annotated[InspectionStage | None, Query(description="Tình trạng.")] = None,
    unit: Annotated[
        schemas.Code | None, Query(description="Đơn vị trả lời.", examples=["KTHTDT"])
    ] = None,
    page: Annotated[int, Query(ge=1, le=100_000, description="Trang, từ 1.")] = 1,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Các kiến nghị kiểm tra mà người này xem được, mới nhất trước."""
    require_reading(caller.acting.holder, "Nội dung này")
    services = caller.services
    viewing = await viewing_of(services, caller.acting)
    async with reading(services.engine) as connection:
        listed = await inspection_list(
            connection,
            services.ledger,
            viewing,
            InspectionFilter(stage=stage, unit=unit),
            Stretch.of_page(page, limit),
        )
    result = inspection_schemas.InspectionFindings(
        total=listed.total,
        findings=[_listed(line.finding) for line in listed.lines],
        next=page + 1 if page * limit < listed.total else None,
    )
    return tagged(result, seen)


@router.get(
    "/{code}",
    operation_id="readInspectionFinding",
    response_model=inspection_schemas.InspectionWhole,
)
async def read_finding(caller: TheCaller, code: InspectionCode, seen: Seen = None) -> Response:
    """Một kiến nghị kiểm tra: nội dung, trả lời, kết luận."""
    stream, services, acting = stream_named(code), caller.services, caller.acting
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        shown = await inspection_page(connection, services.ledger, stream, viewing, acting.context)
    result = inspection_schemas.InspectionWhole(
        finding=_listed(shown.finding),
        may=[act.verb for act in ACTS if act.verb and act.slug in shown.offers],
        trail=[trail_line(each.line) for each in shown.acts],
    )
    return tagged(result, seen)


async def _open(actor: TheActor, body: schemas.Schema) -> inspection_schemas.OpenedNow:
    code = drawn_code(OPEN.name, actor.command_id, day_of(actor.acting.now))
    kept = await run_call(actor, OPEN, body, stream=inspection_stream(code))
    return inspection_schemas.OpenedNow(code=code, **kept.model_dump())


router.add_api_route("", operation(_open, OPEN), methods=["POST"], operation_id=OPEN.operation)


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, code: InspectionCode, body: schemas.Schema) -> schemas.Done:
        return await run_call(actor, act, body, stream=stream_named(code))

    return operation(run, act)


for _act in ACTS:
    if _act.resource:
        router.add_api_route(
            f"/{{code}}/{_act.resource}",
            _call(_act),
            methods=["POST"],
            operation_id=_act.operation,
        )


def _listed(finding: InspectionFinding) -> inspection_schemas.ListedInspection:
    return inspection_schemas.ListedInspection(
        code=finding.code,
        about=finding.about.value,
        subject=finding.subject,
        unit=finding.unit,
        restricted=finding.restricted,
        stage=finding.stage.value,
        opened_at=finding.opened.at,
        answer_by_on=finding.answer_by_on,
    )
