"""What people do with a task: one route runs any act, each one form, one command, one redirect."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.form_binding import run_form
from api.task.drafts import REPORT, forget, refuse_passed_by
from api.task.next_decision import address_after
from api.task.page import DRAFTED, keep_report, task_response
from api.web.act_forms import ELSEWHERE
from api.web.addresses import known_stream
from api.web.forms import COMMAND_ID, Typed
from services.domain.act import Act
from services.domain.task.acts import ACTS
from services.domain.task.acts.acknowledge_task import ACT as ACKNOWLEDGE

router = APIRouter(prefix="/viec/{stream}")
ACKNOWLEDGING = "acknowledge_command_id"


async def _form_of_task(
    request: Request, form_request: TheFormRequest, stream: str
) -> FormRequest:
    """The form of a task; refused, it is shown again on the task's own page."""
    form = request.url.path.rpartition("/")[2]
    if ACKNOWLEDGING in form_request.typed.fields:  # it came with the report's form
        form = REPORT

    show = partial(task_response, request, form_request.services, form_request.acting, stream)
    show_again(request, partial(show, form=form))
    known_stream(stream)
    return form_request


TaskForm = Annotated[FormRequest, Depends(_form_of_task)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: TaskForm, stream: str) -> Response:
        return await _run(act, form_request, stream)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


async def _run(act: Act[Any, Any, Any], form_request: FormRequest, stream: str) -> Response:
    """One act by one command; what stands in the page's other form is kept as a draft."""
    if act is ACKNOWLEDGE and ACKNOWLEDGING in form_request.typed.fields:
        await keep_report(form_request, stream)
        own = Typed({COMMAND_ID: form_request.typed.choice(ACKNOWLEDGING)})
        form_request = FormRequest(
            services=form_request.services, acting=form_request.acting, typed=own
        )
    drafted = act.slug in DRAFTED
    if drafted:
        await refuse_passed_by(form_request, stream, act.slug)
    await run_form(form_request, act, stream=stream)
    if drafted:
        await forget(form_request, stream, act.slug)
    return RedirectResponse(
        await address_after(form_request, act.slug, stream), HTTPStatus.SEE_OTHER
    )


for _act in ACTS:
    if _act not in ELSEWHERE:
        router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)
