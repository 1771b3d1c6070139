"""The register over JSON: its rows, a file that comes in, the columns of another system."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.context import viewing_of
from api.register import schemas
from api.register.answers import imported, unmapped, work_line
from api.register.giving import ImportChoice
from api.register.importing import looked_into, mapping_of, read_file, write_new
from api.rest import schemas as rest_schemas
from api.rest.answers import After, Limit, Seen, page_of, tagged
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from api.rest.command_bodies import operation, run_call
from api.rest.sent_files import A_FILE, Name, sent_file
from api.web.filters import LONGEST, require_unit
from api.web.forms import BadForm
from api.web.uploads import SentFile, file_name
from services.domain.directive.authority import may_see_directives, require_registering
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.directive.terms import DirectiveSource, OrderedHow
from services.domain.register_columns.acts.map_register_columns import ACT as MAP
from services.domain.register_columns.acts.map_register_columns import MAPPING_WRONG
from services.domain.register_columns.events import register_columns_stream
from services.queries.reading import reading
from services.queries.register import register_page
from services.queries.register_views import RegisterFilter, RegisterLine, RegisterState

router = APIRouter(route_class=ProvedRoute, prefix="/register", tags=["register"])


@router.get("", operation_id="listRegister", response_model=schemas.RegisterSheet)
async def list_register(
    caller: TheCaller,
    *,
    unit: Annotated[
        str | None,
        Query(
            max_length=60,
            pattern=r"^[A-Za-z0-9.-]+$",
            description="Mã đơn vị chủ trì hoặc phối hợp.",
        ),
    ] = None,
    source: Annotated[DirectiveSource | None, Query(description="Loại nguồn giao việc.")] = None,
    state: Annotated[RegisterState | None, Query(description="Tình trạng của dòng.")] = None,
    words: Annotated[
        str | None,
        Query(max_length=LONGEST, description="Các từ trong dòng.", examples=["hộ nghèo"]),
    ] = None,
    due_from: Annotated[rest_schemas.SentDay | None, Query(description="Hạn từ ngày này.")] = None,
    due_until: Annotated[
        rest_schemas.SentDay | None, Query(description="Hạn đến hết ngày này.")
    ] = None,
    after: After = None,
    limit: Limit = 50,
    seen: Seen = None,
) -> Response:
    """Sổ theo dõi: việc được giao từ văn bản, kết luận, chỉ đạo, theo thứ tự của sổ giấy."""
    acting = caller.acting
    if not may_see_directives(acting.rules.policy, acting.holder):
        raise NO_DIRECTIVE.refuse()
    viewing = await viewing_of(caller.services, acting)
    asked = RegisterFilter(
        unit=unit,
        source=source,
        state=state,
        wanted=words or "",
        due_from=due_from,
        due_until=due_until,
    )
    async with reading(caller.services.engine) as connection:
        register = await register_page(connection, caller.services.ledger, viewing, asked)
    require_unit(unit, register.names.unit_names(), field="unit")
    shown, following = page_of(register.lines, _place, after, limit)
    result = schemas.RegisterSheet(
        total=register.total, rows=[work_line(line) for line in shown], next=following
    )
    return tagged(result, seen)


@router.post("/imports", operation_id="importRegister", openapi_extra=A_FILE)
async def import_register(
    request: Request,
    actor: TheActor,
    *,
    name: Name = None,
    dry_run: Annotated[bool, Query(description="Chỉ xem trước: đối soát, không ghi gì.")] = False,
    orderer: Annotated[
        UUID | None, Query(description="Người giao của các dòng không ghi người giao.")
    ] = None,
    how: Annotated[
        OrderedHow, Query(description="Hình thức chỉ đạo của các dòng không có số văn bản.")
    ] = OrderedHow.IN_WRITING,
    despite: Annotated[
        bool, Query(description="Giữ hạn vào ngày nghỉ hoặc sau hạn của cấp trên.")
    ] = False,
) -> schemas.RegisterImported:
    """Nhập một tệp sổ (.xlsx, tối đa 16 MB): chỉ ghi dòng chưa có, gửi lại không trùng."""
    require_registering(actor.acting.context)
    sent = await sent_file(request, name)
    if not sent.content:
        raise BadForm("file-missing", "Chưa có nội dung tệp. Hãy gửi tệp .xlsx.", field="file")
    sheet = SentFile(name=file_name(sent.name), content=sent.content)
    read = await read_file(actor.services, sheet)
    if read.asked:
        return unmapped(read, dry_run=dry_run)
    choice = ImportChoice(orderer=orderer, how=how, despite=despite)
    preview = await looked_into(actor.services, actor.acting, read, choice)
    written = None if dry_run else await write_new(actor.services, actor.acting, preview)
    return imported(preview, written, dry_run=dry_run)


async def _map(actor: TheActor, body: rest_schemas.Schema) -> rest_schemas.Done:
    typed = body.model_dump()
    try:
        mapping_of(typed["mapping"])
    except (ValueError, RecursionError):
        raise BadForm.of(MAPPING_WRONG.refuse(), field="mapping") from None
    stream = register_columns_stream(typed["heads_key"])
    return await run_call(actor, MAP, body, stream=stream)


router.add_api_route(
    f"/{MAP.resource}",
    operation(_map, MAP),
    methods=["POST"],
    operation_id=MAP.operation,
)


def _place(line: RegisterLine) -> tuple[str, ...]:
    entered = line.entered_at.isoformat(timespec="microseconds")
    return entered, f"{line.directive}.{line.number:06}"
