"""Tạm dừng nhiều việc: a preview of what will be suspended and why not, then one command each."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.board import labels
from api.board.page import CHOSEN, asked_of, chosen_of
from api.context import FormRequest, TheFormRequest, require_overseeing, viewing_of
from api.errors import FormProblem, show_again
from api.form_binding import bind_form
from api.labels import titles
from api.web.addresses import known_stream
from api.web.forms import Typed
from api.web.pages import page
from services.domain.errors import Refusal
from services.domain.task.acts.suspend_task import ACT as SUSPEND
from services.domain.task.state import Task
from services.domain.task.terms import DECISION_CODES
from services.queries.chase_board import tasks_of
from services.queries.reading import reading

router = APIRouter(prefix="/don-doc/tam-dung")


@router.post("")
async def preview(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: which of the selected tasks will be suspended, and why the others will not."""
    require_overseeing(form_request.acting.holder)
    return await _preview(request, form_request, chosen_of(form_request.typed))


@router.post("/ghi")
async def suspend(request: Request, form_request: TheFormRequest) -> Response:
    """Tạm dừng các việc đã chọn: each one its own command; who is refused stays on the page."""
    require_overseeing(form_request.acting.holder)
    chosen = chosen_of(form_request.typed)

    async def again(*, problem: FormProblem) -> Response:
        return await _preview(request, form_request, chosen, problem=problem)

    show_again(request, again)
    known = await _known(form_request, chosen)
    refused: dict[str, str] = {}
    for stream, command_id in chosen.items():
        alone = _own_part(form_request, known.get(stream))
        bound = await bind_form(alone, SUSPEND.command, stream=known_stream(stream))
        try:
            await form_request.services.acts.handle(
                alone.request(SUSPEND.name, bound, command_id), bound.command
            )
        except Refusal as refusal:
            refused[stream] = refusal.sentence
    if refused:
        left = {stream: chosen[stream] for stream in refused}
        return await _preview(
            request, form_request, left, refused=refused, done=len(chosen) - len(refused)
        )
    asked = labels.sent(asked_of(form_request.typed.fields))
    query = urlencode({**asked, "tinh-trang": labels.SUSPENDED_SLUG, "dung": len(chosen)})
    return RedirectResponse(f"/don-doc?{query}", HTTPStatus.SEE_OTHER)


def _own_part(form_request: FormRequest, task: Task | None) -> FormRequest:
    """Of restricted work the reason is a code, of other work words: each is sent its own part."""
    left_out = "reason" if task is not None and task.restricted else "reason_code"
    fields = {name: said for name, said in form_request.typed.fields.items() if name != left_out}
    return FormRequest(
        services=form_request.services, acting=form_request.acting, typed=Typed(fields)
    )


async def _known(form_request: FormRequest, chosen: Mapping[str, UUID]) -> Mapping[str, Task]:
    services = form_request.services
    viewing = await viewing_of(services, form_request.acting)
    async with reading(services.engine) as connection:
        return await tasks_of(connection, services.ledger_id, viewing, list(chosen))


async def _preview(
    request: Request,
    form_request: FormRequest,
    chosen: Mapping[str, UUID],
    *,
    problem: FormProblem | None = None,
    refused: Mapping[str, str] | None = None,
    done: int = 0,
) -> Response:
    known = await _known(form_request, chosen)
    ready, left = [], list[tuple[str, str, str]]()
    for stream, command_id in chosen.items():
        task = known.get(stream)
        said = (refused or {}).get(stream) or _refusal(form_request, task)
        if task is None or said:
            left.append((stream, titles.named(task) if task else stream, said))
        else:
            ready.append((task, str(command_id)))
    return page(
        request,
        "board/stop.html",
        status=problem.status if problem else HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        ready=ready,
        left=left,
        done=labels.done(chased=0, suspended=done),
        codes=DECISION_CODES,
        any_restricted=any(task.restricted for task, _ in ready),
        any_open=any(not task.restricted for task, _ in ready),
        hidden=labels.sent(asked_of(form_request.typed.fields)),
        typed=problem.typed if problem else Typed({}),
        problem=problem,
        chosen_prefix=CHOSEN,
    )


def _refusal(form_request: FormRequest, task: Task | None) -> str:
    """Why the act itself would refuse this task; blank where it would not."""
    if task is None:
        return "Không có việc này, hoặc việc không thuộc phạm vi của bạn."
    answer = SUSPEND.answer(task, form_request.acting.context)
    return answer.sentence if isinstance(answer, Refusal) else ""
