"""Administration over JSON: units, people, offices, accounts; for administrators only."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from api.people import schemas
from api.people.reading import known_person, read
from api.rest.answers import Seen, tagged
from api.rest.callers import Caller, ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import Call, operation, run_call
from api.rest.schemas import Done, Schema
from services.domain.act import Act
from services.domain.directory.acts import OF_A_PERSON, UNIT_ACTS
from services.domain.directory.acts.register_unit import ACT as REGISTER_UNIT
from services.domain.errors import NotAllowed
from services.domain.instants import day_of
from services.queries.admin_views import PersonRow
from services.queries.unit_page import unit_page

router = APIRouter(route_class=ProvedRoute, tags=["administration"])


@router.get("/units", operation_id="listUnits", response_model=schemas.UnitList)
async def list_units(caller: TheCaller, seen: Seen = None) -> Response:
    """Các đơn vị của phường và đơn vị phối hợp."""
    directory = await read(caller.services, caller.acting)
    return tagged(schemas.UnitList(units=[schemas.unit(row) for row in directory.units]), seen)


@router.get("/units/{code}", operation_id="readUnit", response_model=schemas.UnitRead)
async def read_unit(caller: TheCaller, code: schemas.UnitCode, seen: Seen = None) -> Response:
    """Một đơn vị: tên qua các lần đính chính, lãnh đạo phụ trách."""
    await read(caller.services, caller.acting)
    page = await unit_page(caller.services.ledger, code, day_of(caller.acting.now))
    return tagged(schemas.unit_read(page), seen)


async def _register(actor: TheActor, body: Schema) -> Done:
    return await run_call(actor, REGISTER_UNIT, body)


router.add_api_route(
    "/units",
    operation(_register, REGISTER_UNIT),
    methods=["POST"],
    operation_id=REGISTER_UNIT.operation,
)


def _of_unit(act: Act[Any, Any, Any]) -> Call:
    async def run(actor: TheActor, code: schemas.UnitCode, body: Schema) -> Done:
        return await run_call(actor, act, body, unit=code)

    return operation(run, act)


for _of in UNIT_ACTS:
    if _of.resource:
        router.add_api_route(
            f"/units/{{code}}/{_of.resource}",
            _of_unit(_of),
            methods=["POST"],
            operation_id=_of.operation,
        )


@router.get("/people", operation_id="listPeople", response_model=schemas.PersonList)
async def list_people(caller: TheCaller, seen: Seen = None) -> Response:
    """Các cán bộ với chức vụ và tài khoản."""
    directory = await read(caller.services, caller.acting)
    return tagged(
        schemas.PersonList(
            people=[schemas.person(row, directory.unit_names) for row in directory.people]
        ),
        seen,
    )


@router.get("/people/{person_id}", operation_id="readPerson", response_model=schemas.Person)
async def read_person(caller: TheCaller, person_id: UUID, seen: Seen = None) -> Response:
    """Một cán bộ."""
    directory = await read(caller.services, caller.acting)
    person = known_person(directory, str(person_id))
    return tagged(schemas.person(person, directory.unit_names), seen)


@router.get(
    "/people/{person_id}/sessions", operation_id="listSessions", response_model=schemas.SessionList
)
async def list_sessions(caller: TheCaller, person_id: UUID, seen: Seen = None) -> Response:
    """Các phiên đăng nhập đang mở và số mã truy cập đang dùng của một cán bộ."""
    await _known(caller, person_id)
    services, acting = caller.services, caller.acting
    idle = acting.rules.policy.session_idle_minutes
    sessions = await services.directory.live_sessions(person_id, acting.now, idle)
    session_list = schemas.SessionList(
        sessions=[
            schemas.SessionGiven(
                session_id=session.session_id,
                started_at=session.started_at,
                last_seen_at=session.last_seen_at,
                browser=session.browser,
                address=session.address,
            )
            for session in sessions
        ],
        tokens=len(await services.tokens.of_person(person_id, acting.now)),
    )
    return tagged(session_list, seen)


def _of_person(act: Act[Any, Any, Any]) -> Call:
    async def run(actor: TheActor, person_id: UUID, body: Schema) -> Done:
        return await run_call(actor, act, body, person_id=person_id)

    return operation(run, act)


@router.post("/people", include_in_schema=False)
async def refuse_administering(_: TheCaller) -> None:
    """What an earlier release let programs do; whoever calls is told who may now."""
    raise NotAllowed(
        "token-not-administering",
        "Phần mềm với mã truy cập không được thêm cán bộ, giao chức vụ, cấp liên kết, khóa hay mở "
        "tài khoản. Quản trị hệ thống làm việc này trên trang Quản trị.",
    )


for _act in OF_A_PERSON:
    if _act.resource:
        router.add_api_route(
            f"/people/{{person_id}}/{_act.resource}",
            _of_person(_act) if _act.by_program else refuse_administering,
            methods=["POST"],
            operation_id=_act.operation,
            include_in_schema=_act.by_program,
        )


async def _known(caller: Caller, person_id: UUID) -> PersonRow:
    return known_person(await read(caller.services, caller.acting), str(person_id))
