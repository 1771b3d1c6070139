"""The acts on an inspector's finding, by page and by call, in one order."""

from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from httpx2 import AsyncClient, Response

from api.labels.words import day
from services.domain.drawn_codes import drawn_code
from services.domain.inspection.acts.open_finding import ACT as OPEN
from tests.api.reading import form_of
from tests.api.same_acts import SameAct, SameWorld, call, form
from tests.moment import today

# The code of a finding is drawn from the id of the click: both wards are sent this one.
_CLICK: Final = UUID("5a1f7c3e-8b2d-4e6f-9a0b-1c2d3e4f5a6c")
CODE: Final = drawn_code(OPEN.name, _CLICK, today())
_PAGE: Final = f"/thanh-tra/kien-nghi/{CODE}"
_CALL: Final = f"/inspection-findings/{CODE}"
_BY_ON: Final = today() + timedelta(days=10)
_SENT: Final[dict[str, Any]] = {
    "period": "2026-Q4",
    "unit": "KTHTDT",
    "text": "Đề nghị giải trình số liệu.",
}


async def _open(client: AsyncClient, _world: SameWorld) -> Response:
    filled = form_of(await client.get("/thanh-tra/kien-nghi/lap"), "/lap")
    typed = {"command_id": str(_CLICK), **_SENT, "answer_by_on": day(_BY_ON)}
    return await client.post(filled.action, data={**filled.fields, **typed})


async def _open_by_call(client: AsyncClient, _world: SameWorld) -> Response:
    sent = {**_SENT, "answer_by_on": _BY_ON.isoformat()}
    once = {"Idempotency-Key": str(_CLICK)}
    return await client.post("/inspection-findings", json=sent, headers=once)


_by_inspector = partial(SameAct, login="thanhtra")
_by_head = partial(SameAct, login="truongphong")
INSPECTION_ACTS: Final = (
    _by_inspector(
        route="/thanh-tra/kien-nghi/lap",
        operation="openInspectionFinding",
        page=_open,
        call=_open_by_call,
    ),
    _by_head(
        route="/thanh-tra/kien-nghi/{code}/tra-loi",
        operation="answerInspectionFinding",
        page=form(_PAGE, "/tra-loi", text="Đã đối chiếu."),
        call=call(f"{_CALL}/answers", text="Đã đối chiếu."),
    ),
    _by_inspector(
        route="/thanh-tra/kien-nghi/{code}/ket-luan",
        operation="closeInspectionFinding",
        page=form(_PAGE, "/ket-luan", text="Không có sai phạm."),
        call=call(f"{_CALL}/closing", text="Không có sai phạm."),
    ),
)
WITHDRAWING_ACTS: Final = (
    INSPECTION_ACTS[0],
    _by_inspector(
        route="/thanh-tra/kien-nghi/{code}/rut",
        operation="withdrawInspectionFinding",
        page=form(_PAGE, "/rut", text="Lập nhầm kỳ."),
        call=call(f"{_CALL}/withdrawal", text="Lập nhầm kỳ."),
    ),
)
