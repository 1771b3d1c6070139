"""Work programmes over JSON: list, read, and one route for each act on one of them."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.programmes import schemas as programme_schemas
from api.programmes import shown
from api.programmes.addresses import stream_named
from api.programmes.answers import compared_answer, programme_answer, programmes_answer
from api.programmes.drawing import blank_drawn, with_drawn
from api.reading_rights import require_overseeing
from api.rest import schemas
from api.rest.answers import Seen, tagged
from api.rest.callers import Caller, ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import operation, run_call
from services.domain.act import Act
from services.domain.instants import day_of
from services.domain.programme.acts import ACTS
from services.domain.programme.acts.open_programme import ACT as OPEN
from services.domain.programme.acts.open_programme import PERIOD_UNKNOWN
from services.domain.programme.periods import period_of, programme_stream
from services.queries.programme_list import programme_list
from services.queries.programme_views import ProgrammePage
from services.queries.reading import reading

router = APIRouter(route_class=ProvedRoute, prefix="/programmes", tags=["programmes"])
ProgrammeCode = Annotated[
    str,
    Path(
        max_length=40,
        description="Kỳ của chương trình: năm, quý (2027-Q1) hoặc tháng (2027-M01).",
        examples=["2027-Q1"],
    ),
]


@router.get("", operation_id="listProgrammes", response_model=programme_schemas.Programmes)
async def list_programmes(caller: TheCaller, seen: Seen = None) -> Response:
    """Các chương trình công tác, kỳ mới nhất trước; các kỳ mở đăng ký được; các đơn vị."""
    services, acting = caller.services, caller.acting
    async with reading(services.engine) as connection:
        listed = await programme_list(
            connection, services.ledger_id, acting.context, day_of(acting.now)
        )
    return tagged(programmes_answer(listed), seen)


@router.get(
    "/{code}", operation_id="readProgramme", response_model=programme_schemas.ProgrammeWhole
)
async def read_programme(caller: TheCaller, code: ProgrammeCode, seen: Seen = None) -> Response:
    """Một chương trình công tác: các dòng, điểm cần xem, chữ ký, kết quả, diễn biến."""
    return tagged(programme_answer(await _read(caller, code)), seen)


@router.get(
    "/{code}/comparison",
    operation_id="compareProgramme",
    response_model=programme_schemas.ProgrammeCompared,
)
async def compare_programme(caller: TheCaller, code: ProgrammeCode, seen: Seen = None) -> Response:
    """So sánh kế hoạch ký lần đầu, điều chỉnh và kết quả, theo đơn vị và theo lãnh đạo."""
    require_overseeing(caller.acting.holder)
    return tagged(compared_answer(await _read(caller, code)), seen)


async def _read(caller: Caller, code: str) -> ProgrammePage:
    return await shown.read_programme(caller.services, caller.acting, stream_named(code))


def _call(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[schemas.Done]]:
    async def run(actor: TheActor, code: ProgrammeCode, body: schemas.Schema) -> schemas.Done:
        complete = partial(with_drawn, actor.services, actor.command_id, day_of(actor.acting.now))
        return await run_call(actor, act, body, blank_drawn(act), complete, **_address(act, code))

    return operation(run, act)


def _address(act: Act[Any, Any, Any], code: str) -> Mapping[str, str]:
    """What the address says of the command; raises NotFound, and Refusal of what has no period."""
    if act is not OPEN:
        return {"stream": stream_named(code)}
    if period_of(code) is None:
        raise PERIOD_UNKNOWN.refuse()
    return {"stream": programme_stream(code), "period": code}


for _act in ACTS:
    router.add_api_route(
        f"/{{code}}/{_act.resource}",
        _call(_act),
        methods=["POST"],
        operation_id=_act.operation,
    )
