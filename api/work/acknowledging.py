"""Tiếp nhận nhiều việc: a unit takes all its new tasks at once, each by its own command."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.bulk import MOST_AT_ONCE, BulkPage
from api.context import FormRequest, Services, TheFormRequest
from api.web.filters import small_count
from services.commands.acting import Acting
from services.domain.task.acts.acknowledge_task import ACT as ACKNOWLEDGE
from services.domain.task.state import Stage
from services.queries.work_views import MyWork

router = APIRouter(prefix="/tiep-nhan-nhieu-viec")
DONE: Final = "da-tiep-nhan"


def untaken(services: Services, acting: Acting, work: MyWork) -> Mapping[str, str]:
    """The tasks that this person may take, each with the id of its command."""
    tasks = (row.task for group in work.groups for row in group.rows)
    new = [task for task in tasks if task.stage is Stage.ISSUED and task.ending is None]
    offered = [task for task in new if ACKNOWLEDGE.offered(task, acting.context) is not None]
    return {task.stream: str(services.randomness.new_id()) for task in offered[:MOST_AT_ONCE]}


def said(done: str) -> str:
    """What an address says was taken just now; blank where it says nothing that makes sense."""
    amount = small_count(done)
    return "" if amount is None else _said(amount)


@router.post("/ghi")
async def acknowledge(request: Request, form_request: TheFormRequest) -> Response:
    """Tiếp nhận các việc này: who is refused stays on the page with the reason."""

    def list_after(done: int) -> str:
        return f"/viec?{urlencode({DONE: done})}"

    return await _PAGE.carry_out(request, form_request, list_after)


def _said(done: int) -> str:
    return f"Đã tiếp nhận {done} việc."


async def _shown(_form_request: FormRequest) -> Mapping[str, object]:
    return {}


_PAGE: Final = BulkPage(act=ACKNOWLEDGE, template="work/taken.html", shown=_shown, said=_said)
