"""Administration over JSON: units, people, offices, accounts; for administrators only."""

import hashlib
from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter, Response

from api.directory_reading import known_person, read
from api.rest import administration_schemas as schemas
from api.rest.answers import Seen, done, tagged
from api.rest.callers import Actor, Caller, ProvedRoute, TheActor, TheCaller
from api.rest.schemas import Done, NoBody, PaperShape, Schema
from services.commands.requests import CommandRequest, TypedTexts, tidy
from services.domain.directory.decider import (
    CorrectPerson,
    EndOffice,
)
from services.domain.directory.units import NameOverseer, RegisterUnit, RenameUnit
from services.domain.errors import NotAllowed
from services.domain.instants import day_of
from services.domain.papers import Paper
from services.ledger.port import Outcome
from services.queries.unit_page import unit_page
from services.queries.views import PersonRow

router = APIRouter(route_class=ProvedRoute, tags=["administration"])
_NAME_LENGTH = 200


@router.get("/units", operation_id="listUnits", response_model=schemas.UnitList)
async def list_units(caller: TheCaller, seen: Seen = None) -> Response:
    """Các đơn vị của phường và đơn vị phối hợp."""
    found = await read(caller.house, caller.acting)
    return tagged(schemas.UnitList(units=[schemas.unit(row) for row in found.units]), seen)


@router.get("/units/{code}", operation_id="readUnit", response_model=schemas.UnitRead)
async def read_unit(caller: TheCaller, code: schemas.UnitCode, seen: Seen = None) -> Response:
    """Một đơn vị: tên qua các lần đính chính, lãnh đạo phụ trách."""
    await read(caller.house, caller.acting)
    page = await unit_page(caller.house.ledger, code, day_of(caller.acting.now))
    return tagged(schemas.unit_read(page), seen)


@router.post("/units", operation_id="registerUnit")
async def register_unit(actor: TheActor, body: schemas.NewUnit) -> Done:
    """Thêm đơn vị."""
    command = RegisterUnit(
        code=body.code.upper(),
        name=tidy(body.name, label="Tên đơn vị", limit=_NAME_LENGTH),
        kind=body.kind.value,
        internal=body.internal,
        restricted=body.restricted,
    )
    command_request = _command_request(actor, "register-unit", command.code, body)
    return done(await actor.house.directory.units.register_unit(command_request, command))


@router.post("/units/{code}/name", operation_id="renameUnit")
async def rename_unit(actor: TheActor, code: schemas.UnitCode, body: schemas.NewName) -> Done:
    """Đính chính tên chính thức từ một ngày."""
    command = RenameUnit(
        unit=code,
        name=tidy(body.name, label="Tên đơn vị", limit=_NAME_LENGTH),
        from_on=body.from_on,
        basis=_paper(body.basis),
    )
    command_request = _command_request(actor, "rename-unit", code, body)
    return done(await actor.house.directory.units.rename_unit(command_request, command))


@router.post("/units/{code}/overseer", operation_id="nameOverseer")
async def name_overseer(actor: TheActor, code: schemas.UnitCode, body: schemas.Overseer) -> Done:
    """Phân công lãnh đạo phụ trách đơn vị."""
    command = NameOverseer(
        unit=code,
        person_id=body.person_id,
        from_on=body.from_on,
        basis=_paper(body.basis) if body.basis else None,
    )
    command_request = _command_request(actor, "name-overseer", code, body)
    return done(await actor.house.directory.units.name_overseer(command_request, command))


@router.get("/people", operation_id="listPeople", response_model=schemas.PersonList)
async def list_people(caller: TheCaller, seen: Seen = None) -> Response:
    """Các cán bộ với chức vụ và tài khoản."""
    found = await read(caller.house, caller.acting)
    return tagged(schemas.PersonList(people=[schemas.person(row) for row in found.people]), seen)


@router.get("/people/{person_id}", operation_id="readPerson", response_model=schemas.Person)
async def read_person(caller: TheCaller, person_id: UUID, seen: Seen = None) -> Response:
    """Một cán bộ."""
    return tagged(schemas.person(await _known(caller, person_id)), seen)


@router.get(
    "/people/{person_id}/sessions", operation_id="listSessions", response_model=schemas.SessionList
)
async def list_sessions(caller: TheCaller, person_id: UUID, seen: Seen = None) -> Response:
    """Các phiên đăng nhập đang mở và số mã truy cập đang dùng của một cán bộ."""
    await _known(caller, person_id)
    house, acting = caller.house, caller.acting
    idle = acting.rules.policy.session_idle_minutes
    sessions = await house.directory.live_sessions(person_id, acting.now, idle)
    found = schemas.SessionList(
        sessions=[
            schemas.SessionGiven(
                session_id=one.session_id,
                started_at=one.started_at,
                last_seen_at=one.last_seen_at,
            )
            for one in sessions
        ],
        tokens=len(await house.tokens.of_person(person_id, acting.now)),
    )
    return tagged(found, seen)


@router.post("/people/{person_id}/details", operation_id="correctPerson")
async def correct_person(actor: TheActor, person_id: UUID, body: schemas.Details) -> Done:
    """Đính chính họ tên, số điện thoại."""
    put = actor.words()
    command = CorrectPerson(
        person_id=person_id,
        name=put.need(body.name, label="Họ và tên", field="name"),
        phone=put.telephone(body.phone),
    )
    command_request = _command_request(actor, "correct-person", str(person_id), body, put)
    return done(await actor.house.directory.correct_person(command_request, command))


@router.post("/people/{person_id}/offices/end", operation_id="endOffice")
async def end_office(actor: TheActor, person_id: UUID, body: schemas.EndedOffice) -> Done:
    """Thôi chức vụ."""
    command = EndOffice(
        person_id=person_id, office=body.office, unit=body.unit, until_on=body.until_on
    )
    command_request = _command_request(actor, "end-office", str(person_id), body)
    return done(await actor.house.directory.end_office(command_request, command))


@router.post("/people/{person_id}/sessions/end", operation_id="endSessions")
async def end_sessions(actor: TheActor, person_id: UUID, body: NoBody) -> Done:
    """Đăng xuất mọi nơi; mã truy cập cũng hết hiệu lực."""
    act = actor.house.directory.end_sessions
    return await _on_account(actor, "end-sessions", person_id, body, act)


@router.post("/people/{person_id}/password/revoke", operation_id="revokePassword")
async def revoke_password(actor: TheActor, person_id: UUID, body: NoBody) -> Done:
    """Buộc đổi mật khẩu; phiên và mã truy cập kết thúc."""
    act = actor.house.directory.revoke_password
    return await _on_account(actor, "revoke-password", person_id, body, act)


@router.post("/people", include_in_schema=False)
@router.post("/people/{person_id}/offices", include_in_schema=False)
@router.post("/people/{person_id}/link", include_in_schema=False)
@router.post("/people/{person_id}/account/close", include_in_schema=False)
@router.post("/people/{person_id}/account/reopen", include_in_schema=False)
async def refuse_administering(_: TheCaller) -> None:
    """What an earlier release let programs do; whoever calls is told who may now."""
    raise NotAllowed(
        "token-not-administering",
        "Phần mềm với mã truy cập không được thêm cán bộ, giao chức vụ, cấp liên kết, khóa hay mở "
        "tài khoản. Quản trị hệ thống làm việc này trên trang Quản trị.",
    )


async def _on_account(
    actor: Actor,
    name: str,
    person_id: UUID,
    body: NoBody,
    act: Callable[[CommandRequest, UUID], Awaitable[Outcome | None]],
) -> Done:
    return done(await act(_command_request(actor, name, str(person_id), body), person_id))


async def _known(caller: Caller, person_id: UUID) -> PersonRow:
    return known_person(await read(caller.house, caller.acting), str(person_id))


def _command_request(
    actor: Actor, name: str, target: str, body: Schema, put: TypedTexts | None = None
) -> CommandRequest:
    return actor.command_request(name, target, body.model_dump(mode="json"), put or actor.words())


def _drawn(command_id: UUID) -> UUID:
    """The new person's id, made of the call's own random one: sent again, it is the same."""
    digest = hashlib.sha256(f"{command_id}/person".encode()).digest()
    return UUID(bytes=digest[:16], version=4)


def _paper(one: PaperShape) -> Paper:
    return Paper(number=one.number, dated_on=one.dated_on)
