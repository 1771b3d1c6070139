"""Directives over JSON: list, read, register, and one route for each act on one of them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.context import viewing_of
from api.directives import schemas as directive_schemas
from api.directives.addresses import stream_named
from api.directives.answers import directive_answer, directive_line
from api.directives.drawing import blank_drawn, with_drawn
from api.reading_rights import require_overseeing
from api.rest import schemas
from api.rest.answers import After, Limit, Seen, cursor, no_cursor, read_cursor, tagged
from api.rest.callers import Caller, ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import operation, run_call
from api.web.filters import LONGEST
from services.domain.act import Act
from services.domain.directive.acts import ACTS
from services.domain.directive.acts.register_directive import ACT as REGISTER
from services.domain.directive.authority import may_see_directives
from services.domain.directive.codes import new_code
from services.domain.directive.events import directive_stream
from services.domain.directive.terms import DirectiveSource
from services.domain.errors import NotFound
from services.domain.instants import day_of
from services.queries.directive_page import directive_page
from services.queries.directives import DirectiveFilter, directive_list
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter(route_class=ProvedRoute, prefix="/directives", tags=["directives"])
DirectiveCode = Annotated[
    str,
    Path(max_length=40, description="Mã của nguồn giao việc.", examples=["2026.k3m7q2xa"]),
]


@router.get("", operation_id="listDirectives", response_model=directive_schemas.Directives)
async def list_directives(
    caller: TheCaller,
    *,
    source: Annotated[DirectiveSource | None, Query(description="Loại nguồn giao việc.")] = None,
    words: Annotated[
        str | None,
        Query(
            max_length=LONGEST,
            description="Các từ trong số, cơ quan ban hành hoặc trích yếu.",
            examples=["hộ nghèo"],
        ),
    ] = None,
    open_only: Annotated[
        bool, Query(alias="open", description="Chỉ nguồn chưa kết thúc xử lý.")
    ] = False,
    after: After = None,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Các nguồn giao việc đã ghi nhận, mới nhất trước."""
    _require_seeing(caller)
    asked = DirectiveFilter(source=source, wanted=words or "", open_only=open_only)
    async with reading(caller.services.engine) as connection:
        rows, total = await directive_list(
            connection,
            caller.services.ledger_id,
            asked,
            Stretch(length=limit + 1),
            behind=_place(after),
        )
    last = rows[limit - 1] if len(rows) > limit else None
    result = directive_schemas.Directives(
        total=total,
        directives=[directive_line(row) for row in rows[:limit]],
        next=cursor(last.registered_at.isoformat(), last.code) if last else None,
    )
    return tagged(result, seen)


@router.get(
    "/{code}", operation_id="readDirective", response_model=directive_schemas.DirectiveWhole
)
async def read_directive(caller: TheCaller, code: DirectiveCode, seen: Seen = None) -> Response:
    """Một nguồn giao việc: các điều, khoản, việc đã giao, chỉ đạo định kỳ, diễn biến."""
    stream = stream_named(code)
    services, acting = caller.services, caller.acting
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        page = await directive_page(connection, services.ledger, stream, viewing, acting.context)
    return tagged(directive_answer(page, viewing), seen)


async def _register(
    actor: TheActor, body: directive_schemas.RegisterBody
) -> directive_schemas.RegisteredNow:
    code = body.code or new_code(actor.command_id, day_of(actor.acting.now))
    kept = await run_call(
        actor,
        REGISTER,
        body.model_copy(update={"code": code}),
        blank_drawn(REGISTER),
        partial(with_drawn, actor.services),
        stream=directive_stream(code),
    )
    return directive_schemas.RegisteredNow(code=code, **kept.model_dump())


router.add_api_route(
    "",
    operation(_register, REGISTER, directive_schemas.RegisterBody),
    methods=["POST"],
    operation_id=REGISTER.operation,
)


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, code: DirectiveCode, body: schemas.Schema) -> schemas.Done:
        complete = partial(with_drawn, actor.services)
        stream = stream_named(code)
        return await run_call(actor, act, body, blank_drawn(act), complete, stream=stream)

    return operation(run, act)


for _act in ACTS:
    if _act.resource:
        router.add_api_route(
            f"/{{code}}/{_act.resource}",
            _call(_act),
            methods=["POST"],
            operation_id=_act.operation,
        )


def _require_seeing(caller: Caller) -> None:
    """The list is for whom directives exist for; raises NotAllowed."""
    acting = caller.acting
    if not may_see_directives(acting.rules.policy, acting.holder):
        require_overseeing(acting.holder, "Nội dung này")


def _place(after: str | None) -> tuple[datetime, str] | None:
    """When a directive was registered, and its stream."""
    if after is None:
        return None
    at, code = read_cursor(after)
    try:
        registered_at, stream = datetime.fromisoformat(at), stream_named(code)
    except (ValueError, NotFound):
        raise no_cursor() from None
    if registered_at.tzinfo is None:
        raise no_cursor()
    return registered_at, stream
