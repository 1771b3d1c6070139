"""Acts on several tasks of the board: a preview of what will be done, then one command each."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.board import labels
from api.board.labels import asked_of
from api.board.page import list_again
from api.board.selection import BOARD_ACTS, BoardAct, selection_fields
from api.bulk import BulkPage
from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.reading_rights import require_overseeing
from services.queries.reading import reading
from services.queries.units import units_that_lead

router = APIRouter(prefix="/don-doc")
_Form = Callable[[Request, TheFormRequest], Awaitable[Response]]


def _preview(board_act: BoardAct, bulk_page: BulkPage) -> _Form:
    async def preview(request: Request, form_request: TheFormRequest) -> Response:
        require_overseeing(form_request.acting.holder)
        show_again(request, list_again(request, form_request))
        return await bulk_page.preview(request, form_request)

    preview.__doc__ = f"Xem trước: which of the selected tasks it takes: {board_act.verb}."
    return preview


def _carry_out(board_act: BoardAct, bulk_page: BulkPage) -> _Form:
    async def carry_out(request: Request, form_request: TheFormRequest) -> Response:
        require_overseeing(form_request.acting.holder)
        asked = labels.sent(asked_of(form_request.typed.fields))

        def list_after(done: int) -> str:
            then = {"tinh-trang": board_act.then} if board_act.then else {}
            query = {**asked, **then, "da": board_act.act.slug, "xong": done}
            return f"/don-doc?{urlencode(query)}"

        return await bulk_page.carry_out(request, form_request, list_after)

    carry_out.__doc__ = f"Các việc đã chọn: {board_act.verb}, each one its own command."
    return carry_out


def _page(board_act: BoardAct) -> BulkPage:
    async def shown(form_request: FormRequest) -> Mapping[str, object]:
        services = form_request.services
        async with reading(services.engine) as connection:
            units = await units_that_lead(connection, services.ledger_id)
        return {
            "board_act": board_act,
            "units": units,
            "fields_of": selection_fields,
            "hidden": labels.sent(asked_of(form_request.typed.fields)),
        }

    return BulkPage(
        act=board_act.act, template="board/bulk.html", shown=shown, said=board_act.said
    )


for _act in BOARD_ACTS:
    _bulk = _page(_act)
    _at = f"/{_act.act.slug}"
    router.add_api_route(_at, _preview(_act, _bulk), methods=["POST"])
    router.add_api_route(f"{_at}/ghi", _carry_out(_act, _bulk), methods=["POST"])
