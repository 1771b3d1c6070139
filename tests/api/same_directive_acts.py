"""The acts on a directive and on the register, by page and by call, in one order."""

import json
from functools import partial
from typing import Any, Final
from uuid import UUID

from httpx2 import AsyncClient, Response

from api.labels.words import day
from services.domain.directive.codes import new_code
from tests import evidence_files as files
from tests.acts.directive.common import CUTS, TEXT
from tests.api.reading import form_of
from tests.api.registers import paper_row, sent, workbook
from tests.api.same_acts import DIGEST, SameAct, SameWorld, Way, call, file_call, form
from tests.moment import today

# The code of a directive is drawn from the id of the click: both wards are sent this one.
_CLICK: Final = UUID("5a1f7c3e-8b2d-4e6f-9a0b-1c2d3e4f5a6b")
_CODE: Final = new_code(_CLICK, today())
_PAGE: Final = f"/giao-viec/{_CODE}"
_CALL: Final = f"/directives/{_CODE}"
_UNIT: Final = "KTHTDT"
# The heads of an invented system, of which ours know some.
_HEADS: Final = {
    "number": "Số/Ký hiệu VB",
    "issued_on": "Ngày VB",
    "issuer": "Nơi gửi",
    "summary": "Tóm tắt",
    "work": "Đầu việc phải làm xong",
    "assigner": "Sếp phân việc",
    "lead": "Đầu mối gánh vác",
    "due_on": "Mốc cuối",
}
_FOREIGN: Final = workbook([paper_row()], _HEADS)
_OURS: Final = workbook([paper_row()])
_IMPORTS: Final = "/register/imports"
_NAMED: Final = "sổ.xlsx"


async def _leader(world: SameWorld) -> str:
    return str(await world.web.person_id("phochutich"))


async def _register(client: AsyncClient, world: SameWorld) -> Response:
    typed = {"code": _CODE, "dated_on": day(today()), "orderer": await _leader(world)}
    address = "/giao-viec/moi?nguon=conclusion"
    return await form(address, "/giao-viec/moi", **typed)(client, world)


async def _register_by_call(client: AsyncClient, world: SameWorld) -> Response:
    sent = {
        "source": "conclusion",
        "urgency": "ordinary",
        "dated_on": today().isoformat(),
        "orderer": await _leader(world),
        "ordered_on": today().isoformat(),
    }
    once = {"Idempotency-Key": str(_CLICK)}
    return await client.post("/directives", json=sent, headers=once)


async def _multipart(address: str, ending: str, client: AsyncClient, **parts: Any) -> Response:
    """A form of a page with its file, or with none chosen."""
    filled = form_of(await client.get(address), ending)
    fields = {name: (None, value.encode()) for name, value in filled.fields.items()}
    fields.pop("file", None)
    return await client.post(filled.action, files={**fields, **parts})


async def _attach(client: AsyncClient, _world: SameWorld) -> Response:
    chosen = ("báo cáo.pdf", files.PDF, "application/pdf")
    return await _multipart(_PAGE, "/tep", client, file=chosen)


async def _lay(client: AsyncClient, _world: SameWorld) -> Response:
    return await _multipart(f"{_PAGE}/van-ban", "/van-ban", client, text=(None, TEXT.encode()))


async def _give(client: AsyncClient, world: SameWorld) -> Response:
    typed = {
        "lead_units": _UNIT,
        "title": "Rà soát chợ",
        "due_on": f"18/12/{today().year}",
        "orderer": await _leader(world),
    }
    return await form(f"{_PAGE}/giao?khoan=k1", "/giao-viec", **typed)(client, world)


async def _give_by_call(client: AsyncClient, world: SameWorld) -> Response:
    return await call(
        f"{_CALL}/tasks",
        clause="k1",
        lead_units=[_UNIT],
        title="Rà soát chợ",
        urgency="ordinary",
        due_on=f"{today().year}-12-18",
        without_due=False,
        orderer=await _leader(world),
        ordered_on=today().isoformat(),
        text_version=1,
    )(client, world)


async def _repeat(client: AsyncClient, world: SameWorld) -> Response:
    typed = {
        "lead_units": _UNIT,
        "title": "Báo cáo hằng tuần",
        "rhythm": "weekly",
        "rhythm_day": "5",
        "from_on": day(today()),
        "until_on": f"31/12/{today().year}",
        "orderer": await _leader(world),
    }
    return await form(f"{_PAGE}/giao?khoan=k2&dinh-ky=1", "/giao-dinh-ky", **typed)(client, world)


async def _repeat_by_call(client: AsyncClient, world: SameWorld) -> Response:
    return await call(
        f"{_CALL}/recurring-orders",
        clause="k2",
        lead_units=[_UNIT],
        title="Báo cáo hằng tuần",
        urgency="ordinary",
        rhythm="weekly",
        rhythm_day=5,
        from_on=today().isoformat(),
        until_on=f"{today().year}-12-31",
        orderer=await _leader(world),
        ordered_on=today().isoformat(),
        text_version=1,
    )(client, world)


async def _map(client: AsyncClient, _world: SameWorld) -> Response:
    asked = form_of(await sent(client, _FOREIGN), "/ghep-cot")
    chosen = {f"cot.{at}": key for at, key in enumerate(_HEADS)}
    return await client.post(asked.action, data={**asked.fields, **chosen})


async def _map_by_call(client: AsyncClient, world: SameWorld) -> Response:
    asked = (await file_call(_IMPORTS, _NAMED, _FOREIGN)(client, world)).json()
    heads = [
        [each["label"], each["occurrence"], column]
        for each, column in zip(asked["columns"], _HEADS, strict=True)
    ]
    mapping = json.dumps({"heads_key": asked["heads_key"], "heads": heads}, ensure_ascii=False)
    return await call("/register/columns", heads_key=asked["heads_key"], mapping=mapping)(
        client, world
    )


async def _import(client: AsyncClient, _world: SameWorld) -> Response:
    seen = form_of(await sent(client, _OURS), "/ghi")
    return await client.post(seen.action, data=seen.fields)


_act = partial(SameAct, login="kiemtra")


def _of_directive(slug: str, operation: str, page: Way, calling: Way) -> SameAct:
    return _act(route=f"/giao-viec/{{code}}/{slug}", operation=operation, page=page, call=calling)


def _typed(slug: str, operation: str, resource: str, /, **typed: str) -> SameAct:
    """An act whose form and whose call have the same words and nothing else."""
    return _of_directive(
        slug, operation, form(_PAGE, f"/{slug}", **typed), call(f"{_CALL}/{resource}", **typed)
    )


# In the order in which they can be done in one ward.
DIRECTIVE_ACTS: Final = (
    _act(
        route="/giao-viec/moi",
        operation="registerDirective",
        page=_register,
        call=_register_by_call,
    ),
    _of_directive(
        "so-ky-hieu",
        "numberDirective",
        form(_PAGE, "/so-ky-hieu", number="15/TB-UBND", dated_on=day(today())),
        call(f"{_CALL}/number", number="15/TB-UBND", dated_on=today().isoformat()),
    ),
    _of_directive(
        "tep",
        "attachDirectiveFile",
        _attach,
        file_call(f"{_CALL}/files", "báo cáo.pdf", files.PDF),
    ),
    _of_directive(
        "bo-tep",
        "detachDirectiveFile",
        form(_PAGE, "/bo-tep", detach=DIGEST),
        call(f"{_CALL}/files/{DIGEST}/detachment"),
    ),
    _of_directive("van-ban", "layClauses", _lay, call(f"{_CALL}/clauses", text=TEXT, cuts=CUTS)),
    _of_directive("giao-viec", "assignTasks", _give, _give_by_call),
    _of_directive("giao-dinh-ky", "repeatOrder", _repeat, _repeat_by_call),
    _of_directive(
        "thoi-dinh-ky",
        "stopOrder",
        form(_PAGE, "/thoi-dinh-ky", order="1", reason="Đã hết đợt."),
        call(f"{_CALL}/recurring-orders/stop", order=1, reason="Đã hết đợt."),
    ),
    _of_directive(
        "quyet-dinh",
        "settleClauses",
        form(_PAGE, "/quyet-dinh", **{"chon.k2": "1"}, outcome="nothing", reason="Đã xong."),
        call(
            f"{_CALL}/decisions",
            clauses=["k2"],
            outcome="nothing",
            reason="Đã xong.",
            text_version=1,
        ),
    ),
    _typed("ket-thuc", "closeDirective", "closing"),
    _typed("mo-lai", "reopenDirective", "reopening", reason="Còn việc."),
    _act(
        route="/so-theo-doi/nhap/{file}/ghep-cot",
        operation="mapRegisterColumns",
        page=_map,
        call=_map_by_call,
    ),
    _act(
        route="/so-theo-doi/nhap/{file}/ghi",
        operation="importRegister",
        page=_import,
        call=file_call(_IMPORTS, _NAMED, _OURS),
    ),
)
